//! Checking what a caller wants to send, before anything is sent.
//!
//! A [`Check`] walks along a value and notes what breaks a rule, with its place as a JSON pointer. It collects all that is
//! wrong, and costs nothing where nothing is. It never shows a text that it was given: that may be a secret.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::json::{Fault, Nullable};
use super::number::{Exact, ToNumber};
use super::pattern::Pattern;
use super::rules::{Bound, CountRules, NumberRules};
use super::{ParamPlace, ToText};

/// A value that knows the rules it must keep. A call checks what it sends by itself; [`Validate::validate`] is for
/// values that come from elsewhere: from a file, or from the server.
pub trait Validate {
    /// Notes every rule that is broken. By default there are none.
    fn check(&self, check: &mut Check<'_>) {
        let _ = check;
    }

    /// Does the value keep all rules of its description that are checked?
    ///
    /// ```
    /// use specwright_runtime::runtime::{Check, CountRules, Validate};
    ///
    /// struct Tag(String);
    ///
    /// impl Validate for Tag {
    ///     fn check(&self, check: &mut Check<'_>) {
    ///         check.length(&self.0, &CountRules::NONE.at_least(1));
    ///     }
    /// }
    ///
    /// let tags = vec![Tag("blue".to_owned()), Tag(String::new())];
    /// let violations = tags.validate().unwrap_err();
    /// assert_eq!(violations.to_string(), "/1: must have at least 1 character, and has 0");
    /// assert_eq!(violations.all()[0].pointer(), "/1");
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong, each with its place.
    fn validate(&self) -> Result<(), Violations> {
        let mut found = Vec::new();
        Check::run(&mut found, &RequestPart::Body, |check| self.check(check));
        if found.is_empty() { Ok(()) } else { Err(Violations(found)) }
    }
}

