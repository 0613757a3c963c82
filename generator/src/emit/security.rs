//! `src/security.rs`: one secret type for each security scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::Out;
use super::tokens::{self, doc_lines, ident, inner_docs, number, text};
use crate::rust::{Plan, Scheme, SchemeKind, TokenEndpoint, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    if plan.schemes.is_empty() {
        return;
    }
    let docs = inner_docs([
        "How callers prove who they are: one type for each kind of secret, so that one cannot be taken for another.",
        "",
        "A secret is never shown: it has no `Display` and no `Serialize`, and its `Debug` says nothing about it.",
    ]);
    let secrets = plan.schemes.iter().enumerate().filter(|(_, scheme)| scheme.kind.has_secret());
    let types = secrets.map(|(index, scheme)| secret(index, scheme, plan));
    let setters = plan.schemes.iter().enumerate().map(|(index, scheme)| setter(index, scheme));
    let imports = imports(plan);
    let file = quote! {
        #docs
        use crate::prelude::*;
        #imports
        #(#types)*
        impl ClientBuilder { #(#setters)* }
    };
    out.rust("src/security.rs", file);
}

/// What is said here and nowhere else, so that no operation has to make way for these names.
fn imports(plan: &Plan) -> Option<TokenStream> {
    let any = |has: fn(&Scheme) -> bool| plan.schemes.iter().any(has);
    let mut names = Vec::new();
    if any(|scheme| scheme.kind.has_secret()) {
        names.push(quote!(BadCredential));
    }
    if any(|scheme| scheme.client_credentials.is_some()) {
        names.push(quote!(ClientCredentials));
    }
    if any(|scheme| scheme.kind.has_provider() || !scheme.kind.has_secret()) {
        names.push(quote!(Credential));
    }
    if any(|scheme| scheme.kind.has_provider()) {
        names.push(quote!(TokenProvider));
    }
    if any(|scheme| !scheme.kind.has_secret()) {
        names.push(quote!(Transport));
    }
    match names.as_slice() {
        [] => None,
        [one] => Some(quote!(use crate::runtime::#one;)),
        several => Some(quote!(use crate::runtime::{#(#several),*};)),
    }
}

fn setter(index: usize, scheme: &Scheme) -> TokenStream {
    let (setter, index) = (ident(&scheme.setter), number(index));
    if !scheme.kind.has_secret() {
        let words = scheme.docs.lines().iter().map(String::as_str);
        let more = [
            "",
            "The transport shows the certificate of this client, and carries all requests: the default one, with an",
            "identity (`ReqwestTransport::with_identity`), or one of your own.",
        ];
        let docs = doc_lines(words.chain(more));
        return quote! {
            #docs
            pub fn #setter(self, transport: impl Transport) -> Self {
                self.transport(transport).credential(#index, Credential::by_transport())
            }
        };
    }
    let ty = ident(&scheme.ty);
    let doc = format!(" Calls with this [`{ty}`] where an operation takes it.");
    quote! {
        #[doc = #doc]
        pub fn #setter(self, secret: #ty) -> Self { self.credential(#index, secret.0) }
    }
}

fn secret(index: usize, scheme: &Scheme, plan: &Plan) -> TokenStream {
    let (ty, docs, index) = (ident(&scheme.ty), tokens::docs(&scheme.docs), number(index));
    let provided = scheme.kind.has_provider();
    let held = if provided { quote!(Credential) } else { quote!(Secret) };
    let new = if scheme.kind == SchemeKind::Basic {
        quote! {
            #[doc = " A user and the password of it."]
            #[must_use]
            pub fn new(user: &str, password: impl Into<String>) -> Self { Self(Secret::basic(user, password)) }
        }
    } else {
        let value = if provided { quote!(Secret::new(secret).into()) } else { quote!(Secret::new(secret)) };
        quote! {
            #[doc = " Takes the secret into custody."]
            #[must_use]
            pub fn new(secret: impl Into<String>) -> Self { Self(#value) }
        }
    };
    let provider = provided.then(|| {
        quote! {
            #[doc = " Tokens from a provider, which is asked before each call that needs one."]
            #[must_use]
            pub fn provided(provider: impl TokenProvider) -> Self { Self(Credential::provided(provider)) }
        }
    });
    let client_credentials = scheme.client_credentials.as_ref().map(|endpoint| grant(scheme, endpoint, plan));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #ty(#held);

        impl #ty {
            #new
            #provider
            #client_credentials

            #[doc = " The same client for another caller: with this secret, over the same connections."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The secret is empty, or cannot be sent."]
            pub fn on(self, client: &Client) -> Result<Client, BadCredential> { client.with_credential(#index, self.0) }
        }
    }
}

/// The client credentials grant.
fn grant(scheme: &Scheme, endpoint: &TokenEndpoint, plan: &Plan) -> TokenStream {
    let (ty, setter, lib) = (&scheme.ty, &scheme.setter, &plan.package.lib);
    let scope = endpoint.scope.as_ref().map_or_else(String::new, |scope| format!(".scope({})", text(scope)));
    let given = if endpoint.address.is_some() { "" } else { "\"https://auth.example.com/token\", " };
    let code = [
        "# fn run() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("use {lib}::{{Client, {ty}}};"),
        String::new(),
        format!("let tokens = {ty}::client_credentials({given}\"id\", std::env::var(\"CLIENT_SECRET\")?){scope};"),
        format!("let client = Client::builder().{setter}({ty}::provided(tokens));"),
        "# let _ = client;".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
    ];
    let words =
        ["Tokens for a program that acts for itself (RFC 6749 §4.4): one is kept, and renewed before it ends.", ""];
    let example = fenced("no_run", &code);
    let docs = doc_lines(words.into_iter().chain(example.iter().map(String::as_str)));
    let (endpoint, value) = match &endpoint.address {
        Some(address) => {
            let address = text(address);
            (None, quote!(#address))
        }
        None => (Some(quote!(token_url: impl Into<String>,)), quote!(token_url)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn client_credentials(
            #endpoint
            client_id: impl Into<String>,
            client_secret: impl Into<String>,
        ) -> ClientCredentials {
            ClientCredentials::new(#value, client_id, client_secret)
        }
    }
}
