//! Rules that no type expresses, held against values.

use specwright_runtime::runtime::json::{self, Encode, Value, Writer};
use specwright_runtime::runtime::{Check, Pattern, SchemaRules, Validate};

/// A value that must keep a schema.
struct Ruled(Value, &'static SchemaRules);

impl Encode for Ruled {
    fn encode(&self, w: &mut Writer) {
        self.0.encode(w);
    }
}

impl Validate for Ruled {
    fn check(&self, check: &mut Check<'_>) {
        check.schema(self, self.1);
    }
}

fn told(json: &str, schema: &'static str) -> String {
    let rules: &'static SchemaRules = Box::leak(Box::new(SchemaRules::new(schema)));
    match Ruled(json::from_str(json).unwrap(), rules).validate() {
        Ok(()) => String::new(),
        Err(violations) => violations.to_string(),
    }
}

#[test]
fn every_keyword_is_told_with_its_place() {
    for (schema, right, wrong, words) in [
        (r#"{"type":["integer","null"]}"#, "1.0", "1.5", "the value: must be of type integer or null"),
        (
            r#"{"type":"integer"}"#,
            "1234567890123456789012345678901234567890",
            "1234567890123456789012345678901234567890.5",
            "the value: must be of type integer",
        ),
        (r#"{"const":{"a":1}}"#, r#"{"a":1.0}"#, "{}", "the value: must be the one value that the description allows"),
        (r#"{"enum":[1,"a"]}"#, "1.0", "2", "the value: must be one of the values that the description lists"),
        (
            r#"{"not":{"required":["a"]}}"#,
            "{}",
            r#"{"a":1}"#,
            "the value: is what the description says it must not be (`not`)",
        ),
        (
            r#"{"anyOf":[{"minimum":3},{"maximum":1}]}"#,
            "0",
            "2",
            "the value: fits none of the alternatives that the description gives (`anyOf`)",
        ),
        (
            r#"{"oneOf":[{"minimum":1},{"minimum":2}]}"#,
            "1",
            "2",
            "the value: must fit one of the alternatives (`oneOf`), and fits 2",
        ),
        (r#"{"allOf":[{"exclusiveMinimum":1}]}"#, "1.01", "1", "the value: must be greater than 1, and is 1"),
        (r#"{"multipleOf":0.01}"#, "0.07", "0.075", "the value: must be a multiple of 0.01, and is 0.075"),
        (
            r#"{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}"#,
            r#"{"c":1}"#,
            r#"{"a":1}"#,
            "/b: must be there",
        ),
        (
            r#"{"properties":{"a/b":{"minLength":2}}}"#,
            r#"{"a/b":"éé"}"#,
            r#"{"a/b":"é"}"#,
            "/a~1b: has fewer characters than it must have (`minLength`)",
        ),
        (
            r#"{"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#,
            r#"{"x1":"a"}"#,
            r#"{"y":"a"}"#,
            "/y: must not be there",
        ),
        (
            r#"{"propertyNames":{"maxLength":1}}"#,
            r#"{"a":1}"#,
            r#"{"ab":1}"#,
            "/ab: has more characters than it may have (`maxLength`)",
        ),
        (r#"{"dependentRequired":{"a":["b"]}}"#, r#"{"b":1}"#, r#"{"a":1}"#, "/b: must be there"),
        (
            r#"{"dependentSchemas":{"a":{"maxProperties":1}}}"#,
            r#"{"a":1}"#,
            r#"{"a":1,"b":1}"#,
            "the value: has more members than it may have (`maxProperties`)",
        ),
        (
            r#"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#,
            r#"["a",1]"#,
            r#"["a","b"]"#,
            "/1: must be of type number",
        ),
        (
            r#"{"contains":{"const":1},"minContains":2}"#,
            "[1,2,1]",
            "[1]",
            "the value: has 1 items of the kind that it must have some of (`contains`)",
        ),
        (
            r#"{"allOf":[{"properties":{"a":true}}],"properties":{"b":true},"unevaluatedProperties":false}"#,
            r#"{"a":1,"b":1}"#,
            r#"{"a":1,"c":1}"#,
            "/c: must not be there",
        ),
        (
            r#"{"if":{"required":["a"]},"then":{"properties":{"a":true,"b":true}},"unevaluatedProperties":false}"#,
            r#"{"a":1,"b":1}"#,
            r#"{"b":1}"#,
            "/b: must not be there",
        ),
        (
            r#"{"oneOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"required":["b"]}],
                "dependentSchemas":{"b":{"patternProperties":{"^[bx]":true}}},"unevaluatedProperties":{"type":"null"}}"#,
            r#"{"b":1,"x1":1,"c":null}"#,
            r#"{"a":1,"x1":1}"#,
            "/x1: must be of type null",
        ),
        (r#"{"allOf":[{"additionalProperties":true}],"unevaluatedProperties":false}"#, r#"{"a":1}"#, "", ""),
        (
            r#"{"prefixItems":[true],"contains":{"type":"string"},"minContains":0,"unevaluatedItems":{"type":"null"}}"#,
            r#"[1,"a",null]"#,
            "[1,2]",
            "/1: must be of type null",
        ),
        (r#"{"anyOf":[{"items":true}],"unevaluatedItems":false}"#, "[1,2]", "", ""),
        (r#"{"uniqueItems":true}"#, "[1,2]", "[1,2,1.0]", "/2: must differ from the items before it"),
        (r#"{"pattern":"^a+$"}"#, "\"aa\"", "\"ab\"", "the value: does not match the `pattern` of the description"),
        ("false", "", "null", "the value: must not be there"),
    ] {
        if !right.is_empty() {
            assert_eq!(told(right, schema), "", "{schema}");
        }
        if !wrong.is_empty() {
            assert_eq!(told(wrong, schema), words, "{schema}");
        }
    }
}

#[test]
fn what_a_schema_is_not_about_it_allows() {
    for schema in [r#"{"minimum":3,"minLength":3,"minItems":3,"required":["a"],"pattern":"a"}"#, "true", "no JSON"] {
        for json in ["null", "true"] {
            assert_eq!(told(json, schema), "", "{schema}");
        }
    }
}

#[test]
fn a_pattern_matches_anywhere_and_one_that_cannot_be_read_everywhere() {
    static DIGIT: Pattern = Pattern::new(r"\d");
    static BROKEN: Pattern = Pattern::new("(");
    assert!(DIGIT.is_match("a1b") && !DIGIT.is_match("ab"));
    assert!(BROKEN.is_match(""));
}
