//! The words for each way in which a document can differ from the tables.

use super::mend;
use super::walk::Site;
use super::{Field, KeyForm, Object, Others, Value};
use crate::diagnostic::{Code, Diagnostic, Location, Severity, nearest};
use crate::openapi::{Version, codes};
use crate::source::{Entry, Kind, Node};

/// What to call a value: its key, or an item of the list there.
fn name(site: Site<'_>) -> String {
    match (site.item, site.key) {
        (_, "") => "the document".to_owned(),
        (true, key) => format!("an item of `{key}`"),
        (false, key) => format!("`{key}`"),
    }
}

fn at_key(object: Node<'_>, entry: Entry<'_>) -> Location {
    let step = entry.key.replace('~', "~0").replace('/', "~1");
    Location { place: entry.key_place, pointer: format!("{}/{step}", object.origin().pointer()) }
}

fn found(code: &'static Code, message: String, location: Location, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, message).at(location).help(help)
}

pub(super) fn null(site: Site<'_>) -> Diagnostic {
    let message = format!("{} has no value", name(site));
    found(&codes::NULL, message, site.node.location(), "write the value, or remove the key")
}

pub(super) fn wrong_type(site: Site<'_>, version: Version) -> Diagnostic {
    let message = format!("{} must be {}, not {}", name(site), words(site.value, version), site.node.kind().words());
    let fault = Diagnostic::new(&codes::WRONG_TYPE, message).at(site.node.location());
    let text = site.value.takes(Kind::String(""));
    match site.node.kind() {
        Kind::Number(written) if text => {
            fault.help(format!("put it in quotes: `'{written}'`")).fix(mend::quoted(site.node))
        }
        Kind::Bool(written) if text => {
            fault.help(format!("put it in quotes: `'{written}'`")).fix(mend::quoted(site.node))
        }
        Kind::String(written) if site.value.takes(Kind::Bool(true)) && matches!(written, "true" | "false") => {
            fault.help(format!("write it without quotes: `{written}`")).fix(mend::unquoted(site.node))
        }
        Kind::String(written) if site.value.takes(Kind::Number("")) && written.parse::<f64>().is_ok() => {
            fault.help(format!("write it without quotes: `{written}`")).fix(mend::unquoted(site.node))
        }
        Kind::Sequence if site.key == "type" => match version {
            Version::V2_0 => fault.help("2.0 has one `type`, and `x-nullable: true`; lists of types come with 3.1"),
            _ => fault
                .help("3.0 has one `type`, and `nullable: true`; lists of types come with 3.1")
                .fix(mend::one_type(site.node)),
        },
        Kind::Number(_) | Kind::Bool(_) if site.key.starts_with("exclusive") => match version {
            Version::V2_0 => fault.help("2.0 has the bound in `minimum` or `maximum`, and `true` here"),
            Version::V3_0 => fault
                .help("3.0 has the bound in `minimum` or `maximum`, and `true` here")
                .fix(mend::bound_with_flag(site.node)),
            _ => fault
                .help("from 3.1 on the bound itself stands here, instead of in `minimum` or `maximum`")
                .fix(mend::exclusive_bound(site.node)),
        },
        Kind::Mapping if matches!(site.value, Value::List { .. }) => fault.help("write a list: `- …` for each item"),
        _ => fault,
    }
}

/// What to call what a field holds, with its article: `a string`.
#[must_use]
pub fn words(value: Value, version: Version) -> String {
    match value {
        Value::Any => "any value".to_owned(),
        Value::Text | Value::Name | Value::Url | Value::Email | Value::OneOf(_) => "a string".to_owned(),
        Value::Boolean | Value::True => "a boolean".to_owned(),
        Value::Number | Value::Positive | Value::Count => "a number".to_owned(),
        Value::List { .. } => "a list".to_owned(),
        Value::Map { .. } | Value::Object(_) | Value::OrReference(_) => "an object".to_owned(),
        Value::Schema if version >= Version::V3_1 => "a schema (an object or a boolean)".to_owned(),
        Value::Schema => "a schema (an object)".to_owned(),
        Value::Either(values) => {
            let mut all: Vec<String> = values.iter().map(|value| words(*value, version)).collect();
            all.dedup();
            all.join(" or ")
        }
    }
}

