//! The constraints of the description, as calls of the runtime's checks.

use std::fmt::Write as _;

use super::code::{Code, line, nested, open};
use super::literal::{raw_text, text};
use crate::api::Bound;
use crate::rust::names::Name;
use crate::rust::{Checks, Plan, Presence, Repr, Struct, TypePlan, Union, Use};

/// Statements, a line each.
type Steps = Vec<String>;

/// `Validate` for a type, by these steps.
pub(super) fn implementation(name: &Name, steps: &[String], code: &mut Code) {
    code.gap();
    if steps.is_empty() {
        line!(code, "impl Validate for {name} {{}}");
        return;
    }
    open!(code, "impl Validate for {name}");
    code.inline();
    open!(code, "fn check(&self, check: &mut Check<'_>)");
    code.lines(steps);
    code.close();
    code.close();
}

/// The checks of a struct, if it has some.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct, plan: &Plan) -> Option<Steps> {
    if !ty.checked {
        return None;
    }
    let mut steps = Steps::new();
    for field in body.fields().filter(|field| field.written) {
        let name = &field.name;
        let at = format!("check.member({})", text(&field.wire));
        if let Some(whole) = whole(&field.ty, plan) {
            steps.push(whole.step(&at, &format!("&self.{name}")));
            continue;
        }
        let optional = field.presence != Presence::Required;
        let value = if optional { Value::reference() } else { Value::place(format!("self.{name}")) };
        let Some(step) = steps_of(&field.ty, &at, &value, plan) else { continue };
        steps.extend(match field.presence {
            Presence::Required => step,
            Presence::RequiredNullable | Presence::Optional => {
                nested(&format!("if let Some(value) = &self.{name} {{"), step, "}")
            }
            Presence::OptionalNullable => {
                nested(&format!("if let Some(Nullable::Value(value)) = &self.{name} {{"), step, "}")
            }
        });
    }
    if let Some(rest) = &body.rest {
        let reference = format!("&self.{}", rest.name);
        steps.extend(match whole(&rest.ty, plan) {
            Some(whole) => vec![whole.step("check", &reference)],
            None => {
                let step = steps_of(&rest.ty, "check.member(name)", &Value::reference(), plan);
                let head = format!("for (name, value) in {reference} {{");
                step.into_iter().flat_map(|step| nested(&head, step, "}")).collect()
            }
        });
    }
    if body.min_members.or(body.max_members).is_some() {
        let rules = count_rules(body.min_members, body.max_members);
        let arguments = members(body).into_iter().chain([format!("{rules},")]);
        steps.extend(nested("check.properties(", arguments.collect(), ");"));
    }
    steps.extend(body.schema.as_deref().map(|schema| schema_step(schema, "check", "self")));
    (!steps.is_empty()).then_some(steps)
}

/// How many members are written, as an expression with a term a line.
fn members(body: &Struct) -> Vec<String> {
    let counts = body.fields().filter(|field| field.written).map(|field| match field.presence {
        Presence::Required | Presence::RequiredNullable => "1".to_owned(),
        Presence::Optional | Presence::OptionalNullable => format!("usize::from(self.{}.is_some())", field.name),
    });
    let constants = body.members.len() - body.fields().count();
    let constants = (constants > 0).then(|| constants.to_string());
    let rest = body.rest.iter().map(|rest| format!("self.{}.len()", rest.name));
    let mut terms = counts.chain(constants).chain(rest);
    let mut lines = vec![terms.next().unwrap_or_else(|| "0".to_owned())];
    lines.extend(terms.map(|term| format!("    + {term}")));
    lines.iter_mut().last().into_iter().for_each(|last| last.push(','));
    lines
}

/// The checks of a type around one value.
pub(super) fn of_newtype(ty: &TypePlan, used: &Use, plan: &Plan) -> Steps {
    let steps = steps_of(used, "check", &Value::place("self.0".to_owned()), plan);
    steps.filter(|_| ty.checked).unwrap_or_default()
}

/// The checks of whichever alternative it is.
pub(super) fn of_union(union: &Union, plan: &Plan) -> Steps {
    let checked = union.variants.iter().filter_map(|variant| {
        let whole = whole(&variant.ty, plan).map(|whole| vec![whole.step("check", "value")]);
        let steps = whole.or_else(|| steps_of(&variant.ty, "check", &Value::reference(), plan))?;
        Some((format!("Self::{}(value)", variant.name), steps))
    });
    let mut checked: Vec<(String, Steps)> = checked.collect();
    let mut steps = match (checked.len(), checked.pop()) {
        (_, None) => Steps::new(),
        (1, Some((variant, steps))) => nested(&format!("if let {variant} = self {{"), steps, "}"),
        (_, Some(last)) => {
            let all = checked.into_iter().chain([last]);
            let arms = all.flat_map(|(variant, steps)| nested(&format!("{variant} => {{"), steps, "}"));
            nested("match self {", arms.chain(["_ => {}".to_owned()]).collect(), "}")
        }
    };
    steps.extend(union.schema.as_deref().map(|schema| schema_step(schema, "check", "self")));
    steps
}

/// A rule that the runtime itself takes to all values that a value holds, however often there is one, or none.
enum Whole {
    /// Those of a type of the API.
    Nested,
    /// On the length of texts.
    Length(String),
}

impl Whole {
    fn step(&self, at: &str, reference: &str) -> String {
        match self {
            Whole::Nested => format!("{at}.nested({reference});"),
            Whole::Length(rules) => format!("{at}.length({reference}, {rules});"),
        }
    }
}

