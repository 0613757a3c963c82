//! The measured parts of `RESULTS.md`: each stands between two comments, and all else in the file is left as it is.
//!
//! It knows nothing of what is measured.

use std::fs;
use std::path::Path;

use super::table::Ratio;

/// A bar of the project, and how it was met.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// What is measured, and on which document.
    pub(crate) what: String,
    /// The bar: `≥ 10.0`.
    pub(crate) bar: String,
    /// The figure, or why there is none.
    pub(crate) measured: String,
    pub(crate) met: Met,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    Yes,
    No,
    /// Nothing to compare with: the peer failed, or is not there.
    Open,
}

impl Bar {
    /// A ratio that must not be less; none where the other failed, with the reason.
    pub(crate) fn at_least(what: String, bar: f64, ratio: Option<Ratio>, reason: Option<&String>) -> Self {
        Self::ratio(what, format!("≥ {bar}"), ratio, reason, |ratio| ratio >= bar)
    }

    /// A ratio that must not be more.
    pub(crate) fn at_most(what: String, bar: f64, ratio: Option<Ratio>, reason: Option<&String>) -> Self {
        Self::ratio(what, format!("≤ {bar}"), ratio, reason, |ratio| ratio <= bar)
    }

    fn ratio(
        what: String,
        bar: String,
        ratio: Option<Ratio>,
        reason: Option<&String>,
        meets: impl Fn(f64) -> bool,
    ) -> Self {
        let (measured, met) = match ratio.filter(|ratio| ratio.median.is_finite()) {
            Some(ratio) => (format!("{:.2}", ratio.median), if meets(ratio.median) { Met::Yes } else { Met::No }),
            None => (reason.map_or("not measured".to_owned(), |reason| format!("failed: {reason}")), Met::Open),
        };
        Self { what, bar, measured, met }
    }
}

/// What one measure gives.
pub(crate) struct Section {
    pub(crate) name: &'static str,
    /// Markdown, headed by `##`.
    pub(crate) text: String,
    pub(crate) bars: Vec<Bar>,
}

const HEAD: &str = "\
## Bars

What the project wants of itself, and the medians of the last runs; – is a peer that gives nothing to compare with. The sections below say when, \
on which machine and beside which load each was measured.

| measure | what | bar | measured | |
|---|---|---|---|---|";

/// Writes a section, and its bars at the head of the file; rows of other measures stay.
pub(crate) fn write(path: &Path, section: &Section) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::write(path, applied(&fs::read_to_string(path).map_err(told)?, section)).map_err(told)
}

fn applied(page: &str, section: &Section) -> String {
    let bars = bars(between(page, "bars").unwrap_or_default(), section);
    replaced(&replaced(page, "bars", &bars), section.name, &section.text)
}

/// The table of bars with the rows of this section in place of those that it had.
fn bars(old: &str, section: &Section) -> String {
    let own = format!("| {} |", section.name);
    let mut rows: Vec<String> =
        old.lines().skip_while(|line| !line.starts_with("|---")).skip(1).map(str::to_owned).collect();
    let at = rows.iter().position(|row| row.starts_with(&own)).unwrap_or(rows.len());
    rows.retain(|row| row.starts_with('|') && !row.starts_with(&own));
    let new = section.bars.iter().map(|bar| {
        let met = match bar.met {
            Met::Yes => "met",
            Met::No => "**not met**",
            Met::Open => "–",
        };
        format!("{own} {} | {} | {} | {met} |", bar.what, bar.bar, bar.measured)
    });
    let at = at.min(rows.len());
    rows.splice(at..at, new);
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

fn marks(name: &str) -> [String; 2] {
    [format!("<!-- measured: {name} -->\n"), format!("<!-- end: {name} -->\n")]
}

/// What stands between the comments of a name.
fn between<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let [begin, end] = marks(name);
    Some(text.split_once(&begin)?.1.split_once(&end)?.0)
}

/// The text with a part replaced; one that is not there yet goes before the first section written by hand.
fn replaced(text: &str, name: &str, part: &str) -> String {
    let [begin, end] = marks(name);
    let part = format!("{begin}{}\n{end}", part.trim_end());
    match text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1))) {
        Some((before, after)) => format!("{before}{part}{after}"),
        None => {
            let last = text.rfind("<!-- end: ").and_then(|at| Some(at + text.get(at..)?.find('\n')? + 1));
            let at = last.or_else(|| text.find("\n## ").map(|at| at + 1)).unwrap_or(text.len());
            let (before, after) = text.split_at(at);
            let gap = if last.is_some() { "\n" } else { "" };
            format!("{before}{gap}{part}{}{after}", if last.is_some() { "" } else { "\n" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Results\n\nWords.\n\n## By hand\n\nstays\n";

    fn section(name: &'static str, text: &str, measured: &str) -> Section {
        let bar = Bar { what: "it".to_owned(), bar: "≥ 2".to_owned(), measured: measured.to_owned(), met: Met::Yes };
        Section { name, text: text.to_owned(), bars: vec![bar] }
    }

    #[test]
    fn parts_are_put_before_what_is_written_by_hand() {
        let page = applied(&applied(PAGE, &section("one", "## One", "3")), &section("two", "## Two", "4"));
        assert_eq!(
            page,
            format!(
                "# Results\n\nWords.\n\n<!-- measured: bars -->\n{HEAD}\n| one | it | ≥ 2 | 3 | met |\n\
                 | two | it | ≥ 2 | 4 | met |\n<!-- end: bars -->\n\n\
                 <!-- measured: one -->\n## One\n<!-- end: one -->\n\n<!-- measured: two -->\n## Two\n<!-- end: two -->\n\n\
                 ## By hand\n\nstays\n"
            )
        );
    }

    #[test]
    fn a_second_run_changes_its_own_part_alone() {
        let first = applied(&applied(PAGE, &section("one", "## One", "3")), &section("two", "## Two", "4"));
        let second = applied(&first, &section("one", "## Other", "5"));
        assert_eq!(second, first.replace("## One", "## Other").replace("≥ 2 | 3", "≥ 2 | 5"));
    }
}
