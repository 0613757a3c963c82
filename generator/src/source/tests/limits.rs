//! Limits: what is refused, and where.

use super::*;

fn with(name: &str, text: &str, limits: Limits) -> String {
    load(name, text, limits)
        .lines()
        .filter(|line| !line.trim_start().starts_with(['|', '=']))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn depth() {
    let limits = Limits { depth: 3, ..Limits::default() };
    assert!(!load("a.json", "[[[1]]]", limits).contains("SW0116"));
    expect![[r#"
        error[SW0116]: lists and objects are nested deeper than 3 levels
         --> a.json:1:9
        1 | {"a": [[[1]]]}

        1 error; `specwright explain SW0116` says more"#]]
    .assert_eq(&with("a.json", "{\"a\": [[[1]]]}", limits));
    expect![[r#"
        error[SW0116]: lists and objects are nested deeper than 3 levels
         --> a.yaml:3:5
        3 |     - 1

        1 error; `specwright explain SW0116` says more"#]]
    .assert_eq(&with("a.yaml", "a:\n - b:\n    - 1\n", limits));
    expect![[r#"
        error[SW0116]: lists and objects are nested deeper than 3 levels
         --> a.yaml:2:9
        2 | b: &b [[*a]]

        1 error; `specwright explain SW0116` says more"#]]
    .assert_eq(&with("a.yaml", "a: &a [x]\nb: &b [[*a]]\n", limits));
}

#[test]
fn ten_thousand_levels() {
    for (name, text) in [
        ("a.json", "[".repeat(10_000)),
        ("a.json", "{\"a\":".repeat(10_000)),
        ("a.yaml", "[".repeat(10_000)),
        ("a.yaml", "- ".repeat(10_000)),
        ("a.yaml", (0..10_000).map(|depth| " ".repeat(depth) + "a:\n").collect()),
    ] {
        assert!(load(name, &text, Limits::default()).contains("SW0116"), "{name} {}", &text[..10]);
    }
}

#[test]
fn values() {
    let limits = Limits { values: 4, ..Limits::default() };
    expect![[r#"
        error[SW0117]: the file holds more than 4 values
         --> a.json:1:14
        1 | [1, 2, 3, 4, 5, 6]

        1 error; `specwright explain SW0117` says more"#]]
    .assert_eq(&with("a.json", "[1, 2, 3, 4, 5, 6]", limits));
    expect![[r#"
        error[SW0117]: the file holds more than 1 brackets and commas
         --> a.yaml:1:3
        1 | [a, 2, 3, 4, 5, 6]

        1 error; `specwright explain SW0117` says more"#]]
    .assert_eq(&with("a.yaml", "[a, 2, 3, 4, 5, 6]", limits));
    expect![[r#"
        error[SW0117]: the file holds more than 4 values
         --> a.yaml:5:4
        5 | e: 5

        1 error; `specwright explain SW0117` says more"#]]
    .assert_eq(&with("a.yaml", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n", limits));
}

#[test]
fn aliases() {
    let bomb: String = std::iter::once("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned())
        .chain((1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))))
        .collect();
    expect![[r#"
        error[SW0118]: the aliases of this file stand for more than 1000000 values
         --> a.yaml:6:45
        6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]

        1 error; `specwright explain SW0118` says more"#]]
    .assert_eq(&with("a.yaml", &bomb, Limits::default()));
    expect![[r#"
        error[SW0119]: the alias `*a` stands inside the value that it names
         --> a.yaml:1:8
        1 | a: &a [*a]

        1 error; `specwright explain SW0119` says more"#]]
    .assert_eq(&with("a.yaml", "a: &a [*a]\n", Limits::default()));
    expect![[r#"
        error[SW0119]: the alias `*a` stands inside the value that it names
         --> a.yaml:2:10
        2 |   b: {c: *a}

        1 error; `specwright explain SW0119` says more"#]]
    .assert_eq(&with("a.yaml", "a: &a\n  b: {c: *a}\n", Limits::default()));
}

/// Each mapping merges all keys of the one before: without a limit that is the square of the file.
#[test]
fn merges_are_counted() {
    let text: String = std::iter::once("m0: &m0 {k0: 0}\n".to_owned())
        .chain((1..5_000).map(|n| format!("m{n}: &m{n} {{<<: *m{}, k{n}: 0}}\n", n - 1)))
        .collect();
    assert!(load("a.yaml", &text, Limits::default()).contains("SW0118"));
}
