//! What a document costs when it is two, four and eight times as large: linear, or not.
//!
//! A document is multiplied by copies whose paths, components, tags and `operationId`s have names of their own, and
//! which refer to themselves alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::project::Project;
use specwright::source::{Limits, Sources};

use crate::measure::{self, median};
use crate::value::Json;

/// The sub-command that this program calls itself with.
pub(crate) const CHILD: &str = "growth-document";

pub(crate) const USAGE: &str = "growth FILE [--rounds N] [--instructions]";

/// How often the document stands in the multiplied one.
const TIMES: [usize; 4] = [1, 2, 4, 8];

/// Four times the document may cost so many times as much.
const BAR: f64 = 4.4;

/// Runs the command; an error if four times the document costs more than the bar.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut file, mut rounds, mut instructions) = (None, 5, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--rounds" => {
                rounds = rest.next().and_then(|text| text.parse().ok()).ok_or("--rounds needs a number")?;
            }
            "--instructions" => instructions = true,
            option if option.starts_with('-') => return Err(format!("unknown option {option}; {USAGE}")),
            path => file = Some(PathBuf::from(path)),
        }
    }
    let file = file.ok_or_else(|| format!("a document is needed: {USAGE}"))?;
    let files = multiplied(&Json::read(&file)?)?;
    let seconds = seconds(&files, rounds.max(1))?;
    println!("| times | bytes | CPU s | ratio | MiB | ratio | instructions | ratio | bytes allocated | ratio |");
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let mut first: Option<[f64; 4]> = None;
    let mut passed = true;
    for ((times, path), (seconds, memory)) in TIMES.iter().zip(&files).zip(seconds) {
        // Under valgrind a document of this size takes fifty times as long: the bar is at four.
        let counted = if instructions && *times <= 4 { counted(path)? } else { [f64::NAN; 2] };
        let values = [seconds, memory, counted[0], counted[1]];
        let base = *first.get_or_insert(values);
        let ratio = |index: usize| values[index] / base[index];
        let bytes = fs::metadata(path).map_err(|error| error.to_string())?.len();
        print!("| {times} | {bytes} | {seconds:.3} | {:.2} | {memory:.0} | {:.2} |", ratio(0), ratio(1));
        for index in [2, 3] {
            if values[index].is_nan() {
                print!(" | |");
            } else {
                print!(" {:.0} | {:.2} |", values[index], ratio(index));
            }
        }
        println!();
        passed &= *times != 4 || ratio(if instructions { 2 } else { 0 }) <= BAR;
    }
    if passed { Ok(()) } else { Err(format!("four times the document costs more than {BAR} times as much")) }
}

/// The files of the multiplied documents.
fn multiplied(document: &Json) -> Result<Vec<PathBuf>, String> {
    let folder = Path::new("target/bench/growth");
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let write = |times: &usize| {
        let path = folder.join(format!("{times}.json"));
        fs::write(&path, multiply(document, *times).to_text()).map_err(|error| error.to_string())?;
        Ok(path)
    };
    TIMES.iter().map(write).collect()
}

/// Processor seconds (the median) and peak memory in MiB of each, in turns, so that a change of the machine's mood is
/// shared by all.
fn seconds(files: &[PathBuf], rounds: usize) -> Result<Vec<(f64, f64)>, String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut taken = vec![(Vec::new(), Vec::new()); files.len()];
    for _ in 0..rounds {
        for (path, (seconds, memory)) in files.iter().zip(&mut taken) {
            let told = measure::output(&me, &[CHILD, &path.to_string_lossy()])?;
            let told = String::from_utf8_lossy(&told).into_owned();
            let mut numbers = told.split_whitespace().map(|text| text.parse().unwrap_or(f64::NAN));
            seconds.push(numbers.next().unwrap_or(f64::NAN));
            memory.push(numbers.next().unwrap_or(f64::NAN));
        }
    }
    Ok(taken.iter().map(|(seconds, memory)| (median(seconds), median(memory))).collect())
}

/// Instructions, and bytes that were allocated in all.
fn counted(path: &Path) -> Result<[f64; 2], String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let path = path.to_string_lossy();
    let instructions = measure::instructions(&me, &[CHILD, &path])?;
    let run = Command::new("valgrind").arg("--leak-check=no").arg(&me).args([CHILD, &path]).output();
    let text = String::from_utf8_lossy(&run.map_err(|error| format!("valgrind: {error}"))?.stderr).into_owned();
    let usage = text.lines().find_map(|line| line.split_once("total heap usage: ").map(|(_, usage)| usage));
    let bytes = usage.and_then(|usage| usage.split(", ").nth(2)?.split(' ').next());
    let bytes = bytes.and_then(|bytes| bytes.replace(',', "").parse().ok()).unwrap_or(f64::NAN);
    Ok([instructions as f64, bytes])
}