/// All that is wrong with a value; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// One for each rule that is broken.
    #[must_use]
    pub fn all(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let place = if violation.pointer.is_empty() { "the value" } else { &violation.pointer };
            write!(f, "{}{place}: {}", if index == 0 { "" } else { "; " }, violation.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A place in a value under examination.
///
/// ```
/// use specwright_runtime::runtime::{Bound, Check, Decimal, NumberRules, Validate};
///
/// struct Payment {
///     amount: Decimal,
/// }
///
/// impl Validate for Payment {
///     fn check(&self, check: &mut Check<'_>) {
///         const AMOUNT: NumberRules = NumberRules { minimum: Some(Bound::exclusive("0")), ..NumberRules::NONE };
///         check.member("amount").number(&self.amount, &AMOUNT);
///     }
/// }
///
/// let violations = Check::of_body(&Payment { amount: Decimal::ZERO });
/// assert_eq!(violations[0].to_string(), "/amount: must be greater than 0, and is 0");
/// ```
#[derive(Debug)]
pub struct Check<'c> {
    found: &'c mut Vec<Violation>,
    part: &'c RequestPart,
    step: Step<'c>,
}

/// The way from the root of a value: the last step, and where it was taken from.
#[derive(Clone, Copy, Debug)]
enum Step<'c> {
    Root,
    Member(&'c Step<'c>, &'c str),
    Item(&'c Step<'c>, usize),
}

impl Check<'_> {
    /// All that is wrong with a body.
    #[must_use]
    pub fn of_body(body: &dyn Validate) -> Vec<Violation> {
        let mut found = Vec::new();
        Check::run(&mut found, &RequestPart::Body, |check| body.check(check));
        found
    }

    pub(crate) fn run(found: &mut Vec<Violation>, part: &RequestPart, rules: impl FnOnce(&mut Check<'_>)) {
        rules(&mut Check { found, part, step: Step::Root });
    }

    /// The member of this name.
    pub fn member<'n>(&'n mut self, name: &'n str) -> Check<'n> {
        Check { found: self.found, part: self.part, step: Step::Member(&self.step, name) }
    }

    /// The item at this index, from 0.
    pub fn item(&mut self, index: usize) -> Check<'_> {
        Check { found: self.found, part: self.part, step: Step::Item(&self.step, index) }
    }

    /// A value with rules of its own stands here.
    pub fn nested(&mut self, value: &dyn Validate) {
        value.check(self);
    }

    /// A number stands here: `minimum`, `maximum`, `multipleOf`.
    pub fn number(&mut self, value: &(impl ToNumber + ToText), rules: &NumberRules) {
        match value.to_number() {
            Some(number) => self.bounds(number, &|| value.to_text(), rules),
            None => self.reject("must be a finite number"),
        }
    }

    fn bounds(&mut self, number: Exact, text: &dyn Fn() -> String, rules: &NumberRules) {
        let (low, high) = (rules.minimum.as_ref(), rules.maximum.as_ref());
        let outside = |bound: &Bound, wrong: Ordering| {
            let order = number.cmp(&bound.value.number);
            order == wrong || (bound.exclusive && order == Ordering::Equal)
        };
        if let Some(low) = low.filter(|low| outside(low, Ordering::Less)) {
            let words = if low.exclusive { "greater than" } else { "at least" };
            self.reject(format!("must be {words} {}, and is {}", low.value.text, text()));
        }
        if let Some(high) = high.filter(|high| outside(high, Ordering::Greater)) {
            let words = if high.exclusive { "less than" } else { "at most" };
            self.reject(format!("must be {words} {}, and is {}", high.value.text, text()));
        }
        if let Some(unit) = rules.multiple_of.filter(|unit| !number.is_multiple_of(unit.number)) {
            self.reject(format!("must be a multiple of {}, and is {}", unit.text, text()));
        }
    }

    /// A string stands here, or several, each at its place: `minLength`, `maxLength`, in characters (Unicode scalar values).
    pub fn length<T: Texts + ?Sized>(&mut self, texts: &T, rules: &CountRules) {
        texts.lengths(self, rules);
    }

    /// A list of so many items stands here: `minItems`, `maxItems`.
    pub fn items(&mut self, count: usize, rules: &CountRules) {
        self.counted(count, "item", rules);
    }

    /// An object of so many members stands here: `minProperties`, `maxProperties`.
    pub fn properties(&mut self, count: usize, rules: &CountRules) {
        self.counted(count, "member", rules);
    }

    /// A list stands here in which no two items are equal: `uniqueItems`.
    pub fn unique<T: PartialEq>(&mut self, items: &[T]) {
        let repeated =
            items.iter().enumerate().find(|(at, item)| items.iter().take(*at).any(|earlier| earlier == *item));
        if let Some((at, _)) = repeated {
            self.item(at).reject("must differ from the items before it");
        }
    }

    fn counted(&mut self, count: usize, unit: &str, rules: &CountRules) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let plural = |count: u64| if count == 1 { "" } else { "s" };
        if let Some(low) = rules.minimum.filter(|low| count < *low) {
            self.reject(format!("must have at least {low} {unit}{}, and has {count}", plural(low)));
        }
        if let Some(high) = rules.maximum.filter(|high| count > *high) {
            self.reject(format!("must have at most {high} {unit}{}, and has {count}", plural(high)));
        }
    }

    /// A text stands here that must match: `pattern`.
    pub fn pattern(&mut self, text: &str, pattern: &Pattern) {
        if !pattern.is_match(text) {
            self.reject("does not match the `pattern` of the description");
        }
    }

    /// Whatever stands here is wrong, for this reason.
    pub fn reject(&mut self, message: impl Into<String>) {
        let (part, pointer) = (self.part.clone(), pointer(&self.step));
        self.found.push(Violation { part, pointer, message: message.into() });
    }
}

/// A check of which only is kept whether something was found.
#[derive(Default)]
pub(crate) struct Rejects(Vec<Violation>);

impl Rejects {
    pub(crate) fn check(&mut self, rules: impl FnOnce(&mut Check<'_>)) {
        Check::run(&mut self.0, &RequestPart::Body, rules);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The JSON pointer of a place (RFC 6901).
fn pointer(step: &Step<'_>) -> String {
    let mut names = Vec::new();
    let mut at = step;
    loop {
        at = match at {
            Step::Root => break,
            Step::Member(parent, name) => {
                names.push(name.replace('~', "~0").replace('/', "~1"));
                parent
            }
            Step::Item(parent, index) => {
                names.push(index.to_string());
                parent
            }
        };
    }
    names.iter().rev().flat_map(|name| ["/", name.as_str()]).collect()
}

/// Part of a request in which something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestPart {
    /// The body.
    Body,
    /// A parameter of the operation.
    Parameter {
        /// Where it goes.
        place: ParamPlace,
        /// Its name on the wire.
        name: &'static str,
    },
    /// A header that the caller added.
    Header(String),
    /// The address, as it comes out of server, path and parameters.
    Address,
}

/// A rule that a request breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    part: RequestPart,
    pointer: String,
    message: String,
}

impl Violation {
    pub(crate) fn new(part: RequestPart, message: impl Into<String>) -> Self {
        Violation { part, pointer: String::new(), message: message.into() }
    }