/// The one rule of what stands somewhere, if all that is asked is one rule of its innermost values.
fn whole(used: &Use, plan: &Plan) -> Option<Whole> {
    let mut inner = used;
    while let (Repr::List(items) | Repr::Map(items), None) = (&inner.repr, &inner.checks) {
        inner = items;
    }
    match (&inner.repr, inner.checks.as_deref()) {
        (Repr::Type(index), None) => plan.types.get(index.0).filter(|ty| ty.checked).map(|_| Whole::Nested),
        (Repr::Text, Some(checks)) => {
            let (least, most) = (checks.min_length, checks.max_length);
            let length = Checks { min_length: least, max_length: most, ..Checks::default() };
            (*checks == length).then(|| Whole::Length(count_rules(least, most)))
        }
        _ => None,
    }
}

/// A value that is checked, in the two ways in which it is said.
pub(super) struct Value {
    /// As a reference: `&self.name`, or `value`.
    reference: String,
    /// As what methods are called on: `self.name`, or `value`.
    place: String,
}

impl Value {
    /// A local `value`, which is a reference.
    pub(super) fn reference() -> Self {
        Self::named("value", "value".to_owned())
    }

    /// A local of this name, and how to refer to it.
    pub(super) fn named(name: &str, reference: String) -> Self {
        Self { reference, place: name.to_owned() }
    }

    fn place(place: String) -> Self {
        Self { reference: format!("&{place}"), place }
    }
}

/// What is checked of a value at a place; none if nothing is.
pub(super) fn steps_of(used: &Use, at: &str, value: &Value, plan: &Plan) -> Option<Steps> {
    let Value { reference, place } = value;
    // Any JSON is null already.
    if used.nullable && used.repr != Repr::Value {
        let inner = Use { nullable: false, ..used.clone() };
        let steps = steps_of(&inner, at, &Value::reference(), plan)?;
        return Some(nested(&format!("if let Some(value) = {reference} {{"), steps, "}"));
    }
    let mut steps = used.checks.as_ref().map(|checks| own_steps(checks, &used.repr, at, value)).unwrap_or_default();
    match &used.repr {
        Repr::Type(index) if plan.types.get(index.0).is_some_and(|ty| ty.checked) => {
            steps.push(format!("{at}.nested({reference});"));
        }
        Repr::List(items) => {
            if let Some(inner) = steps_of(items, "check.item(index)", &Value::reference(), plan) {
                let head = format!("for (index, value) in {place}.iter().enumerate() {{");
                steps.extend(below(at, nested(&head, inner, "}")));
            }
        }
        Repr::Map(values) => {
            if let Some(inner) = steps_of(values, "check.member(name)", &Value::reference(), plan) {
                let head = format!("for (name, value) in {reference} {{");
                steps.extend(below(at, nested(&head, inner, "}")));
            }
        }
        _ => {}
    }
    (!steps.is_empty()).then_some(steps)
}

/// Steps with `check` at a place.
fn below(at: &str, mut steps: Steps) -> Steps {
    if at == "check" {
        return steps;
    }
    steps.insert(0, format!("let check = &mut {at};"));
    nested("{", steps, "}")
}

fn own_steps(checks: &Checks, repr: &Repr, at: &str, value: &Value) -> Steps {
    let Value { reference, place } = value;
    let mut steps = Steps::new();
    steps.extend(number_rules(checks).map(|rules| format!("{at}.number({reference}, {rules});")));
    let words = match repr {
        Repr::Secret => format!("{place}.expose()"),
        Repr::Quoted(_) => format!("{place}.as_str()"),
        _ => reference.clone(),
    };
    if checks.min_length.or(checks.max_length).is_some() {
        let rules = count_rules(checks.min_length, checks.max_length);
        steps.push(format!("{at}.length({words}, {rules});"));
    }
    if checks.min_items.or(checks.max_items).is_some() {
        let rules = count_rules(checks.min_items, checks.max_items);
        let counted = if matches!(repr, Repr::Map(_)) { "properties" } else { "items" };
        steps.push(format!("{at}.{counted}({place}.len(), {rules});"));
    }
    if checks.unique_items {
        steps.push(format!("{at}.unique({reference});"));
    }
    if let Some(pattern) = &checks.pattern {
        steps.push(format!("{at}.pattern({words}, pattern!({}));", raw_text(pattern)));
    }
    steps.extend(checks.schema.as_deref().map(|schema| schema_step(schema, at, reference)));
    steps
}

/// The rest of a schema, held against the JSON of the value.
fn schema_step(schema: &str, at: &str, reference: &str) -> String {
    format!("{at}.schema({reference}, schema!({}));", raw_text(schema))
}

fn number_rules(checks: &Checks) -> Option<String> {
    let bound = |bound: &Bound, inclusive: &str, exclusive: &str| {
        format!(".{}({})", if bound.exclusive { exclusive } else { inclusive }, text(&bound.value))
    };
    let minimum = checks.minimum.as_ref().map(|low| bound(low, "at_least", "above"));
    let maximum = checks.maximum.as_ref().map(|high| bound(high, "at_most", "below"));
    let multiple = checks.multiple_of.as_ref().map(|unit| format!(".multiple_of({})", text(unit)));
    let set: String = [minimum, maximum, multiple].into_iter().flatten().collect();
    (!set.is_empty()).then(|| format!("&const {{ NumberRules::NONE{set} }}"))
}

fn count_rules(minimum: Option<u64>, maximum: Option<u64>) -> String {
    let mut rules = "&CountRules::NONE".to_owned();
    // Writing to a string does not fail.
    let _ = minimum.map(|count| write!(rules, ".at_least({count})"));
    let _ = maximum.map(|count| write!(rules, ".at_most({count})"));
    rules
}
