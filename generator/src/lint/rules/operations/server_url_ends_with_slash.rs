//! Servers whose address ends as paths begin.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, ServerSite};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Server(check) };

static CODE: Code = Code {
    id: "SW1029",
    name: "server-url-ends-with-slash",
    severity: Severity::Info,
    what: "The address of a server ends with a slash.",
    why: "Paths begin with one and are appended as they are: some clients call `https://example.com/v1//pets`.",
    example: "servers:\n  - url: https://example.com/v1/",
    instead: "Leave out the slash at the end.",
    section: "OpenAPI 3.0.3 §4.7.8",
};

fn check(site: ServerSite<'_>, found: &mut Diagnostics) {
    let Some(node) = site.server.node().get("url") else { return };
    // A lone slash is the server that the document came from, and the default.
    if node.as_str().is_some_and(|url| url.len() > 1 && url.ends_with('/')) {
        let message = "this address ends with a slash, and paths begin with one".to_owned();
        found.push(Diagnostic::new(&CODE, message).at(node.location()).help("leave out the slash at the end"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn at_its_end() {
        check(
            &RULE,
            "
servers: [{ url: 'https://a.example/v1/' }, { url: 'https://b.example' }, { url: / }]
paths: {}
",
            expect![[r#"
                1:18 /servers/0/url: this address ends with a slash, and paths begin with one
                  help: leave out the slash at the end
            "#]],
        );
    }
}
