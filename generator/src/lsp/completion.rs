//! What may be written at a place: fields of the object, words of a field, and what a `$ref` may lead to.
//!
//! A text that is being typed is seldom YAML. So a name of our own is put where the cursor is, the text is read with it,
//! and the tables say what may stand where the name is found.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, CompletionTextEdit, Range, TextEdit,
};

use super::check::Checked;
use super::hover::described;
use super::position::Places;
use super::{Server, spot, uri};
use crate::diagnostic::{Diagnostics, FileId, Texts};
use crate::openapi::grammar::{self, Object, Value, component_section};
use crate::openapi::{Version, View};
use crate::source::{Limits, Node, Sources};

/// A word that nobody writes.
const PROBE: &str = "zz-specwright-zz";

pub(super) fn completion(server: &Server, params: CompletionParams) -> Option<CompletionResponse> {
    let position = params.text_document_position;
    let path = uri::path(&position.text_document.uri)?;
    let text = &server.open.get(&path)?.text;
    let typed = Typed::at(text, Places::of(text).offset(position.position))?;
    // What could be read last says which document this is.
    let (checked, file) = spot::read(server, &path)?;
    let mut sources = Sources::new(Limits::default());
    let probed = sources.add_text(checked.sources.name(file), &typed.probed(text), &mut Diagnostics::new())?;
    let tree = sources.tree(probed)?;
    let found = tree.nodes().find_map(|node| Found::of(node, &typed))?;
    let version = version(checked, tree.root())?;
    let value = grammar_of(checked, file, found.holder(), version)?;
    let words = match &found {
        Found::Key(holder) => fields(grammar::object(value)?, *holder, version),
        Found::Value(node) => values(grammar::member(value, node.step_key()?, version)?),
        Found::Reference(_) => references(grammar::object(value)?, tree.root(), version),
    };
    let range = Places::of(text).range(typed.span());
    let suffix = if typed.is_key && !typed.has_colon && !typed.is_quoted { ": " } else { "" };
    let items = words.into_iter().map(|word| word.item(range, suffix));
    Some(CompletionResponse::Array(items.collect()))
}

/// The word that is being typed.
struct Typed {
    start: usize,
    end: usize,
    /// Is it a key, rather than a value?
    is_key: bool,
    is_quoted: bool,
    /// Is the quote closed behind it?
    is_closed: Option<char>,
    has_colon: bool,
}

impl Typed {
    fn at(text: &str, offset: usize) -> Option<Self> {
        let is_word = |c: char| c.is_alphanumeric() || "$_-/#.~".contains(c);
        let before = text.get(..offset)?;
        // A dash of a list is no part of a word.
        let start = before.trim_end_matches(is_word).len();
        let behind = text.get(offset..)?;
        let end = offset + (behind.len() - behind.trim_start_matches(is_word).len());
        let (before, behind) = (text.get(..start)?, text.get(end..)?);
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let line = before.rsplit('\n').next()?.trim_end_matches(['"', '\'']);
        let closed = quote.filter(|quote| behind.starts_with(*quote));
        let after = behind.strip_prefix(closed.unwrap_or('\0')).unwrap_or(behind);
        Some(Self {
            start,
            end,
            is_key: !line.trim_end().ends_with(':'),
            is_quoted: quote.is_some(),
            is_closed: closed.xor(quote),
            has_colon: after.trim_start_matches(' ').starts_with(':'),
        })
    }

    fn span(&self) -> crate::diagnostic::Span {
        crate::diagnostic::Span { start: self.start as u32, end: self.end as u32 }
    }

    /// The text with our word instead of the one that is typed, and what a whole entry needs behind it.
    fn probed(&self, text: &str) -> String {
        let (before, behind) = (text.get(..self.start).unwrap_or_default(), text.get(self.end..).unwrap_or_default());
        let close = self.is_closed.map(String::from).unwrap_or_default();
        if !self.is_key || self.has_colon {
            return format!("{before}{PROBE}{close}{behind}");
        }
        // A quote that is closed already stays where it is.
        let quote = if self.is_quoted && self.is_closed.is_none() { behind.get(..1).unwrap_or_default() } else { "" };
        let rest = behind.get(quote.len()..).unwrap_or_default();
        format!("{before}{PROBE}{close}{quote}: null{rest}")
    }
}

