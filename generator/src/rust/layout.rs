//! Files: which operations and types stand together, and which can be left out by a feature.
//!
//! A tag is a file of operations, a component a file of types, and so is a type that several of them share. What is too large for one file is cut by [`parts`]. The
//! types of a large API are laid into folders by the tag that alone reaches them, which is also what a feature switches
//! off; what several tags reach is always there.

use std::collections::BTreeMap;

use super::names::{self, Case, Name};
use super::operations::OperationNames;
use super::parts::{Item, Part, parts};
use super::plan::{BodyForm, OperationModule, OperationPlan, Output, ResponseContent};
use super::plan_files::{OperationPart, TypeFolder, TypeModule};
use super::plan_reach::{Webhook, WebhookContent};
use super::plan_types::{Repr, TypeIx, TypePlan, Use};
use super::scope::{Scope, Wish};
use super::{Planner, reserved, sizes, types};
use crate::api::{Origin, OriginBase};

/// Estimated lines of a file. No file is meant to have above 1,500; the rest is for what the estimate does not see.
const FILE: usize = 1_250;

/// Files of types in a folder; each takes two lines of the folder's list.
const FOLDER: usize = 500;

/// More operations than this make an API large. Below, the whole client compiles in a few seconds, and features would
/// be more to read than they save; it is also about where a flat list of types is no longer one to look through.
const LARGE: usize = 150;

/// What the types are laid out as.
#[derive(Debug, Default)]
pub(super) struct TypeFiles {
    /// Files in the folder of all types.
    pub modules: Vec<TypeModule>,
    /// Folders below it.
    pub folders: Vec<TypeFolder>,
}

impl Planner<'_> {
    /// Cuts what is too large, and says which operations and types a feature switches off.
    pub(super) fn layout(
        &self,
        names: &OperationNames,
        all: &[TypePlan],
        webhooks: &[Webhook],
        modules: &mut [OperationModule],
    ) -> TypeFiles {
        for module in modules.iter_mut() {
            module.parts = operation_parts(module);
        }
        let files = self.type_files(names, all);
        let operations: usize = modules.iter().map(|module| module.operations.len()).sum();
        let is_large = operations > LARGE || list(&files, all) > FILE;
        let has_features = self.config.tag_features.unwrap_or(is_large) && modules.len() > 1;
        if has_features {
            modules.iter_mut().for_each(|module| module.feature = Some(feature(&module.name)));
        }
        if !is_large && !has_features {
            return TypeFiles { modules: files, folders: Vec::new() };
        }
        let owners = Owners::of(&files, all, webhooks, modules);
        TypeFiles { modules: Vec::new(), folders: folders(files, &owners, modules) }
    }

    /// The files: one for each named thing, with the types inside of it, or several where they are too large; and one for each
    /// type that several of them share.
    fn type_files(&self, operations: &OperationNames, all: &[TypePlan]) -> Vec<TypeModule> {
        let mut bases: BTreeMap<Name, (String, Vec<TypeIx>)> = BTreeMap::new();
        for ((_, ty), (index, plan)) in self.api.types.iter().zip(all.iter().enumerate()) {
            let base = match &ty.origin {
                Origin { base: OriginBase::Component(_), steps } if steps.is_empty() => plan.name.to_string(),
                _ if plan.own_file => plan.name.to_string(),
                origin => self.base_text(&origin.base, operations),
            };
            let name = names::name(&base, Case::Module, "type");
            bases.entry(name).or_insert_with(|| (base, Vec::new())).1.push(TypeIx(index));
        }
        let (mut wishes, mut members) = (Vec::new(), Vec::new());
        for (name, (base, mut types)) in bases {
            types.sort_by_key(|index| all.get(index.0).map(|plan| &plan.name));
            let own = names::words(name.as_str(), Case::Module);
            let item = |index: &TypeIx| {
                let plan = all.get(index.0);
                let words = plan.map_or_else(Vec::new, |plan| names::words(plan.name.as_str(), Case::Module));
                Item { words: behind(words, &own), lines: plan.map_or(0, sizes::of_type) }
            };
            let items: Vec<Item> = types.iter().map(item).collect();
            for Part { text, items } in parts(&items, FILE) {
                let rank = u8::from(!text.is_empty());
                let text = if text.is_empty() { base.clone() } else { format!("{base}/{text}") };
                wishes.push(Wish { rank, ..Wish::new(text) });
                members.push(items.into_iter().filter_map(|index| types.get(index).copied()).collect());
            }
        }
        let given = Scope { case: Case::Module, kind: "type", reserved: &[] }.assign(&wishes);
        let named = given.names.into_iter().zip(members);
        let mut files: Vec<TypeModule> = named.map(|(name, types)| TypeModule { name, types }).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }
}

