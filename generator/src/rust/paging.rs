//! Pages: how the next one of an answer is found, and where its items are.
//!
//! Found by convention only where parameters and answer agree on it, since a client that stops early loses what it was asked
//! for; what is found otherwise is said in the configuration. The conventions stand in `docs/pagination.md`.

use super::names::Name;
use super::operations::OperationNames;
use super::plan::{Header, Output, Parameter, ResponseContent};
use super::plan_types::{Field, Presence, Repr, Struct, TypeBody, TypePlan, Use};
use super::{Planner, codes, docs};
use crate::api::{self, Json, Operation, ParameterIn};
use crate::config::{Paged, Pages};
use crate::diagnostic::Diagnostic;

/// How the pages of an operation are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// How the next one is found.
    pub kind: PagingKind,
    /// The items of a page, if it is known where they are.
    pub items: Option<PageItems>,
}

/// How the next page is found. Pointers are JSON pointers into the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagingKind {
    /// By the header `Link`.
    Link,
    /// By a word of the answer in a parameter.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The word.
        next: String,
        /// Whether there is more.
        more: Option<String>,
    },
    /// By the identity of the last item in a parameter.
    LastItem {
        /// The parameter.
        parameter: String,
        /// The items.
        items: String,
        /// The identity, in an item.
        id: String,
        /// Whether there is more.
        more: String,
    },
    /// By how many items were had.
    Offset {
        /// The parameter.
        parameter: String,
        /// The items.
        items: String,
    },
    /// By the number of the page.
    Number {
        /// The parameter.
        parameter: String,
        /// That of the first page.
        first: u64,
        /// The items.
        items: String,
    },
    /// By an address in the body.
    Address {
        /// The address.
        next: String,
    },
}

/// Where the items of a page are.
#[derive(Clone, Debug, PartialEq)]
pub struct PageItems {
    /// What an item is.
    pub ty: Use,
    /// The fields on the way to the list, and whether each may be missing or null.
    pub steps: Vec<(Name, Presence)>,
}

/// Words for the next page, and the parameters that take them.
const NEXT_WORDS: [&str; 12] = [
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "NextToken",
    "next_page_cursor",
    "continuation_token",
    "continuationToken",
    "ContinuationToken",
    "NextContinuationToken",
];
const CURSORS: [&str; 16] = [
    "cursor",
    "page_token",
    "pageToken",
    "page_cursor",
    "next_token",
    "nextToken",
    "NextToken",
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "continuation_token",
    "continuationToken",
    "ContinuationToken",
    "after",
    "starting_after",
];
const ADDRESSES: [&str; 6] =
    ["@odata.nextLink", "nextLink", "next_page_url", "nextPageUrl", "next_url", "nextPageLink"];
const HOLDERS: [&str; 9] =
    ["meta", "metadata", "pagination", "paging", "page_info", "pageInfo", "response_metadata", "cursors", "links"];
const MORE: [&str; 4] = ["has_more", "hasMore", "has_next_page", "hasNextPage"];
const OFFSETS: [&str; 4] = ["offset", "skip", "$skip", "start_index"];
const SIZES: [&str; 13] = [
    "limit",
    "$top",
    "top",
    "take",
    "count",
    "size",
    "per_page",
    "perPage",
    "page_size",
    "pageSize",
    "max_results",
    "maxResults",
    "items_per_page",
];
const NUMBERS: [&str; 4] = ["page", "page_number", "pageNumber", "page_no"];

/// What paging is looked for in.
pub(super) struct Asked<'p> {
    pub operation: &'p Operation,
    pub id: &'p str,
    pub parameters: &'p [Parameter],
    pub optional: &'p [Parameter],
    pub output: &'p Output,
    pub headers: &'p [Header],
}

/// The members of a page, with what is in those that hold words about it.
struct Page<'t> {
    types: &'t [TypePlan],
    root: Root<'t>,
}