/// What is wrong with a value of the right type.
pub(super) fn in_scalar(site: Site<'_>) -> Option<Diagnostic> {
    let at = || site.node.location();
    match (site.value, site.node.kind()) {
        (Value::OneOf(known), Kind::String(text)) if !known.contains(&text) => {
            let message = format!("{} cannot be `{text}`", name(site));
            let all = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let meant = nearest(text, known.iter().copied());
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write one of {all}"),
            };
            let fix = meant.and_then(|meant| mend::rewritten(site.node, meant));
            Some(found(&codes::UNKNOWN_VALUE, message, at(), help).fix(fix))
        }
        (Value::True, Kind::Bool(false)) => {
            let message = format!("{} must be `true` here", name(site));
            Some(found(&codes::UNKNOWN_VALUE, message, at(), "write `true`"))
        }
        (Value::Count, Kind::Number(text)) if !is_count(text) => {
            let message = format!("{} must be a whole number, not negative", name(site));
            Some(found(&codes::WRONG_TYPE, message, at(), "write `0`, `1`, `2`, …"))
        }
        (Value::Positive, Kind::Number(text)) if text.parse::<f64>().is_ok_and(|number| number <= 0.0) => {
            let message = format!("{} must be above zero", name(site));
            Some(found(&codes::BAD_SYNTAX, message, at(), "write a number above zero"))
        }
        (Value::Name, Kind::String("")) => {
            let message = format!("{} must not be empty", name(site));
            Some(found(&codes::EMPTY, message, at(), "write a name"))
        }
        (Value::Url, Kind::String(text)) if !is_url(text) => {
            let message = format!("{} is no URL: `{text}`", name(site));
            Some(found(&codes::BAD_SYNTAX, message, at(), "write a URL (RFC 3986), with blanks as `%20`"))
        }
        (Value::Email, Kind::String(text)) if !is_email(text) => {
            let message = format!("{} is no e-mail address: `{text}`", name(site));
            Some(found(&codes::BAD_SYNTAX, message, at(), "write an address, as `api@example.com`"))
        }
        _ => None,
    }
}

fn is_count(text: &str) -> bool {
    text.parse::<u64>().is_ok() || text.parse::<f64>().is_ok_and(|number| number >= 0.0 && number.fract() == 0.0)
}

