//! Which documented examples a generated type stands for.
//!
//! The model says which place of the document became which type; the examples themselves are read from the document
//! again, so that one that a stage lost on its way is seen.

use std::collections::BTreeMap;

use specwright::api::{self, At, TypeId};
use specwright::rust::{BodyForm, Member, OperationPlan, Plan, Presence, Repr, ResponseContent, TypeBody, TypeIx, Use};
use specwright::source::{Node, Tree};

/// An example, with what describes it.
pub(crate) struct Example<'t> {
    /// Its value in the document.
    pub(crate) node: Node<'t>,
    /// The pointer of its schema.
    pub(crate) schema: String,
    /// The type that stands for it.
    pub(crate) ty: Use,
}

/// What stands at a place of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    MediaType,
    Schema,
}

/// The examples of one file that a type of the plan stands for, in the order of their places.
pub(crate) fn examples<'t>(tree: &'t Tree, api: &api::Api, plan: &Plan) -> Vec<Example<'t>> {
    let mut places = Places { tree, all: BTreeMap::new() };
    for operation in &api.operations {
        let same = |known: &&OperationPlan| known.method == operation.method && known.path == operation.path.text;
        let plans = plan.operation_modules.iter().flat_map(|module| &module.operations);
        if let Some(planned) = plans.into_iter().find(same) {
            places.operation(operation, planned);
        }
    }
    for (index, ty) in plan.types.iter().enumerate() {
        if let Some(model) = api.types.get(TypeId(index as u32)) {
            places.named(&model.at, TypeIx(index), &ty.body);
        }
    }
    places.examples()
}

/// Places of the document, each with the type of its values.
struct Places<'t> {
    tree: &'t Tree,
    all: BTreeMap<String, (Holder, Use)>,
}

impl<'t> Places<'t> {
    fn operation(&mut self, operation: &api::Operation, planned: &OperationPlan) {
        if let (Some(body), Some(plan)) = (&operation.body, &planned.body)
            && let BodyForm::Json { ty, .. } = &plan.form
        {
            self.contents(&body.contents, ty);
        }
        for (response, plan) in operation.responses.iter().zip(&planned.responses) {
            if let ResponseContent::Json(ty) = &plan.content {
                self.contents(&response.contents, ty);
            }
        }
    }

    /// The plan takes the first media type that is JSON.
    fn contents(&mut self, contents: &[api::Content], ty: &Use) {
        if let Some(content) = contents.iter().find(|content| content.kind == api::MediaKind::Json) {
            self.add(&content.at, "", Holder::MediaType, ty);
        }
    }

    fn named(&mut self, at: &At, index: TypeIx, body: &TypeBody) {
        let named = Use { repr: Repr::Type(index), nullable: false, boxed: false, checks: None };
        self.schema(at, "", &named);
        match body {
            TypeBody::Struct(body) => {
                for member in &body.members {
                    let Member::Field(field) = member else { continue };
                    let nullable = matches!(field.presence, Presence::RequiredNullable | Presence::OptionalNullable);
                    let below = format!("/properties/{}", field.wire.replace('~', "~0").replace('/', "~1"));
                    self.schema(at, &below, &Use { nullable, ..field.ty.clone() });
                }
                if let Some(rest) = &body.rest {
                    self.schema(at, "/additionalProperties", &rest.ty);
                }
            }
            TypeBody::Alias(used) | TypeBody::Newtype(used) => self.parts(at, "", used),
            TypeBody::Union(_) | TypeBody::StringEnum(_) | TypeBody::IntegerEnum(_) => {}
        }
    }

    fn schema(&mut self, at: &At, below: &str, used: &Use) {
        self.add(at, below, Holder::Schema, used);
        self.parts(at, below, used);
    }

    fn parts(&mut self, at: &At, below: &str, used: &Use) {
        match &used.repr {
            Repr::List(items) => self.schema(at, &format!("{below}/items"), items),
            Repr::Map(values) => self.schema(at, &format!("{below}/additionalProperties"), values),
            _ => {}
        }
    }

    /// Where a place has two types, the one that was told first is the place's own.
    fn add(&mut self, at: &At, below: &str, holder: Holder, used: &Use) {
        let Some(location) = &at.0 else { return };
        if location.place.file == self.tree.file() {
            let pointer = format!("{}{below}", location.pointer);
            self.all.entry(pointer).or_insert_with(|| (holder, used.clone()));
        }
    }

    fn examples(self) -> Vec<Example<'t>> {
        let mut examples = Vec::new();
        let root = self.tree.root();
        for (pointer, (holder, ty)) in &self.all {
            let Some(node) = root.at(pointer) else { continue };
            let schema = if *holder == Holder::MediaType { format!("{pointer}/schema") } else { pointer.clone() };
            let mut found: Vec<Node<'t>> = node.get("example").into_iter().collect();
            if let Some(several) = node.get("examples") {
                match holder {
                    Holder::MediaType => found.extend(several.entries().filter_map(|entry| {
                        let example = match entry.value.get("$ref").and_then(Node::as_str) {
                            Some(reference) => root.at(reference.strip_prefix('#')?)?,
                            None => entry.value,
                        };
                        example.get("value")
                    })),
                    Holder::Schema => found.extend(several.items()),
                }
            }
            if root.at(&schema).is_some() {
                examples.extend(found.into_iter().map(|node| Example { node, schema: schema.clone(), ty: ty.clone() }));
            }
        }
        examples
    }
}
