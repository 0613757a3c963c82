//! Bodies in XML: what their elements are called, and whether a type can say what stands in them.

use std::collections::HashMap;

use super::{Lowering, codes};
use crate::api::{Additional, Api, Content, Kind, MediaKind, StringFormat, TypeBody, TypeId, TypeRef, Types, Xml};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::{self, Schema};

impl<'t> Lowering<'_, 't> {
    /// What is said of a property by the schemas that describe it, and of the items of a list.
    pub(super) fn xml_of(&mut self, schemas: &[Schema<'t>]) -> Option<Xml> {
        let mut found: Option<Xml> = None;
        for outer in schemas.iter().rev() {
            for schema in self.along(*outer) {
                if let Some(said) = schema.xml() {
                    let xml = found.get_or_insert_default();
                    take_over(xml, said);
                    xml.attribute |= said.attribute().unwrap_or(false);
                    xml.wrapped |= said.wrapped().unwrap_or(false) && schema.items().is_some();
                }
                let items = schema.items().into_iter().flat_map(|items| self.along(items));
                for said in items.filter_map(Schema::xml) {
                    take_over(found.get_or_insert_default().item.get_or_insert_default(), said);
                }
            }
        }
        found
    }

    /// The root of a body: what its schema says, else the name of its component.
    pub(super) fn root_of(&mut self, schema: Schema<'t>) -> Xml {
        let said = self.xml_of(&[schema]).unwrap_or_default();
        let component = || Some(schema.reference()?.target().rsplit_once('/')?.1.to_owned());
        Xml { name: said.name.clone().or_else(component), ..said }
    }
}

/// What is not said yet.
fn take_over(xml: &mut Xml, said: openapi::Xml<'_>) {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    xml.name = xml.name.take().or_else(|| owned(said.name()));
    xml.prefix = xml.prefix.take().or_else(|| owned(said.prefix()));
    xml.namespace = xml.namespace.take().or_else(|| owned(said.namespace()));
    xml.text |= matches!(said.node_type(), Some("text" | "cdata" | "none"));
}

/// Gives up the types of bodies in XML that no table can describe; they are raw.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let feasible = Feasible::of(&api.types);
    for operation in &mut api.operations {
        for content in operation.body.iter_mut().flat_map(|body| &mut body.contents) {
            feasible.settle(&api.types, content, true, diagnostics);
        }
        for content in operation.responses.iter_mut().flat_map(|response| &mut response.contents) {
            feasible.settle(&api.types, content, false, diagnostics);
        }
        // What the server sends by itself is read as JSON alone, and that is told of it.
        let bodies = operation.callbacks.iter_mut().filter_map(|request| request.body.as_mut());
        bodies.flat_map(|body| &mut body.contents).for_each(untype);
    }
    let bodies = api.webhooks.iter_mut().filter_map(|request| request.body.as_mut());
    bodies.flat_map(|body| &mut body.contents).for_each(untype);
}

fn untype(content: &mut Content) {
    content.ty = content.ty.take().filter(|_| content.kind != MediaKind::Xml);
}

