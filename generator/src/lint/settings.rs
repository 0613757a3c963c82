//! How severe findings are: what the configuration says, and what the document says beside its objects.

use std::collections::HashMap;

use super::codes;
use super::pattern::Pattern;
use crate::config::{self, Within};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Severity, nearest};
use crate::openapi::extensions;
use crate::source::Node;

/// The first code that may be configured: those before say that a document could not be read.
const FIRST: &str = "SW0203";

/// What the configuration says of each code, in order.
#[derive(Debug, Default)]
pub struct Settings {
    levels: HashMap<&'static str, Vec<Level>>,
    known: Vec<&'static Code>,
}

/// Where (everywhere if it is not said), and how severe; `None` for not at all.
type Level = (Option<Pattern>, Option<Severity>);

impl Settings {
    /// Those of rulesets, by codes, and then those of a configuration, which count more. `known` are the codes that there
    /// are; what the configuration says of others is told.
    #[must_use]
    pub fn new(
        chosen: &[(&'static str, Option<Severity>)],
        config: &config::Lint,
        known: Vec<&'static Code>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut settings = Self { levels: HashMap::new(), known };
        for (code, severity) in chosen {
            settings.levels.entry(code).or_default().push((None, *severity));
        }
        for level in &config.levels {
            let Some(code) = settings.code(&level.rule) else {
                let message = format!("`{}` is no finding whose severity can be chosen", level.rule);
                let told = Diagnostic::new(&codes::RULE_UNKNOWN, message).at(level.location.clone());
                diagnostics.push(told.help(settings.meant(&level.rule)));
                continue;
            };
            let pattern = level.within.as_ref().map(|within| match within {
                Within::Pointer(pattern) => Pattern::of_pointers(pattern),
                Within::Path(pattern) => Pattern::of_paths(pattern),
            });
            settings.levels.entry(code.id).or_default().push((pattern, level.severity));
        }
        settings
    }

    fn code(&self, name: &str) -> Option<&'static Code> {
        let is_meant = |code: &&Code| code.id.eq_ignore_ascii_case(name) || code.name == name;
        self.known.iter().copied().find(is_meant).filter(|code| code.id >= FIRST)
    }

    fn meant(&self, name: &str) -> String {
        let names = self.known.iter().filter(|code| code.id >= FIRST).map(|code| code.name);
        match nearest(name, names) {
            Some(word) => format!("did you mean `{word}`?"),
            None => "`specwright explain --list` lists them".to_owned(),
        }
    }

    /// Is it off wherever it may be found?
    pub(super) fn is_off(&self, code: &Code) -> bool {
        self.levels
            .get(code.id)
            .is_some_and(|levels| levels.iter().all(|(within, to)| within.is_none() && to.is_none()))
    }

    /// Gives each finding its severity, and takes out those that are off.
    pub(super) fn apply(&self, diagnostics: &mut Diagnostics) {
        diagnostics.retain(|found| {
            let pointer = found.location.as_ref().map_or("", |location| &location.pointer);
            let levels = self.levels.get(found.code.id).into_iter().flatten();
            let last = levels.rev().find(|(within, _)| within.as_ref().is_none_or(|within| within.fits(pointer)));
            match last {
                Some((_, Some(severity))) => found.severity = *severity,
                Some((_, None)) => return false,
                None => {}
            }
            true
        });
    }

    /// Takes out what the document says does not count, and tells of such words that are not needed.
    ///
    /// `owners` are the objects that say so.
    pub(super) fn ignore(&self, owners: &[Node<'_>], diagnostics: &mut Diagnostics) {
        let mut ignores: HashMap<(FileId, String), Vec<Ignore<'_>>> = HashMap::new();
        for owner in owners {
            let location = owner.location();
            let read = self.read(*owner, diagnostics);
            ignores.entry((location.place.file, location.pointer)).or_default().extend(read);
        }
        if ignores.is_empty() {
            return;
        }
        diagnostics.retain(|found| {
            let Some(location) = &found.location else { return true };
            let mut pointer = location.pointer.as_str();
            loop {
                let here = ignores.get_mut(&(location.place.file, pointer.to_owned())).into_iter().flatten();
                if let Some(ignore) = here.into_iter().find(|ignore| ignore.code.id == found.code.id) {
                    ignore.used = true;
                    return false;
                }
                match pointer.rsplit_once('/') {
                    Some((above, _)) => pointer = above,
                    None => return true,
                }
            }
        });
        for ignore in ignores.values().flatten().filter(|ignore| !ignore.used) {
            let message = format!("nothing is found here that `{}` would hide", ignore.code.name);
            let told = Diagnostic::new(&codes::IGNORE_NOT_NEEDED, message).at(ignore.node.location());
            diagnostics.push(told.help("remove it"));
        }
    }

    fn read<'t>(&self, owner: Node<'t>, diagnostics: &mut Diagnostics) -> Vec<Ignore<'t>> {
        let Some(list) = owner.get(extensions::IGNORE.name) else { return Vec::new() };
        let mut tell = |node: Node<'t>, message: String, help: String| {
            let told = Diagnostic::new(&codes::IGNORE_UNREADABLE, message).at(node.location());
            diagnostics.push(told.help(help));
        };
        let form = || "write a list, as in `- { code: SW1012, reason: answers are not settled }`".to_owned();
        if !list.is_sequence() {
            tell(list, "this is no list of codes with reasons".to_owned(), form());
        }
        let mut ignores = Vec::new();
        for node in list.items() {
            let text = |field: &str| node.get(field).and_then(Node::as_str).filter(|text| !text.trim().is_empty());
            match text("code").zip(text("reason")) {
                None => tell(node, "this lacks a `code` or a `reason`".to_owned(), form()),
                Some((name, _)) => match self.code(name) {
                    Some(code) => ignores.push(Ignore { code, node, used: false }),
                    None => tell(node, format!("`{name}` is no finding that can be ignored"), self.meant(name)),
                },
            }
        }
        ignores
    }
}

/// A finding that does not count below an object.
struct Ignore<'t> {
    code: &'static Code,
    node: Node<'t>,
    used: bool,
}
