//! The programs of both parties, in one workspace: those that read and write an answer, and those that ask for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::payload::{SIZES, SUBJECTS, Subject};
use super::{Asked, PARTIES, documents, measured};
use crate::crates::{self, write};
use crate::measure::{Workspace, output};
use crate::value::Json;

const PROGRAM: &str = include_str!("program.rs.txt");
const CALL: &str = include_str!("call.rs.txt");

const OURS: &str = "\
type Answer = ANSWER;

fn read(text: &[u8]) -> Answer {
    client::json::from_slice(text).expect(\"an answer\")
}

fn write(value: &Answer) -> Vec<u8> {
    client::json::to_vec(value).expect(\"a text\")
}";

const BY_HAND: &str = "\
#[allow(dead_code, reason = \"what an answer holds is kept whether it is read or not\")]
mod types;

use types::Answer;

fn read(text: &[u8]) -> Answer {
    serde_json::from_slice(text).expect(\"an answer\")
}

fn write(value: &Answer) -> Vec<u8> {
    serde_json::to_vec(value).expect(\"a text\")
}";

const CALL_OURS: &str = "\
async fn issues(address: String) -> usize {
    let client = client::Client::builder().base_url(address).build().expect(\"a client\");
    client.issues_list_for_repo(\"octocat\", \"Hello-World\").await.expect(\"issues\").len()
}";

const CALL_BY_HAND: &str = "\
#[allow(dead_code, reason = \"what an answer holds is kept whether it is read or not\")]
mod types;

async fn issues(address: String) -> usize {
    // Of the features of both programs, reqwest has those of ours.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().build().expect(\"a client\");
    let answer = client.get(format!(\"{address}/repos/octocat/Hello-World/issues\")).send().await.expect(\"an answer\");
    let text = answer.bytes().await.expect(\"a body\");
    serde_json::from_slice::<types::Answer>(&text).expect(\"issues\").len()
}";

const OF_HAND: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
const OF_CALLS: &str =
    "tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }\n";
const OF_CALLS_BY_HAND: &str = "\
reqwest = { version = \"0.13.5\", default-features = false, features = [\"rustls-no-provider\"] }
rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }
";

/// The programs, built, and the answers as files.
pub(super) struct Programs {
    workspace: Workspace,
    /// Those whose document is there.
    pub(super) subjects: Vec<Subject>,
}

impl Programs {
    /// Generates the clients, writes the answers and builds the programs.
    pub(super) fn new(asked: &Asked) -> Result<Self, String> {
        let workspace = Workspace { folder: crates::folder("throughput")? };
        let mut programs = Self { workspace, subjects: Vec::new() };
        let mut members = Vec::new();
        let only = asked.only();
        let wanted = |subject: &Subject| only.is_empty() || only.iter().any(|word| subject.name.starts_with(word));
        for subject in SUBJECTS.into_iter().filter(wanted) {
            for document in documents::some(&asked.documents, &[subject.document])? {
                programs.set_up(asked, subject, &document.path, &mut members)?;
                programs.subjects.push(subject);
            }
        }
        let members: Vec<String> = members.iter().map(|name| format!("{name:?}")).collect();
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        write(&programs.workspace.folder.join("Cargo.toml"), &workspace)?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        // The versions that this repository is tested with.
        fs::copy(lock, programs.workspace.folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
        programs.workspace.cargo(&["build", "--release"])?;
        programs.subjects.iter().try_for_each(|subject| programs.agree(*subject))?;
        Ok(programs)
    }

    fn set_up(&self, asked: &Asked, subject: Subject, path: &Path, members: &mut Vec<String>) -> Result<(), String> {
        let document = Json::read(path)?;
        for (size, bytes) in SIZES {
            write(&self.answer(subject, size), &subject.answer(&document, bytes)?)?;
        }
        let folder = &self.workspace.folder;
        let (spec, client) = (folder.join(format!("{}.json", subject.document)), format!("client_{}", word(subject)));
        write(&spec, &subject.cut(&document).to_text())?;
        let mut command = asked.tools.specwright();
        command.arg("generate").arg("--spec").arg(&spec).arg("--out").arg(folder.join(&client));
        measured::run(&command, Duration::from_secs(60), folder)?.success()?;
        let manifest = folder.join(&client).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
        let package = text.lines().find_map(|line| line.strip_prefix("name = ")).ok_or("the client has no name")?;
        let ours = format!("client = {{ package = {package}, path = \"../{client}\" }}\n");
        let main = PROGRAM.replace("PARTY", OURS).replace("ANSWER", subject.answer);
        let mut crate_of = |name: String, dependencies: &str, main: &str, types: Option<&str>| {
            let folder = folder.join(&name);
            write(
                &folder.join("Cargo.toml"),
                &format!(
                    "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
                ),
            )?;
            members.push(name);
            types.map_or(Ok(()), |types| write(&folder.join("src/types.rs"), types))?;
            write(&folder.join("src/main.rs"), main)
        };
        let [us, them] = PARTIES.map(|party| package_of(subject, party));
        crate_of(us, &ours, &main, None)?;
        crate_of(them, OF_HAND, &PROGRAM.replace("PARTY", BY_HAND), Some(subject.by_hand))?;
        if subject.document == "GitHub" {
            let [us, them] = PARTIES.map(call_package);
            crate_of(us, &format!("{ours}{OF_CALLS}"), &CALL.replace("PARTY", CALL_OURS), None)?;
            let dependencies = format!("{OF_HAND}{OF_CALLS}{OF_CALLS_BY_HAND}");
            crate_of(them, &dependencies, &CALL.replace("PARTY", CALL_BY_HAND), Some(subject.by_hand))?;
        }
        Ok(())
    }

    /// Both must write what they read, to the byte: otherwise they did not do the same.
    fn agree(&self, subject: Subject) -> Result<(), String> {
        for (size, _) in SIZES {
            let path = self.answer(subject, size);
            let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            for party in PARTIES {
                let written = output(&self.program(subject, party), &["", &path.to_string_lossy()])?;
                if written != text {
                    let at = written.iter().zip(&text).take_while(|(one, two)| one == two).count();
                    return Err(format!(
                        "{party} does not write {} of {size} as it read it, from byte {at} on",
                        subject.name
                    ));
                }
            }
        }
        Ok(())
    }

    pub(super) fn folder(&self) -> &Path {
        &self.workspace.folder
    }

    /// The file of an answer.
    pub(super) fn answer(&self, subject: Subject, size: &str) -> PathBuf {
        self.workspace.folder.join(format!("{}_{}.json", word(subject), size.replace(' ', "")))
    }

    pub(super) fn program(&self, subject: Subject, party: &str) -> PathBuf {
        self.workspace.program(&package_of(subject, party))
    }

    /// The program that asks for the issues.
    pub(super) fn call(&self, party: &str) -> PathBuf {
        self.workspace.program(&call_package(party))
    }
}

fn word(subject: Subject) -> String {
    subject.document.to_lowercase()
}

fn package_of(subject: Subject, party: &str) -> String {
    format!("{}_{}", word(subject), party.replace(' ', "_"))
}

fn call_package(party: &str) -> String {
    format!("call_{}", party.replace(' ', "_"))
}
