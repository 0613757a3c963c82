//! `schemes`, `host` and `basePath` become servers.

use super::{Raise, codes, member};
use crate::diagnostic::Diagnostic;
use crate::source::{Member, Node, NodeId};

impl<'t> Raise<'t, '_> {
    /// The servers of these schemes, `https` first; none if the document says neither host nor base path.
    pub(super) fn servers(&mut self, schemes: Option<Node<'t>>, holder: Node<'t>) -> Option<Member<'t>> {
        let host = self.root.get("host").filter(|host| host.as_str().is_some_and(|host| !host.is_empty()));
        let base = self.root.get("basePath").filter(|base| base.as_str().is_some());
        let path = base.and_then(Node::as_str).unwrap_or_default().trim_end_matches('/');
        let path = if path.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let servers = match host {
            Some(host) => {
                let urls = self.schemes(schemes, host);
                let name = host.as_str().unwrap_or_default().trim_end_matches('/');
                urls.into_iter()
                    .map(|(scheme, origin)| self.server(format!("{scheme}://{name}{path}"), origin))
                    .collect()
            }
            // Relative to where the document was found.
            None => vec![self.server(if path.is_empty() { "/".to_owned() } else { path }, base?)],
        };
        let origin = host.or(base).unwrap_or(holder);
        let list = self.out.list(&servers, origin);
        Some(member("servers", origin.place(), list))
    }

    fn server(&mut self, url: String, origin: Node<'t>) -> NodeId {
        let url = self.out.text(url, origin);
        self.out.object(&[member("url", origin.place(), url)], origin)
    }

    fn schemes(&mut self, schemes: Option<Node<'t>>, host: Node<'t>) -> Vec<(&'static str, Node<'t>)> {
        let mut found = Vec::new();
        for item in schemes.into_iter().flat_map(Node::items) {
            match item.as_str() {
                Some("https") => found.insert(0, ("https", item)),
                Some("http") => found.push(("http", item)),
                Some(other @ ("ws" | "wss")) => {
                    let message = format!("no server is made of the scheme `{other}`");
                    let fault = Diagnostic::new(&codes::SCHEME, message).at(item.location());
                    self.diagnostics.push(fault.help("name `https` too if the server can be reached by it"));
                }
                _ => {}
            }
        }
        if found.is_empty() {
            found.push(("https", schemes.unwrap_or(host)));
        }
        found
    }
}
