//! Where two texts differ, in a few lines.

use std::fmt::Write as _;

/// Lines shown of each side, and around them.
const SHOWN: usize = 8;
const AROUND: usize = 2;

/// One hunk that covers all that differs, cut to a few lines: for a message, not for a patch.
#[must_use]
pub(super) fn short(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same_start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = |lines: &[&str]| lines.len() - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let same_end = same_end.min(rest(&old)).min(rest(&new));
    let first = same_start.saturating_sub(AROUND);
    let mut out = String::new();
    let _ = writeln!(out, "@@ line {} @@", same_start + 1);
    let middle = |lines: &[&str]| -> Vec<String> {
        lines.iter().skip(same_start).take(lines.len() - same_start - same_end).map(|line| (*line).to_owned()).collect()
    };
    for line in old.iter().take(same_start).skip(first) {
        let _ = writeln!(out, " {line}");
    }
    side(&mut out, '-', &middle(&old));
    side(&mut out, '+', &middle(&new));
    for line in new.iter().skip(new.len() - same_end).take(AROUND) {
        let _ = writeln!(out, " {line}");
    }
    out
}

fn side(out: &mut String, sign: char, lines: &[String]) {
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(out, "{sign}{line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(out, "{sign}… {} more lines", lines.len() - SHOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn only_what_differs_is_shown() {
        let check = |old: &str, new: &str, expect: &str| assert_eq!(short(old, new), expect);
        check("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nX\ne\nf\n", "@@ line 4 @@\n b\n c\n-d\n+X\n e\n f\n");
        check("", "a\n", "@@ line 1 @@\n+a\n");
        check("a\na\n", "a\n", "@@ line 2 @@\n a\n-a\n");
        let long: String = (0..20).map(|line| format!("{line}\n")).collect();
        assert!(short("", &long).ends_with("+7\n+… 12 more lines\n"));
    }
}
