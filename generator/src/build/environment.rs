//! What a build script finds around itself, as plain data, so that every case can be tested.

use std::path::{Path, PathBuf};

/// The surroundings of a build script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Where relative paths start: the folder of the package that is built, or nothing where the process stands in it.
    pub package: PathBuf,
    /// The folder for what a build script makes.
    pub out_dir: PathBuf,
    /// Must nothing be written into the tree?
    pub only_checks: bool,
    /// Anything that changes when the generator does; part of the fingerprint that makes a build without a difference fast.
    pub generator: String,
}

impl Environment {
    /// The variables that decide whether anything is written.
    pub const VARIABLES: [&str; 2] = ["CI", "SPECWRIGHT_CHECK"];

    /// The surroundings of this process, as cargo describes them to a build script.
    #[must_use]
    pub fn of_process() -> Self {
        let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
        let is_on = |name: &str| !matches!(variable(name).to_str(), Some("" | "0" | "false"));
        let package: PathBuf = variable("CARGO_MANIFEST_DIR").into();
        // Cargo runs build scripts in the folder of the package: there a relative path stays as readable as it was given.
        let stands_there = std::env::current_dir().is_ok_and(|here| here == package);
        Self {
            package: if stands_there { PathBuf::new() } else { package },
            out_dir: variable("OUT_DIR").into(),
            only_checks: Self::VARIABLES.iter().any(|name| is_on(name)),
            generator: this_program(),
        }
    }

    /// A path as the package means it.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        self.package.join(path)
    }

    /// A path in messages: below the package, where it is.
    pub(super) fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.package).unwrap_or(path);
        format!("{}/", below.display())
    }
}

/// The build script holds the generator, so that it is another file whenever the generator is another.
fn this_program() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    match metadata.and_then(|metadata| Ok((metadata.len(), metadata.modified()?))) {
        Ok((length, modified)) => format!("{length} {modified:?}"),
        // Never the same twice would be right and slow; the version is right for every published generator.
        Err(_) => env!("CARGO_PKG_VERSION").to_owned(),
    }
}