/// Only what no reader of URLs would take; templates in braces are allowed.
fn is_url(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`'))
}

fn is_email(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace))
}

pub(super) fn empty(site: Site<'_>) -> Diagnostic {
    let message = format!("{} is empty", name(site));
    found(&codes::EMPTY, message, site.node.location(), "write at least one entry, or remove the field")
}

pub(super) fn empty_object(node: Node<'_>, object: &Object) -> Diagnostic {
    let message = format!("this {} is empty", object.name);
    found(&codes::EMPTY, message, node.location(), "write at least one entry")
}

pub(super) fn too_many(site: Site<'_>, at_most: usize) -> Diagnostic {
    let message = format!("{} may have only {at_most} of these", name(site));
    found(&codes::EXCLUSIVE, message, site.node.location(), "keep one")
}

pub(super) fn twice(site: Site<'_>, item: Node<'_>) -> Diagnostic {
    let message = format!("`{}` stands twice in `{}`", item.as_str().unwrap_or_default(), site.key);
    found(&codes::TWICE, message, item.location(), "remove one of them")
}

pub(super) fn bad_key(node: Node<'_>, entry: Entry<'_>, form: KeyForm, holder: &str) -> Diagnostic {
    let message = format!("`{}` cannot be a key of {}", entry.key, holder_words(holder));
    let fault = found(&codes::BAD_KEY, message, at_key(node, entry), form.help());
    let whole = format!("/{}", entry.key);
    let is_path = form == KeyForm::Path && !entry.key.contains("://") && node.get(&whole).is_none();
    fault.fix(is_path.then(|| mend::renamed(entry, &whole)).flatten())
}

fn holder_words(holder: &str) -> String {
    if holder.ends_with(" Object") { format!("the {holder}") } else { format!("`{holder}`") }
}

pub(super) fn other_version(
    node: Node<'_>,
    entry: Entry<'_>,
    object: &Object,
    field: Option<&Field>,
    version: Version,
) -> Diagnostic {
    let since = field.map_or(version, |field| field.since);
    let has = if since > version { format!("comes with {}", since.words()) } else { "is gone".to_owned() };
    let message = format!("`{}` is no field of the {} in {}: it {has}", entry.key, object.name, version.words());
    let help = field.and_then(|field| field.instead).unwrap_or("remove it, or raise the version of the document");
    let fix = if entry.key == "nullable" { mend::nullable(node, entry) } else { None };
    let fault = found(&codes::OTHER_VERSION, message, at_key(node, entry), help).fix(fix);
    // A schema of 3.1 may have keywords that it does not know; they are only ignored.
    let ignored = object.others == Others::Vocabularies && version >= Version::V3_1;
    if ignored { Diagnostic { severity: Severity::Warning, ..fault } } else { fault }
}

pub(super) fn not_here(node: Node<'_>, entry: Entry<'_>, object: &Object, decider: &str, value: &str) -> Diagnostic {
    let message = format!("`{}` means nothing in {} with `{decider}: {value}`", entry.key, object.words());
    found(&codes::NOT_HERE, message, at_key(node, entry), format!("remove it, or change `{decider}`"))
}

pub(super) fn unknown_field(
    node: Node<'_>,
    entry: Entry<'_>,
    object: &Object,
    meant: Option<&str>,
    foreign: bool,
) -> Diagnostic {
    let message = format!("`{}` is no field of the {}", entry.key, object.name);
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("remove it, or make it an extension: `x-{}`", entry.key),
    };
    let fault = found(&codes::UNKNOWN_FIELD, message, at_key(node, entry), help);
    // A keyword of another vocabulary is allowed; one that looks like a typo is only doubtful.
    if foreign {
        return Diagnostic { severity: Severity::Warning, ..fault };
    }
    fault.fix(meant.and_then(|meant| mend::renamed(entry, meant)))
}

pub(super) fn stray_reference(node: Node<'_>, entry: Entry<'_>, object: &Object) -> Diagnostic {
    let message = format!("the specification has no reference in place of {}", object.words());
    let help = "refer to what holds it (for an operation, to its path item), or bundle the document";
    found(&codes::UNKNOWN_FIELD, message, at_key(node, entry), help)
}

pub(super) fn missing(node: Node<'_>, object: &Object, name: &str) -> Diagnostic {
    let message = format!("this {} has no `{name}`", object.name);
    found(&codes::MISSING_FIELD, message, node.location(), format!("add `{name}`"))
}

pub(super) fn exclusive(node: Node<'_>, first: Entry<'_>, second: Entry<'_>) -> Diagnostic {
    let message = format!("`{}` and `{}` exclude each other", first.key, second.key);
    let fault = found(&codes::EXCLUSIVE, message, at_key(node, second), "keep one of them");
    fault.related(at_key(node, first), "the other one")
}

pub(super) fn none_of(node: Node<'_>, object: &Object, names: &[&str]) -> Diagnostic {
    let all = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let message = format!("this {} has none of {}", object.name, all.join(", "));
    found(&codes::NONE_OF, message, node.location(), format!("add {}", all.join(" or ")))
}
