//! From TOML with places to [`Config`].

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Chosen, Config, Names, Runtime, Skip, Table, codes, lint, pagination, webhooks};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location, Place, Span, nearest};

/// Reads a configuration. What cannot be read is reported and left out.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Config {
    let mut reader = Reader { file, diagnostics };
    match DeTable::parse(text) {
        Ok(table) => reader.config(table.get_ref()),
        Err(error) => {
            reader.tell(&codes::NOT_TOML, error.message().to_owned(), error.span().unwrap_or(0..0), "");
            Config::default()
        }
    }
}

pub(super) struct Reader<'d> {
    file: FileId,
    diagnostics: &'d mut Diagnostics,
}

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn config(&mut self, root: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        self.known(root, "", &["crate", "lint", "names", "overlays", "pagination", "references", "skip", "webhooks"]);
        if let Some(table) = self.table(root, "", "crate") {
            self.known(table, "/crate", &["name", "version", "tag_features", "runtime"]);
            config.crate_name = self.string(table, "/crate", "name");
            config.crate_version = self.string(table, "/crate", "version");
            config.tag_features = self.boolean(table, "/crate", "tag_features");
            config.runtime = self.runtime(table);
        }
        if let Some(table) = self.table(root, "", "names") {
            config.names = self.names(table);
        }
        config.skips = self.skips(root);
        config.overlays = self.strings(root, "overlays");
        config.references = self.references(root);
        config.pagination = pagination::read(self, root);
        config.webhooks = webhooks::read(self, root);
        config.lint = lint::read(self, root);
        config
    }

    fn runtime(&mut self, table: &DeTable<'_>) -> Option<Runtime> {
        let place = self.string(table, "/crate", "runtime")?;
        match place.as_str() {
            "module" => Some(Runtime::Module),
            "crate" => Some(Runtime::Crate),
            other => {
                let span = table.get("runtime")?.span();
                let message = format!("`runtime` cannot be `{}`", other.escape_debug());
                let help = "write `module`, for a part of the client, or `crate`, for a crate beside it";
                self.bad_value(self.location("/crate", "runtime", span), message, help.to_owned());
                None
            }
        }
    }

    fn references(&mut self, root: &DeTable<'_>) -> BTreeMap<String, String> {
        let mut references = BTreeMap::new();
        for (key, value) in self.table(root, "", "references").into_iter().flatten() {
            match value.get_ref() {
                DeValue::String(folder) => {
                    references.insert(key.get_ref().to_string(), folder.to_string());
                }
                _ => self.wrong_type("/references", key.get_ref(), value, "the path of a folder"),
            }
        }
        references
    }

    pub(super) fn strings(&mut self, root: &DeTable<'_>, key: &str) -> Vec<String> {
        let Some(value) = root.get(key) else { return Vec::new() };
        let items = value.get_ref().as_array();
        let strings: Option<Vec<String>> =
            items.and_then(|items| items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
        match strings {
            Some(strings) => strings,
            None => {
                self.wrong_type("", key, value, "a list of strings");
                Vec::new()
            }
        }
    }

    fn names(&mut self, table: &DeTable<'_>) -> Names {
        self.known(table, "/names", &["operations", "schemas", "properties", "tags", "schemes"]);
        Names {
            operations: self.choices(table, "operations"),
            schemas: self.choices(table, "schemas"),
            properties: self.choices(table, "properties"),
            tags: self.choices(table, "tags"),
            schemes: self.choices(table, "schemes"),
        }
    }

    fn choices(&mut self, names: &DeTable<'_>, kind: &str) -> Table {
        let pointer = format!("/names/{kind}");
        let mut table = Table::new();
        for (key, value) in self.table(names, "/names", kind).into_iter().flatten() {
            let key = key.get_ref();
            let location = self.location(&pointer, key, value.span());
            match value.get_ref() {
                DeValue::String(name) => {
                    table.insert(key.to_string(), Chosen { name: name.to_string(), location });
                }
                _ => self.wrong_type(&pointer, key, value, "a string"),
            }
        }
        table
    }

    fn skips(&mut self, root: &DeTable<'_>) -> Vec<Skip> {
        let Some(value) = root.get("skip") else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type("", "skip", value, "a list of tables: `[[skip]]`");
            return Vec::new();
        };
        let mut skips = Vec::new();
        for (index, entry) in list.iter().enumerate() {
            let pointer = format!("/skip/{index}");
            let Some(table) = entry.get_ref().as_table() else {
                self.wrong_type("/skip", &index.to_string(), entry, "a table");
                continue;
            };
            self.known(table, &pointer, &["operation", "reason"]);
            let operation = self.needed(table, &pointer, entry, "operation");
            let reason = self.needed(table, &pointer, entry, "reason");
            if let (Some(operation), Some(reason)) = (operation, reason) {
                let place = table.get("operation").map_or(entry.span(), Spanned::span);
                skips.push(Skip { operation, reason, location: self.location(&pointer, "operation", place) });
            }
        }
        skips
    }

    pub(super) fn needed(
        &mut self,
        table: &DeTable<'_>,
        pointer: &str,
        entry: &Value<'_>,
        key: &str,
    ) -> Option<String> {
        if !table.contains_key(key) {
            let message = format!("this entry has no `{key}`");
            self.tell(&codes::MISSING_KEY, message, entry.span(), pointer);
        }
        self.string(table, pointer, key)
    }

    /// Reports the keys that are not among these.
    pub(super) fn known(&mut self, table: &DeTable<'_>, pointer: &str, keys: &[&str]) {
        for (key, _) in table.iter().filter(|(key, _)| !keys.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let help = match nearest(name, keys.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known here: {}", keys.join(", ")),
            };
            let found = Diagnostic::new(&codes::UNKNOWN_KEY, format!("`{name}` is not a key of the configuration"));
            self.diagnostics.push(found.at(self.location(pointer, name, key.span())).help(help));
        }
    }

    pub(super) fn table<'t, 'i>(
        &mut self,
        parent: &'t DeTable<'i>,
        pointer: &str,
        key: &str,
    ) -> Option<&'t DeTable<'i>> {
        let value = parent.get(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(pointer, key, value, "a table");
        }
        table
    }

    pub(super) fn string(&mut self, table: &DeTable<'_>, pointer: &str, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(pointer, key, value, "a string");
        }
        text.map(str::to_owned)
    }

    fn boolean(&mut self, table: &DeTable<'_>, pointer: &str, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_type(pointer, key, value, "true or false");
        }
        boolean
    }

    pub(super) fn whole(&mut self, table: &DeTable<'_>, pointer: &str, key: &str) -> Option<u64> {
        let value = table.get(key)?;
        let number =
            value.get_ref().as_integer().and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong_type(pointer, key, value, "a whole number from 0 on");
        }
        number
    }

    pub(super) fn wrong_type(&mut self, pointer: &str, key: &str, value: &Value<'_>, wanted: &str) {
        let message = format!("`{key}` must be {wanted}, and this is {}", words(value.get_ref()));
        let found = Diagnostic::new(&codes::WRONG_TYPE, message);
        self.diagnostics.push(found.at(self.location(pointer, key, value.span())));
    }

    /// A value of the right type that cannot be.
    pub(super) fn bad_value(&mut self, location: Location, message: String, help: String) {
        self.diagnostics.push(Diagnostic::new(&codes::BAD_VALUE, message).at(location).help(help));
    }

    /// A table that needs this key.
    pub(super) fn lacks(&mut self, key: &str, location: Location) {
        let message = format!("this entry has no `{key}`");
        self.diagnostics.push(Diagnostic::new(&codes::MISSING_KEY, message).at(location));
    }

    pub(super) fn tell(&mut self, code: &'static Code, message: String, span: Range<usize>, pointer: &str) {
        let place = self.place(span);
        let location = Location { place, pointer: pointer.to_owned() };
        self.diagnostics.push(Diagnostic::new(code, message).at(location));
    }

    pub(super) fn location(&self, pointer: &str, key: &str, span: Range<usize>) -> Location {
        let key = key.replace('~', "~0").replace('/', "~1");
        Location { place: self.place(span), pointer: format!("{pointer}/{key}") }
    }

    fn place(&self, span: Range<usize>) -> Place {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file: self.file, span: Span { start: offset(span.start), end: offset(span.end) } }
    }
}

