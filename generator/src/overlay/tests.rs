//! Expressions of RFC 9535 against documents, and actions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use super::apply;
use super::draft::Draft;
use crate::diagnostic::Diagnostics;
use crate::jsonpath;
use crate::source::{Kind, Limits, Node, Sources, Tree};

fn tree(text: &str) -> Arc<Tree> {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let file = sources.add_text("a.yaml", text, &mut diagnostics).unwrap();
    sources.shared(file).unwrap()
}

/// A value as compact JSON, near enough.
fn shown(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Number(text) => text.to_owned(),
        Kind::String(text) => format!("{text:?}"),
        Kind::Sequence => format!("[{}]", node.items().map(shown).collect::<Vec<_>>().join(",")),
        Kind::Mapping => {
            let members = node.entries().map(|entry| format!("{:?}:{}", entry.key, shown(entry.value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

/// What an expression selects, each by its pointer.
fn selected(document: &str, expression: &str) -> String {
    let tree = tree(document);
    let draft = Draft::of(tree.root()).unwrap();
    let query = match jsonpath::parse(expression) {
        Ok(query) => query,
        Err(fault) => return format!("at {}: {}", fault.at, fault.why),
    };
    let Ok(found) = jsonpath::select(&query, &draft) else { return "too many steps".to_owned() };
    let pointers = found.iter().map(|found| draft.origin(found.id).unwrap().pointer());
    pointers.collect::<Vec<_>>().join(" ")
}

const STORE: &str = r#"
store:
  book:
    - { category: reference, author: Nigel, price: 8.95 }
    - { category: fiction, author: Evelyn, price: 12.99 }
    - { category: fiction, author: Herman, isbn: 0-553, price: 8.99 }
    - { category: fiction, author: J. R. R., isbn: 0-395, price: 22.99 }
  bicycle: { color: red, price: 399 }
limit: 10
"#;

#[test]
fn expressions_select_as_rfc_9535_says() {
    let book =
        |numbers: &[u8]| numbers.iter().map(|number| format!("/store/book/{number}")).collect::<Vec<_>>().join(" ");
    for (expression, expected) in [
        ("$", String::new()),
        ("$.store.bicycle.color", "/store/bicycle/color".to_owned()),
        ("$['store']['book'][0]", book(&[0])),
        ("$.store.book[-1]", book(&[3])),
        ("$.store.book[9]", String::new()),
        (
            "$.store.book[*].author",
            "/store/book/0/author /store/book/1/author /store/book/2/author /store/book/3/author".to_owned(),
        ),
        ("$..author", "/store/book/0/author /store/book/1/author /store/book/2/author /store/book/3/author".to_owned()),
        ("$.store.*", "/store/book /store/bicycle".to_owned()),
        ("$..book[2,0]", book(&[2, 0])),
        ("$..book[:2]", book(&[0, 1])),
        ("$..book[1:4:2]", book(&[1, 3])),
        ("$..book[::-1]", book(&[3, 2, 1, 0])),
        ("$..book[3:0:-2]", book(&[3, 1])),
        ("$..book[0:2:0]", String::new()),
        ("$..book[?@.isbn]", book(&[2, 3])),
        ("$..book[?!@.isbn]", book(&[0, 1])),
        ("$..book[?@.price < $.limit]", book(&[0, 2])),
        ("$..book[?@.price>=12.99 && @.category == 'fiction']", book(&[1, 3])),
        ("$..book[?@.price>20 || (@.author == \"Nigel\")]", book(&[0, 3])),
        ("$..book[?@.category != 'fiction']", book(&[0])),
        ("$..book[?length(@.author) > 6]", book(&[3])),
        ("$..book[?count(@.*) == 4]", book(&[2, 3])),
        ("$..book[?match(@.author, 'E.*|N.*')]", book(&[0, 1])),
        ("$..book[?match(@.author, 'E')]", String::new()),
        ("$..book[?search(@.author, 'er')]", book(&[2])),
        ("$..book[?search(@.author, '(')]", String::new()),
        ("$.store[?value(@..color) == 'red']", "/store/bicycle".to_owned()),
        ("$.store[?@.color == 'red']", "/store/bicycle".to_owned()),
        ("$..book[?@.nothing == @.neither]", book(&[0, 1, 2, 3])),
        ("$..book[?@ == $.store.book[1]]", book(&[1])),
        ("$['st\\u006fre'].bicycle", "/store/bicycle".to_owned()),
    ] {
        assert_eq!(selected(STORE, expression), expected, "{expression}");
    }
}

#[test]
fn faults_stand_where_the_expression_is_wrong() {
    for (expression, expected) in [
        ("", "at 0: an expression begins"),
        ("store", "at 0: an expression begins"),
        ("$.", "at 2: a name"),
        ("$.x-a", "at 3: the expression ends here"),
        ("$[", "at 2: a selector"),
        ("$['a", "at 4: the string has no end"),
        ("$['a'", "at 5: `]` must stand here"),
        ("$[01]", "at 2: this is no index"),
        ("$[?@.a = 1]", "at 7: `]` must stand here"),
        ("$[?@.* == 1]", "at 3: only a query for one value"),
        ("$[?lenght(@) > 1]", "at 3: the functions are"),
        ("$[?1]", "at 4: a comparison must stand here"),
        ("$['\\x']", "at 4: there is no such escape"),
        ("$ ", "at 1: the expression ends here"),
    ] {
        let found = selected("{}", expression);
        assert!(found.starts_with(expected), "{expression}: {found}");
    }
    let deep = format!("$[?{}@.a{}]", "(".repeat(100), ")".repeat(100));
    assert!(selected("{}", &deep).contains("nests too deep"));
}

#[test]
fn an_expression_ends_however_much_it_asks_for() {
    let mut nested = "{ a: 1 }".to_owned();
    for _ in 0..60 {
        nested = format!("{{ a: {nested}, b: {{ c: 1 }} }}");
    }
    assert_eq!(selected(&nested, "$..*..*..*..*..*..*"), "too many steps");
}

/// The document after one action, or the findings.
fn acted(document: &str, action: &str) -> String {
    let overlay = tree(&format!("overlay: 1.0.0\ninfo: {{ title: x, version: '1' }}\nactions:\n  - {{ {action} }}\n"));
    let mut diagnostics = Diagnostics::new();
    let made = apply(&tree(document), &[overlay], &mut diagnostics);
    let found: Vec<String> = diagnostics.iter().map(|found| format!("{} {}", found.code.id, found.message)).collect();
    match made {
        Some(made) if found.is_empty() => shown(made.root()),
        _ => found.join("; "),
    }
}

#[test]
fn actions_change_what_they_select() {
    for (document, action, expected) in [
        (
            "{ a: { b: 1, c: [1] } }",
            "target: $.a, update: { b: 2, c: [2], d: { e: 3 } }",
            r#"{"a":{"b":2,"c":[1,2],"d":{"e":3}}}"#,
        ),
        ("{ a: [1] }", "target: $.a, update: 2", r#"{"a":[1,2]}"#),
        ("{ a: [1] }", "target: $.a, update: { b: 1 }", r#"{"a":[1,{"b":1}]}"#),
        ("{ a: { b: 1 } }", "target: $, update: { a: { b: [x] } }", r#"{"a":{"b":["x"]}}"#),
        ("[{ a: 1 }, { a: 2 }]", "target: '$[*]', update: { b: 0 }", r#"[{"a":1,"b":0},{"a":2,"b":0}]"#),
        ("{ a: 1, b: 2 }", "target: $.a, remove: true", r#"{"b":2}"#),
        ("[1, 2, 3, 4]", "target: '$[?@ > 2]', remove: true", "[1,2]"),
        ("{ a: { b: 1 }, c: {} }", "target: $.c, copy: $.a", r#"{"a":{"b":1},"c":{"b":1}}"#),
        ("{ a: 1 }", "target: $, remove: true", "SW0804 the document itself cannot be removed"),
        ("{ a: 1 }", "target: $.a, update: 2", "SW0804 `$.a` selects a number, which cannot be updated with a number"),
        ("{ a: 1 }", "target: $.b, update: 2", "SW0803 `$.b` selects nothing"),
        ("{ a: 1 }", "target: $.a", "SW0801 this action does nothing"),
        ("{ a: 1 }", "update: 2", "SW0801 this action has no `target`"),
        ("{ a: 1 }", "target: $, updat: { b: 1 }", "SW0801 `updat` is no field of an action"),
    ] {
        assert_eq!(acted(document, action), expected, "{document} {action}");
    }
}

#[test]
fn a_document_that_copies_itself_into_itself_ends() {
    let action = "  - { target: '$..*', copy: $ }\n";
    let overlay = tree(&format!("overlay: 1.1.0\nactions:\n{}", action.repeat(40)));
    let mut diagnostics = Diagnostics::new();
    assert!(apply(&tree("{ a: {}, b: {} }"), &[overlay], &mut diagnostics).is_none());
    assert!(diagnostics.iter().any(|found| found.code.id == "SW0805"));
}

#[test]
fn values_of_an_overlay_point_into_it() {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let base = sources.add_text("a.yaml", "{ a: {} }", &mut diagnostics).unwrap();
    let text = "overlay: 1.0.0\nactions: [{ target: $.a, update: { b: new } }]";
    let overlay = sources.add_text("o.yaml", text, &mut diagnostics).unwrap();
    let (base_tree, overlay_tree) = (sources.shared(base).unwrap(), sources.shared(overlay).unwrap());
    let made = apply(&base_tree, &[overlay_tree], &mut diagnostics).unwrap();
    let new = made.root().at("/a/b").unwrap();
    assert_eq!((new.place().file, new.location().pointer.as_str()), (overlay, "/actions/0/update/b"));
    assert_eq!(made.root().at("/a").unwrap().place().file, base);
    assert_eq!(made.root().at("/a").unwrap().entry("b").unwrap().key_place.file, overlay);
}
