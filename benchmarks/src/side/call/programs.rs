//! The programs that call: ours and the one written by hand with the versions of dependencies that this repository is
//! tested with, and one for each peer with what its client asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::crates::{self, write};
use crate::side::peers::Party;
use crate::side::{Asked, documents, measured};

pub(super) const OURS: &str = "specwright";
pub(super) const BY_HAND: &str = "by hand";

/// A program, or why there is none.
pub(super) struct Program {
    pub(super) name: &'static str,
    pub(super) built: Result<PathBuf, String>,
}

const DRIVE: &str = include_str!("programs/drive.rs.txt");

const TOKIO: &str = "tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }\n";

/// Those of one workspace: name, its package, dependencies, text.
const OWN: [(&str, &str, &str, &str); 3] = [
    (OURS, "ours", "talkover-client = { path = \"CLIENT\" }\n", include_str!("programs/specwright.rs.txt")),
    (
        BY_HAND,
        "by_hand",
        "bytes = \"1\"\nhttp = \"1\"\nhttp-body = \"1\"\nreqwest = { version = \"0.13.5\", default-features = false, features = [\"rustls-no-provider\"] }\n\
         rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }\n\
         rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }\n\
         serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n",
        include_str!("programs/by_hand.rs.txt"),
    ),
    (
        "specwright, in process",
        "in_process",
        "http = \"1\"\nhttp-body = \"1\"\ntalkover-client = { path = \"CLIENT\" }\n",
        include_str!("programs/in_process.rs.txt"),
    ),
];

/// Those of the peers: who, a name for its folder, dependencies beside the client, text.
const THEIRS: [(Party, &str, &str, &str); 4] = [
    (
        Party::Progenitor,
        "progenitor",
        "reqwest = { version = \"0.13\", default-features = false }\n",
        include_str!("programs/progenitor.rs.txt"),
    ),
    (Party::OpenapiToRust, "openapi_to_rust", "", include_str!("programs/openapi_to_rust.rs.txt")),
    (Party::Ploidy, "ploidy", "", include_str!("programs/ploidy.rs.txt")),
    (Party::OpenapiGenerator, "openapi_generator", "", include_str!("programs/openapi_generator.rs.txt")),
];

/// All that could be built, and why others could not.
pub(super) fn all(asked: &Asked) -> Result<Vec<Program>, String> {
    let folder = crates::folder("call")?;
    own(&folder)?;
    let target = folder.join("target");
    crates::cargo(&folder, &target, &["build", "--release", "--quiet"])?;
    let built = |package: &str| target.join("release").join(package);
    let mut programs: Vec<Program> =
        OWN.iter().map(|(name, package, _, _)| Program { name, built: Ok(built(package)) }).collect();
    for (party, package, dependencies, text) in THEIRS {
        let home = folder.join(package);
        let done = theirs(asked, party, &home, package, dependencies, text).and_then(|()| {
            crates::cargo(&home, &target, &["build", "--release", "--quiet"])?;
            Ok(built(package))
        });
        programs.push(Program { name: party.name(), built: done });
    }
    Ok(programs)
}

fn own(folder: &Path) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let client = root.join("generated-client").canonicalize().map_err(|error| error.to_string())?;
    let members: Vec<String> = OWN.iter().map(|(_, package, _, _)| format!("{package:?}")).collect();
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.release]\ndebug = \"line-tables-only\"\n",
        members.join(", ")
    );
    write(&folder.join("Cargo.toml"), &workspace)?;
    for (_, package, dependencies, text) in OWN {
        let dependencies = dependencies.replace("CLIENT", &client.to_string_lossy().replace('\\', "/"));
        program(&folder.join(package), package, &dependencies, text)?;
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map(|_| ()).map_err(|error| error.to_string())
}

/// The client of a peer, and the program that calls through it, as a workspace of its own: what a peer asks of `reqwest`
/// must not be built into the others.
fn theirs(
    asked: &Asked,
    party: Party,
    home: &Path,
    package: &str,
    dependencies: &str,
    text: &str,
) -> Result<(), String> {
    let document = documents::some(&asked.documents, &["purchase"])?;
    let document = document.first().ok_or("the purchase spec is not there")?;
    let client = home.join("client");
    let _ = fs::remove_dir_all(&client);
    fs::create_dir_all(&client).map_err(|error| error.to_string())?;
    let command = party.generate(&asked.tools, &document.path, &client)?;
    measured::run(&command, Duration::from_secs(120), home)?.success()?;
    party.complete(&client)?;
    let name = crates::package(&client)?;
    let dependencies = format!("{dependencies}theirs = {{ path = \"client\", package = {name:?} }}\n");
    program(home, package, &dependencies, text)?;
    let manifest = home.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
    write(
        &manifest,
        &format!("{text}\n[workspace]\nexclude = [\"client\"]\n\n[profile.release]\ndebug = \"line-tables-only\"\n"),
    )
}

fn program(home: &Path, package: &str, dependencies: &str, text: &str) -> Result<(), String> {
    let manifest = format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}{TOKIO}"
    );
    write(&home.join("Cargo.toml"), &manifest)?;
    write(&home.join("src/main.rs"), text)?;
    write(&home.join("src/drive.rs"), DRIVE)
}