fn words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::config::{Provider, Signature, SignatureForm, Signed};

    fn read(text: &str) -> (Config, Vec<String>) {
        let mut diagnostics = Diagnostics::new();
        let config = parse(FileId(7), text, &mut diagnostics);
        let told = diagnostics.iter().map(|found| {
            let location = found.location.as_ref().unwrap();
            let span = location.place.span;
            let marked = &text.get(span.start as usize..span.end as usize).unwrap();
            format!("{} {} {marked}: {}", found.code.id, location.pointer, found.message)
        });
        (config, told.collect())
    }

    #[test]
    fn everything_that_can_be_said_is_read() {
        let text = r#"
            [crate]
            name = "talkover-client"
            version = "0.1.0"
            tag_features = true
            runtime = "crate"
            [names]
            operations = { "GET /pets" = "pets" }
            [names.schemas]
            ErrorEnvelope = "Failure"
            [[skip]]
            operation = "PUT /avatar"
            reason = "by hand"
        "#;
        let (config, told) = read(text);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(config.crate_name.as_deref(), Some("talkover-client"));
        assert_eq!(config.crate_version.as_deref(), Some("0.1.0"));
        assert_eq!(config.tag_features, Some(true));
        assert_eq!(config.runtime, Some(Runtime::Crate));
        assert_eq!(config.names.operations.get("GET /pets").unwrap().name, "pets");
        assert_eq!(config.names.schemas.get("ErrorEnvelope").unwrap().name, "Failure");
        let skip = config.skips.first().unwrap();
        assert_eq!((skip.operation.as_str(), skip.reason.as_str()), ("PUT /avatar", "by hand"));
        assert_eq!(skip.location.pointer, "/skip/0/operation");
    }

    #[test]
    fn signatures_have_a_name_or_a_form() {
        let signature = |text: &str| {
            let (config, told) = read(&format!("[webhooks]\nsignature = {text}"));
            assert_eq!(told, Vec::<String>::new());
            config.webhooks.unwrap().signature
        };
        assert_eq!(signature("'github'"), Signature::Known(Provider::GitHub));
        let text = |text: &str| Signed::Text(text.to_owned());
        let form = SignatureForm {
            header: "X-Sign".to_owned(),
            prefix: String::new(),
            separator: String::new(),
            base64: false,
            base64_secret: false,
            before: Vec::new(),
        };
        assert_eq!(signature("{ header = 'X-Sign' }"), Signature::Own(form.clone()));
        let before = vec![
            text("v0:"),
            Signed::Header("webhook-id".to_owned()),
            text("."),
            Signed::TimeInPart("t=".to_owned()),
            text(":"),
        ];
        let all = "{ header = 'X-Sign', prefix = 'v1=', separator = ',', encoding = 'base64', secret = 'base64', \
                    timestamp_prefix = 't=', signed = 'v0:{webhook-id}.{timestamp}:{body}' }";
        let (prefix, separator) = ("v1=".to_owned(), ",".to_owned());
        let form = SignatureForm { prefix, separator, base64: true, base64_secret: true, before, ..form };
        assert_eq!(signature(all), Signature::Own(form));
    }

    #[test]
    fn what_cannot_be_read_is_reported_with_its_place() {
        let check = |text: &str, expect: &[&str]| assert_eq!(read(text).1, expect, "{text}");
        check("", &[]);
        check("[crate]\nnmae = 'x'", &["SW0021 /crate/nmae nmae: `nmae` is not a key of the configuration"]);
        check("crate = 'x'", &["SW0022 /crate 'x': `crate` must be a table, and this is a string"]);
        check(
            "[crate]\nversion = 1",
            &["SW0022 /crate/version 1: `version` must be a string, and this is a whole number"],
        );
        check("[crate]\nruntime = 'beside'", &["SW0024 /crate/runtime 'beside': `runtime` cannot be `beside`"]);
        check(
            "[crate]\ntag_features = 'yes'",
            &["SW0022 /crate/tag_features 'yes': `tag_features` must be true or false, and this is a string"],
        );
        check(
            "[names]\ntags = { a = 1 }",
            &["SW0022 /names/tags/a 1: `a` must be a string, and this is a whole number"],
        );
        check("skip = [1]", &["SW0022 /skip/0 1: `0` must be a table, and this is a whole number"]);
        check("[[skip]]\noperation = 'a'", &["SW0023 /skip/0 [[skip]]: this entry has no `reason`"]);
        let signature = |form: &str| format!("[webhooks]\nsignature = {form}");
        let why = |form: &str, expect: &[&str]| check(&signature(form), expect);
        why(
            "1",
            &["SW0022 /webhooks/signature 1: `signature` must be a string or a table, and this is a whole number"],
        );
        why("'strip'", &["SW0024 /webhooks/signature 'strip': `strip` is no known way of signing"]);
        why("{}", &["SW0023 /webhooks/signature {}: this entry has no `header`"]);
        why(
            "{header='a',hash='b'}",
            &["SW0021 /webhooks/signature/hash hash: `hash` is not a key of the configuration"],
        );
        why(
            "{header='a',encoding='hax'}",
            &["SW0024 /webhooks/signature/encoding 'hax': `encoding` is neither \"hex\" nor \"base64\""],
        );
        for (signed, expect) in [
            ("signed='{body}.{x}'", "/signed '{body}.{x}': what is signed does not end with the body"),
            ("signed='{body}{body}'", "/signed '{body}{body}': what is signed does not end with the body"),
            ("signed='{x{body}'", "/signed '{x{body}': a `{` in what is signed is not closed"),
            ("signed='{timestamp}{body}'", "/signed '{timestamp}{body}': nothing says where the time is"),
        ] {
            why(&format!("{{header='a',{signed}}}"), &[&format!("SW0024 /webhooks/signature{expect}")]);
        }
        let untimed = "{header='a',timestamp_header='t'}";
        let unsigned = "the time is not signed, so that anyone could change it";
        why(untimed, &[&format!("SW0024 /webhooks/signature {untimed}: {unsigned}")]);
        let unnamed = "{header='a',signed='{}.{body}'}";
        why(unnamed, &[&format!("SW0024 /webhooks/signature {unnamed}: `` is no name of a header")]);
        assert!(read("[crate").1.first().unwrap().starts_with("SW0020"));
    }
}