    /// A value that has no JSON: a number that is not finite.
    pub(crate) fn of_json(part: RequestPart, fault: &Fault) -> Self {
        Violation { part, pointer: fault.pointer().to_owned(), message: fault.reason().to_string() }
    }

    /// The part of the request.
    #[must_use]
    pub fn part(&self) -> &RequestPart {
        &self.part
    }

    /// The place within that part, as a JSON pointer; empty for the whole of it.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The rule, in words.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            RequestPart::Body if self.pointer.is_empty() => f.write_str("the body")?,
            RequestPart::Body => {}
            RequestPart::Parameter { place, name } => write!(f, "{} parameter {name:?}", place.word())?,
            RequestPart::Header(name) => write!(f, "header {name:?}")?,
            RequestPart::Address => f.write_str("the address")?,
        }
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

/// A request that breaks rules of the specification. Nothing of it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    pub(crate) operation_id: &'static str,
    pub(crate) violations: Vec<Violation>,
}

impl InvalidRequest {
    /// All that is wrong with it; never empty.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid request to {}, nothing was sent", self.operation_id)?;
        for (index, violation) in self.violations.iter().enumerate() {
            write!(f, "{} {violation}", if index == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidRequest {}

/// Strings that may not be there, or be several.
pub trait Texts {
    /// Holds the length of each against rules.
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules);
}

impl Texts for str {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        check.counted(self.chars().count(), "character", rules);
    }
}

impl Texts for String {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        self.as_str().lengths(check, rules);
    }
}

impl<T: Texts + ?Sized> Texts for &T {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        (**self).lengths(check, rules);
    }
}

impl<T: Texts + ?Sized> Texts for Box<T> {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        (**self).lengths(check, rules);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        if let Some(texts) = self {
            texts.lengths(check, rules);
        }
    }
}

impl<T: Texts> Texts for Nullable<T> {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        if let Nullable::Value(texts) = self {
            texts.lengths(check, rules);
        }
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        self.as_slice().lengths(check, rules);
    }
}

impl<T: Texts> Texts for [T] {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        for (index, texts) in self.iter().enumerate() {
            texts.lengths(&mut check.item(index), rules);
        }
    }
}

impl<T: Texts> Texts for BTreeMap<String, T> {
    fn lengths(&self, check: &mut Check<'_>, rules: &CountRules) {
        for (name, texts) in self {
            texts.lengths(&mut check.member(name), rules);
        }
    }
}

/// Types whose every value is fine.
macro_rules! without_rules {
    ($($type:ty),*) => { $(
        impl Validate for $type {}
    )* };
}

without_rules!((), str, String, bool, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, f32, f64, super::Decimal);
without_rules!(super::json::Value, super::Secret, super::Upload);

impl<T: Validate + ?Sized> Validate for &T {
    fn check(&self, check: &mut Check<'_>) {
        (**self).check(check);
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, check: &mut Check<'_>) {
        (**self).check(check);
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, check: &mut Check<'_>) {
        if let Some(value) = self {
            value.check(check);
        }
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check(&self, check: &mut Check<'_>) {
        if let Nullable::Value(value) = self {
            value.check(check);
        }
    }
}

impl<T: Validate> Validate for [T] {
    fn check(&self, check: &mut Check<'_>) {
        for (index, item) in self.iter().enumerate() {
            item.check(&mut check.item(index));
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, check: &mut Check<'_>) {
        self.as_slice().check(check);
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, check: &mut Check<'_>) {
        for (name, value) in self {
            value.check(&mut check.member(name));
        }
    }
}
