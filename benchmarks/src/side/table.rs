//! What the parties took for one thing, as a table of medians and ratios.
//!
//! It knows nothing of what was measured but the names of the columns.

use std::fmt::Write as _;

use crate::measure::median;

/// One figure of each round: with what a name, in which unit, how many digits.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) digits: usize,
}

/// What a party took for a document: the figures of each round, or why there are none.
pub(crate) struct Row {
    pub(crate) document: String,
    pub(crate) party: &'static str,
    /// A list a round, in the order of the columns.
    pub(crate) rounds: Result<Vec<Vec<f64>>, String>,
}

/// Median, least and most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ratio {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Row {
    /// The figures of one column, a round each.
    pub(crate) fn figures(&self, column: usize) -> Vec<f64> {
        let rounds = self.rounds.as_deref().unwrap_or_default();
        rounds.iter().filter_map(|figures| figures.get(column).copied()).collect()
    }
}

/// How often another took what we took in the same round.
pub(crate) fn ratio(ours: &[f64], theirs: &[f64]) -> Option<Ratio> {
    let ratios: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| theirs / ours).collect();
    let (min, max) = ratios.iter().fold((f64::MAX, f64::MIN), |(min, max), ratio| (min.min(*ratio), max.max(*ratio)));
    (!ratios.is_empty()).then(|| Ratio { median: median(&ratios), min, max })
}

/// The rows of one document and party.
pub(crate) fn find<'r>(rows: &'r [Row], document: &str, party: &str) -> Option<&'r Row> {
    rows.iter().find(|row| row.document == document && row.party == party)
}

/// The table; ratios are of the column `judged`: how many times what the party `ours` took for the same document.
pub(crate) fn table(columns: &[Column], rows: &[Row], ours: &str, judged: usize) -> String {
    let named = columns.get(judged).map_or("", |column| column.name);
    let mut out = String::from("| document | by |");
    columns.iter().for_each(|column| out.push_str(&format!(" {} |", column.name)));
    let _ = writeln!(out, " × ours, {named} | min | max |");
    let _ = writeln!(out, "|---|---|{}---:|---:|---:|", "---:|".repeat(columns.len()));
    for row in rows {
        let _ = write!(out, "| {} | {} |", row.document, row.party);
        if let Err(reason) = &row.rounds {
            let _ = writeln!(out, " failed: {reason} |{}", " |".repeat(columns.len() + 2));
            continue;
        }
        for (index, column) in columns.iter().enumerate() {
            let _ = write!(out, " {} |", number(median(&row.figures(index)), column.digits));
        }
        let own = find(rows, &row.document, ours).map(|ours| ours.figures(judged)).unwrap_or_default();
        let ratio = (row.party != ours).then(|| ratio(&own, &row.figures(judged))).flatten();
        match ratio {
            Some(Ratio { median, min, max }) => {
                let _ = writeln!(out, " {median:.2} | {min:.2} | {max:.2} |");
            }
            None => out.push_str(" | | |\n"),
        }
    }
    out
}

/// With so many digits, and nothing where there is no figure.
fn number(value: f64, digits: usize) -> String {
    if value.is_nan() { String::new() } else { format!("{value:.digits$}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_the_same_round() {
        assert_eq!(ratio(&[1.0, 2.0, 4.0], &[3.0, 4.0, 20.0]), Some(Ratio { median: 3.0, min: 2.0, max: 5.0 }));
        assert_eq!(ratio(&[], &[3.0]), None);
    }

    #[test]
    fn a_failure_is_a_row() {
        let row = |party, rounds| Row { document: "d".to_owned(), party, rounds };
        let rows = [
            row("us", Ok(vec![vec![0.5, 10.0]])),
            row("them", Ok(vec![vec![1.5, 20.0]])),
            row("others", Err("no paths".to_owned())),
        ];
        let columns = [Column { name: "CPU s", digits: 2 }, Column { name: "MiB", digits: 0 }];
        assert_eq!(
            table(&columns, &rows, "us", 0),
            "| document | by | CPU s | MiB | × ours, CPU s | min | max |\n|---|---|---:|---:|---:|---:|---:|\n\
             | d | us | 0.50 | 10 | | | |\n| d | them | 1.50 | 20 | 3.00 | 3.00 | 3.00 |\n\
             | d | others | failed: no paths | | | | |\n"
        );
    }
}