/// The types that cannot be described, with why.
struct Feasible(HashMap<TypeId, &'static str>);

impl Feasible {
    /// What a type cannot, the types that use it cannot: from those that cannot by themselves to their users.
    fn of(types: &Types) -> Self {
        let mut users: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
        let mut all: HashMap<TypeId, &'static str> = HashMap::new();
        for (id, ty) in types.iter() {
            let mut note = |result: Result<Option<TypeId>, &'static str>| match result {
                Ok(used) => used.into_iter().for_each(|used| users.entry(used).or_default().push(id)),
                Err(why) => drop(all.entry(id).or_insert(why)),
            };
            match &ty.body {
                TypeBody::Object(object) => {
                    for field in &object.fields {
                        let xml = field.xml.as_deref();
                        let name = xml.and_then(|xml| xml.name.as_deref()).unwrap_or(&field.name);
                        note(named(name, xml).map(|()| None));
                        if !(field.required && matches!(field.ty.kind, Kind::Constant(_))) {
                            note(used(types, &field.ty));
                        }
                    }
                    if matches!(object.additional, Additional::Typed(_)) {
                        note(Err("it keeps members of other names"));
                    }
                }
                TypeBody::Alias(inner) => note(used(types, inner)),
                TypeBody::Union(_) => note(Err("it holds alternatives, which XML does not tell apart")),
                TypeBody::Enum(_) => {}
            }
        }
        let mut waiting: Vec<TypeId> = all.keys().copied().collect();
        while let Some((why, id)) = waiting.pop().and_then(|id| Some((*all.get(&id)?, id))) {
            for user in users.get(&id).into_iter().flatten() {
                if !all.contains_key(user) {
                    all.insert(*user, why);
                    waiting.push(*user);
                }
            }
        }
        Self(all)
    }

    fn settle(&self, types: &Types, content: &mut Content, sent: bool, diagnostics: &mut Diagnostics) {
        let (MediaKind::Xml, Some(ty)) = (content.kind, &content.ty) else { return };
        // Bytes are what they are: an image, or a document that nobody looks into.
        if matches!(ty.kind, Kind::String(StringFormat::Binary)) {
            content.ty = None;
            return;
        }
        let root = content.root.as_ref().filter(|_| sent).map_or(Ok(()), |root| match &root.name {
            Some(name) => named(name, Some(root)),
            None => Err("its root has no name"),
        });
        let body = root.and_then(|()| used(types, ty)).and_then(|id| match id.and_then(|id| self.0.get(&id)) {
            Some(why) => Err(*why),
            None => Ok(()),
        });
        let Err(why) = body else { return };
        let message =
            format!("values of `{}` are not typed: {why}; the body is raw", content.media_type.escape_debug());
        let found = Diagnostic::new(&codes::MEDIA_TYPE, message);
        diagnostics.push(match &content.at.0 {
            Some(location) => found.at(location.clone()),
            None => found,
        });
        content.ty = None;
    }
}

/// The named type that a use leads to, if what stands around it can be described.
fn used(types: &Types, ty: &TypeRef) -> Result<Option<TypeId>, &'static str> {
    match &ty.kind {
        Kind::Array(inner) | Kind::Map(inner) => item(types, inner),
        Kind::String(StringFormat::Binary) => Err("it holds bytes"),
        Kind::Constant(_) => Err("it holds a constant that need not be there"),
        Kind::Named(id) => Ok(Some(*id)),
        Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) => Ok(None),
    }
}

/// Lists in lists have no names in between.
fn item(types: &Types, ty: &TypeRef) -> Result<Option<TypeId>, &'static str> {
    let mut seen = ty;
    for _ in 0..LONGEST_CHAIN {
        seen = match &seen.kind {
            Kind::Array(_) => return Err("it holds lists of lists"),
            Kind::Map(inner) => inner,
            Kind::Named(id) => match types.get(*id).map(|ty| &ty.body) {
                Some(TypeBody::Alias(inner)) => inner,
                _ => break,
            },
            _ => break,
        };
    }
    match &ty.kind {
        // What is below was looked at.
        Kind::Map(_) => used(types, seen),
        _ => used(types, ty),
    }
}

/// Longer chains of aliases are an alias of itself.
const LONGEST_CHAIN: usize = 64;

/// Can it be called so in XML? (XML 1.0 §2.3, of ASCII, and without the colon.)
fn named(name: &str, xml: Option<&Xml>) -> Result<(), &'static str> {
    let is_name = |text: &str| {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        starts && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let all = [xml, xml.and_then(|xml| xml.item.as_deref())];
    let names = all.into_iter().flatten().flat_map(|xml| [&xml.name, &xml.prefix]).filter_map(Option::as_deref);
    let mut spaces = all.into_iter().flatten().filter_map(|xml| xml.namespace.as_deref());
    let carried = |c: char| matches!(c, ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let prefixed =
        |xml: &Xml| xml.prefix.is_some() == xml.namespace.is_some() || (xml.prefix.is_none() && !xml.attribute);
    if !all.into_iter().flatten().all(prefixed) {
        return Err("it has a prefix without a namespace, or an attribute in a namespace without a prefix");
    }
    if all.into_iter().flatten().any(|xml| xml.text) {
        return Err("it has text beside elements (`nodeType`)");
    }
    match names.chain([name]).all(is_name) {
        false => Err("it has a name that no element can have"),
        true if spaces.all(|space| space.chars().all(carried)) => Ok(()),
        true => Err("it has a namespace that XML cannot carry"),
    }
}
