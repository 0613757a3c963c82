//! The generators that are measured: how each is called, what it leaves behind, and where it comes from.
//!
//! It knows nothing of what is measured of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::machine;
use crate::crates::write;

pub(crate) const USAGE: &str = "peers install [--peers FOLDER]";

/// The sub-command that this program calls itself with, for progenitor is a library.
pub(crate) const PROGENITOR: &str = "progenitor-client";

/// The last argument of that sub-command for the style with builders.
pub(crate) const BUILDERS: &str = "builders";

/// A generator of Rust clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Party {
    Specwright,
    /// Ours with `[crate] runtime = "crate"`, so that the runtime is a dependency, as it is of all others.
    SpecwrightBeside,
    Progenitor,
    /// Its other style: a builder for each operation and each struct.
    ProgenitorBuilder,
    OpenapiToRust,
    Oas3Gen,
    Ploidy,
    OpenapiGenerator,
}

pub(crate) const PARTIES: [Party; 7] = [
    Party::Specwright,
    Party::Progenitor,
    Party::ProgenitorBuilder,
    Party::OpenapiToRust,
    Party::Oas3Gen,
    Party::Ploidy,
    Party::OpenapiGenerator,
];

/// The same where what is compiled is measured: to generate, it makes no difference where our runtime stands.
pub(crate) const COMPILED: [Party; 8] = [
    Party::Specwright,
    Party::SpecwrightBeside,
    Party::Progenitor,
    Party::ProgenitorBuilder,
    Party::OpenapiToRust,
    Party::Oas3Gen,
    Party::Ploidy,
    Party::OpenapiGenerator,
];

/// From crates.io: name and version.
const CRATES: [(&str, &str); 3] = [("openapi-to-rust", "0.23.0"), ("oas3-gen", "0.29.0"), ("ploidy", "0.15.0")];

/// From PyPI: the wheel that holds the jar.
const WHEEL: (&str, &str) = ("openapi-generator-cli", "7.26.0");

/// From npm.
const PACKAGES: [&str; 2] = ["@redocly/cli@2.77.0", "@stoplight/spectral-cli@6.16.3"];

/// Where the programs are.
pub(crate) struct Tools {
    folder: PathBuf,
    specwright: PathBuf,
}

impl Party {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Specwright => "specwright",
            Self::SpecwrightBeside => "specwright, runtime a crate",
            Self::Progenitor => "progenitor 0.15.1",
            Self::ProgenitorBuilder => "progenitor 0.15.1, builders",
            Self::OpenapiToRust => "openapi-to-rust 0.23.0",
            Self::Oas3Gen => "oas3-gen 0.29.0",
            Self::Ploidy => "ploidy 0.15.0",
            Self::OpenapiGenerator => "openapi-generator 7.26.0",
        }
    }

    /// The name as one of a folder, without the version.
    pub(crate) fn folder(self) -> String {
        let name = self.name().split(' ').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        name.map(|word| word.trim_end_matches(',')).collect::<Vec<_>>().join("-")
    }

    /// The command that writes a client into a folder that stands there, empty; why there is none.
    pub(crate) fn generate(self, tools: &Tools, document: &Path, out: &Path) -> Result<Command, String> {
        let installed = |name: &str| tools.program(&tools.folder.join("bin").join(name));
        let mut command;
        match self {
            Self::Specwright | Self::SpecwrightBeside => {
                command = tools.program(&tools.specwright)?;
                command.arg("generate").arg("--spec").arg(document).arg("--out").arg(out);
                if self == Self::SpecwrightBeside {
                    let config = out.with_extension("toml");
                    write(&config, "[crate]\nruntime = \"crate\"\n")?;
                    command.arg("--config").arg(config);
                }
            }
            Self::Progenitor | Self::ProgenitorBuilder => {
                if !cfg!(feature = "peers") {
                    return Err("not built: --features peers".to_owned());
                }
                command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
                command.arg(PROGENITOR).arg(document).arg(out.join("src/lib.rs"));
                command.args((self == Self::ProgenitorBuilder).then_some(BUILDERS));
            }
            Self::OpenapiToRust => {
                command = installed("openapi-to-rust")?;
                command.arg("generate").arg(document).current_dir(out);
            }
            Self::Oas3Gen => {
                command = installed("oas3-gen")?;
                command.args(["generate", "client-mod", "--workspace", "-i"]).arg(document).arg("-o").arg(out);
            }
            Self::Ploidy => {
                command = installed("ploidy")?;
                command.args(["generate", "rust"]).arg(document).arg("-o").arg(out);
            }
            Self::OpenapiGenerator => {
                machine::said("java", &["-version"]).ok_or("skipped: no Java")?;
                let jar = tools.folder.join("openapi-generator.jar");
                if !jar.exists() {
                    return Err("skipped: not installed".to_owned());
                }
                command = Command::new("java");
                command.arg("-jar").arg(jar).args(["generate", "-g", "rust", "--skip-validate-spec", "-i"]);
                command.arg(document).arg("-o").arg(out);
            }
        }
        Ok(command)
    }

    /// Makes of what was generated a crate that cargo takes, where the generator leaves that to its user.
    pub(crate) fn complete(self, out: &Path) -> Result<(), String> {
        let manifest = out.join("Cargo.toml");
        match self {
            Self::Progenitor | Self::ProgenitorBuilder => write(&manifest, PROGENITOR_MANIFEST)?,
            Self::OpenapiToRust => {
                let needed = out.join("src/generated/REQUIRED_DEPS.toml");
                let needed = fs::read_to_string(&needed).map_err(|error| format!("{}: {error}", needed.display()))?;
                write(
                    &manifest,
                    &format!("[package]\nname = \"theirs\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{needed}"),
                )?;
                write(&out.join("src/lib.rs"), "pub mod generated;\n")?;
            }
            _ => {}
        }
        let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
        if text.contains("[workspace]") { Ok(()) } else { write(&manifest, &(text + "\n[workspace]\n")) }
    }
}

