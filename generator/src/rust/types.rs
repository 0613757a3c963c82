//! The bodies of types: structs, open enums, unions.

use std::collections::BTreeMap;

use super::names::{Case, Name};
use super::plan::{BodyForm, OperationModule};
use super::plan_types::{
    Constant, Field, Member, Presence, Repr, Rest, Struct, TypeBody, TypePlan, Union, Use, Variant,
};
use super::represent::{Representation, keep};
use super::scope::{Scope, Wish};
use super::type_names::TypeNames;
use super::{Planner, Words, codes, docs, reserved};
use crate::api::{self, Additional, Direction, Json, OriginBase, Type};

impl<'a> Planner<'a> {
    /// All types, in the order of the model. Boxes, checks and examples are added when all are known.
    pub(super) fn types(&mut self, representation: &Representation<'a>, names: &TypeNames) -> Vec<TypePlan> {
        let api = self.api;
        let properties = self.config.names.properties.clone();
        self.report_unmatched(&properties, "property", |key| {
            api.types.iter().any(|(_, ty)| match &ty.body {
                api::TypeBody::Object(object) => object.fields.iter().any(|field| property_key(ty, field) == key),
                _ => false,
            })
        });
        let directions = super::directions::Directions::of(api);
        let mut types = Vec::with_capacity(api.types.len());
        for (index, (id, ty)) in api.types.iter().enumerate() {
            let Some(name) = names.get(index) else { continue };
            let travels = directions.of_type(id);
            let mut making = Making { planner: self, representation, names, ty, index, travels };
            let body = making.body();
            let docs = Words::of_or(&ty.docs, || making.words());
            let deprecated = ty.docs.deprecated;
            let (name, example, sent) = (name.clone(), None, making.travels.is_sent());
            types.push(TypePlan {
                name,
                docs,
                deprecated,
                body,
                example,
                sent,
                checked: false,
                as_parameter: false,
                xml: false,
                own_file: false,
            });
        }
        types
    }
}

/// One type in the making.
struct Making<'m, 'a> {
    planner: &'m mut Planner<'a>,
    representation: &'m Representation<'a>,
    names: &'m TypeNames,
    ty: &'m Type,
    index: usize,
    travels: super::directions::Travels,
}

impl Making<'_, '_> {
    fn body(&mut self) -> TypeBody {
        let (ty, index) = (self.ty, self.index);
        match &ty.body {
            api::TypeBody::Object(object) => TypeBody::Struct(self.object(object)),
            api::TypeBody::Enum(list) => self.constants(list),
            api::TypeBody::Union(union) => TypeBody::Union(self.union(union)),
            api::TypeBody::Alias(_) if self.representation.is_empty(index) => {
                self.planner.tell(&codes::ENDLESS_ALIAS, &ty.at, "this schema is defined by nothing but itself");
                TypeBody::Alias(plain(Repr::Value))
            }
            api::TypeBody::Alias(used) => {
                let used = self.representation.kept_in(index, used);
                if self.representation.is_endless(index) { TypeBody::Newtype(used) } else { TypeBody::Alias(used) }
            }
        }
    }

    /// What to say of a type of which the document says nothing.
    fn words(&self) -> String {
        match &self.ty.origin.base {
            OriginBase::Component(key) if self.ty.origin.steps.is_empty() => format!("The schema {}.", docs::code(key)),
            OriginBase::Component(key) => {
                let path = self.ty.origin.steps.join("/");
                format!("The schema at {} within {}.", docs::code(&path), docs::code(key))
            }
            OriginBase::Shared(_, key) => format!("The schema in {}.", docs::code(key)),
            OriginBase::Operation(_) => {
                format!("The schema of the {}.", super::markdown::harmless_line(&self.ty.origin.steps.join(" ")))
            }
        }
    }