/// What that process does: reads and generates, and prints its seconds and the most memory that it held.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [document] = arguments else { return Err("a document is needed".to_owned()) };
    let generated = Project::new(document, "client").generate(Sources::new(Limits::default()));
    if generated.files.is_none() {
        return Err("nothing was generated".to_owned());
    }
    // schedstat(proc): the first number is the time on a processor in nanoseconds; we are one thread.
    let stat = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds: f64 = stat.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    println!("{} {}", nanoseconds / 1e9, measure::peak_memory());
    Ok(())
}

/// The document with copies of all that can be copied under another name.
fn multiply(document: &Json, times: usize) -> Json {
    let mut out = document.clone();
    let Json::Object(members) = &mut out else { return out };
    for copy in 1..times {
        for (key, value) in members.iter_mut() {
            let Some(original) = document.get(key) else { continue };
            match (key.as_str(), value) {
                ("paths", Json::Object(paths)) => {
                    paths.extend(
                        original
                            .members()
                            .iter()
                            .map(|(path, item)| (format!("/copy{copy}{path}"), renamed(item, copy))),
                    );
                }
                ("components", Json::Object(sections)) => {
                    for (section, value) in sections.iter_mut().filter(|(section, _)| section != "securitySchemes") {
                        let (Json::Object(all), Some(original)) = (value, original.get(section)) else { continue };
                        all.extend(
                            original
                                .members()
                                .iter()
                                .map(|(name, value)| (format!("{name}Copy{copy}"), renamed(value, copy))),
                        );
                    }
                }
                ("tags", Json::List(tags)) => {
                    let Json::List(original) = original else { continue };
                    tags.extend(original.iter().map(|tag| match tag.get("name") {
                        Some(Json::Text(name)) => {
                            Json::Object(vec![("name".to_owned(), Json::Text(format!("{name} {copy}")))])
                        }
                        _ => tag.clone(),
                    }));
                }
                _ => {}
            }
        }
    }
    out
}

/// A part of the copy: with the names that the copies have.
fn renamed(value: &Json, copy: usize) -> Json {
    match value {
        Json::List(items) => Json::List(items.iter().map(|item| renamed(item, copy)).collect()),
        Json::Object(members) => Json::Object(
            members
                .iter()
                .map(|(key, value)| {
                    let value = match (key.as_str(), value) {
                        ("$ref", Json::Text(target)) => Json::Text(reference(target, copy)),
                        ("mapping", Json::Object(mapping)) => mapped(mapping, copy),
                        ("operationId", Json::Text(id)) => Json::Text(format!("{id}Copy{copy}")),
                        ("tags", Json::List(tags)) => Json::List(tags.iter().map(|tag| tagged(tag, copy)).collect()),
                        _ => renamed(value, copy),
                    };
                    (key.clone(), value)
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

fn tagged(tag: &Json, copy: usize) -> Json {
    if let Json::Text(name) = tag { Json::Text(format!("{name} {copy}")) } else { renamed(tag, copy) }
}

fn mapped(mapping: &[(String, Json)], copy: usize) -> Json {
    let to = |value: &Json| match value {
        Json::Text(target) if target.contains('#') => Json::Text(reference(target, copy)),
        Json::Text(name) => Json::Text(format!("{name}Copy{copy}")),
        other => renamed(other, copy),
    };
    Json::Object(mapping.iter().map(|(key, value)| (key.clone(), to(value))).collect())
}

/// `#/components/schemas/Pet/…` of the copy.
fn reference(target: &str, copy: usize) -> String {
    if let Some(path) = target.strip_prefix("#/paths/") {
        return format!("#/paths/~1copy{copy}{path}");
    }
    let mut parts: Vec<String> = target.split('/').map(str::to_owned).collect();
    if parts.get(1).is_some_and(|part| part == "components")
        && let Some(name) = parts.get_mut(3)
    {
        name.push_str(&format!("Copy{copy}"));
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_refers_to_itself() {
        for (target, expected) in [
            ("#/components/schemas/Pet", "#/components/schemas/PetCopy2"),
            ("#/components/schemas/Pet/properties/a", "#/components/schemas/PetCopy2/properties/a"),
            ("#/paths/~1pets/get", "#/paths/~1copy2~1pets/get"),
            ("other.yaml#/Pet", "other.yaml#/Pet"),
        ] {
            assert_eq!(reference(target, 2), expected);
        }
    }

    #[test]
    fn a_document_is_multiplied() {
        let get = Json::Object(vec![("operationId".to_owned(), Json::text("pets"))]);
        let paths = Json::Object(vec![("/pets".to_owned(), Json::Object(vec![("get".to_owned(), get)]))]);
        let document = Json::Object(vec![("paths".to_owned(), paths)]);
        assert_eq!(
            multiply(&document, 2).to_text(),
            r#"{"paths":{"/pets":{"get":{"operationId":"pets"}},"/copy1/pets":{"get":{"operationId":"petsCopy1"}}}}"#
        );
    }
}
