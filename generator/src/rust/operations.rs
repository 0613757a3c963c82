//! Operations: their names, their modules, their bodies.

use std::collections::HashSet;

use super::names::{Case, Name};
use super::paging::Asked;
use super::plan::{OperationModule, OperationPlan};
use super::plan_types::TypePlan;
use super::represent::Representation;
use super::scope::{Scope, Wish};
use super::servers::Servers;
use super::{Planner, Words, bodies, codes, docs, reserved};
use crate::api::{Docs, Operation, PathPiece};

/// The names of one operation.
pub(super) struct OperationName {
    /// Its identity in the document.
    pub id: String,
    pub function: Name,
    pub marker: Name,
    pub error: Name,
    pub output: Name,
    /// The methods for other media types of the body, each with the index of its content.
    pub alternatives: Vec<(usize, Name)>,
    text: String,
}

/// The names of all operations, in the order of the model.
pub(super) struct OperationNames(Vec<OperationName>);

impl OperationNames {
    /// The text from which names of the operation's types are made.
    pub(super) fn text(&self, index: usize) -> &str {
        self.0.get(index).map_or("operation", |name| &name.text)
    }

    /// Is there an operation of this identity?
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.iter().any(|name| name.id == id)
    }
}

impl Planner<'_> {
    pub(super) fn operation_names(&mut self) -> OperationNames {
        let api = self.api;
        let table = self.config.names.operations.clone();
        let mut wishes = Vec::new();
        for operation in &api.operations {
            let place = place(operation);
            let chosen = match operation.id.as_ref().filter(|id| table.contains_key(*id)) {
                Some(id) => self.chosen(&table, id),
                None => self.chosen(&table, &place),
            };
            let text = operation.id.clone().unwrap_or_else(|| from_path(operation));
            // What the document names keeps its name before what is named by its path.
            let rank = u8::from(operation.id.is_none());
            wishes.push(Wish { chosen, identity: place, rank, ..Wish::new(text) });
        }
        self.report_unmatched(&table, "operation", |key| {
            api.operations.iter().any(|operation| operation.id.as_deref() == Some(key) || place(operation) == key)
        });
        let others: Vec<Vec<(usize, String)>> =
            api.operations.iter().map(|operation| bodies::other_media_types(api, operation)).collect();
        let operations = wishes.len();
        wishes.extend(alternative_wishes(&wishes, &others));
        let mut functions = Scope { case: Case::Snake, kind: "call", reserved: reserved::CLIENT }.assign(&wishes);
        let mut alternatives = functions.names.split_off(operations).into_iter();
        wishes.truncate(operations);
        for &(kept, other) in &functions.met {
            let named = |index: usize| wishes.get(index).zip(functions.names.get(index)).zip(api.operations.get(index));
            if let (Some(((kept, kept_name), _)), Some(((other, other_name), operation))) = (named(kept), named(other))
            {
                let (kept, other) = ((kept.identity.as_str(), kept_name), (other.identity.as_str(), other_name));
                self.report_met("the operations", kept, other, &operation.at, "operations");
            }
        }
        let (types, met) = operation_types(&wishes, &functions.names);
        for TypesMet { kept, other } in met {
            // Operations whose functions met have been told of already.
            let is_known = [(kept.0, other.0), (other.0, kept.0)].iter().any(|pair| functions.met.contains(pair));
            let named = |index: usize| wishes.get(index).zip(api.operations.get(index));
            if let (Some((kept_wish, _)), Some((wish, operation)), false) = (named(kept.0), named(other.0), is_known) {
                let (kept, other) = ((kept_wish.identity.as_str(), &kept.1), (wish.identity.as_str(), &other.1));
                self.report_met("the types of the operations", kept, other, &operation.at, "operations");
            }
        }
        let named = wishes.into_iter().zip(functions.names).zip(types).zip(others).map(
            |(((wish, function), types), others)| {
                let [marker, error, output] = types;
                let alternatives = others.into_iter().map(|(index, _)| index).zip(alternatives.by_ref()).collect();
                let text = if wish.chosen.is_some() { function.to_string() } else { wish.text.clone() };
                OperationName { id: wish.text, function, marker, error, output, alternatives, text }
            },
        );
        OperationNames(named.collect())
    }

    pub(super) fn operation_modules(
        &mut self,
        names: &OperationNames,
        representation: &Representation<'_>,
        servers: &Servers,
        types: &mut [TypePlan],
    ) -> Vec<OperationModule> {
        let api = self.api;
        let mut groups: Vec<(String, Vec<OperationPlan>)> = Vec::new();
        let marks: HashSet<&str> = api.tags.iter().filter(|tag| !tag.is_group()).map(|tag| tag.name.as_str()).collect();
        for (operation, name) in api.operations.iter().zip(&names.0) {
            let Some(planned) = self.operation(operation, name, representation, servers, types) else { continue };
            let group = group(operation, &marks);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, operations)) => operations.push(planned),
                None => groups.push((group, vec![planned])),
            }
        }
        self.report_unmatched_pagination(names);
        let table = self.config.names.tags.clone();
        self.report_unmatched(&table, "tag", |key| groups.iter().any(|(group, _)| group == key));
        let wishes: Vec<Wish> = groups
            .iter()
            .map(|(group, _)| Wish { chosen: self.chosen(&table, group), ..Wish::new(group.as_str()) })
            .collect();
        let given = Scope { case: Case::Module, kind: "tag", reserved: &[] }.assign(&wishes);
        let mut modules: Vec<OperationModule> = Vec::new();
        for ((group, mut operations), name) in groups.into_iter().zip(given.names) {
            operations.sort_by(|a, b| a.function.cmp(&b.function));
            let tag = api.tags.iter().find(|tag| tag.name == group);
            let mut words = Words::of_or(&tag.map_or_else(Docs::default, |tag| tag.docs.clone()), || {
                format!("Operations on {}.", docs::code(&group))
            });
            if let Some(parent) = tag.and_then(|tag| tag.parent.as_ref()) {
                words.paragraph(vec![format!("Part of {}.", docs::code(parent))]);
            }
            modules.push(OperationModule { name, docs: words, operations, parts: Vec::new(), feature: None });
        }
        modules.sort_by(|a, b| a.name.cmp(&b.name));
        modules
    }

    fn operation(
        &mut self,
        operation: &Operation,
        name: &OperationName,
        representation: &Representation<'_>,
        servers: &Servers,
        types: &mut [TypePlan],
    ) -> Option<OperationPlan> {
        if !is_token(&operation.method) {
            let message = format!("{} is left out: its method is no token", docs::code(&place(operation)));
            self.tell(&codes::METHOD, &operation.at, message);
            return None;
        }
        let parameters = self.parameters(operation, representation, types);
        let answers = self.answers(operation, name, representation);
        let headers = self.headers(operation, representation);
        let asked = Asked {
            operation,
            id: &name.id,
            parameters: &parameters.required,
            optional: &parameters.optional,
            output: &answers.output,
            headers: &headers,
        };
        let paging = self.paging(&asked, types);
        Some(OperationPlan {
            id: name.id.clone(),
            marker: name.marker.clone(),
            function: name.function.clone(),
            method: operation.method.clone(),
            path: operation.path.text.clone(),
            docs: Words::of_or(&operation.docs, || format!("{}.", docs::code(&place(operation)))),
            deprecated: operation.docs.deprecated,
            parameters: parameters.required,
            optional: parameters.optional,
            body: self.body(operation, representation),
            alternatives: self.alternatives(operation, name, representation),
            security: operation
                .security
                .iter()
                .map(|all| all.schemes.iter().map(|(index, _)| *index).collect())
                .collect(),
            servers: servers.of(&operation.servers),
            accept: answers.accept,
            idempotency_header: parameters.idempotency_header,
            responses: answers.responses,
            output: answers.output,
            error: answers.error,
            streams: self.streams(operation, representation),
            headers,
            paging,
            callbacks: self.callbacks(operation, representation),
        })
    }
}

