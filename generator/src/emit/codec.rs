//! How types are read and written: tables and a `match` a type, over the runtime's reader and writer.
//!
//! All that is emitted about JSON stands here, because measurements decide what it looks like (decision 0001).

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{self, Types, text};
use crate::rust::{Member, Presence, Struct, TypePlan, Union, compact};

/// A struct is an object of members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct, checked: bool) -> TokenStream {
    let checked = if checked { "checked " } else { "" };
    let rest = body.rest.as_ref().map_or_else(String::new, |rest| format!(" {}", rest.name));
    let mut lines = vec![format!("json::object! {{ {checked}{} {{", ty.name)];
    lines.extend(body.members.iter().enumerate().map(|(index, member)| format!("    {}", row(index, member))));
    lines.push(format!("}}{rest} }}"));
    tokens::lines(lines)
}

/// One line of the table of a struct.
fn row(index: usize, member: &Member) -> String {
    let wire = text(member.wire());
    let field = match member {
        Member::Constant { value, .. } => return format!("{index}: constant {wire} = {},", text(&compact(value))),
        Member::Field(field) => field,
    };
    let asked = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
    let kind = match (field.written, asked) {
        (true, true) => "required",
        (true, false) => "optional",
        (false, _) => "receive",
    };
    format!("{index}: {kind} {wire} => {},", field.name)
}

/// A type around one value is that value.
pub(super) fn of_newtype(name: &Ident) -> TokenStream {
    let serde = serde(name);
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self(Decode::blank()) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> { Decode::read(&mut self.0, r) }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) { Encode::encode(&self.0, w); }
        }

        #serde
    }
}

/// A union, with its declaration: the alternative that its discriminator names, else the one that fits best.
pub(super) fn of_union(ty: &TypePlan, union: &Union, types: Types<'_>) -> TokenStream {
    let mut lines = vec!["json::one_of! {".to_owned()];
    lines.extend(tokens::doc_comment(&ty.docs, "    "));
    lines.extend(ty.deprecated.then(|| "    #[deprecated]".to_owned()));
    let by = union.discriminator.as_ref().map_or_else(String::new, |property| format!(" by {}", text(property)));
    lines.push(format!("    pub enum {}{by} {{", ty.name));
    for variant in &union.variants {
        let tags: Vec<String> = variant.tags.iter().map(|tag| text(tag).to_string()).collect();
        let tags = if by.is_empty() || tags.is_empty() { String::new() } else { format!(" = {}", tags.join(" | ")) };
        lines.push(format!("        {}({}){tags},", variant.name, tokens::in_line(&types.used(&variant.ty))));
    }
    lines.push(if by.is_empty() { "    }".to_owned() } else { format!("    }} else [{}]", tried(union).join(", ")) });
    lines.push("}".to_owned());
    tokens::lines(lines)
}

/// The alternatives for a value whose discriminator names none.
fn tried(union: &Union) -> Vec<&str> {
    let all = union.variants.iter().enumerate();
    let tried = all.filter(|(index, variant)| match union.default {
        Some(default) => *index == default,
        None => variant.tags.is_empty(),
    });
    tried.map(|(_, variant)| variant.name.as_str()).collect()
}

/// serde's traits for what has no table, as shims over the runtime's.
fn serde(name: &Ident) -> TokenStream {
    quote!(#[cfg(feature = "serde")] json::serde_impls!(#name);)
}
