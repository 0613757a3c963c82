//! What `spectral:oas` calls what is found here by itself, so that a ruleset may say how severe it is.

/// The names of Spectral's own rules, and the codes of what finds the same.
pub const OF_SPECTRAL: &[(&str, &[&str])] = &[
    ("array-items", &["SW1061"]),
    ("duplicated-entry-in-enum", &["SW1054"]),
    ("no-$ref-siblings", &["SW0306"]),
    ("oas3-examples-value-or-externalValue", &["SW0212"]),
    ("oas3-operation-security-defined", &["SW0414"]),
    ("oas3-server-trailing-slash", &["SW1029"]),
    ("oas3-server-variables", &["SW1018", "SW1019"]),
    ("oas3-unused-component", &["SW1040"]),
    ("oas3-valid-media-example", &["SW1052"]),
    ("oas3-valid-schema-example", &["SW1051", "SW1052"]),
    ("openapi-tags-uniqueness", &["SW1020"]),
    ("operation-operationId-unique", &["SW0405", "SW1034"]),
    ("operation-parameters", &["SW0411"]),
    ("operation-success-response", &["SW1012"]),
    ("operation-tag-defined", &["SW1028"]),
    ("path-declarations-must-exist", &["SW0406"]),
    ("path-keys-no-trailing-slash", &["SW1011"]),
    ("path-not-include-query", &["SW0436"]),
    ("path-params", &["SW0407", "SW0408"]),
    ("typed-enum", &["SW0424"]),
];

/// The codes of what finds the same as this rule of `spectral:oas`; none if nothing does.
pub(super) fn codes(name: &str) -> &'static [&'static str] {
    OF_SPECTRAL.iter().find(|(known, _)| *known == name).map_or(&[], |(_, codes)| codes)
}