enum Root<'t> {
    List(&'t Use),
    Object(&'t Struct),
}

impl Planner<'_> {
    /// How the pages of an operation are told, if it has some.
    pub(super) fn paging(&mut self, asked: &Asked<'_>, types: &[TypePlan]) -> Option<Paging> {
        let place = super::operations::place(asked.operation);
        let config = self.config;
        let said = config.pagination.get(asked.id).or_else(|| config.pagination.get(&place));
        match said {
            Some(said) => self.said_paging(said, asked, types),
            None => found(asked, types),
        }
    }

    /// Tells what is said of operations that are not there.
    pub(super) fn report_unmatched_pagination(&mut self, names: &OperationNames) {
        let config = self.config;
        for (key, said) in &config.pagination {
            let at_place = |operation: &Operation| super::operations::place(operation) == *key;
            let is_known = names.has(key) || self.api.operations.iter().any(at_place);
            if !is_known {
                let message = format!("the document has no operation {} whose pages are told", docs::code(key));
                let help = "write its `operationId`, or method and path: \"GET /pets\"";
                self.diagnostics.push(Diagnostic::new(&codes::PAGING, message).at(said.location.clone()).help(help));
            }
        }
    }

    /// As the configuration says, if the operation has what it names.
    fn said_paging(&mut self, said: &Paged, asked: &Asked<'_>, types: &[TypePlan]) -> Option<Paging> {
        let page = Page::of(asked.output, types);
        let query = |name: &str| asked.query().any(|known| known.wire == name);
        let parameter = |name: &str| match query(name) {
            true => Ok(name.to_owned()),
            false => Err(format!("query parameter {}", docs::code(name))),
        };
        let value = |pointer: &Option<String>| match (pointer, body(asked.output)) {
            (None, _) => Ok(String::new()),
            (Some(pointer), Some(body)) if may_have(body, pointer, types) => Ok(pointer.clone()),
            (Some(pointer), _) => Err(format!("member at {}", docs::code(pointer))),
        };
        let list = |pointer: &str| match page.as_ref().and_then(|page| page.items(pointer)) {
            Some(items) => Ok(items),
            None => Err(format!("list at {}", docs::code(pointer))),
        };
        let made = || {
            let items = said.items.as_deref().map(list).transpose()?;
            let pointer = said.items.clone().unwrap_or_default();
            let parameter = || parameter(said.parameter.as_deref().unwrap_or_default());
            let (next, more) = (value(&said.next)?, value(&said.more)?);
            let kind = match said.kind {
                Pages::None => return Ok(None),
                _ if !asked.may_be_sent_again() => {
                    return Err("request that can be sent for each page (`GET` without a body)".to_owned());
                }
                Pages::Link => PagingKind::Link,
                Pages::Address => PagingKind::Address { next },
                Pages::Cursor => {
                    PagingKind::Cursor { parameter: parameter()?, next, more: said.more.is_some().then_some(more) }
                }
                Pages::LastItem => {
                    let id = said.id.clone().unwrap_or_default();
                    let is_there = |items: &PageItems| may_have(&items.ty, &id, types);
                    if !items.as_ref().is_some_and(is_there) {
                        return Err(format!("member at {} of an item", docs::code(&id)));
                    }
                    PagingKind::LastItem { parameter: parameter()?, items: pointer, id, more }
                }
                Pages::Offset => PagingKind::Offset { parameter: parameter()?, items: pointer },
                Pages::Number => {
                    PagingKind::Number { parameter: parameter()?, first: said.first.unwrap_or(1), items: pointer }
                }
            };
            Ok(Some(Paging { kind, items }))
        };
        made().unwrap_or_else(|what: String| {
            let message = format!("{} has no {what}, which its pages are said to need", docs::code(asked.id));
            let help = "name what the operation has, or write \"none\"";
            self.diagnostics.push(Diagnostic::new(&codes::PAGING, message).at(said.location.clone()).help(help));
            None
        })
    }
}

impl<'p> Asked<'p> {
    /// A page is asked for as often as there are some.
    fn may_be_sent_again(&self) -> bool {
        self.operation.method == "GET" && self.operation.body.is_none()
    }

    fn query(&self) -> impl Iterator<Item = &'p Parameter> {
        let all = self.parameters.iter().chain(self.optional);
        all.filter(|parameter| parameter.place == ParameterIn::Query)
    }

    /// The one parameter with one of these names.
    fn one_of(&self, names: &[&str]) -> Option<&'p Parameter> {
        let mut known = self.query().filter(|parameter| names.contains(&parameter.wire.as_str()));
        known.next().filter(|_| known.next().is_none())
    }

    fn described(&self, parameter: &Parameter) -> Option<&'p api::Parameter> {
        let same = |known: &&api::Parameter| known.name == parameter.wire && known.location == ParameterIn::Query;
        self.operation.parameters.iter().find(same)
    }
}

