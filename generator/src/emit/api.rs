//! `src/api.rs`: the API as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{inner_docs, text};
use super::{Out, servers};
use crate::rust::{Plan, Scheme, SchemeKind};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let docs = inner_docs(["The API as data: its servers, and how callers prove who they are."]);
    let servers = servers::table(&plan.main_servers, plan);
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
