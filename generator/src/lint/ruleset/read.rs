//! From a file to rules. What is wrong, or not supported, is told where it stands, and left out.

use super::function::Function;
use super::regular::Pattern;
use super::style::STYLES;
use super::{Field, Then, UserRule, names};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Severity, intern, nearest};
use crate::jsonpath::{self, Query};
use crate::lint::codes::{RULESET_UNREADABLE, RULESET_UNSUPPORTED};
use crate::openapi::{Schema, Version};
use crate::source::{Entry, Kind, Node};

/// What rulesets say together.
#[derive(Debug, Default)]
pub struct Rulesets<'t> {
    /// Their rules, each by the last that has one of its name.
    pub rules: Vec<UserRule<'t>>,
    /// How severe what is found here by itself is to them, by codes; `None` for not at all.
    pub levels: Vec<(&'static str, Option<Severity>)>,
}

/// Reads rulesets, each after those that it extends.
pub fn read<'t>(roots: impl IntoIterator<Item = Node<'t>>, diagnostics: &mut Diagnostics) -> Rulesets<'t> {
    let mut all = Rulesets::default();
    for root in roots {
        Reader { root, diagnostics, all: &mut all }.whole();
    }
    all.rules.retain(|rule| rule.is_on);
    all
}

/// The files that a ruleset extends, as they are written.
pub fn extended(root: Node<'_>) -> impl Iterator<Item = &str> {
    extensions(root).filter_map(|(name, _)| name.as_str()).filter(|name| is_file(name))
}

/// What it extends, with which rules of it are meant.
fn extensions<'t>(root: Node<'t>) -> impl Iterator<Item = (Node<'t>, Option<&'t str>)> {
    let extends = root.get("extends");
    let one = extends.filter(|extends| !extends.is_sequence());
    let all = one.into_iter().chain(extends.into_iter().flat_map(Node::items));
    // `[name, all | recommended | off]`
    all.map(|one| (one.items().next().unwrap_or(one), one.items().nth(1).and_then(Node::as_str)))
}

