//! `src/servers.rs`: a type for each server of the document, where there is something to choose.

use super::Out;
use super::code::{Code, line, open};
use super::literal::text;
use crate::rust::{Plan, ServerPlan, ServerVariable};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    if !plan.names_servers {
        return;
    }
    let mut code = Code::default();
    code.inner_docs([
        "Where the API is served: a type for each server, to be chosen by [`ClientBuilder::server`] or, for one call, by",
        "[`Call::server`]. A variable that nothing is said of has its default.",
    ]);
    code.gap();
    line!(code, "use crate::prelude::*;");
    line!(code, "use crate::runtime::Server;");
    code.gap();
    for server in &plan.servers {
        let head = format!("pub(crate) const {}: ServerSpec = {}", server.constant, head(server));
        code.list(head, &variables(server), "] };");
    }
    plan.servers.iter().for_each(|one| server(one, &mut code));
    out.rust("src/servers.rs", code);
}

/// A table of servers: by their names, or as they are where none has a name.
pub(super) fn table(servers: &[usize], plan: &Plan) -> String {
    let servers = servers
        .iter()
        .filter_map(|index| plan.servers.get(*index))
        .map(|server| if plan.names_servers { format!("crate::servers::{}", server.constant) } else { spec(server) });
    format!("&[{}]", servers.collect::<Vec<_>>().join(", "))
}

fn spec(server: &ServerPlan) -> String {
    format!("{}{}] }}", head(server), variables(server).join(", "))
}

/// What of a server stands before its variables.
fn head(server: &ServerPlan) -> String {
    format!("ServerSpec {{ url: {}, variables: &[", text(&server.server.url))
}

fn variables(server: &ServerPlan) -> Vec<String> {
    let variables = server.server.variables.iter().map(|variable| {
        let allowed: Vec<String> = variable.allowed.iter().map(|value| text(value).to_string()).collect();
        let (name, default) = (text(&variable.name), text(&variable.default));
        format!("ServerVariable {{ name: {name}, default: {default}, allowed: &[{}] }}", allowed.join(", "))
    });
    variables.collect()
}

fn server(server: &ServerPlan, code: &mut Code) {
    let (ty, constant) = (&server.ty, &server.constant);
    code.gap();
    code.docs(server.docs.lines());
    if server.variables.is_empty() {
        line!(code, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]");
        line!(code, "pub struct {ty};");
        from(ty.as_str(), "_", &format!("Server::new(&{constant})"), code);
        return;
    }
    line!(code, "#[derive(Clone, Debug, PartialEq, Eq)]");
    line!(code, "pub struct {ty}(Server);");
    code.gap();
    open!(code, "impl {ty}");
    code.docs(["With the default of every variable."]);
    line!(code, "#[must_use]");
    code.block(format_args!("pub fn new() -> Self"), format_args!("Self(Server::new(&{constant}))"));
    server.variables.iter().for_each(|variable| setter(variable, code));
    code.close();
    code.gap();
    open!(code, "impl Default for {ty}");
    code.block(format_args!("fn default() -> Self"), format_args!("Self::new()"));
    code.close();
    from(ty.as_str(), "server", "server.0", code);
    server.variables.iter().filter(|variable| !variable.values.is_empty()).for_each(|one| values(one, code));
}

fn from(ty: &str, argument: &str, value: &str, code: &mut Code) {
    code.gap();
    open!(code, "impl From<{ty}> for Server");
    code.block(format_args!("fn from({argument}: {ty}) -> Self"), format_args!("{value}"));
    code.close();
}

fn setter(variable: &ServerVariable, code: &mut Code) {
    let setter = &variable.setter;
    let (ty, value) = if variable.values.is_empty() {
        ("impl Into<String>".to_owned(), setter.to_string())
    } else {
        (variable.ty.to_string(), format!("{setter}.as_str()"))
    };
    code.gap();
    code.docs(variable.docs.lines());
    line!(code, "#[must_use]");
    code.block(
        format_args!("pub fn {setter}(self, {setter}: {ty}) -> Self"),
        format_args!("Self(self.0.variable({}, {value}))", text(&variable.wire)),
    );
}

/// The values that a variable may have.
fn values(variable: &ServerVariable, code: &mut Code) {
    let ty = &variable.ty;
    code.gap();
    code.docs([format!("What `{}` may be.", variable.setter)]);
    line!(code, "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]");
    open!(code, "pub enum {ty}");
    for value in &variable.values {
        code.docs([crate::rust::code(&value.wire)]);
        line!(code, "{},", value.name);
    }
    code.close();
    code.gap();
    open!(code, "impl {ty}");
    code.docs(["As it stands in the address."]);
    line!(code, "#[must_use]");
    open!(code, "pub fn as_str(self) -> &'static str");
    open!(code, "match self");
    for value in &variable.values {
        line!(code, "Self::{} => {},", value.name, text(&value.wire));
    }
    code.close();
    code.close();
    code.close();
}
