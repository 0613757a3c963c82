//! `src/api.rs`: the API as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Out;
use super::tokens::{inner_docs, text};
use crate::api::Server;
use crate::rust::{Plan, Scheme, SchemeKind};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let docs = inner_docs(["The API as data: its servers, and how callers prove who they are."]);
    let servers = servers(&plan.servers);
    let schemes = plan.schemes.iter().map(scheme);
    let file = quote! {
        #docs
        use crate::prelude::*;

        pub(crate) static API: ApiSpec = ApiSpec {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            servers: #servers,
            schemes: &[#(#schemes),*],
        };
    };
    out.rust("src/api.rs", file);
}

/// A table of servers.
pub(super) fn servers(servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|server| {
        let url = text(&server.url);
        let variables = server.variables.iter().map(|variable| {
            let (name, default) = (text(&variable.name), text(&variable.default));
            let allowed = variable.allowed.iter().map(|value| text(value));
            quote!(ServerVariable { name: #name, default: #default, allowed: &[#(#allowed),*] })
        });
        quote!(ServerSpec { url: #url, variables: &[#(#variables),*] })
    });
    quote!(&[#(#servers),*])
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let name = text(&scheme.wire);
    let kind = match &scheme.kind {
        SchemeKind::Bearer => quote!(SchemeKind::Bearer),
        SchemeKind::Basic => quote!(SchemeKind::Basic),
        SchemeKind::Authorization => quote!(SchemeKind::Authorization),
        SchemeKind::Transport => quote!(SchemeKind::Transport),
        SchemeKind::ApiKeyHeader(header) => {
            let header = text(header);
            quote!(SchemeKind::ApiKeyHeader(#header))
        }
        SchemeKind::ApiKeyQuery(parameter) => {
            let parameter = text(parameter);
            quote!(SchemeKind::ApiKeyQuery(#parameter))
        }
        SchemeKind::ApiKeyCookie(cookie) => {
            let cookie = text(cookie);
            quote!(SchemeKind::ApiKeyCookie(#cookie))
        }
    };
    quote!(SchemeSpec { name: #name, kind: #kind })
}
