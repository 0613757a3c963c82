//! How types are read and written: tables and a `match` a type, over the runtime's reader and writer.
//!
//! All that is emitted about JSON stands here, because measurements decide what it looks like (decision 0001).

use super::code::{Code, line, open};
use super::literal::text;
use super::ty::Types;
use crate::rust::names::Name;
use crate::rust::{Member, Presence, Struct, TypePlan, Union, compact};

/// A struct is an object of members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct, checked: bool, code: &mut Code) {
    code.gap();
    open!(code, "json::object! {{ {}{}", if checked { "checked " } else { "" }, ty.name);
    body.members.iter().enumerate().for_each(|(index, member)| row(index, member, code));
    match &body.rest {
        Some(rest) => code.close_with(&format!("}} {} }}", rest.name)),
        None => code.close_with("} }"),
    }
}

/// One line of the table of a struct.
fn row(index: usize, member: &Member, code: &mut Code) {
    let is_escaped = member.wire().chars().any(|c| matches!(c, '"' | '\\') || c < ' ');
    let wire = format!("{}{}", if is_escaped { "escaped " } else { "" }, text(member.wire()));
    let field = match member {
        Member::Constant { value, .. } => {
            line!(code, "{index}: constant {wire} = {},", text(&compact(value)));
            return;
        }
        Member::Field(field) => field,
    };
    let asked = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
    let kind = match (field.written, asked) {
        (true, true) => "required",
        (true, false) => "optional",
        (false, _) => "receive",
    };
    line!(code, "{index}: {kind} {wire} => {},", field.name);
}

/// A type around one value is that value.
pub(super) fn of_newtype(name: &Name, code: &mut Code) {
    code.gap();
    open!(code, "impl Decode for {name}");
    code.inline();
    code.block(format_args!("fn blank() -> Self"), format_args!("Self(Decode::blank())"));
    code.gap();
    code.inline();
    code.block(
        format_args!("fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed>"),
        format_args!("Decode::read(&mut self.0, r)"),
    );
    code.close();
    code.gap();
    open!(code, "impl Encode for {name}");
    code.inline();
    open!(code, "fn encode(&self, w: &mut Writer)");
    line!(code, "Encode::encode(&self.0, w);");
    code.close();
    code.close();
    code.gap();
    // What has no table has serde's traits as shims over the runtime's.
    line!(code, "#[cfg(feature = \"serde\")]");
    line!(code, "json::serde_impls!({name});");
}

/// A union, with its declaration: the alternative that its discriminator names, else the one that fits best.
pub(super) fn of_union(ty: &TypePlan, union: &Union, types: Types<'_>, code: &mut Code) {
    open!(code, "json::one_of!");
    code.docs(ty.docs.lines());
    code.deprecated(ty.deprecated);
    let by = union.discriminator.as_ref().map_or_else(String::new, |property| format!(" by {}", text(property)));
    open!(code, "pub enum {}{by}", ty.name);
    for variant in &union.variants {
        let tags: Vec<String> = variant.tags.iter().map(|tag| text(tag).to_string()).collect();
        let tags = if by.is_empty() || tags.is_empty() { String::new() } else { format!(" = {}", tags.join(" | ")) };
        line!(code, "{}({}){tags},", variant.name, types.used(&variant.ty));
    }
    if by.is_empty() {
        code.close()
    } else {
        code.close_with(&format!("}} else [{}]", tried(union).join(", ")))
    }
    code.close();
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
