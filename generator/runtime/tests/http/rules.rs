//! The rules of a specification, held against values of every type, exactly.

use std::collections::BTreeMap;

use specwright_runtime::runtime::{
    Bound, Check, CountRules, Decimal, Exact, Literal, Nullable, NumberRules, Texts, ToNumber, ToText, Validate, json,
};

struct By<F>(F);

impl<F: Fn(&mut Check<'_>)> Validate for By<F> {
    fn check(&self, check: &mut Check<'_>) {
        (self.0)(check);
    }
}

fn words(rules: impl Fn(&mut Check<'_>)) -> Vec<String> {
    Check::of_body(&By(rules)).iter().map(ToString::to_string).collect()
}

fn number(value: &(impl ToNumber + ToText), rules: NumberRules) -> String {
    words(|check| check.member("n").number(value, &rules)).join("; ")
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn bounds() {
    const MORE: NumberRules = NumberRules { minimum: Some(Bound::exclusive("0")), ..NumberRules::NONE };
    assert_eq!(number(&decimal("0.0000000000000000000000000001"), MORE), "");
    assert_eq!(number(&decimal("0.00"), MORE), "/n: must be greater than 0, and is 0.00");
    assert_eq!(number(&-1_i32, MORE), "/n: must be greater than 0, and is -1");
    assert_eq!(number(&5e-324_f64, MORE), "");
    assert_eq!(number(&-0.0_f64, MORE), "/n: must be greater than 0, and is -0");
    assert_eq!(number(&f64::NAN, MORE), "/n: must be a finite number");
    assert_eq!(number(&f64::INFINITY, MORE), "/n: must be a finite number");

    const CENTS: NumberRules = NumberRules {
        minimum: Some(Bound::inclusive("0.10")),
        maximum: Some(Bound::exclusive("1e2")),
        multiple_of: Some(Literal::new("0.01")),
    };
    assert_eq!(number(&decimal("0.1"), CENTS), "");
    assert_eq!(number(&decimal("99.99"), CENTS), "");
    assert_eq!(number(&0.1_f64, CENTS), "", "the double nearest to 0.1 is sent as 0.1");
    assert_eq!(number(&0.1_f32, CENTS), "");
    assert_eq!(number(&decimal("0.09"), CENTS), "/n: must be at least 0.10, and is 0.09");
    assert_eq!(number(&100_u8, CENTS), "/n: must be less than 1e2, and is 100");
    assert_eq!(
        number(&decimal("100.001"), CENTS),
        "/n: must be less than 1e2, and is 100.001; /n: must be a multiple of 0.01, and is 100.001"
    );
    assert_eq!(number(&(0.1 + 0.2), CENTS), "/n: must be a multiple of 0.01, and is 0.30000000000000004");
}

#[test]
fn lengths_of_all_texts_that_are_there() {
    const SHORT: CountRules = CountRules::NONE.at_most(2);
    fn check<T: Texts + ?Sized>(texts: &T, expect: &str) {
        assert_eq!(words(|check| check.member("t").length(texts, &SHORT)).join("; "), expect);
    }
    let long = || "abc".to_owned();
    check("ab", "");
    check("äöü", "/t: must have at most 2 characters, and has 3");
    check(&None::<String>, "");
    check(&Some(long()), "/t: must have at most 2 characters, and has 3");
    check(&Some(Nullable::<String>::Null), "");
    check(&Some(Nullable::Value(long())), "/t: must have at most 2 characters, and has 3");
    check(&vec!["ab".to_owned(), long()], "/t/1: must have at most 2 characters, and has 3");
    let of_lists = BTreeMap::from([("a/b".to_owned(), vec![Some(long()), None])]);
    check(&of_lists, "/t/a~1b/0: must have at most 2 characters, and has 3");
}

#[test]
fn no_digit_is_lost() {
    let at_least = |value: &'static str| NumberRules { minimum: Some(Bound::inclusive(value)), ..NumberRules::NONE };
    // As doubles, these pairs are one number each.
    assert_eq!(number(&9_007_199_254_740_993_i64, at_least("9007199254740993")), "");
    assert_ne!(number(&9_007_199_254_740_992_i64, at_least("9007199254740993")), "");
    assert_ne!(number(&decimal("12345678901234567.89"), at_least("12345678901234567.90")), "");
    assert_eq!(number(&u64::MAX, at_least("18446744073709551615")), "");
    assert_ne!(number(&(u64::MAX - 1), at_least("18446744073709551615")), "");
    assert_ne!(number(&i128::MAX, at_least("1e39")), "");
    assert_eq!(number(&1e300_f64, at_least("1e299")), "");
    assert_ne!(number(&1e-300_f64, at_least("1e-299")), "");
    assert_ne!(number(&f64::MIN_POSITIVE, at_least("1")), "");
}

#[test]
fn texts_are_numbers_or_not() {
    for text in ["0", "-0", "10", "-12.50", "1e-7", "1E+7", "0.0", "1e400", "170141183460469231731687303715884105727"] {
        assert!(Exact::parse(text).is_some(), "{text}");
    }
    for text in ["", "-", ".5", "1.2.3", "1e", "1e999999", "0x1", "NaN", " 1", "9".repeat(40).as_str()] {
        assert!(Exact::parse(text).is_none(), "{text}");
    }
    let order = ["-1e10", "-1", "-0.5", "-1e-10", "0", "1e-10", "0.5", "0.50001", "1", "1.5", "10", "1e10", "1e38"];
    for (index, low) in order.iter().enumerate() {
        for (other, high) in order.iter().enumerate() {
            let compared = Exact::parse(low).unwrap().cmp(&Exact::parse(high).unwrap());
            assert_eq!(compared, index.cmp(&other), "{low} {high}");
        }
    }
}

#[test]
fn multiples() {
    let multiple = |value: &str, unit: &str| Exact::parse(value).unwrap().is_multiple_of(Exact::parse(unit).unwrap());
    for (value, unit) in
        [("0", "7"), ("21", "7"), ("-21", "7"), ("4.2", "0.7"), ("7e30", "7e-2"), ("100", "0.25"), ("0", "0")]
    {
        assert!(multiple(value, unit), "{value} {unit}");
    }
    for (value, unit) in
        [("22", "7"), ("0.07", "0.7"), ("1", "10"), ("1", "0"), ("1e9000", "7"), ("0.3", "0.2"), ("1e20", "3")]
    {
        assert!(!multiple(value, unit), "{value} {unit}");
    }
    // A unit that needs all of 127 bits.
    assert!(multiple("170141183460469231731687303715884105727e5", "170141183460469231731687303715884105727"));
    assert!(!multiple("1e40", "170141183460469231731687303715884105727"));
}

#[test]
fn counts() {
    const TWO_TO_THREE: CountRules = CountRules { minimum: Some(2), maximum: Some(3) };
    assert_eq!(words(|check| check.length("äö", &TWO_TO_THREE)), [""; 0], "characters, not bytes");
    assert_eq!(
        words(|check| check.length("ä", &TWO_TO_THREE)),
        ["the body: must have at least 2 characters, and has 1"]
    );
    assert_eq!(words(|check| check.member("a").items(4, &TWO_TO_THREE)), ["/a: must have at most 3 items, and has 4"]);
    let one = CountRules { minimum: Some(1), maximum: None };
    assert_eq!(words(|check| check.properties(0, &one)), ["the body: must have at least 1 member, and has 0"]);
    assert_eq!(
        words(|check| check.member("a").unique(&["x", "y", "x"])),
        ["/a/2: must differ from the items before it"]
    );
    assert_eq!(
        words(|check| check.unique(&[decimal("1.0"), decimal("1.00")])),
        ["/1: must differ from the items before it"]
    );
}

struct Small(i32);

impl Validate for Small {
    fn check(&self, check: &mut Check<'_>) {
        const RULES: NumberRules = NumberRules { maximum: Some(Bound::inclusive("9")), ..NumberRules::NONE };
        check.number(&self.0, &RULES);
    }
}

#[test]
fn all_that_is_wrong_is_told_with_its_place() {
    let map =
        BTreeMap::from([("a/b~c".to_owned(), vec![Some(Small(1)), None, Some(Small(10))]), ("z".to_owned(), vec![])]);
    let both = words(|check| {
        check.member("map").nested(&map);
        check.item(3).member("").nested(&Box::new(Small(11)));
        check.member("free").nested(&json::Value::Null);
    });
    assert_eq!(both, ["/map/a~1b~0c/2: must be at most 9, and is 10", "/3/: must be at most 9, and is 11"]);
}