/// By convention.
fn found(asked: &Asked<'_>, types: &[TypePlan]) -> Option<Paging> {
    if !asked.may_be_sent_again() {
        return None;
    }
    let page = Page::of(asked.output, types)?;
    let (pointer, items) = page.one_list().unzip();
    let linked = asked.headers.iter().any(|header| header.wire.eq_ignore_ascii_case("link"));
    let kind = linked
        .then_some(PagingKind::Link)
        .or_else(|| page.address())
        .or_else(|| page.cursor(asked))
        .or_else(|| page.last_item(asked, pointer.as_deref()?))
        .or_else(|| offset(asked, pointer.clone()?))
        .or_else(|| number(asked, pointer.clone()?))?;
    Some(Paging { kind, items })
}

fn is_whole(used: &Use) -> bool {
    matches!(used.repr, Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64)
}

fn offset(asked: &Asked<'_>, items: String) -> Option<PagingKind> {
    asked.one_of(&SIZES)?;
    let parameter = asked.one_of(&OFFSETS).filter(|parameter| is_whole(&parameter.ty))?;
    // One that does not begin at 0 counts something else.
    let begins = asked.described(parameter).and_then(|described| described.default.as_ref());
    let at_zero = begins.is_none_or(|value| *value == Json::Number("0".to_owned()));
    at_zero.then(|| PagingKind::Offset { parameter: parameter.wire.clone(), items })
}

/// Only where the description says what the first page is called.
fn number(asked: &Asked<'_>, items: String) -> Option<PagingKind> {
    asked.one_of(&SIZES)?;
    let parameter = asked.one_of(&NUMBERS).filter(|parameter| is_whole(&parameter.ty))?;
    let default = asked.described(parameter).and_then(|described| match described.default.as_ref()? {
        Json::Number(text) => text.parse().ok(),
        _ => None,
    });
    let least = || {
        let bound = parameter.ty.checks.as_ref()?.minimum.as_ref().filter(|bound| !bound.exclusive)?;
        bound.value.parse().ok()
    };
    let first = default.or_else(least).filter(|first| *first <= 1)?;
    Some(PagingKind::Number { parameter: parameter.wire.clone(), first, items })
}

impl<'t> Page<'t> {
    fn of(output: &'t Output, types: &'t [TypePlan]) -> Option<Self> {
        let root = match meant(body(output)?, types)? {
            Meant::List(items) => Root::List(items),
            Meant::Object(body) => Root::Object(body),
        };
        Some(Page { types, root })
    }

    /// The one list of the page, as a pointer and with its items.
    fn one_list(&self) -> Option<(String, PageItems)> {
        match self.root {
            Root::List(items) => Some((String::new(), PageItems { ty: items.clone(), steps: Vec::new() })),
            Root::Object(body) => {
                let is_list = |field: &&Field| matches!(meant(&field.ty, self.types), Some(Meant::List(_)));
                let mut lists = body.fields().filter(is_list);
                let pointer = pointer(&[lists.next()?.wire.as_str()]);
                if lists.next().is_some() {
                    return None;
                }
                let items = self.items(&pointer)?;
                Some((pointer, items))
            }
        }
    }

    /// The items of the list at a pointer.
    fn items(&self, pointer: &str) -> Option<PageItems> {
        let wires: Vec<String> = steps(pointer).collect();
        let body = match (&self.root, wires.as_slice()) {
            (Root::List(items), []) => return Some(PageItems { ty: (*items).clone(), steps: Vec::new() }),
            (Root::Object(body), [_, ..]) => *body,
            _ => return None,
        };
        let (mut body, mut steps) = (Some(body), Vec::new());
        let mut list = None;
        for wire in wires {
            let field = body?.fields().find(|field| field.wire == wire)?;
            steps.push((field.name.clone(), field.presence));
            (body, list) = match meant(&field.ty, self.types)? {
                Meant::Object(inner) => (Some(inner), None),
                Meant::List(items) => (None, Some(items)),
            };
        }
        Some(PageItems { ty: list?.clone(), steps })
    }

    /// Every member of the page, and of what holds words about it.
    fn members(&self) -> Vec<(String, &'t Field)> {
        let Root::Object(body) = self.root else { return Vec::new() };
        let mut members = Vec::new();
        for field in body.fields() {
            members.push((pointer(&[&field.wire]), field));
            if !HOLDERS.contains(&field.wire.as_str()) {
                continue;
            }
            if let Some(Meant::Object(inner)) = meant(&field.ty, self.types) {
                let inner = inner.fields();
                members.extend(inner.map(|inner| (pointer(&[&field.wire, &inner.wire]), inner)));
            }
        }
        members
    }

