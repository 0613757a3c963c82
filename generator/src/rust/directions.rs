//! In which directions a type travels: what is `readOnly` is not asked of a value that is sent, and the other way round.

use crate::api::{Additional, Api, Direction, Field, Kind, MediaKind, TypeBody, TypeId, TypeRef};

/// In which directions a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Travels {
    sent: bool,
    received: bool,
}

impl Travels {
    /// Is it ever sent? What is neither sent nor received may be either.
    pub(super) fn is_sent(self) -> bool {
        self.sent || !self.received
    }

    /// Does the field ever travel with the type?
    pub(super) fn carry(self, field: &Field) -> bool {
        match field.direction {
            Direction::Both => true,
            Direction::Received => self.received || !self.sent,
            Direction::Sent => self.sent || !self.received,
        }
    }

    /// Does the field travel whenever the type does?
    pub(super) fn always_carry(self, field: &Field) -> bool {
        match field.direction {
            Direction::Both => true,
            Direction::Received => !self.sent,
            Direction::Sent => !self.received,
        }
    }
}

/// The directions of all types.
pub(super) struct Directions(Vec<Travels>);

impl Directions {
    pub(super) fn of(api: &Api) -> Self {
        let mut directions = Self(vec![Travels::default(); api.types.len()]);
        let sent = Travels { sent: true, received: false };
        let received = Travels { sent: false, received: true };
        let mut waiting: Vec<(TypeId, Travels)> = Vec::new();
        for operation in &api.operations {
            let sent_types = operation.parameters.iter().map(|parameter| &parameter.ty).chain(
                operation.body.iter().flat_map(|body| body.contents.iter().filter_map(|content| content.ty.as_ref())),
            );
            waiting.extend(sent_types.filter_map(named).map(|id| (id, sent)));
            let headers = operation.responses.iter().flat_map(|response| &response.headers);
            waiting.extend(headers.filter_map(|header| named(&header.ty)).map(|id| (id, received)));
            let answers = operation.responses.iter().flat_map(|response| &response.contents);
            waiting.extend(answers.filter_map(|content| named(content.ty.as_ref()?)).map(|id| (id, received)));
        }
        let callbacks = api.operations.iter().flat_map(|operation| &operation.callbacks);
        let incoming = callbacks.chain(&api.webhooks).filter_map(|request| request.body.as_ref());
        let contents = incoming.flat_map(|body| &body.contents);
        waiting.extend(contents.filter_map(|content| named(content.ty.as_ref()?)).map(|id| (id, received)));
        while let Some((id, travels)) = waiting.pop() {
            let Some(known) = directions.0.get_mut(id.0 as usize) else { continue };
            let now = Travels { sent: known.sent || travels.sent, received: known.received || travels.received };
            if *known == now {
                continue;
            }
            *known = now;
            if let Some(ty) = api.types.get(id) {
                waiting.extend(parts(&ty.body).into_iter().filter_map(named).map(|id| (id, travels)));
            }
        }
        directions
    }

    pub(super) fn of_type(&self, id: TypeId) -> Travels {
        self.0.get(id.0 as usize).copied().unwrap_or_default()
    }
}

/// For each type: is it sent as the parts of a multipart body, or stands it in one that is?
pub(super) fn sent_in_parts(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.contents).filter(|content| content.kind == MediaKind::Multipart);
    let mut waiting: Vec<TypeId> = contents.filter_map(|content| named(content.ty.as_ref()?)).collect();
    while let Some(id) = waiting.pop() {
        match found.get_mut(id.0 as usize) {
            Some(known) if !*known => *known = true,
            _ => continue,
        }
        if let Some(ty) = api.types.get(id) {
            waiting.extend(parts(&ty.body).into_iter().filter_map(named));
        }
    }
    found
}

fn parts(body: &TypeBody) -> Vec<&TypeRef> {
    match body {
        TypeBody::Object(object) => {
            let mut parts: Vec<&TypeRef> = object.fields.iter().map(|field| &field.ty).collect();
            if let Additional::Typed(ty) = &object.additional {
                parts.push(ty);
            }
            parts
        }
        TypeBody::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeBody::Alias(ty) => vec![ty],
        TypeBody::Enum(_) => Vec::new(),
    }
}

fn named(ty: &TypeRef) -> Option<TypeId> {
    let mut kind = &ty.kind;
    loop {
        kind = match kind {
            Kind::Array(inner) | Kind::Map(inner) => &inner.kind,
            Kind::Named(id) => return Some(*id),
            _ => return None,
        };
    }
}
