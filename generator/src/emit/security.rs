//! `src/security.rs`: one secret type for each security scheme.

use super::Out;
use super::code::{Code, line, open};
use super::literal::text;
use crate::rust::{Plan, Scheme, SchemeKind, TokenEndpoint, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    if plan.schemes.is_empty() {
        return;
    }
    let mut code = Code::default();
    code.inner_docs([
        "How callers prove who they are: one type for each kind of secret, so that one cannot be taken for another.",
        "",
        "A secret is never shown: it has no `Display` and no `Serialize`, and its `Debug` says nothing about it.",
    ]);
    code.gap();
    line!(code, "use crate::prelude::*;");
    imports(plan, &mut code);
    let secrets = plan.schemes.iter().enumerate().filter(|(_, scheme)| scheme.kind.has_secret());
    secrets.for_each(|(index, scheme)| secret(index, scheme, plan, &mut code));
    code.gap();
    open!(code, "impl ClientBuilder");
    plan.schemes.iter().enumerate().for_each(|(index, scheme)| setter(index, scheme, &mut code));
    code.close();
    out.rust("src/security.rs", code);
}

/// What is said here and nowhere else, so that no operation has to make way for these names.
fn imports(plan: &Plan, code: &mut Code) {
    let any = |has: fn(&Scheme) -> bool| plan.schemes.iter().any(has);
    let names = [
        ("BadCredential", any(|scheme| scheme.kind.has_secret())),
        ("ClientCredentials", any(|scheme| scheme.client_credentials.is_some())),
        ("Credential", any(|scheme| scheme.kind.has_provider() || !scheme.kind.has_secret())),
        ("TokenProvider", any(|scheme| scheme.kind.has_provider())),
        ("Transport", any(|scheme| !scheme.kind.has_secret())),
    ];
    let names: Vec<&str> = names.into_iter().filter(|(_, is_said)| *is_said).map(|(name, _)| name).collect();
    match names.as_slice() {
        [] => {}
        [one] => line!(code, "use crate::runtime::{one};"),
        several => code.names("use crate::runtime::{", several, "};"),
    }
}

fn setter(index: usize, scheme: &Scheme, code: &mut Code) {
    let setter = &scheme.setter;
    code.gap();
    if scheme.kind.has_secret() {
        let ty = &scheme.ty;
        code.docs([format!("Calls with this [`{ty}`] where an operation takes it.")]);
        code.block(
            format_args!("pub fn {setter}(self, secret: {ty}) -> Self"),
            format_args!("self.credential({index}, secret.0)"),
        );
        return;
    }
    code.docs(scheme.docs.lines());
    code.docs([
        "",
        "The transport shows the certificate of this client, and carries all requests: the default one, with an",
        "identity (`ReqwestTransport::with_identity`), or one of your own.",
    ]);
    code.block(
        format_args!("pub fn {setter}(self, transport: impl Transport) -> Self"),
        format_args!("self.transport(transport).credential({index}, Credential::by_transport())"),
    );
}

fn secret(index: usize, scheme: &Scheme, plan: &Plan, code: &mut Code) {
    let (ty, provided) = (&scheme.ty, scheme.kind.has_provider());
    code.gap();
    code.docs(scheme.docs.lines());
    line!(code, "#[derive(Clone, Debug)]");
    line!(code, "pub struct {ty}({});", if provided { "Credential" } else { "Secret" });
    code.gap();
    open!(code, "impl {ty}");
    if scheme.kind == SchemeKind::Basic {
        let arguments = "user: &str, password: impl Into<String>";
        constructor("A user and the password of it.", "new", arguments, "Secret::basic(user, password)", code);
    } else {
        let value = if provided { "Secret::new(secret).into()" } else { "Secret::new(secret)" };
        constructor("Takes the secret into custody.", "new", "secret: impl Into<String>", value, code);
    }
    if provided {
        let doc = "Tokens from a provider, which is asked before each call that needs one.";
        constructor(doc, "provided", "provider: impl TokenProvider", "Credential::provided(provider)", code);
    }
    if let Some(endpoint) = &scheme.client_credentials {
        grant(scheme, endpoint, plan, code);
    }
    code.gap();
    code.docs([
        "The same client for another caller: with this secret, over the same connections.",
        "",
        "# Errors",
        "",
        "The secret is empty, or cannot be sent.",
    ]);
    code.block(
        format_args!("pub fn on(self, client: &Client) -> Result<Client, BadCredential>"),
        format_args!("client.with_credential({index}, self.0)"),
    );
    code.close();
}

fn constructor(doc: &str, name: &str, arguments: &str, value: &str, code: &mut Code) {
    code.gap();
    code.docs([doc]);
    line!(code, "#[must_use]");
    code.block(format_args!("pub fn {name}({arguments}) -> Self"), format_args!("Self({value})"));
}

/// The client credentials grant.
fn grant(scheme: &Scheme, endpoint: &TokenEndpoint, plan: &Plan, code: &mut Code) {
    let (ty, setter, lib) = (&scheme.ty, &scheme.setter, &plan.package.lib);
    let scope = endpoint.scope.as_ref().map_or_else(String::new, |scope| format!(".scope({})", text(scope)));
    let given = if endpoint.address.is_some() { "" } else { "\"https://auth.example.com/token\", " };
    let example = [
        "# fn run() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("use {lib}::{{Client, {ty}}};"),
        String::new(),
        format!("let tokens = {ty}::client_credentials({given}\"id\", std::env::var(\"CLIENT_SECRET\")?){scope};"),
        format!("let client = Client::builder().{setter}({ty}::provided(tokens));"),
        "# let _ = client;".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
    ];
    code.gap();
    code.docs([
        "Tokens for a program that acts for itself (RFC 6749 §4.4): one is kept, and renewed before it ends.",
        "",
    ]);
    code.docs(fenced("no_run", &example));
    line!(code, "#[must_use]");
    let mut arguments = vec!["client_id: impl Into<String>".to_owned(), "client_secret: impl Into<String>".to_owned()];
    let address = match &endpoint.address {
        Some(address) => text(address).to_string(),
        None => {
            arguments.insert(0, "token_url: impl Into<String>".to_owned());
            "token_url".to_owned()
        }
    };
    code.open_list("pub fn client_credentials(", &arguments, ") -> ClientCredentials {");
    line!(code, "ClientCredentials::new({address}, client_id, client_secret)");
    code.close();
}