/// Estimated lines of the list of all types, without folders. What is the same at several places makes no API larger.
fn list(files: &[TypeModule], all: &[TypePlan]) -> usize {
    let is_shared = |file: &&TypeModule| {
        let first = file.types.first().and_then(|index| all.get(index.0));
        first.is_some_and(|ty| ty.own_file)
    };
    let named = files.iter().filter(|file| !is_shared(file));
    named.map(|file| 2 + if file.types.len() > 1 { 2 + file.types.len() / 2 } else { 0 }).sum()
}

/// The feature of a tag: its module, unless the runtime has a feature of that name.
fn feature(module: &Name) -> Name {
    if reserved::FEATURES.contains(&module.as_str()) { names::with_underscore(module) } else { module.clone() }
}

/// The parts of a tag, by the words of the paths; none if it is one file.
fn operation_parts(module: &OperationModule) -> Vec<OperationPart> {
    let own = names::words(module.name.as_str(), Case::Module);
    let item = |operation: &OperationPlan| Item {
        words: behind(operation_words(operation), &own),
        lines: sizes::of_operation(operation),
    };
    let items: Vec<Item> = module.operations.iter().map(item).collect();
    let parts = parts(&items, FILE);
    if parts.len() < 2 {
        return Vec::new();
    }
    let text = |part: &Part| if part.text.is_empty() { module.name.to_string() } else { part.text.clone() };
    let wishes: Vec<Wish> = parts.iter().map(|part| Wish::new(text(part))).collect();
    let given = Scope { case: Case::Module, kind: "part", reserved: &[] }.assign(&wishes);
    let named = given.names.into_iter().zip(parts);
    let mut parts: Vec<OperationPart> =
        named.map(|(name, part)| OperationPart { name, operations: part.items }).collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts
}

/// What the file of an operation is chosen by: the words of its path, its method, and its own words, for an API that has
/// one path for all.
fn operation_words(operation: &OperationPlan) -> Vec<String> {
    let literals = operation.path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let mut words: Vec<String> = literals.flat_map(|segment| names::words(segment, Case::Module)).collect();
    let method = names::words(&operation.method, Case::Module);
    let own = behind(names::words(operation.function.as_str(), Case::Module), &method);
    words.extend(method);
    words.extend(own);
    words
}

/// Words behind these, if they begin with them.
fn behind(words: Vec<String>, own: &[String]) -> Vec<String> {
    match words.strip_prefix(own) {
        Some(rest) => rest.to_vec(),
        None => words,
    }
}

/// Whom a file of types is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Nobody,
    /// One module of operations.
    One(usize),
    All,
}

/// Whom each file of types is for, in the order of the files. By files rather than types, so that nothing in a file
/// that is there refers to one that is not.
struct Owners(Vec<Owner>);

impl Owners {
    fn of(files: &[TypeModule], all: &[TypePlan], webhooks: &[Webhook], modules: &[OperationModule]) -> Self {
        let mut file_of = vec![0; all.len()];
        for (file, module) in files.iter().enumerate() {
            for index in &module.types {
                if let Some(of) = file_of.get_mut(index.0) {
                    *of = file;
                }
            }
        }
        let target = |used: &Use| match used.repr {
            Repr::Type(index) => file_of.get(index.0).copied(),
            _ => None,
        };
        let mut refers = vec![Vec::new(); files.len()];
        for (index, ty) in all.iter().enumerate() {
            let Some(from) = file_of.get(index).and_then(|file| refers.get_mut(*file)) else { continue };
            types::for_each_use(&ty.body, &mut |used| from.extend(target(used)));
        }
        let mut owners = Self(vec![Owner::Nobody; files.len()]);
        let mut seeds = Vec::new();
        for (index, module) in modules.iter().enumerate() {
            for operation in &module.operations {
                for_each_use(operation, &mut |used| seeds.extend(target(used).map(|file| (file, Owner::One(index)))));
            }
        }
        for webhook in webhooks {
            if let WebhookContent::Json(used) = &webhook.content {
                types::for_each_part(used, &mut |used| seeds.extend(target(used).map(|file| (file, Owner::All))));
            }
        }
        owners.spread(seeds, &refers);
        let nobodys = owners.0.iter().enumerate().filter(|(_, owner)| **owner == Owner::Nobody);
        let nobodys = nobodys.map(|(file, _)| (file, Owner::All)).collect();
        owners.spread(nobodys, &refers);
        owners
    }