    fn object(&mut self, object: &api::Object) -> Struct {
        let travelling: Vec<&api::Field> = object.fields.iter().filter(|field| self.travels.carry(field)).collect();
        let kept: Vec<&api::Field> = travelling.iter().copied().filter(|field| constant(field).is_none()).collect();
        let (field_names, rest_name) = self.field_names(&kept);
        let mut field_names = field_names.into_iter();
        let mut members = Vec::with_capacity(travelling.len());
        for field in travelling {
            let member = match constant(field) {
                Some(value) => Some(Member::Constant { wire: field.name.clone(), value: value.clone() }),
                None => field_names.next().map(|name| Member::Field(Box::new(self.field(field, name)))),
            };
            members.extend(member);
        }
        let rest = match &object.additional {
            Additional::Typed(ty) => Some(Rest { name: rest_name, ty: self.representation.kept_in(self.index, ty) }),
            Additional::Ignored | Additional::Forbidden => None,
        };
        let min_members = object.rules.min_properties.filter(|least| *least > 0);
        let schema = object.rules.schema.as_ref().map(super::example::compact);
        Struct { members, rest, min_members, max_members: object.rules.max_properties, schema }
    }

    /// The names of the fields, and that of the field for all other members.
    fn field_names(&mut self, fields: &[&api::Field]) -> (Vec<Name>, Name) {
        let properties = self.planner.config.names.properties.clone();
        let mut wishes = Vec::with_capacity(fields.len() + 1);
        for field in fields {
            let chosen = self.planner.chosen(&properties, &property_key(self.ty, field));
            wishes.push(Wish { chosen, ..Wish::new(field.name.as_str()) });
        }
        wishes.push(Wish { rank: 1, ..Wish::new("additional_properties") });
        let scope = Scope { case: Case::Snake, kind: "field", reserved: reserved::STRUCT };
        let mut given = scope.assign(&wishes);
        for &(kept, other) in &given.met {
            let named = |index: usize| fields.get(index).zip(given.names.get(index));
            if let (Some((kept, kept_name)), Some((other, other_name))) = (named(kept), named(other)) {
                let kept = (kept.name.as_str(), kept_name);
                let other = (other.name.as_str(), other_name);
                self.planner.report_met("the properties", kept, other, &self.ty.at, "properties");
            }
        }
        let rest = given.names.pop().unwrap_or_else(|| super::names::own("additional_properties"));
        (given.names, rest)
    }