fn is_file(name: &str) -> bool {
    !name.contains(':') && [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
}

struct Reader<'t, 'a> {
    root: Node<'t>,
    diagnostics: &'a mut Diagnostics,
    all: &'a mut Rulesets<'t>,
}

/// What a ruleset may have beside its rules, and is not supported.
const UNSUPPORTED: [(&str, &str); 5] = [
    ("functions", "functions in JavaScript are not run"),
    ("functionsDir", "functions in JavaScript are not run"),
    ("except", "say what does not count in `[lint]` of specwright.toml"),
    ("overrides", "say what counts where in `[[lint.override]]` of specwright.toml"),
    ("parserOptions", "severities of what cannot be read are not chosen here"),
];

impl<'t> Reader<'t, '_> {
    fn whole(&mut self) {
        self.head();
        let Some(rules) = self.root.get("rules") else {
            if self.root.get("extends").is_none() {
                self.wrong(self.root.location(), "this ruleset has no `rules`", "write rules, each by its name");
            }
            return;
        };
        if !rules.is_mapping() {
            self.wrong(rules.location(), "`rules` must be an object", "write rules, each by its name");
        }
        for entry in rules.entries() {
            if !entry.value.is_mapping() {
                self.chosen(entry);
            } else if let Some(rule) = self.rule(entry) {
                self.all.rules.retain(|known| known.code.name != rule.code.name);
                self.all.rules.push(rule);
            }
        }
    }

    fn wrong(&mut self, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(&RULESET_UNREADABLE, message).at(location).help(help));
    }

    fn unsupported(&mut self, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(&RULESET_UNSUPPORTED, message).at(location).help(help));
    }

    fn head(&mut self) {
        for (field, help) in UNSUPPORTED {
            if let Some(entry) = self.root.entry(field) {
                self.unsupported(at_key(entry), format!("`{field}` is not supported"), help);
            }
        }
        for (name, which) in extensions(self.root) {
            let word = name.as_str().unwrap_or_default();
            if is_file(word) {
                if let Some(which) = which.filter(|which| *which != "recommended") {
                    let message = format!("all rules of `{word}` that are on count, not `{which}`");
                    self.unsupported(name.location(), message, "choose the severity of each rule");
                }
                continue;
            }
            let message = format!("`extends: {word}` is not followed");
            let help = if word.starts_with("spectral:") {
                "what `specwright validate` finds by itself takes its place"
            } else {
                "write the rules into a file of this folder, and extend that"
            };
            let told = Diagnostic::new(&RULESET_UNSUPPORTED, message).at(name.location()).help(help);
            let is_own = word == "spectral:oas";
            self.diagnostics.push(if is_own { told.severity(Severity::Info) } else { told });
        }
    }

    /// The severity of a rule that another ruleset has, or of what is found here by itself.
    fn chosen(&mut self, entry: Entry<'t>) {
        let Some(chosen) = self.level(entry.value) else { return };
        if let Some(rule) = self.all.rules.iter_mut().find(|rule| rule.code.name == entry.key) {
            rule.is_on = chosen != Chosen::Off;
            if let Chosen::At(severity) = chosen {
                rule.severity = severity;
            }
            return;
        }
        let codes = names::codes(entry.key);
        if codes.is_empty() {
            let message = format!("there is no rule `{}` here", entry.key);
            self.unsupported(at_key(entry), message, "severities of our own rules are chosen in `[lint.rules]`");
        }
        for code in codes {
            match chosen {
                Chosen::At(severity) => self.all.levels.push((code, Some(severity))),
                Chosen::Off => self.all.levels.push((code, None)),
                Chosen::AsItIs => {}
            }
        }
    }

    fn level(&mut self, node: Node<'t>) -> Option<Chosen> {
        let word = match node.kind() {
            Kind::Bool(true) => "on",
            Kind::Bool(false) => "off",
            Kind::String(word) | Kind::Number(word) => word,
            _ => "",
        };
        match word {
            "error" | "0" => Some(Chosen::At(Severity::Error)),
            "warn" | "1" => Some(Chosen::At(Severity::Warning)),
            "info" | "hint" | "2" | "3" => Some(Chosen::At(Severity::Info)),
            "off" | "-1" => Some(Chosen::Off),
            "on" | "recommended" | "all" => Some(Chosen::AsItIs),
            _ => {
                self.wrong(node.location(), "this is no severity", "write `error`, `warn`, `info`, `hint` or `off`");
                None
            }
        }
    }

    fn rule(&mut self, entry: Entry<'t>) -> Option<UserRule<'t>> {
        let node = entry.value;
        let chosen = node.get("severity").map_or(Some(Chosen::AsItIs), |severity| self.level(severity))?;
        let is_off = |field: &str| node.get(field).and_then(Node::as_bool) == Some(false);
        let is_on = chosen != Chosen::Off && !is_off("enabled") && !is_off("recommended");
        let severity = if let Chosen::At(severity) = chosen { severity } else { Severity::Warning };
        let text = |field: &str| node.get(field).and_then(Node::as_str);
        let given = self.given(entry)?;
        let then = self.all_of_then(entry)?;
        let versions = self.versions(node)?;
        let description = text("description");
        let what = description.or(text("message")).unwrap_or(entry.key);
        let is_resolved = node.get("resolved").and_then(Node::as_bool).unwrap_or(true);
        let code = intern(&format!("custom/{}", entry.key), entry.key, severity, what);
        Some(UserRule {
            code,
            severity,
            is_on,
            message: text("message"),
            description,
            given,
            then,
            is_resolved,
            versions,
        })
    }

    /// `None` where the rule is about no version of OpenAPI.
    fn versions(&mut self, rule: Node<'t>) -> Option<Vec<Version>> {
        let Some(formats) = rule.get("formats") else { return Some(Vec::new()) };
        let versions: Vec<Version> = formats
            .items()
            .filter_map(Node::as_str)
            .flat_map(|format| match format {
                "oas2" => vec![Version::V2_0],
                "oas3" => vec![Version::V3_0, Version::V3_1, Version::V3_2],
                "oas3.0" | "oas3_0" => vec![Version::V3_0],
                "oas3.1" | "oas3_1" => vec![Version::V3_1],
                "oas3.2" | "oas3_2" => vec![Version::V3_2],
                _ => Vec::new(),
            })
            .collect();
        (!versions.is_empty()).then_some(versions)
    }

    fn given(&mut self, rule: Entry<'t>) -> Option<Vec<(Query, Node<'t>)>> {
        let Some(given) = rule.value.get("given") else {
            self.wrong(at_key(rule), "this rule does not say where it counts", "write `given`, as in `$.paths[*]`");
            return None;
        };
        let all: Vec<Node<'t>> = if given.is_sequence() { given.items().collect() } else { vec![given] };
        let mut queries = Vec::new();
        for node in all {
            for text in self.without_alias(node)? {
                match jsonpath::parse_of_spectral(&text) {
                    Ok(query) => queries.push((query, node)),
                    Err(fault) => {
                        let message = format!(
                            "`{text}` is not read: {}, at `{}`",
                            fault.why,
                            text.get(fault.at..).unwrap_or_default()
                        );
                        self.unsupported(node.location(), message, "write a JSONPath expression as in RFC 9535");
                        return None;
                    }
                }
            }
        }
        Some(queries)
    }

    /// `#Name` at the beginning stands for the expressions of an alias.
    fn without_alias(&mut self, node: Node<'t>) -> Option<Vec<String>> {
        const DEEP: usize = 16;
        let Some(text) = node.as_str() else {
            self.wrong(node.location(), "this is no expression", "write `given`, as in `$.paths[*]`");
            return None;
        };
        let mut texts = vec![text.to_owned()];
        for _ in 0..DEEP {
            if texts.iter().all(|text| !text.starts_with('#')) {
                return Some(texts);
            }
            match replaced(&texts, self.root.get("aliases")) {
                Ok(next) => texts = next,
                Err(Unnamed::Missing(name)) => {
                    self.wrong(node.location(), format!("there is no alias `{name}`"), "write it under `aliases`");
                    return None;
                }
                Err(Unnamed::TooMuch) => break,
            }
        }
        let message = "aliases lead to each other without end, or to too many expressions";
        self.wrong(node.location(), message, "write an expression that begins with `$`");
        None
    }

    fn all_of_then(&mut self, rule: Entry<'t>) -> Option<Vec<Then<'t>>> {
        let Some(then) = rule.value.get("then") else {
            self.wrong(at_key(rule), "this rule does not say what must hold", "write `then`, with a `function`");
            return None;
        };
        let all: Vec<Node<'t>> = if then.is_sequence() { then.items().collect() } else { vec![then] };
        all.into_iter().map(|node| Some(Then { field: self.field(node)?, function: self.function(node)? })).collect()
    }

    fn field(&mut self, then: Node<'t>) -> Option<Field<'t>> {
        let Some(node) = then.get("field") else { return Some(Field::Whole) };
        match node.as_str() {
            Some("@key") => Some(Field::Names),
            Some(text) if text == "$" || text.starts_with("$.") || text.starts_with("$[") => {
                match jsonpath::parse_of_spectral(text) {
                    Ok(query) => Some(Field::Query(query)),
                    Err(fault) => {
                        let message = format!("`{text}` is not read: {}", fault.why);
                        self.unsupported(node.location(), message, "write a JSONPath expression as in RFC 9535");
                        None
                    }
                }
            }
            Some(text) => Some(Field::Path(text.split('.').collect())),
            None => {
                self.wrong(node.location(), "this is no name of a field", "write the name of a field, or `@key`");
                None
            }
        }
    }

    fn function(&mut self, then: Node<'t>) -> Option<Function<'t>> {
        let Some((node, name)) = then.get("function").and_then(|node| Some((node, node.as_str()?))) else {
            self.wrong(then.location(), "this does not name a `function`", "write one, as in `function: truthy`");
            return None;
        };
        let options = Options { node: then.get("functionOptions"), at: node };
        match name {
            "truthy" => Some(Function::Truthy),
            "falsy" => Some(Function::Falsy),
            "defined" => Some(Function::Defined),
            "undefined" => Some(Function::Undefined),
            "pattern" => self.pattern(options),
            "enumeration" => {
                let values = self.needed(options, "values")?;
                Some(Function::Enumeration(values.items().collect()))
            }
            "length" => Some(Function::Length { min: options.number("min"), max: options.number("max") }),
            "casing" => self.casing(options),
            "alphabetical" => Some(Function::Alphabetical { by: options.text("keyedBy") }),
            "xor" => {
                Some(Function::Xor(self.needed(options, "properties")?.items().filter_map(Node::as_str).collect()))
            }
            "or" => Some(Function::Or(self.needed(options, "properties")?.items().filter_map(Node::as_str).collect())),
            "schema" => Some(Function::Schema(Schema::of_json_schema(self.needed(options, "schema")?))),
            other => {
                let help = match nearest(other, NAMES) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("the functions are {}", NAMES.join(", ")),
                };
                self.unsupported(node.location(), format!("the function `{other}` is not supported"), help);
                None
            }
        }
    }

    fn needed(&mut self, options: Options<'t>, name: &str) -> Option<Node<'t>> {
        let value = options.get(name);
        if value.is_none() {
            let message = format!("this function needs the option `{name}`");
            self.wrong(options.at.location(), message, format!("write `functionOptions`, with `{name}`"));
        }
        value
    }

    fn pattern(&mut self, options: Options<'t>) -> Option<Function<'t>> {
        let mut read = |name: &str| match options.get(name) {
            None => Some(None),
            Some(node) => match Pattern::read(node.as_str().unwrap_or_default()) {
                Some(pattern) => Some(Some(pattern)),
                None => {
                    let message = "an engine of linear time cannot read this pattern";
                    self.unsupported(node.location(), message, "write it without look-around and references back");
                    None
                }
            },
        };
        let (wanted, unwanted) = (read("match")?, read("notMatch")?);
        if wanted.is_none() && unwanted.is_none() {
            let _: Option<Node<'t>> = self.needed(options, "match");
            return None;
        }
        Some(Function::Pattern { wanted, unwanted })
    }

    fn casing(&mut self, options: Options<'t>) -> Option<Function<'t>> {
        let node = self.needed(options, "type")?;
        let known = STYLES.iter().find(|(name, _)| Some(*name) == node.as_str());
        let Some((name, style)) = known else {
            let names: Vec<&str> = STYLES.iter().map(|(name, _)| *name).collect();
            self.wrong(node.location(), "this is no case", format!("write one of {}", names.join(", ")));
            return None;
        };
        let separator = options.get("separator");
        Some(Function::Casing {
            style: *style,
            name,
            digits: options.get("disallowDigits").and_then(Node::as_bool) != Some(true),
            separator: separator.and_then(|separator| separator.get("char")).and_then(Node::as_str),
            leading: separator.and_then(|separator| separator.get("allowLeading")).and_then(Node::as_bool)
                == Some(true),
        })
    }
}

/// What is said of how severe a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    At(Severity),
    Off,
    AsItIs,
}

/// The functions that are supported.
const NAMES: [&str; 12] = [
    "truthy",
    "falsy",
    "defined",
    "undefined",
    "pattern",
    "enumeration",
    "length",
    "casing",
    "alphabetical",
    "xor",
    "or",
    "schema",
];

/// The options of a function, and where it is named.
#[derive(Clone, Copy)]
struct Options<'t> {
    node: Option<Node<'t>>,
    at: Node<'t>,
}

impl<'t> Options<'t> {
    fn get(self, name: &str) -> Option<Node<'t>> {
        self.node?.get(name)
    }

    fn text(self, name: &str) -> Option<&'t str> {
        self.get(name)?.as_str()
    }

    fn number(self, name: &str) -> Option<f64> {
        self.get(name)?.as_number()?.parse().ok()
    }
}

/// Why an alias has no expressions.
enum Unnamed {
    Missing(String),
    TooMuch,
}

/// The expressions, each alias at a beginning replaced once. What grows is bounded while it grows: a list of a hundred
/// thousand expressions may stand behind each of a thousand.
fn replaced(texts: &[String], aliases: Option<Node<'_>>) -> Result<Vec<String>, Unnamed> {
    const MANY: usize = 1_000;
    const BYTES: usize = 1 << 20;
    let (mut replaced, mut bytes) = (Vec::new(), 0);
    for text in texts {
        let named = text.strip_prefix('#');
        let (name, rest) = named.map_or(("", text.as_str()), |named| {
            let end = named.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(named.len());
            named.split_at(end)
        });
        let own = match named.map(|_| aliases.and_then(|aliases| aliases.get(name))) {
            None => vec![""],
            Some(Some(alias)) => expressions(alias),
            Some(None) => return Err(Unnamed::Missing(name.to_owned())),
        };
        for own in own {
            bytes += own.len() + rest.len();
            if replaced.len() == MANY || bytes > BYTES {
                return Err(Unnamed::TooMuch);
            }
            replaced.push(format!("{own}{rest}"));
        }
    }
    Ok(replaced)
}

/// The expressions of an alias: one, some, or some for each format, of which all are taken.
fn expressions(alias: Node<'_>) -> Vec<&str> {
    match alias.kind() {
        Kind::String(text) => vec![text],
        Kind::Sequence => alias.items().filter_map(Node::as_str).collect(),
        _ => {
            let targets = alias.get("targets").into_iter().flat_map(Node::items);
            let given = targets.filter_map(|target| target.get("given")).chain(alias.get("given"));
            given.flat_map(expressions).collect()
        }
    }
}

fn at_key(entry: Entry<'_>) -> Location {
    crate::lint::site::at_key(entry)
}