    /// Gives files to owners, and what these refer to with them.
    fn spread(&mut self, mut waiting: Vec<(usize, Owner)>, refers: &[Vec<usize>]) {
        while let Some((file, new)) = waiting.pop() {
            let Some(owner) = self.0.get_mut(file) else { continue };
            let joined = match *owner {
                Owner::Nobody => new,
                known if known == new => known,
                _ => Owner::All,
            };
            if *owner != joined {
                *owner = joined;
                waiting.extend(refers.get(file).into_iter().flatten().map(|&next| (next, joined)));
            }
        }
    }
}

/// Files in folders by their owners.
fn folders(files: Vec<TypeModule>, owners: &Owners, modules: &[OperationModule]) -> Vec<TypeFolder> {
    let mut by_owner: BTreeMap<(u8, String), (Option<Name>, Vec<TypeModule>)> = BTreeMap::new();
    for (file, owner) in files.into_iter().zip(&owners.0) {
        let module = match owner {
            Owner::One(index) => modules.get(*index),
            Owner::Nobody | Owner::All => None,
        };
        let text = module.map_or_else(|| "shared".to_owned(), |module| module.name.to_string());
        let feature = module.and_then(|module| module.feature.clone());
        let entry = by_owner.entry((u8::from(module.is_none()), text)).or_insert_with(|| (feature, Vec::new()));
        entry.1.push(file);
    }
    let (mut wishes, mut contents) = (Vec::new(), Vec::new());
    for ((rank, text), (feature, files)) in by_owner {
        let item = |file: &TypeModule| Item { words: names::words(file.name.as_str(), Case::Module), lines: 1 };
        let items: Vec<Item> = files.iter().map(item).collect();
        for part in parts(&items, FOLDER) {
            let below = u8::from(!part.text.is_empty());
            let text = if part.text.is_empty() { text.clone() } else { format!("{text}/{}", part.text) };
            wishes.push(Wish { rank: rank + below * 2, ..Wish::new(text) });
            let files = part.items.into_iter().filter_map(|index| files.get(index).cloned()).collect();
            contents.push((feature.clone(), files));
        }
    }
    let given = Scope { case: Case::Module, kind: "types", reserved: &[] }.assign(&wishes);
    let named = given.names.into_iter().zip(contents);
    let mut folders: Vec<TypeFolder> =
        named.map(|(name, (feature, modules))| TypeFolder { name, feature, modules }).collect();
    folders.sort_by(|a, b| a.name.cmp(&b.name));
    folders
}

/// Visits every use in an operation, those in lists and maps too.
pub(super) fn for_each_use(operation: &OperationPlan, visit: &mut dyn FnMut(&Use)) {
    let mut content = |content: &ResponseContent| match content {
        ResponseContent::Json(used) | ResponseContent::Xml(used) | ResponseContent::Items(used, _) => {
            types::for_each_part(used, visit)
        }
        ResponseContent::Empty | ResponseContent::Text | ResponseContent::Bytes => {}
    };
    operation.responses.iter().for_each(|response| content(&response.content));
    if let Output::One(one) = &operation.output {
        content(one);
    }
    for parameter in operation.parameters.iter().chain(&operation.optional) {
        types::for_each_part(&parameter.ty, visit);
    }
    for body in operation.body.iter().chain(operation.alternatives.iter().map(|other| &other.body)) {
        match &body.form {
            BodyForm::Json { ty, .. }
            | BodyForm::Form { ty, .. }
            | BodyForm::Multipart { ty, .. }
            | BodyForm::Xml { ty, .. } => {
                types::for_each_part(ty, visit);
            }
            BodyForm::Text(_) | BodyForm::Bytes(_) => {}
        }
    }
    let others = operation.streams.iter().map(|stream| &stream.ty);
    let others = others.chain(operation.headers.iter().map(|header| &header.ty));
    others.chain(operation.callbacks.iter().map(|callback| &callback.ty)).for_each(|used| {
        types::for_each_part(used, visit);
    });
}