    fn field(&mut self, field: &api::Field, name: Name) -> Field {
        let mut ty = self.representation.kept_in(self.index, &field.ty);
        // What is never sent may be written, to be kept; what is only sent may be read, from where it was kept.
        let written = field.direction != Direction::Received || !self.travels.is_sent();
        // What travels one way only cannot be asked of a value that travels the other way.
        let required = field.required && self.travels.always_carry(field);
        // Any JSON is null already.
        let nullable = ty.nullable && ty.repr != Repr::Value;
        let presence = match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::RequiredNullable,
            (false, false) => Presence::Optional,
            (false, true) => Presence::OptionalNullable,
        };
        ty.nullable = false;
        let mut words = Words::of_unless_told(&field.docs, &field.name, &name);
        if let Some(value) = field.default.as_ref().filter(|_| !required) {
            words.paragraph(vec![docs::default(value)]);
        }
        Field {
            wire: field.name.clone(),
            name,
            docs: words,
            deprecated: field.docs.deprecated,
            ty,
            presence,
            written,
            xml: field.xml.clone(),
        }
    }

    fn constants(&mut self, list: &api::Enum) -> TypeBody {
        let text = |value: &Json| match value {
            Json::String(text) | Json::Number(text) => text.clone(),
            other => super::example::compact(other),
        };
        let integers = list.values.iter().all(|value| match &value.value {
            Json::Number(text) => text.parse::<i64>().is_ok(),
            _ => false,
        });
        let wishes: Vec<Wish> = list
            .values
            .iter()
            .map(|value| {
                let wire = text(&value.value);
                let wire = if wire.is_empty() { "Empty".to_owned() } else { wire };
                match &value.name {
                    Some(name) => Wish::new(name.as_str()),
                    None => Wish::new(wire),
                }
            })
            .collect();
        let given = Scope { case: Case::Pascal, kind: "Value", reserved: &["Other", "Self"] }.assign(&wishes);
        for &(kept, other) in &given.met {
            let named = |index: usize| wishes.get(index).zip(given.names.get(index));
            if let (Some((kept, kept_name)), Some((other, other_name))) = (named(kept), named(other)) {
                let (kept, other) = ((kept.text.as_str(), kept_name), (other.text.as_str(), other_name));
                self.planner.report_met("the values", kept, other, &self.ty.at, "values");
            }
        }
        let constants = list.values.iter().zip(given.names).map(|(value, name)| {
            let wire = text(&value.value);
            let docs = if super::names::is_told(&wire, &name, Case::Pascal) {
                Words::of(&value.docs)
            } else {
                Words::of_or(&value.docs, || format!("{}.", docs::code(&wire)))
            };
            Constant { name, wire, docs }
        });
        let constants = constants.collect();
        if integers { TypeBody::IntegerEnum(constants) } else { TypeBody::StringEnum(constants) }
    }

    fn union(&mut self, union: &api::Union) -> Union {
        let uses: Vec<Use> = union.variants.iter().map(|variant| keep(self.representation.used(&variant.ty))).collect();
        // A type that the document names keeps its name before the words that are ours.
        let rank = |used: &Use| u8::from(!matches!(used.repr, Repr::Type(_)));
        let wishes = uses.iter().map(|used| Wish { rank: rank(used), ..Wish::new(self.variant_text(used)) });
        let wishes: Vec<Wish> = wishes.collect();
        let given = Scope { case: Case::Pascal, kind: "Variant", reserved: &["Other", "Self"] }.assign(&wishes);
        let variants = union.variants.iter().zip(uses).zip(given.names).map(|((variant, ty), name)| Variant {
            name,
            ty,
            tags: variant.tags.clone(),
        });
        let discriminator = union.discriminator.as_ref().map(|by| by.property.clone());
        let default = union.discriminator.as_ref().and_then(|by| by.default);
        let schema = union.rules.as_ref().map(super::example::compact);
        Union { variants: variants.collect(), discriminator, default, schema }
    }

    /// What a variant is called: its type.
    fn variant_text(&self, used: &Use) -> String {
        match &used.repr {
            Repr::Value | Repr::Constant(_) => "Any".to_owned(),
            Repr::Bool => "Boolean".to_owned(),
            Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64 => "Integer".to_owned(),
            Repr::F32 | Repr::F64 | Repr::Decimal => "Number".to_owned(),
            Repr::Text | Repr::Secret | Repr::Quoted(_) => "Text".to_owned(),
            Repr::Upload => "Bytes".to_owned(),
            Repr::List(items) => format!("{}List", self.variant_text(items)),
            Repr::Map(values) => format!("{}Map", self.variant_text(values)),
            Repr::Type(index) => self.names.get(index.0).map_or("", |name| self.within(name)).to_owned(),
        }
    }

    /// The name of a type without that of this one before it, which says no more in here.
    fn within<'n>(&self, name: &'n Name) -> &'n str {
        let own = self.names.get(self.index).map_or("", Name::as_str);
        let rest = name.as_str().strip_prefix(own).unwrap_or_default();
        let is_word = rest.starts_with(|c: char| c.is_uppercase()) && !own.is_empty();
        if is_word { rest } else { name.as_str() }
    }
}

pub(super) fn plain(repr: Repr) -> Use {
    Use { repr, nullable: false, boxed: false, checks: None }
}

/// The constant that a member always has.
fn constant(field: &api::Field) -> Option<&Json> {
    match &field.ty.kind {
        api::Kind::Constant(value) if field.required && !field.ty.nullable => Some(value),
        _ => None,
    }
}

