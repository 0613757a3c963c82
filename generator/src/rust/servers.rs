//! Servers: each of the document's once, wherever it stands, with a type by which callers choose it.

use super::names::{Case, Name};
use super::plan_reach::{ServerPlan, ServerValue, ServerVariable};
use super::scope::{Scope, Wish};
use super::{Planner, Words, docs, reserved};
use crate::api::{self, Docs, Server};

/// All servers, and which of them are the API's own.
pub(super) struct Servers {
    pub all: Vec<ServerPlan>,
    pub main: Vec<usize>,
    /// Is there something to choose?
    pub named: bool,
}

impl Planner<'_> {
    pub(super) fn servers(&mut self) -> Servers {
        let api = self.api;
        let of_operations = || api.operations.iter().map(|operation| operation.servers.as_slice());
        let mut distinct: Vec<&Server> = Vec::new();
        for server in api.servers.iter().chain(of_operations().flatten()) {
            if !distinct.contains(&server) {
                distinct.push(server);
            }
        }
        let named = distinct.len() > 1 || distinct.iter().any(|server| !server.variables.is_empty());
        let types = type_names(&distinct);
        let all: Vec<ServerPlan> = distinct.iter().zip(types).map(|(server, types)| planned(server, types)).collect();
        let index = |servers: &[Server]| indices(servers, &all);
        // Where every operation has servers of its own, the document need not have any; a client begins with one.
        let main = match (api.servers.as_slice(), of_operations().next()) {
            ([], Some(first)) if of_operations().all(|servers| !servers.is_empty()) => index(first),
            (own, _) => index(own),
        };
        Servers { all, main, named }
    }
}

impl Servers {
    pub(super) fn of(&self, servers: &[Server]) -> Vec<usize> {
        indices(servers, &self.all)
    }
}

/// The first is the default, so those that the client would refuse come last: `http`, where there is `https` as well.
fn indices(servers: &[Server], all: &[ServerPlan]) -> Vec<usize> {
    let found = |server: &Server| all.iter().position(|known| known.server == *server);
    let (mut plain, mut safe): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for server in servers {
        let list = if server.url.starts_with("http://") { &mut plain } else { &mut safe };
        list.extend(found(server));
    }
    safe.append(&mut plain);
    safe
}

/// What a server is called: its name, else what is said of it if that is short, else its host and path.
fn text(server: &Server) -> String {
    let short = |text: &&String| text.split_whitespace().count() <= 4 && text.len() <= 40;
    if let Some(words) = server.name.as_ref().or(server.description.as_ref().filter(short)) {
        return words.clone();
    }
    let address = server.url.split_once("://").map_or(server.url.as_str(), |(_, rest)| rest);
    let fixed = address.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    let fixed = fixed.collect::<Vec<_>>().join("/");
    if fixed.chars().any(char::is_alphanumeric) { fixed } else { address.to_owned() }
}

/// Two that have the same name differ in address or in what they say of their variables.
fn identity(server: &Server) -> String {
    let variables = server.variables.iter().map(|variable| format!(" {}={}", variable.name, variable.default));
    std::iter::once(server.url.clone()).chain(variables).collect()
}

/// The type of each server, and of the values of each of its variables; all stand in one scope.
fn type_names(servers: &[&Server]) -> Vec<(Name, Vec<Name>)> {
    let own = |server: &&Server| Wish { identity: identity(server), ..Wish::new(text(server)) };
    let of_variables = |server: &&Server| {
        let (text, identity) = (text(server), identity(server));
        let wish = move |name: &str| Wish {
            identity: format!("{identity} {name}"),
            rank: 1,
            ..Wish::new(format!("{text} {name}"))
        };
        server.variables.iter().map(|variable| wish(&variable.name)).collect::<Vec<_>>()
    };
    let wishes: Vec<Wish> = servers.iter().map(own).chain(servers.iter().flat_map(of_variables)).collect();
    let scope = Scope { case: Case::Pascal, kind: "Server", reserved: reserved::OPERATIONS };
    let mut types = scope.assign(&wishes).names;
    let mut of_variables = types.split_off(servers.len().min(types.len())).into_iter();
    let named = servers.iter().zip(types);
    named.map(|(server, ty)| (ty, of_variables.by_ref().take(server.variables.len()).collect())).collect()
}

fn planned(server: &Server, (ty, types_of_values): (Name, Vec<Name>)) -> ServerPlan {
    let words = Docs { description: server.description.clone(), ..Docs::default() };
    let mut words = Words::of_or(&words, || "A server of the API.".to_owned());
    words.paragraph(vec![docs::code(&server.url)]);
    let wishes: Vec<Wish> = server.variables.iter().map(|variable| Wish::new(variable.name.as_str())).collect();
    let setters = Scope { case: Case::Snake, kind: "variable", reserved: reserved::STRUCT }.assign(&wishes).names;
    let variables = server.variables.iter().zip(setters).zip(types_of_values);
    let variables = variables.map(|((variable, setter), ty)| planned_variable(variable, setter, ty)).collect();
    ServerPlan { constant: constant(&ty), docs: words, variables, server: server.clone(), ty }
}

fn planned_variable(variable: &api::ServerVariable, setter: Name, ty: Name) -> ServerVariable {
    let words = Docs { description: variable.description.clone(), ..Docs::default() };
    let mut words = Words::of_or(&words, || format!("The variable {}.", docs::code(&variable.name)));
    words.paragraph(vec![format!("By default {}.", docs::code(&variable.default))]);
    let text = |value: &String| if value.is_empty() { "Empty".to_owned() } else { value.clone() };
    let wishes: Vec<Wish> = variable.allowed.iter().map(|value| Wish::new(text(value))).collect();
    let names = Scope { case: Case::Pascal, kind: "Value", reserved: &["Self"] }.assign(&wishes).names;
    let values = variable.allowed.iter().zip(names).map(|(wire, name)| ServerValue { wire: wire.clone(), name });
    ServerVariable { wire: variable.name.clone(), setter, docs: words, ty, values: values.collect() }
}

/// `ApiExampleCom` as `API_EXAMPLE_COM`: different for different types, since it says where each capital stood.
fn constant(ty: &Name) -> String {
    let mut out = String::new();
    for (index, letter) in ty.as_str().chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}