    /// The one member with one of these names.
    fn one_of(&self, names: &[&str]) -> Option<(String, &'t Field)> {
        let mut known = self.members().into_iter().filter(|(_, field)| names.contains(&field.wire.as_str()));
        known.next().filter(|_| known.next().is_none())
    }

    fn address(&self) -> Option<PagingKind> {
        let (next, _) = self.one_of(&ADDRESSES).filter(|(_, field)| field.ty.repr == Repr::Text).or_else(|| {
            // `next` alone may be anything; beside `previous` it is an address (Django REST framework, JSON:API).
            self.one_of(&["previous", "prev"]).filter(|(_, field)| field.ty.repr == Repr::Text)?;
            self.one_of(&["next"]).filter(|(_, field)| field.ty.repr == Repr::Text)
        })?;
        Some(PagingKind::Address { next })
    }

    fn more(&self) -> Option<String> {
        self.one_of(&MORE).filter(|(_, field)| field.ty.repr == Repr::Bool).map(|(pointer, _)| pointer)
    }

    fn cursor(&self, asked: &Asked<'_>) -> Option<PagingKind> {
        let is_word = |used: &Use| used.repr == Repr::Text || is_whole(used);
        let (next, _) = self.one_of(&NEXT_WORDS).filter(|(_, field)| is_word(&field.ty))?;
        let parameter = asked.one_of(&CURSORS).filter(|parameter| is_word(&parameter.ty))?;
        Some(PagingKind::Cursor { parameter: parameter.wire.clone(), next, more: self.more() })
    }

    fn last_item(&self, asked: &Asked<'_>, items: &str) -> Option<PagingKind> {
        let more = self.more()?;
        let parameter = asked.one_of(&["starting_after"])?;
        let items_type = self.items(items)?.ty;
        let Some(Meant::Object(item)) = meant(&items_type, self.types) else { return None };
        let id = item.fields().find(|field| field.wire == "id")?;
        let is_id = id.presence == Presence::Required && (id.ty.repr == Repr::Text || is_whole(&id.ty));
        is_id.then(|| PagingKind::LastItem {
            parameter: parameter.wire.clone(),
            items: items.to_owned(),
            id: pointer(&["id"]),
            more,
        })
    }
}

/// What a use comes to, behind aliases, where nothing on the way may be null.
enum Meant<'t> {
    List(&'t Use),
    Object(&'t Struct),
}

fn meant<'t>(used: &'t Use, types: &'t [TypePlan]) -> Option<Meant<'t>> {
    let mut used = used;
    // No chain of aliases is longer than there are types.
    for _ in 0..=types.len() {
        if used.nullable {
            return None;
        }
        used = match &used.repr {
            Repr::List(items) => return Some(Meant::List(items)),
            Repr::Type(index) => match &types.get(index.0)?.body {
                TypeBody::Struct(body) => return Some(Meant::Object(body)),
                TypeBody::Alias(inner) => inner,
                _ => return None,
            },
            _ => return None,
        };
    }
    None
}

/// The JSON of an answer that has one kind of content.
fn body(output: &Output) -> Option<&Use> {
    match output {
        Output::One(ResponseContent::Json(used)) => Some(used),
        _ => None,
    }
}

/// Whether a value can have something at a pointer: what is not described member by member may have anything.
fn may_have(used: &Use, pointer: &str, types: &[TypePlan]) -> bool {
    let mut used = used;
    let mut steps = steps(pointer).peekable();
    // Aliases take no step of the pointer; no chain of them is longer than there are types.
    let mut aliases = types.len();
    while let Some(step) = steps.peek() {
        let Repr::Type(index) = &used.repr else {
            return matches!(used.repr, Repr::Value | Repr::Map(_) | Repr::List(_));
        };
        used = match types.get(index.0).map(|ty| &ty.body) {
            Some(TypeBody::Alias(inner) | TypeBody::Newtype(inner)) if aliases > 0 => {
                aliases -= 1;
                inner
            }
            Some(TypeBody::Struct(body)) => match body.fields().find(|field| field.wire == *step) {
                Some(field) => {
                    steps.next();
                    &field.ty
                }
                None => return body.rest.is_some(),
            },
            Some(TypeBody::Union(_)) => return true,
            _ => return false,
        };
    }
    true
}

fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

fn pointer(steps: &[&str]) -> String {
    steps.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect()
}
