//! `src/api.rs`: the API as data.

use super::code::{Code, line, open};
use super::literal::text;
use super::{Out, servers};
use crate::rust::{Plan, Scheme, SchemeKind};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let mut code = Code::default();
    code.inner_docs(["The API as data: its servers, and how callers prove who they are."]);
    code.gap();
    line!(code, "use crate::prelude::*;");
    code.gap();
    open!(code, "pub(crate) static API: ApiSpec = ApiSpec");
    line!(code, "name: env!(\"CARGO_PKG_NAME\"),");
    line!(code, "version: env!(\"CARGO_PKG_VERSION\"),");
    line!(code, "servers: {},", servers::table(&plan.main_servers, plan));
    code.list("schemes: &[", &plan.schemes.iter().map(scheme).collect::<Vec<_>>(), "],");
    code.close_with("};");
    out.rust("src/api.rs", code);
}

fn scheme(scheme: &Scheme) -> String {
    let kind = match &scheme.kind {
        SchemeKind::Bearer => "Bearer".to_owned(),
        SchemeKind::Basic => "Basic".to_owned(),
        SchemeKind::Authorization => "Authorization".to_owned(),
        SchemeKind::Transport => "Transport".to_owned(),
        SchemeKind::ApiKeyHeader(header) => format!("ApiKeyHeader({})", text(header)),
        SchemeKind::ApiKeyQuery(parameter) => format!("ApiKeyQuery({})", text(parameter)),
        SchemeKind::ApiKeyCookie(cookie) => format!("ApiKeyCookie({})", text(cookie)),
    };
    format!("SchemeSpec {{ name: {}, kind: SchemeKind::{kind} }}", text(&scheme.wire))
}
