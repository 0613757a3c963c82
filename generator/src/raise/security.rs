//! Security schemes: `basic` is a scheme of HTTP, and the one `flow` of OAuth2 becomes one of several.

use super::{Raise, member};
use crate::source::{Node, NodeId};

impl<'t> Raise<'t, '_> {
    pub(super) fn security_scheme(&mut self, node: Node<'t>) -> NodeId {
        let kind = node.entry("type");
        match (kind, kind.and_then(|kind| kind.value.as_str())) {
            (Some(kind), Some("basic")) => {
                let mut members = Vec::new();
                for entry in node.entries().filter(|entry| entry.key != "type") {
                    members.push(self.out.copied(entry));
                }
                let (http, basic) = (self.out.text("http", kind.value), self.out.scalar(kind.value));
                members.push(member("type", kind.key_place, http));
                members.push(member("scheme", kind.key_place, basic));
                self.out.object(&members, node)
            }
            (Some(_), Some("oauth2")) => self.oauth2(node),
            _ => self.out.copy(node),
        }
    }

    fn oauth2(&mut self, node: Node<'t>) -> NodeId {
        let (mut members, mut flow) = (Vec::new(), Vec::new());
        for entry in node.entries() {
            match entry.key {
                "flow" => {}
                "authorizationUrl" | "tokenUrl" | "scopes" => flow.push(self.out.copied(entry)),
                _ => members.push(self.out.copied(entry)),
            }
        }
        let said = node.get("flow").unwrap_or(node);
        let name = match said.as_str() {
            Some("accessCode") => "authorizationCode",
            Some("application") => "clientCredentials",
            Some("password") => "password",
            _ => "implicit",
        };
        let flow = self.out.object(&flow, node);
        let flows = self.out.object(&[member(name, said.place(), flow)], said);
        members.push(member("flows", said.place(), flows));
        self.out.object(&members, node)
    }
}
