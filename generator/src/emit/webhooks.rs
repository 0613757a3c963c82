//! `src/webhooks.rs`: an enum of all webhooks, which reads a request that came in.

use proc_macro2::TokenStream;
use quote::quote;

use super::Out;
use super::tokens::{self, Types, ident, inner_docs, text};
use crate::rust::{Plan, Provider, Signature, Signed, Webhook, WebhookContent, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let Some(first) = plan.webhooks.first() else { return };
    let types = Types { plan, among_types: false };
    let code = [
        format!("use {}::webhooks::Webhook;", plan.package.lib),
        String::new(),
        "# fn receive(body: &[u8]) {".to_owned(),
        format!("match Webhook::parse({}, body) {{", text(&first.wire)),
        "    Ok(webhook) => println!(\"{webhook:?}\"),".to_owned(),
        "    Err(error) => println!(\"{error}\"),".to_owned(),
        "}".to_owned(),
        "# }".to_owned(),
    ];
    let words = [
        "What the server sends by itself.",
        "",
        "A request that came in is read by [`Webhook::parse`]. Which webhook it is, is told by its path or its headers, in a way",
        "that only the words of the API say; and so is how it is signed. `Webhook::receive` (feature `signatures`) reads it only if",
        "its `WebhookSignature` says that it really comes from the server: by Standard Webhooks, or by HMAC-SHA256 in another way.",
        "",
    ];
    let example = fenced("no_run", &code);
    let docs = inner_docs(words.into_iter().chain(example.iter().map(String::as_str)));
    let (variants, arms): (Vec<_>, Vec<_>) = plan.webhooks.iter().map(|one| (variant(one, types), arm(one))).unzip();
    let types_used = plan
        .webhooks
        .iter()
        .any(|one| matches!(&one.content, WebhookContent::Json(ty) if types.used(ty).to_string().contains("types ::")));
    let types_used = types_used.then(|| {
        quote!(
            use crate::types;
        )
    });
    let (signed_uses, signed) = (signed_uses(plan), signed(plan));
    let file = quote! {
        #docs
        use crate::prelude::*;
        use crate::runtime::WebhookError;
        #signed_uses
        #types_used

        #[doc = " A webhook that came in."]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Webhook { #(#variants)* }

        impl Webhook {
            #[doc = " Reads the body of a request by the name that the webhook has in the document."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " There is no webhook of this name, or the body is not what is documented for it."]
            pub fn parse(name: &str, body: &[u8]) -> Result<Self, WebhookError> {
                match name {
                    #(#arms)*
                    _ => Err(WebhookError::Unknown),
                }
            }
        }

        #signed
    };
    out.rust("src/webhooks.rs", file);
}

/// What of the runtime is said there.
fn signed_uses(plan: &Plan) -> TokenStream {
    let names = match &plan.signature {
        None => quote!(HeaderMap, WebhookSignature),
        Some(Signature::Own(form)) if !form.before.is_empty() => {
            quote!(BadSecret, HeaderMap, SignatureForm, Signed, WebhookSignature)
        }
        Some(_) => quote!(BadSecret, HeaderMap, SignatureForm, WebhookSignature),
    };
    quote! {
        #[cfg(feature = "signatures")]
        use crate::runtime::{#names};
    }
}

/// What is there with signatures.
fn signed(plan: &Plan) -> TokenStream {
    let of_api = plan.signature.as_ref().map(|signature| {
        let form = form(signature);
        let made = match signature {
            // It is found under the names of its headers that Svix has, too.
            Signature::Known(Provider::Standard) => quote!(WebhookSignature::standard(secret)),
            _ => quote!(WebhookSignature::new(SIGNATURE, secret)),
        };
        let doc = text(" How this API signs its webhooks.");
        (
            quote! {
                #[doc = #doc]
                #[cfg(feature = "signatures")]
                pub const SIGNATURE: SignatureForm = #form;
            },
            quote! {
                #[doc = " What checks the signatures of this API, with a secret as the server shows it. `or` adds another one, while one takes"]
                #[doc = " the place of the other."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " The secret is empty, or not written as it has to be."]
                pub fn signed_with(secret: &str) -> Result<WebhookSignature, BadSecret> {
                    #made
                }
            },
        )
    });
    let (constant, constructor) = of_api.unwrap_or_default();
    quote! {
        #constant

        #[cfg(feature = "signatures")]
        impl Webhook {
            #constructor

            #[doc = " Reads a request as [`Webhook::parse`] does, if its signature is right. The body has to be as it came."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " It is not signed, or not by the server, or long ago; and those of [`Webhook::parse`]."]
            pub fn receive(
                name: &str,
                headers: &HeaderMap,
                body: &[u8],
                signature: &WebhookSignature,
            ) -> Result<Self, WebhookError> {
                Self::parse(name, signature.verify(headers, body)?)
            }
        }
    }
}

fn form(signature: &Signature) -> TokenStream {
    let form = match signature {
        Signature::Known(Provider::Standard) => return quote!(SignatureForm::STANDARD),
        Signature::Known(Provider::Stripe) => return quote!(SignatureForm::STRIPE),
        Signature::Known(Provider::Slack) => return quote!(SignatureForm::SLACK),
        Signature::Known(Provider::GitHub) => return quote!(SignatureForm::GITHUB),
        Signature::Own(form) => form,
    };
    let header = text(&form.header);
    let option = |name: &str, value: &str| {
        let (name, value) = (proc_macro2::Ident::new(name, proc_macro2::Span::call_site()), text(value));
        quote!(.#name(#value))
    };
    let prefix = (!form.prefix.is_empty()).then(|| option("prefix", &form.prefix));
    let separator = (!form.separator.is_empty()).then(|| option("separator", &form.separator));
    let base64 = form.base64.then(|| quote!(.base64()));
    let secret = form.base64_secret.then(|| option("base64_secret", ""));
    let pieces = form.before.iter().map(|piece| {
        let (kind, value) = match piece {
            Signed::Text(value) => (quote!(Text), value),
            Signed::Header(value) => (quote!(Header), value),
            Signed::TimeInHeader(value) => (quote!(TimeInHeader), value),
            Signed::TimeInPart(value) => (quote!(TimeInPart), value),
        };
        let value = text(value);
        quote!(Signed::#kind(#value))
    });
    let signs = (!form.before.is_empty()).then(|| quote!(.signs(&[#(#pieces),*])));
    quote!(SignatureForm::in_header(#header) #prefix #separator #base64 #secret #signs)
}

fn variant(webhook: &Webhook, types: Types<'_>) -> TokenStream {
    let (name, docs) = (ident(&webhook.name), tokens::docs(&webhook.docs));
    let deprecated = tokens::deprecated(webhook.deprecated);
    match &webhook.content {
        WebhookContent::Empty => quote!(#docs #deprecated #name,),
        WebhookContent::Bytes => quote!(#docs #deprecated #name(Bytes),),
        WebhookContent::Json(ty) => {
            let ty = types.used(ty);
            quote!(#docs #deprecated #name(#ty),)
        }
    }
}

fn arm(webhook: &Webhook) -> TokenStream {
    let (wire, name) = (text(&webhook.wire), ident(&webhook.name));
    match &webhook.content {
        WebhookContent::Empty => quote!(#wire => Ok(Self::#name),),
        WebhookContent::Bytes => quote!(#wire => Ok(Self::#name(Bytes::copy_from_slice(body))),),
        WebhookContent::Json(_) => quote!(#wire => Ok(Self::#name(json::from_slice(body)?)),),
    }
}