impl Tools {
    /// Builds our command, and looks for the others in a folder.
    pub(crate) fn new(folder: PathBuf) -> Result<Self, String> {
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let beside = me.parent().ok_or("this program is in no folder")?;
        let target = beside.parent().ok_or("this program is in no target folder")?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        done(
            Command::new("cargo")
                .args(["build", "--release", "--quiet", "-p", "specwright"])
                .current_dir(root)
                .env("CARGO_TARGET_DIR", target),
        )?;
        Ok(Self { folder, specwright: target.join("release/specwright") })
    }

    fn program(&self, path: &Path) -> Result<Command, String> {
        if path.exists() { Ok(Command::new(path)) } else { Err("skipped: not installed (`peers install`)".to_owned()) }
    }

    /// Our command.
    pub(crate) fn specwright(&self) -> Command {
        Command::new(&self.specwright)
    }

    /// A command that came from npm.
    pub(crate) fn npm(&self, name: &str) -> Result<Command, String> {
        self.program(&self.folder.join("node_modules/.bin").join(name))
    }
}

/// Installs what is missing into a folder of its own, each in its pinned version.
pub(crate) fn install(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, version) in CRATES {
        eprintln!("{name} {version}");
        done(
            Command::new("cargo")
                .args(["install", "--locked", "--quiet", "--version", version, name])
                .arg("--root")
                .arg(folder),
        )?;
    }
    let jar = folder.join("openapi-generator.jar");
    if !jar.exists() {
        let (name, version) = WHEEL;
        eprintln!("{name} {version}");
        done(
            Command::new("pip")
                .args(["download", "--quiet", "--no-deps", "--dest"])
                .arg(folder)
                .arg(format!("{name}=={version}")),
        )?;
        let wheel = folder.join(format!("{}-{version}-py3-none-any.whl", name.replace('-', "_")));
        done(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(folder))?;
        fs::rename(folder.join("openapi_generator_cli/openapi-generator.jar"), jar)
            .map_err(|error| error.to_string())?;
    }
    eprintln!("{}", PACKAGES.join(", "));
    done(Command::new("npm").args(["install", "--silent", "--ignore-scripts", "--prefix"]).arg(folder).args(PACKAGES))
}

fn done(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name}: {status}")) }
}

/// What the code that progenitor generates needs; its documentation names these.
pub(crate) const PROGENITOR_MANIFEST: &str = r#"[package]
name = "theirs"
version = "0.1.0"
edition = "2021"

[dependencies]
bytes = "1"
base64 = "0.22"
chrono = { version = "0.4", default-features = false, features = ["alloc", "serde"] }
futures = "0.3"
progenitor-client = "=0.15.1"
rand = "0.8"
regress = "0.12"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "form", "stream", "multipart"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_urlencoded = "0.7"
uuid = { version = "1", features = ["serde", "v4"] }
"#;
