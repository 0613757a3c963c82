//! The methods of a generated client, read from its source, and the arguments that give them a value.
//!
//! Both clients are read in the same way, so that neither is called by knowledge that the other lacks.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, FnArg, GenericArgument, Ident, ImplItem, Item, Pat, PathArguments, ReturnType, Token, Type, braced,
    parenthesized,
};

/// A public method: its arguments behind `self`.
#[derive(Clone)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) arguments: Vec<(String, Type)>,
    /// Behind `Call<'_, …>` of the return type, or of the type that it is a method of.
    pub(super) marker: Option<String>,
}

/// The methods of all `impl` blocks of these types, by the last word of the type.
pub(super) fn methods(source: &str, of: &[&str]) -> Result<Vec<Method>, String> {
    let file = syn::parse_file(source).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for item in file.items {
        let block = match item {
            Item::Impl(block) => block,
            Item::Macro(item) if item.mac.path.is_ident("parameters") => {
                found.extend(item.mac.parse_body::<Setters>().map_err(|error| error.to_string())?.0);
                continue;
            }
            _ => continue,
        };
        let Some(owner) = last_word(&block.self_ty) else { continue };
        if block.trait_.is_some() || !of.contains(&owner.as_str()) {
            continue;
        }
        let own_marker = marker(&block.self_ty);
        for item in block.items {
            let ImplItem::Fn(function) = item else { continue };
            let returned = match &function.sig.output {
                ReturnType::Type(_, ty) => marker(ty),
                ReturnType::Default => None,
            };
            let arguments = function.sig.inputs.iter().filter_map(argument).collect();
            found.push(Method {
                name: function.sig.ident.to_string(),
                arguments,
                marker: own_marker.clone().or(returned),
            });
        }
    }
    Ok(found)
}

fn argument(argument: &FnArg) -> Option<(String, Type)> {
    let FnArg::Typed(typed) = argument else { return None };
    match &*typed.pat {
        Pat::Ident(name) => Some((name.ident.to_string(), (*typed.ty).clone())),
        _ => None,
    }
}

/// What our table of optional parameters holds: `Marker { name(value: Type) = how; … }`, each entry a method of the call.
struct Setters(Vec<Method>);

impl Parse for Setters {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let marker = input.parse::<Ident>()?.to_string();
        let (entries, mut methods) = (within_braces(input)?, Vec::new());
        Parser::parse2(
            |entries: ParseStream<'_>| {
                while !entries.is_empty() {
                    entries.call(Attribute::parse_outer)?;
                    let name = entries.parse::<Ident>()?.to_string();
                    let inner;
                    parenthesized!(inner in entries);
                    let arguments = Punctuated::<FnArg, Token![,]>::parse_terminated(&inner)?;
                    let arguments = arguments.iter().filter_map(argument).collect();
                    methods.push(Method { name, arguments, marker: Some(marker.clone()) });
                    while !entries.peek(Token![;]) {
                        entries.parse::<TokenTree>()?;
                    }
                    entries.parse::<Token![;]>()?;
                }
                Ok(())
            },
            entries,
        )?;
        Ok(Self(methods))
    }
}

fn within_braces(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let inner;
    braced!(inner in input);
    inner.parse()
}

/// Methods by their names without signs and letter case: two generators seldom spell a name alike.
pub(super) fn by_plain_name(methods: Vec<Method>) -> HashMap<String, Method> {
    methods.into_iter().map(|method| (plain(&method.name), method)).collect()
}

/// A name without signs and letter case.
pub(super) fn plain(name: &str) -> String {
    name.strip_prefix("r#")
        .unwrap_or(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn last_word(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|segment| segment.ident.to_string())
}

/// `PurchaseCredits` of `Call<'_, PurchaseCredits>`.
fn marker(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Call")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => last_word(ty),
        _ => None,
    })
}

/// Is it an argument that may be left out?
pub(super) fn is_optional(ty: &Type) -> bool {
    last_word(ty).is_some_and(|word| word == "Option")
}

fn is_number(ty: &Type) -> bool {
    last_word(ty).is_some_and(|word| matches!(word.as_str(), "i32" | "i64" | "u32" | "u64" | "Decimal"))
}

/// The expression that makes a value of this type from JSON text, by a `decode` that stands in scope.
pub(super) fn expression(ty: &Type, json: &str) -> String {
    match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Slice(slice) if is_str(&slice.elem) => {
                let items: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
                let items: Vec<String> = items.iter().map(|item| format!("{:?}", as_text(item))).collect();
                format!("&[{}]", items.join(", "))
            }
            Type::Slice(slice) if is_number(&slice.elem) => format!("&decode::<Vec<_>>({:?})?", json.replace('"', "")),
            Type::Slice(_) => format!("&decode::<Vec<_>>({json:?})?"),
            other if last_word(other).is_some_and(|word| word == "str") => format!("{:?}", text(json)),
            _ => format!("&decode({json:?})?"),
        },
        Type::Path(path) => {
            let last = path.path.segments.last();
            match (last.map(|last| last.ident.to_string()).as_deref(), last.map(|last| &last.arguments)) {
                (Some("Option"), Some(PathArguments::AngleBracketed(arguments))) => match arguments.args.first() {
                    Some(GenericArgument::Type(inner)) => format!("Some({})", expression(inner, json)),
                    _ => "None".to_owned(),
                },
                (Some("B" | "Body"), _) => format!("{json:?}.to_owned()"),
                // A number that is written as text is a number as an argument of ours.
                _ if is_number(ty) => format!("decode({:?})?", json.replace('"', "")),
                _ => format!("decode({json:?})?"),
            }
        }
        Type::ImplTrait(_) => format!("{:?}.to_owned()", text(json)),
        _ => format!("decode({json:?})?"),
    }
}

fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Reference(inner) if last_word(&inner.elem).is_some_and(|word| word == "str"))
}

/// The text of a JSON string; any other value as it is written.
fn text(json: &str) -> String {
    serde_json::from_str(json).map_or_else(|_| json.to_owned(), |value: serde_json::Value| as_text(&value))
}

fn as_text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
