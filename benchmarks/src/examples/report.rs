//! What is told of each document and of all.

use super::compare::Difference;
use super::exceptions::Exceptions;

/// What came of a document.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Examples for which there is a type.
    pub(crate) examples: usize,
    /// Of these, valid against their schemas.
    pub(crate) valid: usize,
    /// Examples whose schema the validator cannot use, with what it says.
    pub(crate) unknown: Vec<(String, String)>,
    /// Of the valid ones, read by their types.
    pub(crate) decoded: usize,
    /// Of these, written again as they were.
    pub(crate) equal: usize,
    /// The others.
    pub(crate) trouble: Vec<Trouble>,
}

/// An example that did not come back as it was.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// Its pointer.
    pub(crate) place: String,
    /// The gravest difference; none if it was not read.
    pub(crate) kind: Option<Difference>,
    /// The difference in words.
    pub(crate) what: String,
}

impl Row {
    fn count(&self, kind: Difference) -> usize {
        self.trouble.iter().filter(|trouble| trouble.kind == Some(kind)).count()
    }
}

/// The table.
pub(crate) struct Report {
    documents: usize,
    failed: usize,
    examples: usize,
    valid: usize,
    unknown: usize,
    decoded: usize,
    equal: usize,
    kinds: [usize; Difference::COLUMNS.len()],
    explained: usize,
    unexplained: usize,
}

impl Report {
    /// Prints the head.
    pub(crate) fn start() -> Self {
        let kinds: Vec<&str> = Difference::COLUMNS.iter().map(|(_, head)| *head).collect();
        println!("| document | examples | valid | decoded | equal | {} | exceptions |", kinds.join(" | "));
        println!("|---|{}", "--:|".repeat(5 + kinds.len()));
        Self {
            documents: 0,
            failed: 0,
            examples: 0,
            valid: 0,
            unknown: 0,
            decoded: 0,
            equal: 0,
            kinds: [0; Difference::COLUMNS.len()],
            explained: 0,
            unexplained: 0,
        }
    }

    /// Prints a document, and what went wrong with it.
    pub(crate) fn add(&mut self, name: &str, row: Result<Row, String>, exceptions: &mut Exceptions) {
        self.documents += 1;
        let row = match row {
            Ok(row) => row,
            Err(why) => {
                self.failed += 1;
                println!("| {name} | not measured |");
                eprintln!("{name}: {why}");
                return;
            }
        };
        let kinds = Difference::COLUMNS.map(|(kind, _)| row.count(kind));
        let is_told = |kind: Option<Difference>| Difference::COLUMNS.iter().any(|(known, _)| kind == Some(*known));
        let mut open = 0;
        for trouble in row.trouble.iter() {
            if is_told(trouble.kind) {
                if std::env::var_os("SPECWRIGHT_EXAMPLES_ALL").is_some() {
                    eprintln!("{name}#{}: {}", trouble.place, trouble.what);
                }
                continue;
            }
            open += 1;
            match exceptions.reason(name, &trouble.place) {
                Some(reason) => {
                    self.explained += 1;
                    eprintln!("{name}#{}: explained: {reason}", trouble.place);
                }
                None => {
                    self.unexplained += 1;
                    eprintln!("{name}#{}: {}", trouble.place, trouble.what);
                }
            }
        }
        for (place, why) in &row.unknown {
            eprintln!("{name}#{place}: not validated: {why}");
        }
        let told = kinds.map(|count| count.to_string()).join(" | ");
        println!("| {name} | {} | {} | {} | {} | {told} | {open} |", row.examples, row.valid, row.decoded, row.equal);
        self.examples += row.examples;
        self.valid += row.valid;
        self.unknown += row.unknown.len();
        self.decoded += row.decoded;
        self.equal += row.equal;
        self.kinds.iter_mut().zip(kinds).for_each(|(total, count)| *total += count);
    }

    /// Prints the totals; true if nothing is unexplained.
    pub(crate) fn end(self) -> bool {
        let told = self.kinds.map(|count| count.to_string()).join(" | ");
        let open = self.explained + self.unexplained;
        println!(
            "| **{} documents** | {} | {} | {} | {} | {told} | {open} |",
            self.documents, self.examples, self.valid, self.decoded, self.equal
        );
        let share = |part: usize| 100.0 * part as f64 / self.valid.max(1) as f64;
        println!(
            "\ndecoded {:.3} % of the valid examples, equal to the last digit {:.3} %",
            share(self.decoded),
            share(self.equal)
        );
        println!(
            "{} exceptions explained, {} not; {} examples not validated; {} documents not measured",
            self.explained, self.unexplained, self.unknown, self.failed
        );
        self.unexplained == 0 && self.failed == 0
    }
}
