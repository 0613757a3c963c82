//! `specwright explain`: what a code means, why it matters, and what to write instead.

use std::io::Result;

use super::{Status, output};
use crate::codes;
use crate::diagnostic::{Code, Severity, nearest};

/// Say what the code of a finding means
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code, as in SW0113, or its name, as in duplicate-key
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List all codes
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

impl Explain {
    pub(super) fn run(&self) -> Result<Status> {
        let all = codes::all();
        let Some(asked) = self.code.as_deref().filter(|_| !self.list) else {
            output::result(&list(&all))?;
            return Ok(Status::Clean);
        };
        let is_asked = |code: &&&Code| code.id.eq_ignore_ascii_case(asked) || code.name.eq_ignore_ascii_case(asked);
        if let Some(code) = all.iter().find(is_asked) {
            output::result(&explanation(code))?;
            return Ok(Status::Clean);
        }
        let known = all.iter().flat_map(|code| [code.id, code.name]);
        let hint = nearest(asked, known).map_or(String::new(), |name| format!("; did you mean `{name}`?"));
        output::say(&format!("error: there is no code `{}`{hint}", asked.escape_debug()))?;
        output::say("`specwright explain --list` lists all codes")?;
        Ok(Status::CouldNotRun)
    }
}

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn list(codes: &[&Code]) -> String {
    let widest = codes.iter().map(|code| code.name.len()).max().unwrap_or_default();
    let line = |code: &&Code| format!("{}  {:<7}  {:<widest$}  {}\n", code.id, severity(code), code.name, code.what);
    codes.iter().map(line).collect()
}

fn explanation(code: &Code) -> String {
    let mut out = format!("{} {} ({})\n\n{}\n\nWhy: {}\n", code.id, code.name, severity(code), code.what, code.why);
    if !code.example.is_empty() {
        out.push_str("\nExample:\n");
        for line in code.example.lines() {
            out.push_str(&format!("    {line}\n"));
        }
    }
    out.push_str(&format!("\nInstead: {}\n", code.instead));
    if !code.section.is_empty() {
        out.push_str(&format!("\nSpecification: {}\n", code.section));
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn an_explanation() {
        expect![[r#"
            SW0113 duplicate-key (error)

            An object has the same key twice.

            Why: One of the two values is lost, and readers do not agree which.

            Example:
                get:
                  summary: One
                  summary: Two

            Instead: Remove one, or rename it.

            Specification: RFC 8259, 4; YAML 1.2, 3.2.1.3
        "#]]
        .assert_eq(&explanation(&crate::source::codes::DUPLICATE_KEY));
    }
}
