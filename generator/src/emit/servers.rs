//! `src/servers.rs`: a type for each server of the document, where there is something to choose.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Out;
use super::tokens::{self, ident, inner_docs, text};
use crate::rust::{Plan, ServerPlan, ServerVariable};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    if !plan.names_servers {
        return;
    }
    let docs = inner_docs([
        "Where the API is served: a type for each server, to be chosen by [`ClientBuilder::server`] or, for one call, by",
        "[`Call::server`]. A variable that nothing is said of has its default.",
    ]);
    let constants = plan.servers.iter().map(|server| {
        let (constant, spec) = (constant(server), spec(server));
        quote!(pub(crate) const #constant: ServerSpec = #spec;)
    });
    let types = plan.servers.iter().map(server);
    let file = quote! {
        #docs
        use crate::prelude::*;
        use crate::runtime::Server;
        #(#constants)*
        #(#types)*
    };
    out.rust("src/servers.rs", file);
}

/// A table of servers: by their names, or as they are where none has a name.
pub(super) fn table(servers: &[usize], plan: &Plan) -> TokenStream {
    let servers = servers.iter().filter_map(|index| plan.servers.get(*index)).map(|server| {
        let constant = constant(server);
        if plan.names_servers { quote!(crate::servers::#constant) } else { spec(server) }
    });
    quote!(&[#(#servers),*])
}

fn constant(server: &ServerPlan) -> Ident {
    Ident::new(&server.constant, Span::call_site())
}

fn spec(server: &ServerPlan) -> TokenStream {
    let url = text(&server.server.url);
    let variables = server.server.variables.iter().map(|variable| {
        let (name, default) = (text(&variable.name), text(&variable.default));
        let allowed = variable.allowed.iter().map(|value| text(value));
        quote!(ServerVariable { name: #name, default: #default, allowed: &[#(#allowed),*] })
    });
    quote!(ServerSpec { url: #url, variables: &[#(#variables),*] })
}

fn server(server: &ServerPlan) -> TokenStream {
    let (ty, docs, constant) = (ident(&server.ty), tokens::docs(&server.docs), constant(server));
    if server.variables.is_empty() {
        return quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct #ty;

            impl From<#ty> for Server {
                fn from(_: #ty) -> Self { Server::new(&#constant) }
            }
        };
    }
    let setters = server.variables.iter().map(setter);
    let values = server.variables.iter().filter(|variable| !variable.values.is_empty()).map(values);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #ty(Server);

        impl #ty {
            #[doc = " With the default of every variable."]
            #[must_use]
            pub fn new() -> Self { Self(Server::new(&#constant)) }
            #(#setters)*
        }

        impl Default for #ty {
            fn default() -> Self { Self::new() }
        }

        impl From<#ty> for Server {
            fn from(server: #ty) -> Self { server.0 }
        }

        #(#values)*
    }
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let (setter, docs, wire) = (ident(&variable.setter), tokens::docs(&variable.docs), text(&variable.wire));
    let (ty, value) = if variable.values.is_empty() {
        (quote!(impl Into<String>), quote!(#setter))
    } else {
        let ty = ident(&variable.ty);
        (quote!(#ty), quote!(#setter.as_str()))
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(self, #setter: #ty) -> Self { Self(self.0.variable(#wire, #value)) }
    }
}

/// The values that a variable may have.
fn values(variable: &ServerVariable) -> TokenStream {
    let ty = ident(&variable.ty);
    let doc = format!(" What `{}` may be.", variable.setter);
    let (names, wires): (Vec<Ident>, Vec<_>) =
        variable.values.iter().map(|value| (ident(&value.name), text(&value.wire))).unzip();
    let docs = variable.values.iter().map(|value| tokens::doc_lines([crate::rust::code(&value.wire).as_str()]));
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum #ty { #(#docs #names,)* }

        impl #ty {
            #[doc = " As it stands in the address."]
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { #(Self::#names => #wires,)* }
            }
        }
    }
}
