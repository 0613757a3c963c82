//! `src/webhooks.rs`: an enum of all webhooks, which reads a request that came in.

use std::cell::Cell;

use super::Out;
use super::code::{Code, line, open};
use super::literal::text;
use super::ty::{Seat, Types};
use crate::rust::{Plan, Provider, Signature, SignatureForm, Signed, Webhook, WebhookContent, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let Some(first) = plan.webhooks.first() else { return };
    let said = Cell::new(false);
    let types = Types::new(plan, Seat::Crate, &said);
    let mut items = Code::default();
    declaration(plan, types, &mut items);
    parser(plan, &mut items);
    signed(plan, &mut items);
    let mut code = Code::default();
    front(first, plan, &mut code);
    code.gap();
    line!(code, "use crate::prelude::*;");
    line!(code, "use crate::runtime::WebhookError;");
    line!(code, "#[cfg(feature = \"signatures\")]");
    code.names("use crate::runtime::{", signed_names(plan), "};");
    if said.get() {
        line!(code, "use crate::types;");
    }
    code.append(items);
    out.rust("src/webhooks.rs", code);
}

fn front(first: &Webhook, plan: &Plan, code: &mut Code) {
    let example = [
        format!("use {}::webhooks::Webhook;", plan.package.lib),
        String::new(),
        "# fn receive(body: &[u8]) {".to_owned(),
        format!("match Webhook::parse({}, body) {{", text(&first.wire)),
        "    Ok(webhook) => println!(\"{webhook:?}\"),".to_owned(),
        "    Err(error) => println!(\"{error}\"),".to_owned(),
        "}".to_owned(),
        "# }".to_owned(),
    ];
    code.inner_docs([
        "What the server sends by itself.",
        "",
        "A request that came in is read by [`Webhook::parse`]. Which webhook it is, is told by its path or its headers, in a way",
        "that only the words of the API say; and so is how it is signed. `Webhook::receive` (feature `signatures`) reads it only if",
        "its `WebhookSignature` says that it really comes from the server: by Standard Webhooks, or by HMAC-SHA256 in another way.",
        "",
    ]);
    code.inner_docs(fenced("no_run", &example));
}

fn declaration(plan: &Plan, types: Types<'_>, code: &mut Code) {
    code.docs(["A webhook that came in."]);
    line!(code, "#[derive(Clone, Debug, PartialEq)]");
    line!(code, "#[non_exhaustive]");
    open!(code, "pub enum Webhook");
    for webhook in &plan.webhooks {
        let name = &webhook.name;
        code.docs(webhook.docs.lines());
        code.deprecated(webhook.deprecated);
        match &webhook.content {
            WebhookContent::Empty => line!(code, "{name},"),
            WebhookContent::Bytes => line!(code, "{name}(Bytes),"),
            WebhookContent::Json(ty) => line!(code, "{name}({}),", types.used(ty)),
        }
    }
    code.close();
}

fn parser(plan: &Plan, code: &mut Code) {
    code.gap();
    open!(code, "impl Webhook");
    code.docs([
        "Reads the body of a request by the name that the webhook has in the document.",
        "",
        "# Errors",
        "",
        "There is no webhook of this name, or the body is not what is documented for it.",
    ]);
    open!(code, "pub fn parse(name: &str, body: &[u8]) -> Result<Self, WebhookError>");
    open!(code, "match name");
    for webhook in &plan.webhooks {
        let (wire, name) = (text(&webhook.wire), &webhook.name);
        match &webhook.content {
            WebhookContent::Empty => line!(code, "{wire} => Ok(Self::{name}),"),
            WebhookContent::Bytes => line!(code, "{wire} => Ok(Self::{name}(Bytes::copy_from_slice(body))),"),
            WebhookContent::Json(_) => line!(code, "{wire} => Ok(Self::{name}(json::from_slice(body)?)),"),
        }
    }
    line!(code, "_ => Err(WebhookError::Unknown),");
    code.close();
    code.close();
    code.close();
}

