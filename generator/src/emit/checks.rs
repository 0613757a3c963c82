//! The constraints of the description, as calls of the runtime's checks.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::structs::fields;
use super::tokens::{ident, raw_text, text};
use crate::api::Bound;
use crate::rust::{Checks, Plan, Presence, Repr, Struct, TypePlan, Union, Use};

/// A type with nothing to check.
pub(super) fn none(name: &Ident) -> TokenStream {
    quote!(impl Validate for #name {})
}

/// The checks of a struct, if it has some.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct, plan: &Plan) -> Option<TokenStream> {
    let name = ident(&ty.name);
    if !ty.checked {
        return None;
    }
    let mut steps = TokenStream::new();
    for field in fields(body).filter(|field| field.written) {
        let (wire, field_name) = (text(&field.wire), ident(&field.name));
        let optional = field.presence != Presence::Required;
        let value = if optional { Value::reference() } else { Value::place(quote!(self.#field_name)) };
        let Some(step) = steps_of(&field.ty, &quote!(check.member(#wire)), &value, plan) else { continue };
        steps.extend(match field.presence {
            Presence::Required => step,
            Presence::RequiredNullable | Presence::Optional => quote!(if let Some(value) = &self.#field_name { #step }),
            Presence::OptionalNullable => quote!(if let Some(Nullable::Value(value)) = &self.#field_name { #step }),
        });
    }
    if let Some(rest) = &body.rest {
        let field_name = ident(&rest.name);
        let step = steps_of(&rest.ty, &quote!(check.member(name)), &Value::reference(), plan);
        steps.extend(step.map(|step| quote!(for (name, value) in &self.#field_name { #step })));
    }
    if body.min_members.or(body.max_members).is_some() {
        let counts = fields(body).filter(|field| field.written).map(|field| {
            let field_name = ident(&field.name);
            match field.presence {
                Presence::Required | Presence::RequiredNullable => quote!(1),
                Presence::Optional | Presence::OptionalNullable => quote!(usize::from(self.#field_name.is_some())),
            }
        });
        let constants = body.members.len() - fields(body).count();
        let constants = (constants > 0).then(|| Literal::usize_unsuffixed(constants)).into_iter().map(|n| quote!(#n));
        let rest = body.rest.iter().map(|rest| {
            let field_name = ident(&rest.name);
            quote!(self.#field_name.len())
        });
        let terms: Vec<TokenStream> = counts.chain(constants).chain(rest).collect();
        let count = if terms.is_empty() { quote!(0) } else { quote!(#(#terms)+*) };
        let rules = count_rules(body.min_members, body.max_members);
        steps.extend(quote!(check.properties(#count, #rules);));
    }
    steps.extend(body.schema.as_deref().map(|schema| schema_step(schema, &quote!(check), &quote!(self))));
    (!steps.is_empty()).then(|| implementation(&name, &steps))
}

/// The checks of a type around one value.
pub(super) fn of_newtype(ty: &TypePlan, used: &Use, plan: &Plan) -> TokenStream {
    let name = ident(&ty.name);
    match steps_of(used, &quote!(check), &Value::place(quote!(self.0)), plan).filter(|_| ty.checked) {
        Some(steps) => implementation(&name, &steps),
        None => none(&name),
    }
}

/// The checks of whichever alternative it is.
pub(super) fn of_union(ty: &TypePlan, union: &Union, plan: &Plan) -> TokenStream {
    let name = ident(&ty.name);
    let checked: Vec<(Ident, TokenStream)> = union
        .variants
        .iter()
        .filter_map(|variant| {
            let steps = steps_of(&variant.ty, &quote!(check), &Value::reference(), plan)?;
            Some((ident(&variant.name), steps))
        })
        .collect();
    let arms = checked.iter().map(|(variant, steps)| quote!(Self::#variant(value) => { #steps }));
    let mut steps = match checked.as_slice() {
        [] => TokenStream::new(),
        [(variant, steps)] => quote!(if let Self::#variant(value) = self { #steps }),
        _ => quote!(match self { #(#arms)* _ => {} }),
    };
    steps.extend(union.schema.as_deref().map(|schema| schema_step(schema, &quote!(check), &quote!(self))));
    implementation(&name, &steps)
}

/// A value that is checked, in the two ways in which it is said.
pub(super) struct Value {
    /// As a reference: `&self.name`, or `value`.
    reference: TokenStream,
    /// As what methods are called on: `self.name`, or `value`.
    place: TokenStream,
}

impl Value {
    /// A local `value`, which is a reference.
    pub(super) fn reference() -> Self {
        Self { reference: quote!(value), place: quote!(value) }
    }

    /// A local of this name, and how to refer to it.
    pub(super) fn named(name: &Ident, reference: &TokenStream) -> Self {
        Self { reference: reference.clone(), place: quote!(#name) }
    }

    fn place(place: TokenStream) -> Self {
        Self { reference: quote!(&#place), place }
    }
}

/// What is checked of a value at a place; none if nothing is.
pub(super) fn steps_of(used: &Use, at: &TokenStream, value: &Value, plan: &Plan) -> Option<TokenStream> {
    let Value { reference, place } = value;
    // Any JSON is null already.
    if used.nullable && used.repr != Repr::Value {
        let inner = Use { nullable: false, ..used.clone() };
        let steps = steps_of(&inner, at, &Value::reference(), plan)?;
        return Some(quote!(if let Some(value) = #reference { #steps }));
    }
    let mut steps = used.checks.as_ref().map(|checks| own_steps(checks, &used.repr, at, value)).unwrap_or_default();
    match &used.repr {
        Repr::Type(index) if plan.types.get(index.0).is_some_and(|ty| ty.checked) => {
            steps.extend(quote!(#at.nested(#reference);));
        }
        Repr::List(items) => {
            let inner = steps_of(items, &quote!(check.item(index)), &Value::reference(), plan);
            let inner = inner.map(|inner| quote!(for (index, value) in #place.iter().enumerate() { #inner }));
            steps.extend(inner.map(|inner| below(at, &inner)));
        }
        Repr::Map(values) => {
            let inner = steps_of(values, &quote!(check.member(name)), &Value::reference(), plan);
            let inner = inner.map(|inner| quote!(for (name, value) in #reference { #inner }));
            steps.extend(inner.map(|inner| below(at, &inner)));
        }
        _ => {}
    }
    (!steps.is_empty()).then_some(steps)
}

/// Steps with `check` at a place.
fn below(at: &TokenStream, steps: &TokenStream) -> TokenStream {
    if at.to_string() == "check" { steps.clone() } else { quote!({ let check = &mut #at; #steps }) }
}

fn own_steps(checks: &Checks, repr: &Repr, at: &TokenStream, value: &Value) -> TokenStream {
    let Value { reference, place } = value;
    let mut steps = TokenStream::new();
    if let Some(rules) = number_rules(checks) {
        steps.extend(quote!(#at.number(#reference, #rules);));
    }
    let words = match repr {
        Repr::Secret => quote!(#place.expose()),
        Repr::Quoted(_) => quote!(#place.as_str()),
        _ => reference.clone(),
    };
    if checks.min_length.or(checks.max_length).is_some() {
        let rules = count_rules(checks.min_length, checks.max_length);
        steps.extend(quote!(#at.length(#words, #rules);));
    }
    if checks.min_items.or(checks.max_items).is_some() {
        let rules = count_rules(checks.min_items, checks.max_items);
        let counted = if matches!(repr, Repr::Map(_)) { quote!(properties) } else { quote!(items) };
        steps.extend(quote!(#at.#counted(#place.len(), #rules);));
    }
    if checks.unique_items {
        steps.extend(quote!(#at.unique(#reference);));
    }
    if let Some(pattern) = &checks.pattern {
        let pattern = raw_text(pattern);
        steps.extend(quote!(#at.pattern(#words, pattern!(#pattern));));
    }
    steps.extend(checks.schema.as_deref().map(|schema| schema_step(schema, at, reference)));
    steps
}

/// The rest of a schema, held against the JSON of the value.
fn schema_step(schema: &str, at: &TokenStream, reference: &TokenStream) -> TokenStream {
    let schema = raw_text(schema);
    quote!(#at.schema(#reference, schema!(#schema));)
}

fn number_rules(checks: &Checks) -> Option<TokenStream> {
    let bound = |bound: &Bound, inclusive: TokenStream, exclusive: TokenStream| {
        let (value, rule) = (text(&bound.value), if bound.exclusive { exclusive } else { inclusive });
        quote!(.#rule(#value))
    };
    let minimum = checks.minimum.as_ref().map(|low| bound(low, quote!(at_least), quote!(above)));
    let maximum = checks.maximum.as_ref().map(|high| bound(high, quote!(at_most), quote!(below)));
    let multiple = checks.multiple_of.as_ref().map(|unit| {
        let unit = text(unit);
        quote!(.multiple_of(#unit))
    });
    let set: TokenStream = [minimum, maximum, multiple].into_iter().flatten().collect();
    (!set.is_empty()).then(|| quote!(&const { NumberRules::NONE #set }))
}

fn count_rules(minimum: Option<u64>, maximum: Option<u64>) -> TokenStream {
    let minimum = minimum.map(|count| {
        let count = Literal::u64_unsuffixed(count);
        quote!(.at_least(#count))
    });
    let maximum = maximum.map(|count| {
        let count = Literal::u64_unsuffixed(count);
        quote!(.at_most(#count))
    });
    quote!(&CountRules::NONE #minimum #maximum)
}

fn implementation(name: &Ident, steps: &TokenStream) -> TokenStream {
    if steps.is_empty() {
        return none(name);
    }
    quote! {
        impl Validate for #name {
            fn check(&self, check: &mut Check<'_>) { #steps }
        }
    }
}
