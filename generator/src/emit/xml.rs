//! What types are in XML: the tables of structs, a word for the rest.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{self, Types, text};
use crate::api::{Json, Xml};
use crate::rust::{Member, Presence, Repr, Struct, TypeBody, TypePlan, Use};

/// The table of a type that stands in a body in XML.
pub(super) fn of_type(ty: &TypePlan, types: Types<'_>) -> Option<TokenStream> {
    if !ty.xml {
        return None;
    }
    let name = &ty.name;
    let one = |text: String| Some(tokens::lines(vec![text]));
    match &ty.body {
        TypeBody::Struct(body) => Some(table(ty, body, types)),
        TypeBody::StringEnum(_) => one(format!("xml! {{ {name} = Text }}")),
        TypeBody::IntegerEnum(_) => one(format!("xml! {{ {name} = Number }}")),
        TypeBody::Newtype(used) => one(format!("xml! {{ {name} as {} }}", tokens::in_line(&types.used(used)))),
        // An alias is what it stands for; nothing with a union in it gets here.
        TypeBody::Alias(_) | TypeBody::Union(_) => None,
    }
}

fn table(ty: &TypePlan, body: &Struct, types: Types<'_>) -> TokenStream {
    let mut lines = vec![format!("xml! {{ {} {{", ty.name)];
    lines.extend(body.members.iter().map(|member| format!("    {};", row(member, types))));
    lines.push("} }".to_owned());
    tokens::lines(lines)
}

/// `"id" as XmlName::new("id"), i64, attribute`
fn row(member: &Member, types: Types<'_>) -> String {
    let wire = text(member.wire());
    match member {
        Member::Constant { value, .. } => {
            let ty = match value {
                Json::Bool(_) => "bool",
                Json::Number(_) => "f64",
                _ => "String",
            };
            format!("{wire} as XmlName::new({wire}), {ty}")
        }
        Member::Field(field) => {
            let xml = field.xml.as_deref();
            let name = xml.map_or_else(|| quote!(XmlName::new(#wire)), |xml| name(xml, member.wire()));
            let list = is_list(&field.ty, types);
            let mut how = Vec::new();
            how.extend(xml.filter(|xml| xml.attribute && !list).map(|_| "attribute".to_owned()));
            how.extend(xml.filter(|xml| xml.wrapped && list).map(|_| "wrapped".to_owned()));
            let item = xml.and_then(|xml| xml.item.as_deref()).filter(|_| list);
            how.extend(item.map(|item| format!("item({})", tokens::in_line(&self::name(item, wire_of(xml, member))))));
            let asked = list && matches!(field.presence, Presence::Required | Presence::RequiredNullable);
            how.extend(asked.then(|| "required".to_owned()));
            let how: String = how.iter().map(|how| format!(", {how}")).collect();
            format!("{wire} as {}, {}{how}", tokens::in_line(&name), tokens::in_line(&types.used(&field.ty)))
        }
    }
}

/// What items are called that have no name of their own.
fn wire_of<'m>(xml: Option<&'m Xml>, member: &'m Member) -> &'m str {
    xml.and_then(|xml| xml.name.as_deref()).unwrap_or(member.wire())
}

/// What it is called, in this namespace.
pub(super) fn name(xml: &Xml, otherwise: &str) -> TokenStream {
    let name = text(xml.name.as_deref().unwrap_or(otherwise));
    let namespace = xml.namespace.as_deref().map(text).map(|namespace| quote!(.namespace(#namespace)));
    let prefix = xml.prefix.as_deref().map(text).map(|prefix| quote!(.prefix(#prefix)));
    quote!(XmlName::new(#name) #namespace #prefix)
}

/// Is it a list, whatever it is called?
fn is_list(used: &Use, types: Types<'_>) -> bool {
    let mut seen = used;
    for _ in 0..LONGEST_CHAIN {
        seen = match &seen.repr {
            Repr::List(_) => return true,
            Repr::Type(index) => match types.plan.types.get(index.0).map(|ty| &ty.body) {
                Some(TypeBody::Alias(inner) | TypeBody::Newtype(inner)) => inner,
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}

/// Longer chains of aliases are an alias of itself.
const LONGEST_CHAIN: usize = 64;
