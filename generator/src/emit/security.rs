//! `src/security.rs`: one secret type for each security scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::Out;
use super::tokens::{self, ident, inner_docs, number};
use crate::rust::{Plan, Scheme, SchemeKind};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    if plan.schemes.is_empty() {
        return;
    }
    let docs = inner_docs([
        "How callers prove who they are: one type for each kind of secret, so that one cannot be taken for another.",
        "",
        "A secret is never shown: it has no `Display` and no `Serialize`, and its `Debug` says nothing about it.",
    ]);
    let types = plan.schemes.iter().map(secret);
    let setters = plan.schemes.iter().enumerate().map(|(index, scheme)| {
        let (setter, ty, index) = (ident(&scheme.setter), ident(&scheme.ty), number(index));
        let doc = format!(" Calls with this [`{ty}`] where an operation takes it.");
        quote! {
            #[doc = #doc]
            pub fn #setter(self, secret: #ty) -> Self { self.credential(#index, secret.0) }
        }
    });
    let file = quote! {
        #docs
        use crate::prelude::*;
        #(#types)*
        impl ClientBuilder { #(#setters)* }
    };
    out.rust("src/security.rs", file);
}

fn secret(scheme: &Scheme) -> TokenStream {
    let (ty, docs) = (ident(&scheme.ty), tokens::docs(&scheme.docs));
    let new = if scheme.kind == SchemeKind::Basic {
        quote! {
            #[doc = " A user and the password of it."]
            #[must_use]
            pub fn new(user: &str, password: impl Into<String>) -> Self { Self(Secret::basic(user, password)) }
        }
    } else {
        quote! {
            #[doc = " Takes the secret into custody."]
            #[must_use]
            pub fn new(secret: impl Into<String>) -> Self { Self(Secret::new(secret)) }
        }
    };
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #ty(Secret);

        impl #ty { #new }
    }
}