/// A token (RFC 9110 §5.6.2), which a method must be.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Method and path: `POST /pets`.
pub(super) fn place(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path.text)
}

/// What an operation without an `operationId` is called: `GET /pets/{petId}/toys` is `get/pets/by/petId/toys`.
fn from_path(operation: &Operation) -> String {
    let mut text = operation.method.to_lowercase();
    for piece in &operation.path.pieces {
        match piece {
            PathPiece::Literal(literal) => text.push_str(literal),
            PathPiece::Parameter(name) => {
                text.push_str("/by/");
                text.push_str(name);
            }
        }
    }
    text
}

/// The group of an operation: its first tag that is not only a mark, or the first word of its path.
fn group(operation: &Operation, marks: &HashSet<&str>) -> String {
    if let Some(tag) = operation.tags.iter().find(|tag| !marks.contains(tag.as_str())) {
        return tag.clone();
    }
    let literal = operation.path.pieces.iter().find_map(|piece| match piece {
        PathPiece::Literal(text) => text.split('/').find(|part| !part.is_empty()),
        PathPiece::Parameter(_) => None,
    });
    literal.unwrap_or("root").to_owned()
}

/// Methods for other media types, which give way to those of operations.
fn alternative_wishes(wishes: &[Wish], others: &[Vec<(usize, String)>]) -> Vec<Wish> {
    let each = wishes.iter().zip(others).flat_map(|(wish, others)| {
        let stem = wish.chosen.as_ref().map_or_else(|| wish.text.clone(), ToString::to_string);
        let identity = wish.identity.clone();
        others.iter().map(move |(_, suffix)| Wish {
            identity: format!("{identity} as {suffix}"),
            rank: 2,
            ..Wish::new(format!("{stem}/as/{suffix}"))
        })
    });
    each.collect()
}

/// Two operations, by their index, of whose types two would have the same name, and the names that these have.
struct TypesMet {
    kept: (usize, Name),
    other: (usize, Name),
}

/// Marker, error and output of each operation, which stand in one scope.
fn operation_types(wishes: &[Wish], functions: &[Name]) -> (Vec<[Name; 3]>, Vec<TypesMet>) {
    let mut all = Vec::with_capacity(wishes.len() * 3);
    for (rank, suffix) in [(0, ""), (2, "/error"), (4, "/output")] {
        for (wish, function) in wishes.iter().zip(functions) {
            let stem = if wish.chosen.is_some() { function.as_str() } else { &wish.text };
            let identity = format!("{}{suffix}", wish.identity);
            all.push(Wish { text: format!("{stem}{suffix}"), identity, rank: rank + wish.rank, chosen: None });
        }
    }
    let given = Scope { case: Case::Pascal, kind: "Call", reserved: reserved::OPERATIONS }.assign(&all);
    let named = |index: usize| Some((index.checked_rem(wishes.len())?, given.names.get(index)?.clone()));
    let met = given.met.iter().filter_map(|&(kept, other)| Some(TypesMet { kept: named(kept)?, other: named(other)? }));
    let met = met.collect();
    let given = given.names;
    let (markers, rest) = given.split_at(wishes.len().min(given.len()));
    let (errors, outputs) = rest.split_at(wishes.len().min(rest.len()));
    let triples = markers.iter().zip(errors).zip(outputs);
    (triples.map(|((marker, error), output)| [marker.clone(), error.clone(), output.clone()]).collect(), met)
}
