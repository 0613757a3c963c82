//! What types are in XML: the tables of structs, a word for the rest.

use super::code::{Code, line, open};
use super::literal::text;
use super::ty::Types;
use crate::api::{Json, Xml};
use crate::rust::{Member, Presence, Repr, Struct, TypeBody, TypePlan, Use};

/// The table of a type that stands in a body in XML.
pub(super) fn of_type(ty: &TypePlan, types: Types<'_>, code: &mut Code) {
    if !ty.xml {
        return;
    }
    let name = &ty.name;
    code.gap();
    match &ty.body {
        TypeBody::Struct(body) => table(ty, body, types, code),
        TypeBody::StringEnum(_) => line!(code, "xml! {{ {name} = Text }}"),
        TypeBody::IntegerEnum(_) => line!(code, "xml! {{ {name} = Number }}"),
        TypeBody::Newtype(used) => line!(code, "xml! {{ {name} as {} }}", types.used(used)),
        // An alias is what it stands for; nothing with a union in it gets here.
        TypeBody::Alias(_) | TypeBody::Union(_) => {}
    }
}

fn table(ty: &TypePlan, body: &Struct, types: Types<'_>, code: &mut Code) {
    open!(code, "xml! {{ {}", ty.name);
    body.members.iter().for_each(|member| row(member, types, code));
    code.close_with("} }");
}

/// `"id" as XmlName::new("id"), i64, attribute;`
fn row(member: &Member, types: Types<'_>, code: &mut Code) {
    let wire = text(member.wire());
    match member {
        Member::Constant { value, .. } => {
            let ty = match value {
                Json::Bool(_) => "bool",
                Json::Number(_) => "f64",
                _ => "String",
            };
            line!(code, "{wire} as XmlName::new({wire}), {ty};");
        }
        Member::Field(field) => {
            let xml = field.xml.as_deref();
            let name = xml.map_or_else(|| format!("XmlName::new({wire})"), |xml| name(xml, member.wire()));
            let list = is_list(&field.ty, types);
            let mut how = Vec::new();
            how.extend(xml.filter(|xml| xml.attribute && !list).map(|_| "attribute".to_owned()));
            how.extend(xml.filter(|xml| xml.wrapped && list).map(|_| "wrapped".to_owned()));
            let item = xml.and_then(|xml| xml.item.as_deref()).filter(|_| list);
            how.extend(item.map(|item| format!("item({})", self::name(item, wire_of(xml, member)))));
            let asked = list && matches!(field.presence, Presence::Required | Presence::RequiredNullable);
            how.extend(asked.then(|| "required".to_owned()));
            let how: String = how.iter().map(|how| format!(", {how}")).collect();
            line!(code, "{wire} as {name}, {}{how};", types.used(&field.ty));
        }
    }
}

/// What items are called that have no name of their own.
fn wire_of<'m>(xml: Option<&'m Xml>, member: &'m Member) -> &'m str {
    xml.and_then(|xml| xml.name.as_deref()).unwrap_or(member.wire())
}

/// What it is called, in this namespace.
pub(super) fn name(xml: &Xml, otherwise: &str) -> String {
    let part = |method: &str, value: &Option<String>| {
        value.as_deref().map_or_else(String::new, |value| format!(".{method}({})", text(value)))
    };
    let name = text(xml.name.as_deref().unwrap_or(otherwise));
    format!("XmlName::new({name}){}{}", part("namespace", &xml.namespace), part("prefix", &xml.prefix))
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