/// The key of a property in the configuration: `Schema.property`, with the steps down to an inline schema between.
fn property_key(ty: &Type, field: &api::Field) -> String {
    let base = match &ty.origin.base {
        OriginBase::Component(key) | OriginBase::Shared(_, key) => key.as_str(),
        OriginBase::Operation(_) => "",
    };
    let steps = ty.origin.steps.iter().map(String::as_str);
    std::iter::once(base).chain(steps).chain([field.name.as_str()]).collect::<Vec<_>>().join(".")
}

/// Says for every type whether something in it is checked before it is sent.
pub(super) fn mark_checked(types: &mut [TypePlan]) {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for (index, ty) in types.iter().enumerate() {
        let mut own = match &ty.body {
            TypeBody::Struct(body) => body.min_members.or(body.max_members).is_some() || body.schema.is_some(),
            TypeBody::Union(union) => union.schema.is_some(),
            _ => false,
        };
        for_each_use(&ty.body, &mut |used| {
            own |= used.checks.is_some();
            if let Repr::Type(target) = used.repr {
                users.entry(target.0).or_default().push(index);
            }
        });
        if own {
            waiting.push(index);
        }
    }
    while let Some(index) = waiting.pop() {
        match types.get_mut(index) {
            Some(ty) if !ty.checked => ty.checked = true,
            _ => continue,
        }
        waiting.extend(users.get(&index).into_iter().flatten());
    }
}

/// Is there a `pattern` to be checked?
pub(super) fn have_patterns(types: &[TypePlan], modules: &[OperationModule]) -> bool {
    let in_schema = |schema: &Option<String>| schema.as_ref().is_some_and(|schema| schema.contains("\"pattern"));
    let mut found = false;
    let mut visit = |used: &Use| {
        found |= used.checks.as_ref().is_some_and(|checks| checks.pattern.is_some() || in_schema(&checks.schema));
    };
    for ty in types {
        for_each_use(&ty.body, &mut visit);
    }
    for operation in modules.iter().flat_map(|module| &module.operations) {
        let parameters = operation.parameters.iter().chain(&operation.optional).map(|parameter| &parameter.ty);
        let bodies = operation.body.iter().chain(operation.alternatives.iter().map(|other| &other.body));
        let bodies = bodies.filter_map(|body| match &body.form {
            BodyForm::Json { ty, .. }
            | BodyForm::Form { ty, .. }
            | BodyForm::Multipart { ty, .. }
            | BodyForm::Xml { ty, .. } => Some(ty),
            BodyForm::Text(_) | BodyForm::Bytes(_) => None,
        });
        parameters.chain(bodies).for_each(|used| for_each_part(used, &mut visit));
    }
    let of_type = types.iter().any(|ty| match &ty.body {
        TypeBody::Struct(body) => in_schema(&body.schema),
        TypeBody::Union(union) => in_schema(&union.schema),
        _ => false,
    });
    found || of_type
}

/// Visits a use, and those in lists and maps.
pub(super) fn for_each_part(used: &Use, visit: &mut dyn FnMut(&Use)) {
    let mut next = Some(used);
    while let Some(used) = next {
        visit(used);
        next = match &used.repr {
            Repr::List(inner) | Repr::Map(inner) => Some(inner),
            _ => None,
        };
    }
}

/// Visits every use in a type, those in lists and maps too.
pub(super) fn for_each_use(body: &TypeBody, visit: &mut dyn FnMut(&Use)) {
    let mut stack: Vec<&Use> = Vec::new();
    match body {
        TypeBody::Struct(body) => {
            stack.extend(body.members.iter().filter_map(|member| match member {
                Member::Field(field) => Some(&field.ty),
                Member::Constant { .. } => None,
            }));
            stack.extend(body.rest.as_ref().map(|rest| &rest.ty));
        }
        TypeBody::Union(union) => stack.extend(union.variants.iter().map(|variant| &variant.ty)),
        TypeBody::Alias(used) | TypeBody::Newtype(used) => stack.push(used),
        TypeBody::StringEnum(_) | TypeBody::IntegerEnum(_) => {}
    }
    stack.into_iter().for_each(|used| for_each_part(used, visit));
}
