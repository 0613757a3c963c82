//! `src/webhooks.rs`: an enum of all webhooks, which reads a request that came in.

use proc_macro2::TokenStream;
use quote::quote;

use super::Out;
use super::tokens::{self, Types, ident, inner_docs, text};
use crate::rust::{Plan, Webhook, WebhookContent, fenced};

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
        "that only the words of the API say; and so is how it is signed. `WebhookSignature` (feature `signatures`) checks that it",
        "really comes from the server: by Standard Webhooks, or by HMAC-SHA256 in another way.",
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
    let file = quote! {
        #docs
        use crate::prelude::*;
        use crate::runtime::WebhookError;
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
    };
    out.rust("src/webhooks.rs", file);
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
