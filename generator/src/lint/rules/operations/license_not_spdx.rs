//! Licenses that no tool can look up.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1026",
    name: "license-not-spdx",
    severity: Severity::Warning,
    what: "The `identifier` of the license is no expression of SPDX.",
    why: "Whoever checks licenses reads it by that grammar, and knows no others.",
    example: "license: { name: Apache 2.0, identifier: Apache License 2.0 }",
    instead: "Write identifiers of the SPDX list, as in `Apache-2.0 OR MIT`, or `LicenseRef-` with a name of your own.",
    section: "OpenAPI 3.1.0 §4.8.4; SPDX 2.3 annex D",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let license = survey.document.node().get("info").and_then(|info| info.get("license"));
    let Some(node) = license.and_then(|license| license.get("identifier")) else { return };
    let Some(Err(error)) = node.as_str().map(spdx::Expression::parse) else { return };
    let (written, span) = (node.as_str().unwrap_or_default(), error.span);
    let part = written.get(span).filter(|part| !part.is_empty()).unwrap_or(written);
    let message = format!("`{written}` is no SPDX expression: `{part}`: {}", error.reason);
    let told = Diagnostic::new(&CODE, message).at(node.location());
    found.push(match spdx::imprecise_license_id(written) {
        Some((license, length)) if length == written.len() => told.help(format!("write `{}`", license.name)),
        _ => told.help("write identifiers of the SPDX list, as in `Apache-2.0 OR MIT`, or `LicenseRef-` and a name"),
    });
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check_whole;

    #[test]
    fn identifiers_are_expressions() {
        let check = |identifier: &str, expect: expect_test::Expect| {
            let license = format!("{{ name: L, identifier: '{identifier}' }}");
            check_whole(
                &RULE,
                &format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1', license: {license} }}\npaths: {{}}\n"),
                expect,
            );
        };
        check("Apache-2.0 OR (MIT AND BSD-3-Clause)", expect![[""]]);
        check("LicenseRef-Talkover", expect![[""]]);
        check("GPL-2.0-or-later WITH Classpath-exception-2.0", expect![[""]]);
        check(
            "Apache 2.0",
            expect![[r#"
            2:65 /info/license/identifier: `Apache 2.0` is no SPDX expression: `Apache`: unknown term
              help: write `Apache-2.0`
        "#]],
        );
        check(
            "MIT OR",
            expect![[r#"
            2:65 /info/license/identifier: `MIT OR` is no SPDX expression: `MIT OR`: expected one of `<license>`, `(` here
              help: write identifiers of the SPDX list, as in `Apache-2.0 OR MIT`, or `LicenseRef-` and a name
        "#]],
        );
        check(
            "Proprietary",
            expect![[r#"
            2:65 /info/license/identifier: `Proprietary` is no SPDX expression: `Proprietary`: unknown term
              help: write identifiers of the SPDX list, as in `Apache-2.0 OR MIT`, or `LicenseRef-` and a name
        "#]],
        );
    }
}
