//! Unions: `oneOf`, `anyOf`, lists of types, and the property that tells alternatives apart.

use std::collections::HashSet;

use super::parts::Parts;
use super::shape::{Alternatives, Shape, shape_of_type};
use super::{Lowering, codes};
use crate::api::{self, Kind, Origin, TypeRef, Union, Variant};
use crate::lower::{json, origin};
use crate::openapi::{AdditionalProperties, Discriminator, Schema, SchemaType, View, extensions};
use crate::source::Step;

impl<'t> Lowering<'_, 't> {
    pub(super) fn union(&mut self, parts: &Parts<'t>, alternatives: &Alternatives<'t>, origin: &Origin) -> Union {
        match alternatives {
            Alternatives::Types(types) => {
                Union { variants: self.of_types(parts, types, origin), discriminator: None, rules: None }
            }
            Alternatives::Schemas(holder, members) => {
                let rules = self.residue(parts, &Shape::Union(alternatives.clone()));
                Union { rules, ..self.of_schemas(parts, *holder, members, origin) }
            }
        }
    }

    fn of_types(&mut self, parts: &Parts<'t>, types: &[SchemaType], origin: &Origin) -> Vec<Variant> {
        let mut variants = Vec::new();
        for ty in types {
            let shape = shape_of_type(parts, *ty);
            let ty = if shape.needs_name() {
                let id = self.named_shape(parts.clone(), shape, &origin.step(ty.word()));
                TypeRef::new(Kind::Named(id))
            } else {
                self.unnamed(parts, &shape, origin)
            };
            variants.push(Variant { ty, tags: Vec::new() });
        }
        variants
    }

    fn of_schemas(&mut self, parts: &Parts<'t>, holder: Schema<'t>, members: &[Schema<'t>], origin: &Origin) -> Union {
        let mut base = parts.clone();
        base.settle(holder);
        let mut variants: Vec<Variant> = Vec::new();
        let mut targets: Vec<Option<Schema<'t>>> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let step = origin.step(origin::variant(index));
            let mut ty = self.variant(&base, *member, &step);
            ty.nullable = false;
            if variants.iter().any(|known| known.ty == ty) {
                continue;
            }
            targets.push(match member.reference() {
                Some(reference) => self.resolver.schema(reference, self.diagnostics),
                None => Some(*member),
            });
            variants.push(Variant { ty, tags: Vec::new() });
        }
        let discriminator = parts.schemas().rev().find_map(Schema::discriminator);
        let discriminator = match discriminator {
            Some(discriminator) => self.tags(discriminator, &mut variants, &targets),
            None => self.inferred_tags(&mut variants, &targets),
        };
        Union { variants, discriminator, rules: None }
    }

    /// An alternative, with what stands beside the alternatives merged in where it does not have it already.
    fn variant(&mut self, base: &Parts<'t>, member: Schema<'t>, origin: &Origin) -> TypeRef {
        let inner = self.parts(member);
        let has = |name: &str| inner.schemas().flat_map(Schema::properties).any(|(entry, _)| entry.key == name);
        let adds = base.schemas().flat_map(Schema::properties).any(|(entry, _)| !has(entry.key));
        // A value of several alternatives at once has members that the chosen one does not describe.
        let keeps = |parts: &Parts<'t>| {
            parts
                .schemas()
                .any(|schema| matches!(schema.additional_properties(), Some(AdditionalProperties::Schema(_))))
        };
        let describes = inner.schemas().any(|schema| schema.properties().next().is_some());
        if !(adds || describes && keeps(base) && !keeps(&inner)) {
            return self.use_of(member, origin);
        }
        let merged = base.with(&inner, member);
        let key = merged.key();
        match self.known.get(&key) {
            Some(known) => known.clone(),
            None => self.use_of_parts(merged, origin, key),
        }
    }

    /// Gives each variant the values that choose it.
    fn tags(
        &mut self,
        discriminator: Discriminator<'t>,
        variants: &mut [Variant],
        targets: &[Option<Schema<'t>>],
    ) -> Option<api::Discriminator> {
        let property = discriminator.property()?;
        for (entry, text) in discriminator.mapping() {
            let chosen = self.mapped(text, discriminator);
            let index = targets.iter().position(|target| target.is_some() && *target == chosen);
            match index.and_then(|index| variants.get_mut(index)) {
                Some(variant) => variant.tags.push(entry.key.to_owned()),
                None => {
                    let message = format!("`{text}` is none of the alternatives, so `{}` chooses nothing", entry.key);
                    self.tell(&codes::MAPPING, entry.value, message);
                }
            }
        }
        let default = self.default_of_tags(discriminator, targets);
        let mapped: HashSet<String> = variants.iter().flat_map(|variant| variant.tags.iter().cloned()).collect();
        for (index, (variant, target)) in variants.iter_mut().zip(targets).enumerate() {
            let Some(target) = target.filter(|_| variant.tags.is_empty()) else { continue };
            variant.tags = self.own_tags(target, property);
            variant.tags.retain(|tag| !mapped.contains(tag));
            if variant.tags.is_empty() && default != Some(index) {
                let message = format!("no value of `{property}` chooses this alternative");
                let help = "give it a name in the components, or a `const` (an `enum` of one value) in that property";
                self.tell_with_help(&codes::MAPPING, target.node(), message, help);
            }
        }
        if let Some(tag) = contested(variants) {
            let message = format!("`{tag}` in `{property}` is for several alternatives, so they are tried one by one");
            let help = "say in `mapping` which alternative it chooses";
            self.tell_with_help(&codes::MAPPING, discriminator.node(), message, help);
            variants.iter_mut().for_each(|variant| variant.tags.clear());
            return None;
        }
        Some(api::Discriminator { property: property.to_owned(), default })
    }

    /// The alternative that `defaultMapping` names (OpenAPI 3.2.0 §4.25).
    fn default_of_tags(&mut self, discriminator: Discriminator<'t>, targets: &[Option<Schema<'t>>]) -> Option<usize> {
        let entry = discriminator.default_mapping()?;
        let text = entry.value.as_str()?;
        let chosen = self.mapped(text, discriminator);
        let index = targets.iter().position(|target| target.is_some() && *target == chosen);
        if index.is_none() {
            let message = format!("`{text}` is none of the alternatives, so a value with another tag is kept as JSON");
            self.tell(&codes::MAPPING, entry.value, message);
        }
        index
    }

    /// The schema that a mapping means: a name in the components, else a reference.
    fn mapped(&self, text: &str, discriminator: Discriminator<'t>) -> Option<Schema<'t>> {
        match self.document.components().and_then(|components| components.schema(text)) {
            Some(schema) => Some(schema),
            None => self.resolver.look_up(discriminator.node(), text).map(|node| self.document.see(node)),
        }
    }

    /// The values of the property that the alternative itself allows; else its name in the components.
    fn own_tags(&mut self, target: Schema<'t>, property: &str) -> Vec<String> {
        let said = [&extensions::MS_DISCRIMINATOR_VALUE, &extensions::DISCRIMINATOR_VALUE];
        if let Some(tag) = said.iter().find_map(|said| target.extension(said)?.as_str()) {
            return vec![tag.to_owned()];
        }
        let parts = self.parts(target);
        let properties = parts.schemas().flat_map(Schema::properties).filter(|(entry, _)| entry.key == property);
        let text = |value: api::Json| match value {
            api::Json::String(text) => Some(text),
            _ => None,
        };
        for (_, schema) in properties {
            let constants = schema.constant().into_iter();
            let listed = schema.enumeration().into_iter().flat_map(|list| list.items());
            let tags: Vec<String> = constants.chain(listed).map(json::value).filter_map(text).collect();
            if !tags.is_empty() && target.reference().is_none() && component_name(target).is_none() {
                return tags;
            }
        }
        component_name(target).map(str::to_owned).into_iter().collect()
    }

    fn named_shape(&mut self, parts: Parts<'t>, shape: Shape<'t>, origin: &Origin) -> api::TypeId {
        let id = self.types.push(super::unfinished(origin.clone(), super::at(parts.outer())));
        let content = super::JobContent::Inline(parts, shape);
        self.waiting.push_back(super::Job { id, content, origin: origin.clone() });
        id
    }
}

/// A value that would choose more than one of them.
fn contested(variants: &[Variant]) -> Option<&str> {
    let mut seen = HashSet::new();
    variants.iter().flat_map(|variant| &variant.tags).map(String::as_str).find(|tag| !seen.insert(*tag))
}

fn component_name<'t>(schema: Schema<'t>) -> Option<&'t str> {
    let node = schema.node();
    let section = node.parent()?;
    match (section.step()?, node.step()?) {
        (Step::Key("schemas"), Step::Key(name)) => Some(name),
        _ => None,
    }
}
