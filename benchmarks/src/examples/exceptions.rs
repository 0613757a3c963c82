//! The list of explained exceptions: `[["document.json"]]` tables with `place` (a JSON pointer) and `reason`.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeTable;

/// Reasons by document and place.
#[derive(Debug, Default)]
pub(crate) struct Exceptions(BTreeMap<(String, String), String>);

impl Exceptions {
    pub(crate) fn load(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let table = DeTable::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut all = BTreeMap::new();
        for (document, places) in table.get_ref() {
            for one in places.get_ref().as_array().into_iter().flatten() {
                let field = |name: &str| {
                    let value = one.get_ref().as_table().and_then(|table| table.get(name));
                    value.and_then(|value| value.get_ref().as_str()).map(str::to_owned)
                };
                let told =
                    || format!("{}: an exception of {} without place or reason", path.display(), document.get_ref());
                let place = field("place").ok_or_else(told)?;
                all.insert((document.get_ref().to_string(), place), field("reason").ok_or_else(told)?);
            }
        }
        Ok(Self(all))
    }

    /// The reason for what is found at this place, if it is known.
    pub(crate) fn reason(&self, document: &str, place: &str) -> Option<&str> {
        self.0.get(&(document.to_owned(), place.to_owned())).map(String::as_str)
    }
}
