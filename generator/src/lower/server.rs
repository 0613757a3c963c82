//! Servers and the variables of their addresses.

use super::{Lowering, codes, docs};
use crate::api;
use crate::openapi::{Server, View};

impl<'t> Lowering<'_, 't> {
    pub(super) fn servers(&mut self, servers: impl Iterator<Item = Server<'t>>) -> Vec<api::Server> {
        servers.filter_map(|server| self.server(server)).collect()
    }

    fn server(&mut self, server: Server<'t>) -> Option<api::Server> {
        let Some(url) = server.url() else {
            self.tell(&codes::SERVER, server.node(), "this server has no address, and is left out");
            return None;
        };
        let variables: Vec<api::ServerVariable> = server
            .variables()
            .filter_map(|(entry, variable)| {
                let allowed: Vec<String> = variable.values().map(str::to_owned).collect();
                Some(api::ServerVariable {
                    name: entry.key.to_owned(),
                    default: variable.default().map(str::to_owned).or_else(|| allowed.first().cloned())?,
                    allowed,
                    description: docs::text(variable.description()),
                })
            })
            .collect();
        let without_value = names(url).find(|name| !variables.iter().any(|variable| variable.name == *name));
        if let Some(name) = without_value {
            let message = format!("the variable `{name}` of this server has no value, so the server is left out");
            let help = "give the variable a `default`, under `variables` of the server";
            self.tell_with_help(&codes::SERVER, server.node(), message, help);
            return None;
        }
        Some(api::Server {
            url: url.to_owned(),
            name: docs::text(server.name()),
            description: docs::text(server.description()),
            variables,
        })
    }
}

/// The names between braces.
fn names(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
