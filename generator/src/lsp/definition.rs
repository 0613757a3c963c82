//! From a reference to what it names: `$ref`, values of mappings, the `operationId` of links, and the names of security
//! schemes and tags.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location};

use super::Server;
use super::position::Places;
use super::spot::Spot;
use crate::diagnostic::{Place, Texts};
use crate::openapi::View;
use crate::openapi::grammar::{Object, object, tables};
use crate::source::{Node, Step};

pub(super) fn definition(server: &Server, params: GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let spot = Spot::of(server, &params.text_document_position_params)?;
    let target = target(&spot)?;
    let place = place(target);
    let uri = server.uri(&spot.checked.path_of(place.file))?;
    let range = Places::of(spot.checked.sources.text(place.file)).range(place.span);
    Some(GotoDefinitionResponse::Scalar(Location { uri, range }))
}

/// Its key, where it has one: that is what it is called.
fn place(node: Node<'_>) -> Place {
    let entry = match (node.step(), node.parent()) {
        (Some(Step::Key(key)), Some(parent)) => parent.entry(key),
        _ => None,
    };
    entry.map_or(node.place(), |entry| entry.key_place)
}

/// What is named at a place.
pub(super) fn target<'s>(spot: &Spot<'s>) -> Option<Node<'s>> {
    let (entry, on_key) = match spot.entry {
        Some(known) => known,
        // An item of a list: only those of `tags` name anything.
        None => return tag(spot),
    };
    let holder = entry.value.parent()?;
    if entry.key == "$ref" || holder.step() == Some(Step::Key("mapping")) {
        let text = entry.value.as_str()?;
        let by_name = || spot.document.components()?.schema(text).map(View::node);
        return spot.resolver.look_up(entry.value, text).or_else(by_name);
    }
    if entry.key == "operationId" && is(spot, holder, &tables::LINK) {
        return operation(spot, entry.value.as_str()?);
    }
    if on_key && is(spot, holder, &tables::SECURITY_REQUIREMENT) {
        let home = spot.document.node();
        let schemes = home.get("components").and_then(|components| components.get("securitySchemes"));
        return schemes.or(home.get("securityDefinitions"))?.get(entry.key);
    }
    None
}

fn is<'s>(spot: &Spot<'s>, node: Node<'s>, wanted: &'static Object) -> bool {
    spot.value(node).and_then(object).is_some_and(|object| std::ptr::eq(object, wanted))
}

fn operation<'s>(spot: &Spot<'s>, id: &str) -> Option<Node<'s>> {
    let operations = spot.document.paths().flat_map(|(_, item)| item.node().entries().map(|entry| entry.value));
    let mut ids = operations.filter_map(|operation| operation.get("operationId"));
    ids.find(|known| known.as_str() == Some(id))
}

fn tag<'s>(spot: &Spot<'s>) -> Option<Node<'s>> {
    let list = spot.node.parent().filter(|list| list.step() == Some(Step::Key("tags")))?;
    let name = spot.node.as_str().filter(|_| list.is_sequence())?;
    let mut tags = spot.document.node().get("tags")?.items().filter_map(|tag| tag.get("name"));
    tags.find(|known| known.as_str() == Some(name))
}