/// What of the runtime is said there.
fn signed_names(plan: &Plan) -> &'static [&'static str] {
    match &plan.signature {
        None => &["HeaderMap", "WebhookSignature"],
        Some(Signature::Own(form)) if !form.before.is_empty() => {
            &["BadSecret", "HeaderMap", "SignatureForm", "Signed", "WebhookSignature"]
        }
        Some(_) => &["BadSecret", "HeaderMap", "SignatureForm", "WebhookSignature"],
    }
}

/// What is there with signatures.
fn signed(plan: &Plan, code: &mut Code) {
    code.gap();
    if let Some(signature) = &plan.signature {
        code.docs(["How this API signs its webhooks."]);
        line!(code, "#[cfg(feature = \"signatures\")]");
        line!(code, "pub const SIGNATURE: SignatureForm = {};", form(signature));
        code.gap();
    }
    line!(code, "#[cfg(feature = \"signatures\")]");
    open!(code, "impl Webhook");
    if let Some(signature) = &plan.signature {
        code.docs([
            "What checks the signatures of this API, with a secret as the server shows it. `or` adds another one, while one takes",
            "the place of the other.",
            "",
            "# Errors",
            "",
            "The secret is empty, or not written as it has to be.",
        ]);
        open!(code, "pub fn signed_with(secret: &str) -> Result<WebhookSignature, BadSecret>");
        match signature {
            // It is found under the names of its headers that Svix has, too.
            Signature::Known(Provider::Standard) => line!(code, "WebhookSignature::standard(secret)"),
            _ => line!(code, "WebhookSignature::new(SIGNATURE, secret)"),
        }
        code.close();
        code.gap();
    }
    code.docs([
        "Reads a request as [`Webhook::parse`] does, if its signature is right. The body has to be as it came.",
        "",
        "# Errors",
        "",
        "It is not signed, or not by the server, or long ago; and those of [`Webhook::parse`].",
    ]);
    let arguments = ["name: &str", "headers: &HeaderMap", "body: &[u8]", "signature: &WebhookSignature"];
    code.open_list("pub fn receive(", &arguments.map(str::to_owned), ") -> Result<Self, WebhookError> {");
    line!(code, "Self::parse(name, signature.verify(headers, body)?)");
    code.close();
    code.close();
}

fn form(signature: &Signature) -> String {
    match signature {
        Signature::Known(Provider::Standard) => "SignatureForm::STANDARD".to_owned(),
        Signature::Known(Provider::Stripe) => "SignatureForm::STRIPE".to_owned(),
        Signature::Known(Provider::Slack) => "SignatureForm::SLACK".to_owned(),
        Signature::Known(Provider::GitHub) => "SignatureForm::GITHUB".to_owned(),
        Signature::Own(form) => own_form(form),
    }
}

fn own_form(form: &SignatureForm) -> String {
    let mut made = format!("SignatureForm::in_header({})", text(&form.header));
    let mut set = |is_set: bool, step: String| made.push_str(if is_set { &step } else { "" });
    set(!form.prefix.is_empty(), format!(".prefix({})", text(&form.prefix)));
    set(!form.separator.is_empty(), format!(".separator({})", text(&form.separator)));
    set(form.base64, ".base64()".to_owned());
    set(form.base64_secret, ".base64_secret(\"\")".to_owned());
    let pieces = form.before.iter().map(|piece| match piece {
        Signed::Text(value) => format!("Signed::Text({})", text(value)),
        Signed::Header(value) => format!("Signed::Header({})", text(value)),
        Signed::TimeInHeader(value) => format!("Signed::TimeInHeader({})", text(value)),
        Signed::TimeInPart(value) => format!("Signed::TimeInPart({})", text(value)),
    });
    set(!form.before.is_empty(), format!(".signs(&[{}])", pieces.collect::<Vec<_>>().join(", ")));
    made
}
