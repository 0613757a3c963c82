//! The modules in a folder, with all that is public in them.

use super::code::{Code, line};
use super::literal::text;
use crate::rust::names::Name;

/// A list of modules and of what they export.
#[derive(Default)]
pub(super) struct Modules {
    always: (Vec<String>, Vec<String>),
    /// With its feature in the same line, since an API may have hundreds of tags.
    gated: (Vec<String>, Vec<String>),
}

impl Modules {
    /// Adds a module, which is only there with its feature, if it has one.
    pub(super) fn add(&mut self, name: &Name, feature: Option<&Name>) {
        match feature {
            None => self.add_with(name, "*"),
            Some(feature) => {
                let condition = format!("#[cfg(feature = {})]", text(feature.as_str()));
                self.gated.0.push(format!("{condition} mod {name};"));
                self.gated.1.push(format!("{condition} pub use self::{name}::*;"));
            }
        }
    }

    /// Adds a module, and these of its names.
    pub(super) fn add_with(&mut self, name: &Name, names: &str) {
        self.always.0.push(format!("mod {name};"));
        self.always.1.push(format!("pub use self::{name}::{names};"));
    }

    /// Writes the list.
    pub(super) fn write(self, code: &mut Code) {
        for group in [self.gated.0, self.always.0, self.gated.1, self.always.1] {
            if !group.is_empty() {
                code.gap();
            }
            group.iter().for_each(|row| line!(code, "{row}"));
        }
    }
}