/// Where our word was found.
enum Found<'t> {
    /// Among the keys of this object.
    Key(Node<'t>),
    /// As this value.
    Value(Node<'t>),
    /// As the value of this `$ref`.
    Reference(Node<'t>),
}

impl<'t> Found<'t> {
    fn of(node: Node<'t>, typed: &Typed) -> Option<Self> {
        if typed.is_key {
            return node.get(PROBE).is_some().then_some(Self::Key(node));
        }
        if node.as_str() != Some(PROBE) {
            return None;
        }
        Some(if node.step_key() == Some("$ref") { Self::Reference(node) } else { Self::Value(node) })
    }

    /// The object that it stands in.
    fn holder(&self) -> Node<'t> {
        match self {
            Self::Key(holder) => *holder,
            Self::Value(node) | Self::Reference(node) => node.parent().unwrap_or(*node),
        }
    }
}

trait StepKey<'t> {
    fn step_key(self) -> Option<&'t str>;
}

impl<'t> StepKey<'t> for Node<'t> {
    fn step_key(self) -> Option<&'t str> {
        match self.step()? {
            crate::source::Step::Key(key) => Some(key),
            crate::source::Step::Index(_) => None,
        }
    }
}

/// The version that the text says, or that the document says to which it belongs.
fn version(checked: &Checked, root: Node<'_>) -> Option<Version> {
    let own = checked.document(root.tree());
    let home = || checked.document(checked.sources.tree(checked.file?)?);
    own.map(View::version).or_else(|| home().map(View::version))
}

/// What the grammar has at a place of the text with our word, which is none of the trees that were checked: parts are
/// found in it by their pointers.
fn grammar_of(checked: &Checked, file: FileId, node: Node<'_>, version: Version) -> Option<Value> {
    if checked.file == Some(file) {
        return spot::value_of(node, node.tree().file(), std::iter::empty(), version);
    }
    let document = checked.document(checked.sources.tree(checked.file?)?)?;
    let parts = spot::resolver(document, checked).parts();
    let parts = parts.into_iter().filter(|(part, _)| part.tree().file() == file);
    let here = parts.filter_map(|(part, object)| Some((node.tree().root().at(&part.pointer())?, object)));
    // No tree has this number, so that the parts are asked.
    spot::value_of(node, FileId(u32::MAX), here, version)
}

/// Something that may be written.
struct Word {
    text: String,
    kind: CompletionItemKind,
    said: String,
    is_needed: bool,
}

impl Word {
    fn item(self, range: Range, suffix: &str) -> CompletionItem {
        let order = if self.is_needed { "0" } else { "1" };
        CompletionItem {
            kind: Some(self.kind),
            detail: Some(self.said),
            sort_text: Some(format!("{order}{}", self.text)),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: format!("{}{suffix}", self.text) })),
            label: self.text,
            ..CompletionItem::default()
        }
    }
}

/// The fields that the object does not have yet.
fn fields(object: &'static Object, holder: Node<'_>, version: Version) -> Vec<Word> {
    let is_open = |field: &&grammar::Field| field.of_version(version) && holder.get(field.name).is_none();
    let mut words: Vec<Word> = Vec::new();
    for field in object.fields.iter().filter(is_open) {
        // A name that stands twice differs by what other fields say.
        if words.iter().all(|word| word.text != field.name) {
            let said = described(object, field, version);
            let kind = CompletionItemKind::FIELD;
            words.push(Word { text: field.name.to_owned(), kind, said, is_needed: field.required });
        }
    }
    words
}

fn values(value: Value) -> Vec<Word> {
    let word = |text: &str| Word {
        text: text.to_owned(),
        kind: CompletionItemKind::ENUM_MEMBER,
        said: String::new(),
        is_needed: false,
    };
    match value {
        Value::OneOf(words) => words.iter().map(|text| word(text)).collect(),
        Value::Boolean => ["true", "false"].map(word).into(),
        Value::True => vec![word("true")],
        Value::Either(values) => values.iter().flat_map(|value| self::values(*value)).collect(),
        _ => Vec::new(),
    }
}

/// The components that may stand where the `$ref` stands.
fn references(object: &'static Object, root: Node<'_>, version: Version) -> Vec<Word> {
    let Some(section) = component_section(object, version) else { return Vec::new() };
    let home = if version == Version::V2_0 { Some(root) } else { root.get("components") };
    let section_at = home.and_then(|home| home.get(section));
    let above = if version == Version::V2_0 { "#" } else { "#/components" };
    section_at
        .into_iter()
        .flat_map(Node::entries)
        .map(|entry| {
            let name = entry.key.replace('~', "~0").replace('/', "~1");
            let description = entry.value.get("description").and_then(Node::as_str).unwrap_or_default();
            Word {
                text: format!("{above}/{section}/{name}"),
                kind: CompletionItemKind::REFERENCE,
                said: description.lines().next().unwrap_or_default().to_owned(),
                is_needed: false,
            }
        })
        .collect()
}
