//! What a user decides of findings: `[lint.rules]` for all of a kind, `[[lint.override]]` for those in some places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::read::Reader;
use crate::diagnostic::{Location, Severity};

/// The severities that are chosen, in the order in which they count: the last that fits a finding decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lint {
    /// Them.
    pub levels: Vec<Level>,
    /// Rulesets that documents are held against, too: paths from the folder of the configuration.
    pub rulesets: Vec<String>,
}

/// A chosen severity.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The code or the name of the kind of finding.
    pub rule: String,
    /// The severity; `None` for not at all.
    pub severity: Option<Severity>,
    /// Where; everywhere if nothing is said.
    pub within: Option<Within>,
    /// Where the user says so.
    pub location: Location,
}

/// Some places of a document, by a pattern: `*` stands for anything within one step, `**` for any steps. What is below a
/// place that fits is meant too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// JSON pointers: `/components/schemas/Legacy*`.
    Pointer(String),
    /// Paths of the API: `/internal/**`.
    Path(String),
}

const LEVELS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warn", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

pub(super) fn read(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Lint {
    let mut lint = Lint::default();
    let Some(table) = reader.table(root, "", "lint") else { return lint };
    reader.known(table, "/lint", &["rules", "override", "rulesets"]);
    lint.rulesets = reader.strings(table, "rulesets");
    for (rule, level) in reader.table(table, "/lint", "rules").into_iter().flatten() {
        let location = reader.location("/lint/rules", rule.get_ref(), rule.span());
        let word = level.get_ref().as_str();
        match word.and_then(|word| LEVELS.iter().find(|(known, _)| *known == word)) {
            Some((_, severity)) => {
                let rule = rule.get_ref().to_string();
                lint.levels.push(Level { rule, severity: *severity, within: None, location });
            }
            None => reader.wrong_type("/lint/rules", rule.get_ref(), level, "\"off\", \"info\", \"warn\" or \"error\""),
        }
    }
    let Some(value) = table.get("override") else { return lint };
    match value.get_ref().as_array() {
        None => reader.wrong_type("/lint", "override", value, "a list of tables: `[[lint.override]]`"),
        Some(list) => {
            for (index, entry) in list.iter().enumerate() {
                lint.levels.extend(one(reader, index, entry));
            }
        }
    }
    lint
}

fn one(reader: &mut Reader<'_>, index: usize, entry: &Spanned<DeValue<'_>>) -> Option<Level> {
    let pointer = format!("/lint/override/{index}");
    let Some(table) = entry.get_ref().as_table() else {
        reader.wrong_type("/lint/override", &index.to_string(), entry, "a table");
        return None;
    };
    reader.known(table, &pointer, &["rule", "severity", "path", "pointer", "reason"]);
    let rule = reader.needed(table, &pointer, entry, "rule");
    let word = reader.needed(table, &pointer, entry, "severity");
    let reason = reader.needed(table, &pointer, entry, "reason");
    let (path, at) = (reader.string(table, &pointer, "path"), reader.string(table, &pointer, "pointer"));
    let within = match (path, at) {
        (Some(path), None) => Within::Path(path),
        (None, Some(at)) => Within::Pointer(at),
        _ => {
            let message = "this entry says by neither or by both of `path` and `pointer` where it counts";
            reader.tell(&codes::MISSING_KEY, message.to_owned(), entry.span(), &pointer);
            return None;
        }
    };
    let level = word.as_deref().and_then(|word| LEVELS.iter().find(|(known, _)| *known == word));
    if let (Some(value), None, Some(_)) = (table.get("severity"), level, &word) {
        reader.wrong_type(&pointer, "severity", value, "\"off\", \"info\", \"warn\" or \"error\"");
    }
    let (rule, (_, severity), _) = (rule?, level?, reason?);
    let place = table.get("rule").map_or(entry.span(), Spanned::span);
    let location = reader.location(&pointer, "rule", place);
    Some(Level { rule, severity: *severity, within: Some(within), location })
}
