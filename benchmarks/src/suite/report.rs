//! What is told of each keyword: a page for the documentation, and each instance that was not treated as the suite says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use specwright::diagnostic::Diagnostics;
use specwright::source::{Kind, Limits, Node, Sources};

use super::Fate;
use super::cases::{Case, Instance};
use crate::json_text;

/// Counts of a keyword.
#[derive(Default)]
struct Row {
    schemas: usize,
    carried: usize,
    valid: usize,
    accepted: usize,
    in_part: usize,
    inferred: usize,
    invalid: usize,
    refused: usize,
}

/// The whole.
pub(crate) struct Report {
    rows: BTreeMap<String, Row>,
    troubles: Vec<String>,
}

impl Report {
    pub(crate) fn of(cases: &[Case<'_>], fates: &[Vec<Fate>]) -> Self {
        let mut report = Self { rows: BTreeMap::new(), troubles: Vec::new() };
        for (case, fates) in cases.iter().zip(fates) {
            let row = report.rows.entry(case.keyword.clone()).or_default();
            row.schemas += 1;
            row.carried += usize::from(case.carried);
            for (instance, fate) in case.instances.iter().zip(fates) {
                let verdict = verdict(case, instance, fate);
                match (instance.valid, verdict) {
                    (true, Verdict::Right) => row.accepted += 1,
                    (true, Verdict::InPart) => row.in_part += 1,
                    (true, Verdict::Inferred) => row.inferred += 1,
                    (false, Verdict::Right) => row.refused += 1,
                    _ => {}
                }
                row.valid += usize::from(instance.valid);
                row.invalid += usize::from(!instance.valid);
                if matches!(verdict, Verdict::Wrong | Verdict::InPart) {
                    let kind = if instance.valid { "valid" } else { "invalid" };
                    let data = json_text::json(instance.data);
                    report.troubles.push(format!(
                        "{kind} {}: {}: {}: {} of {}: {}",
                        case.keyword,
                        case.about,
                        instance.about,
                        data,
                        json_text::json(case.schema),
                        fate.words()
                    ));
                }
            }
        }
        report.troubles.sort();
        report
    }

    /// One line for each instance that was not treated as the suite says.
    pub(crate) fn troubles(&self) -> String {
        self.troubles.join("\n")
    }

    /// The page.
    pub(crate) fn page(&self) -> String {
        let mut page = PAGE.to_owned();
        page.push_str(
            "\n| keyword | schemas | carried | valid: sent as they were | sent in part | of another kind | invalid: refused |\n|---|--:|--:|--:|--:|--:|--:|\n",
        );
        let mut all = Row::default();
        for (keyword, row) in &self.rows {
            line(&mut page, &format!("`{keyword}`"), row);
            all.schemas += row.schemas;
            all.carried += row.carried;
            all.valid += row.valid;
            all.accepted += row.accepted;
            all.in_part += row.in_part;
            all.inferred += row.inferred;
            all.invalid += row.invalid;
            all.refused += row.refused;
        }
        line(&mut page, "all", &all);
        page
    }
}

const PAGE: &str = "# JSON Schema, keyword by keyword\n\n\
The JSON Schema Test Suite (draft 2020-12), taken through generated types. Each schema becomes the body of an operation;\n\
each instance is read with the generated type and given to the operation. A valid instance must be sent, equal to what it\n\
was. An invalid one must be refused, by the type or by the check before sending; where a keyword is not checked, the\n\
generator says so with a code at its place. *Sent in part*: without members that no schema describes, which are not\n\
kept, or as the one of several alternatives that fits best. *Of another kind*: a schema without `type` is taken for the\n\
type that its keywords are about, as authors mean it (`properties` is about an object), and the instance is of another\n\
type, which the letter of JSON Schema allows. Lists of constants are open, since servers grow: a constant that is not\n\
listed is sent as it is.\n\n\
Made by `cargo run --release -p specwright-bench -- suite FOLDER --write docs/json-schema.md`, where FOLDER is\n\
`tests/draft2020-12` of the suite. *Carried* leaves out schemas with an address of their own (`$id`, `$anchor`,\n\
`$dynamicRef`, `$vocabulary`), since those of hundreds of schemas would meet in one document (`generator/tests/golden/schema_addresses`\n\
shows what they mean in one), and references to other documents, since the suite's do not exist in a document.\n";

fn line(page: &mut String, name: &str, row: &Row) {
    let _ = writeln!(
        page,
        "| {name} | {} | {} | {} of {} | {} | {} | {} of {} |",
        row.schemas, row.carried, row.accepted, row.valid, row.in_part, row.inferred, row.refused, row.invalid
    );
}

/// How an instance was treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    /// Sent without members that no schema describes.
    InPart,
    /// A schema without `type` was taken for the type that its keywords are about, and the instance is of another.
    Inferred,
    Wrong,
}

fn verdict(case: &Case<'_>, instance: &Instance<'_>, fate: &Fate) -> Verdict {
    match fate {
        Fate::Sent(json) if instance.valid => {
            let mut sources = Sources::new(Limits::default());
            let file = sources.add_text("sent.json", json, &mut Diagnostics::new());
            match file.and_then(|file| sources.tree(file)).map(|sent| (sent.root(), instance.data)) {
                Some((sent, data)) if same(data, sent) => Verdict::Right,
                Some((sent, data)) if is_part(sent, data) => Verdict::InPart,
                _ => Verdict::Wrong,
            }
        }
        Fate::Sent(_) => Verdict::Wrong,
        Fate::Refused(_) | Fate::Unread(_) if !instance.valid => Verdict::Right,
        Fate::Unread(why) if case.schema.get("type").is_none() && why.contains("expected") => Verdict::Inferred,
        Fate::Refused(_) | Fate::Unread(_) => Verdict::Wrong,
    }
}

/// Is it the other one without some of its members?
fn is_part(part: Node<'_>, whole: Node<'_>) -> bool {
    match (part.kind(), whole.kind()) {
        (Kind::Mapping, Kind::Mapping) => {
            part.entries().all(|entry| whole.get(entry.key).is_some_and(|other| is_part(entry.value, other)))
        }
        _ => same(whole, part),
    }
}

/// Equal as JSON Schema has it: numbers by value, objects in any order.
fn same(one: Node<'_>, two: Node<'_>) -> bool {
    match (one.kind(), two.kind()) {
        (Kind::Number(one), Kind::Number(two)) => json_text::same_worth(one, two),
        (Kind::Sequence, Kind::Sequence) => {
            one.items().count() == two.items().count() && one.items().zip(two.items()).all(|(one, two)| same(one, two))
        }
        (Kind::Mapping, Kind::Mapping) => {
            one.entries().count() == two.entries().count()
                && one.entries().all(|entry| two.get(entry.key).is_some_and(|other| same(entry.value, other)))
        }
        (Kind::String(one), Kind::String(two)) => one == two,
        (Kind::Bool(one), Kind::Bool(two)) => one == two,
        (Kind::Null, Kind::Null) => true,
        _ => false,
    }
}
