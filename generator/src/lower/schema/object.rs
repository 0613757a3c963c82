//! Objects: properties of all parts merged, and what may stand beside them.

use std::collections::{HashMap, HashSet};

use super::parts::Parts;
use super::shape::Shape;
use super::{Lowering, residue, rules};
use crate::api::{Additional, Direction, Docs, Field, Kind, Object, Origin, Rules, TypeRef};
use crate::lower::{body, codes, docs, json};
use crate::openapi::{AdditionalProperties, Schema, View};
use crate::resolve::{Key, KeySet};
use crate::source::Node;

/// Twenty times what the largest public descriptions known to us have.
const MOST_FIELDS: usize = 250_000;

/// More names than these are hashed.
const FEW: usize = 16;

/// The properties in order, each with all that describes it.
fn described<'t>(parts: &Parts<'t>) -> Vec<(&'t str, Vec<Schema<'t>>)> {
    let mut holders = parts.schemas().filter(|schema| schema.properties().next().is_some());
    if let (Some(only), None) = (holders.next(), holders.next()) {
        let first = |key: &str| only.node().get("properties").and_then(|properties| properties.get(key));
        // Of a key that stands twice, both count.
        if only.properties().all(|(entry, schema)| first(entry.key) == Some(schema.node())) {
            return only.properties().map(|(entry, schema)| (entry.key, vec![schema])).collect();
        }
    }
    let mut places: HashMap<&'t str, usize> = HashMap::new();
    let mut described: Vec<(&'t str, Vec<Schema<'t>>)> = Vec::new();
    for (entry, schema) in parts.schemas().flat_map(Schema::properties) {
        let place = *places.entry(entry.key).or_insert(described.len());
        match described.get_mut(place) {
            None => described.push((entry.key, vec![schema])),
            Some((_, schemas)) if !schemas.contains(&schema) => schemas.push(schema),
            Some(_) => {}
        }
    }
    described
}

