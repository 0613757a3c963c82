//! A workspace of both clients and a program that makes every request through each of them.
//!
//! It decides how a case is called, and knows neither what is in the document nor how requests are compared.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use specwright::files::Files;
use specwright::rust::{OperationPlan, Plan, Scheme, SchemeKind};

use super::cases::{Argument, Case};
use super::read;
use super::signature::{self, Method, expression, is_optional, plain};
use crate::crates::{self, write};
use crate::side::PROGENITOR_MANIFEST;

/// The secret of every scheme, which is left out of the comparison.
pub(super) const CREDENTIAL: &str = "differential-credential";

/// Both calls of a case as functions of the program, or why it cannot be called through one of them.
pub(super) struct Calls {
    /// By the index of the case.
    pub(super) cases: Vec<Result<(), String>>,
    source: String,
    /// The calls that give our builder its credentials.
    credentials: String,
}

/// The methods of both clients.
pub(super) struct Clients {
    ours: Vec<Method>,
    plans: HashMap<String, OperationPlan>,
    schemes: Vec<Scheme>,
    theirs: HashMap<String, Method>,
}

impl Clients {
    pub(super) fn read(files: &Files, plan: Plan, theirs: &str) -> Result<Self, String> {
        let mut ours = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("src/operations/")) {
            ours.extend(signature::methods(text, &["Client", "Call"]).map_err(|error| format!("{path}: {error}"))?);
        }
        let schemes = plan.schemes;
        let plans = plan.operation_modules.into_iter().flat_map(|module| module.operations);
        let plans = plans.map(|plan| (plan.id.clone(), plan)).collect();
        let theirs = signature::by_plain_name(signature::methods(theirs, &["Client"])?);
        Ok(Self { ours, plans, schemes, theirs })
    }

    pub(super) fn calls(&self, cases: &[Case]) -> Calls {
        let mut calls = Calls { cases: Vec::new(), source: String::new(), credentials: self.credentials() };
        let mut table = String::new();
        for (index, case) in cases.iter().enumerate() {
            let both = self.theirs(case).and_then(|theirs| Ok((self.ours(case, &theirs.1)?, theirs.0)));
            calls.cases.push(both.map(|(ours, theirs)| {
                let _ = write!(
                    calls.source,
                    "async fn ours_{index}(client: &ours::Client) -> Outcome {{\n    use crate::of_ours::decode;\n    \
                     let call = {ours};\n    ours_sent(call.await)\n}}\n\
                     async fn theirs_{index}(client: &theirs::Client) -> Outcome {{\n    use crate::of_theirs::decode;\n    \
                     theirs_sent({theirs}.await)\n}}\n",
                );
                let _ = writeln!(
                    table,
                    "    tell({index}, \"ours\", ours_{index}(&ours).await, &seen);\n    \
                     tell({index}, \"theirs\", theirs_{index}(&theirs).await, &seen);",
                );
            }));
        }
        let _ = write!(
            calls.source,
            "async fn all(ours: ours::Client, theirs: theirs::Client, seen: Seen) {{\n{table}}}\n"
        );
        calls
    }

    /// Ours asks for credentials before it sends anything; theirs knows none.
    fn credentials(&self) -> String {
        let given = self.schemes.iter().filter(|scheme| scheme.kind.has_secret()).map(|scheme| {
            let secret = match scheme.kind {
                SchemeKind::Basic => format!("\"user\", {CREDENTIAL:?}"),
                _ => format!("{CREDENTIAL:?}"),
            };
            format!(".{}(ours::{}::new({secret}))", scheme.setter, scheme.ty)
        });
        given.collect()
    }

    /// Their call, and the names of the parameters that it has.
    fn theirs(&self, case: &Case) -> Result<(String, Vec<String>), String> {
        let method = self.theirs.get(&plain(&case.operation)).ok_or("they have no such method")?;
        let mut given = Vec::new();
        let mut known = Vec::new();
        for (name, ty) in &method.arguments {
            let argument = case.arguments.iter().find(|argument| plain(&argument.name) == plain(name));
            match (argument, &case.body) {
                (Some(argument), _) => {
                    known.push(argument.name.clone());
                    given.push(expression(ty, &argument.json));
                }
                (None, Some(body)) if name == "body" => given.push(expression(ty, &body.json)),
                _ if is_optional(ty) => given.push("None".to_owned()),
                _ => return Err(format!("nothing is known for their argument `{name}`")),
            }
        }
        if case.body.is_some() && !method.arguments.iter().any(|(name, _)| name == "body") {
            return Err("they send no body".to_owned());
        }
        Ok((format!("client.{}({})", method.name, given.join(", ")), known))
    }

    /// Our call with the parameters that they have, and those that we cannot leave out.
    fn ours(&self, case: &Case, known: &[String]) -> Result<String, String> {
        let plan = self.plans.get(&case.operation).ok_or("we have no such operation")?;
        let method = self.ours.iter().find(|method| {
            method.name == plan.function.as_str() && !method.arguments.is_empty()
                || method.name == plan.function.as_str() && method.marker.as_deref() == Some(plan.marker.as_str())
        });
        let method = method.ok_or("we have no such method")?;
        let find = |wire: &str, place| -> Option<&Argument> {
            case.arguments.iter().find(|argument| argument.name == wire && argument.place == place)
        };
        let body = plan.body.as_ref();
        let mut given = Vec::new();
        for (name, ty) in &method.arguments {
            let parameter = plan.parameters.iter().find(|parameter| parameter.name.as_str() == name);
            let json = match (parameter, body) {
                (Some(parameter), _) => find(&parameter.wire, parameter.place).map(|argument| &argument.json),
                (None, Some(body)) if body.name.as_str() == name => case.body.as_ref().map(|body| &body.json),
                _ => None,
            };
            given.push(expression(ty, json.ok_or_else(|| format!("nothing is known for our argument `{name}`"))?));
        }
        let mut call = format!("client.{}({})", method.name, given.join(", "));
        let setter = |name: &str| {
            let is_it =
                |method: &&Method| method.name == name && method.marker.as_deref() == Some(plan.marker.as_str());
            self.ours.iter().find(is_it).and_then(|method| method.arguments.first())
        };
        for parameter in plan.optional.iter().filter(|parameter| known.contains(&parameter.wire)) {
            let Some(argument) = find(&parameter.wire, parameter.place) else { continue };
            let (_, ty) = setter(parameter.name.as_str()).ok_or("we have no such setter")?;
            let _ = write!(call, ".{}({})", parameter.name, expression(ty, &argument.json));
        }
        if let (Some(body), Some(value), false) = (body, &case.body, body.is_some_and(|body| body.required)) {
            let (_, ty) = setter(body.name.as_str()).ok_or("we have no setter of the body")?;
            let _ = write!(call, ".{}({})", body.name, expression(ty, &value.json));
        }
        Ok(call)
    }
}