impl<'t> Lowering<'_, 't> {
    pub(super) fn object(&mut self, parts: &Parts<'t>, origin: &Origin) -> Object {
        if self.fields > MOST_FIELDS {
            let message =
                format!("the types of this document have more than {MOST_FIELDS} fields; the rest is untyped");
            self.tell(&codes::TOO_MANY_FIELDS, self.document.node(), message);
            let additional = Additional::Typed(Box::new(TypeRef::new(Kind::Any)));
            return Object { fields: Vec::new(), additional, rules: rules::of_members(parts) };
        }
        let described = described(parts);
        self.fields += described.len();
        let required: Vec<&str> = parts.schemas().flat_map(Schema::required).collect();
        // Looking at each of a few names is faster than hashing them.
        let many: Option<HashSet<&str>> = (required.len() > FEW).then(|| required.iter().copied().collect());
        let is_required = |name: &str| match &many {
            Some(many) => many.contains(name),
            None => required.contains(&name),
        };
        let mut fields: Vec<Field> = Vec::with_capacity(described.len());
        for (name, schemas) in described {
            fields.push(self.field(name, &schemas, is_required(name), origin));
        }
        let rules = Rules { schema: self.residue(parts, &Shape::Object), ..rules::of_members(parts) };
        let mut additional = self.additional(parts, origin);
        if !matches!(additional, Additional::Typed(_)) {
            self.undescribed(parts, &mut fields);
            // What is asked about must be kept, or it would be missed.
            let described = || fields.iter().map(|field| field.name.as_str()).collect();
            if rules.schema.as_ref().is_some_and(|schema| residue::asks_beyond(schema, &described())) {
                additional = Additional::Typed(Box::new(TypeRef::new(Kind::Any)));
            }
        }
        Object { fields, additional, rules }
    }

    fn field(&mut self, name: &str, schemas: &[Schema<'t>], required: bool, origin: &Origin) -> Field {
        let ty = self.use_of_all(schemas, &origin.step(name));
        let mut field = Field {
            name: name.to_owned(),
            docs: Docs::default(),
            ty,
            required,
            default: None,
            direction: Direction::Both,
            examples: Vec::new(),
            xml: None,
        };
        let (mut received, mut sent) = (false, false);
        field.xml = self.xml_of(schemas).map(Box::new);
        for outer in schemas.iter().rev() {
            let words = docs::of_place(*outer);
            field.docs.deprecated |= words.deprecated;
            docs::fill(&mut field.docs, words);
            if field.examples.is_empty() && !matches!(field.ty.kind, Kind::Named(_)) {
                field.examples = outer.examples().map(body::unnamed).collect();
            }
            for schema in self.along(*outer) {
                received |= schema.read_only();
                sent |= schema.write_only();
                field.default = field.default.or_else(|| schema.default().map(json::value));
            }
        }
        field.direction = match (received, sent) {
            (true, false) => Direction::Received,
            (false, true) => Direction::Sent,
            (false, false) => Direction::Both,
            (true, true) => {
                let message = format!("`{name}` is both `readOnly` and `writeOnly`; neither is applied");
                schemas.last().into_iter().for_each(|schema| self.tell(&codes::DIRECTION, schema.node(), &*message));
                Direction::Both
            }
        };
        field
    }

    /// The default of a place that this schema describes.
    pub(in crate::lower) fn default_of(&mut self, schema: Schema<'t>) -> Option<Node<'t>> {
        self.along(schema).into_iter().find_map(Schema::default)
    }

    /// A schema and those that it takes over whole: the target of its reference, the members of its `allOf`.
    pub(in crate::lower) fn along(&mut self, schema: Schema<'t>) -> Vec<Schema<'t>> {
        let mut along = vec![schema];
        let mut next = 0;
        while let Some(&schema) = along.get(next).filter(|_| next < 16) {
            let target = schema.reference().and_then(|reference| self.resolver.schema(reference, self.diagnostics));
            let beyond: Vec<_> = target.into_iter().chain(schema.all_of()).collect();
            along.extend(beyond);
            next += 1;
        }
        // In 3.0 nothing beside a reference counts.
        along.retain(|schema| schema.reference().is_none() || schema.version() > crate::openapi::Version::V3_0);
        along
    }

    fn additional(&mut self, parts: &Parts<'t>, origin: &Origin) -> Additional {
        let said: Vec<_> = parts.schemas().filter_map(Schema::additional_properties).collect();
        let patterns = parts.schemas().any(|schema| schema.pattern_properties().next().is_some());
        let allowed = |wanted| said.iter().any(|said| matches!(said, AdditionalProperties::Allowed(a) if *a == wanted));
        if patterns || said.iter().any(|said| matches!(said, AdditionalProperties::Schema(_))) {
            return Additional::Typed(Box::new(self.map_value(parts, origin)));
        }
        if allowed(false) {
            return Additional::Forbidden;
        }
        if allowed(true) || self.has_untold_subtypes(parts) {
            return Additional::Typed(Box::new(TypeRef::new(Kind::Any)));
        }
        Additional::Ignored
    }

    /// Names that are required but not described become optional values of any type.
    fn undescribed(&mut self, parts: &Parts<'t>, fields: &mut Vec<Field>) {
        let mut described: HashSet<String> = fields.iter().map(|field| field.name.clone()).collect();
        for schema in parts.schemas() {
            for name in schema.required() {
                if !described.insert(name.to_owned()) {
                    continue;
                }
                let message = format!("`{name}` is required, but no property describes it; any value is taken");
                let place = schema.keyword("required").map_or(schema.node(), |entry| entry.value);
                self.tell(&codes::REQUIRED, place, message);
                fields.push(Field {
                    name: name.to_owned(),
                    docs: Docs::default(),
                    ty: TypeRef::new(Kind::Any),
                    required: false,
                    default: None,
                    direction: Direction::Both,
                    examples: Vec::new(),
                    xml: None,
                });
            }
        }
    }

    /// Is this the base of others that only the discriminator tells apart?
    fn has_untold_subtypes(&mut self, parts: &Parts<'t>) -> bool {
        let mut own = parts.iter().rev().filter(|part| part.own);
        let Some(discriminator) = own.find_map(|part| part.schema.discriminator()) else { return false };
        let taken_in = self.heads().contains(&Key::of(parts.outer().node()));
        if taken_in {
            let message = "the subtypes of this schema are not listed, so their own fields are kept untyped";
            let help = "write `oneOf` with the subtypes beside the discriminator";
            self.tell_with_help(&codes::SUBTYPES, discriminator.node(), message, help);
        }
        taken_in
    }

    /// Schemas of the components that another schema of the components takes in by `allOf`.
    fn heads(&mut self) -> &KeySet {
        if self.heads.is_none() {
            let schemas = self.document.components().into_iter().flat_map(|components| components.schemas());
            let references = schemas.flat_map(|(_, schema)| schema.all_of()).filter_map(Schema::reference);
            let targets = references.filter_map(|reference| self.resolver.schema(reference, self.diagnostics));
            self.heads = Some(targets.map(|target| Key::of(target.node())).collect());
        }
        self.heads.get_or_insert_default()
    }
}