/// Writes the workspace, builds and runs it, and gives what it printed.
pub(super) fn run(folder: &Path, target: &Path, package: &str, files: &Files, calls: &Calls) -> Result<String, String> {
    write(
        &folder.join("Cargo.toml"),
        "[workspace]\nmembers = [\"ours\", \"theirs\", \"program\"]\nresolver = \"3\"\n\n[profile.dev]\ndebug = 0\nincremental = false\n",
    )?;
    for (path, text) in files.iter() {
        write(&folder.join("ours").join(path), text)?;
    }
    write(&folder.join("theirs/Cargo.toml"), PROGENITOR_MANIFEST)?;
    write(&folder.join("program/Cargo.toml"), &PROGRAM.replace("OURS", package))?;
    write(&folder.join("program/src/record.rs"), include_str!("record.rs"))?;
    let main = include_str!("main.rs.txt").replace("/* credentials */", &calls.credentials);
    write(&folder.join("program/src/main.rs"), &(main + &calls.source))?;
    let output = crates::cargo(folder, target, &["run", "--quiet", "-p", "program"])?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where their source goes before the workspace is complete.
pub(super) fn their_source(folder: &Path) -> PathBuf {
    folder.join("theirs/src/lib.rs")
}

/// Their source, as it was written there.
pub(super) fn read_theirs(folder: &Path) -> Result<String, String> {
    read(&their_source(folder))
}

const PROGRAM: &str = r#"[package]
name = "program"
version = "0.1.0"
edition = "2024"

[dependencies]
ours = { package = "OURS", path = "../ours" }
theirs = { path = "../theirs" }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }
serde = "1"
serde_json = "1"
tokio = { version = "1", features = ["rt", "net", "time"] }
"#;
