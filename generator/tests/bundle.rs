//! Bundles: what becomes of references, and that a bundle means what the files meant.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::{Captures, Regex};
use specwright::api::Api;
use specwright::diagnostic::render::Human;
use specwright::diagnostic::{Diagnostics, FileId};
use specwright::lower::{LowerOptions, lower};
use specwright::resolve::{self, Resolver};
use specwright::source::{Limits, Sources, write};
use specwright::{BundleOptions, bundle, openapi};
use tempfile::TempDir;

struct Loaded {
    sources: Sources,
    file: FileId,
}

fn load(path: &Path) -> Loaded {
    let mut sources = Sources::new(Limits::default());
    let mut diagnostics = Diagnostics::new();
    let file = sources.load(path, &mut diagnostics).expect("a document");
    sources.follow(file, path.parent().unwrap(), &mut diagnostics);
    Loaded { sources, file }
}

/// The model of a document of OpenAPI 3.
fn model(Loaded { sources, file }: &Loaded) -> Api {
    let mut diagnostics = Diagnostics::new();
    let document = openapi::read(sources.tree(*file).unwrap(), &mut diagnostics).expect("OpenAPI 3");
    let resolver = Resolver::over(document, sources);
    resolve::check(&document, &resolver, &mut diagnostics);
    lower(&document, &resolver, &LowerOptions::default(), &mut diagnostics)
}

/// The bundle as YAML and as JSON, and what was told.
fn bundled(Loaded { sources, file }: &Loaded) -> (String, String, String) {
    let mut diagnostics = Diagnostics::new();
    let tree = bundle(sources, *file, BundleOptions::default(), &mut diagnostics).expect("a bundle");
    diagnostics.sort();
    (write::yaml(tree.root()), write::json(tree.root()), Human::new(sources, false).all(&diagnostics))
}

fn written(name: &str, text: &str) -> Loaded {
    let mut sources = Sources::new(Limits::default());
    let mut diagnostics = Diagnostics::new();
    let file = sources.add_text(name, text, &mut diagnostics).unwrap_or_else(|| panic!("{text}"));
    Loaded { sources, file }
}

/// Files as a document of many, the first of which is the root.
fn files(files: &[(&str, &str)]) -> (TempDir, Loaded) {
    let home = TempDir::new().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let loaded = load(&home.path().join(files.first().unwrap().0));
    (home, loaded)
}

/// All that a model says, but for places, and with types by where they stand: their order is that of the files.
fn shown(api: &Api) -> Vec<String> {
    let location = r#"At\(Some\(Location \{ place: Place \{ [^}]*\} \}, pointer: "(?:[^"\\]|\\.)*" \}\)\)"#;
    let location = Regex::new(location).unwrap();
    let id = Regex::new(r"TypeId\((\d+)\)").unwrap();
    let origins: Vec<String> = api.types.iter().map(|(_, ty)| format!("{:?}", ty.origin)).collect();
    let plain = |text: String| {
        let text = location.replace_all(&text, "_");
        let named = |found: &Captures<'_>| origins[found[1].parse::<usize>().unwrap()].clone();
        id.replace_all(&text, named).into_owned()
    };
    let mut types: Vec<String> = api.types.iter().map(|(_, ty)| plain(format!("{ty:?}"))).collect();
    types.sort();
    let head = plain(format!("{:?} {:?} {:?} {:?}", api.info, api.servers, api.security_schemes, api.tags));
    let operations = api.operations.iter().map(|operation| plain(format!("{operation:?}")));
    std::iter::once(head).chain(operations).chain(types).collect()
}

#[track_caller]
fn same_model(original: &Loaded, what: &str) {
    let (yaml, json, _) = bundled(original);
    let before = shown(&model(original));
    for (name, text) in [("bundle.yaml", &yaml), ("bundle.json", &json)] {
        let after = shown(&model(&written(name, text)));
        let differs = before.iter().zip(&after).find(|(before, after)| before != after);
        assert!(differs.is_none() && before.len() == after.len(), "{what}: {name}: {differs:?}");
    }
}

/// What is shared stands after the root document; the bundle is what stands after the files.
#[track_caller]
fn check(documents: &[(&str, &str)], expected: &str) {
    let (_home, loaded) = files(documents);
    same_model(&loaded, "case");
    assert_eq!(bundled(&loaded).0, expected);
}

const HEAD: &str = "openapi: 3.0.3\ninfo:\n  title: T\n  version: '1'\n";

#[test]
fn parts_become_components_by_the_names_that_types_have() {
    let root = format!(
        "{HEAD}paths:\n  /pets: {{$ref: pets.yaml}}\ncomponents:\n  schemas:\n    Animal: {{$ref: 'models.yaml#/Pet'}}\n"
    );
    let pets = "get:\n  operationId: pets\n  responses:\n    '200':\n      description: ok\n      content:\n        \
                application/json:\n          schema: {type: array, items: {$ref: 'models.yaml#/Pet'}}\n    default: \
                {$ref: 'api.yaml#/paths/~1pets/get/nothing'}\n";
    let models = "Pet:\n  type: object\n  properties:\n    id: {type: number, maximum: 1.50}\n    owner: {$ref: \
                  '#/Owner'}\n    same: {$ref: '#/Pet/properties/id'}\nOwner: {type: object, properties: {pet: {$ref: '#/Pet'}}}\n";
    let expected = format!(
        "{HEAD}paths:
  /pets:
    get:
      operationId: pets
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Animal'
        default:
          $ref: api.yaml#/paths/~1pets/get/nothing
components:
  schemas:
    Animal:
      type: object
      properties:
        id:
          type: number
          maximum: 1.50
        owner:
          $ref: '#/components/schemas/Owner'
        same:
          $ref: '#/components/schemas/Animal/properties/id'
    Owner:
      type: object
      properties:
        pet:
          $ref: '#/components/schemas/Animal'
"
    );
    check(&[("api.yaml", &root), ("pets.yaml", pets), ("models.yaml", models)], &expected);
}

#[test]
fn parts_of_one_name_say_their_file_and_a_mapping_keeps_its_choices() {
    let root = format!(
        "{HEAD}paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - $ref: cat/pet.yaml
                - $ref: dog/pet.yaml
              discriminator:
                propertyName: kind
                mapping:
                  cat: cat/pet.yaml
            example:
              $ref: cat/pet.yaml
      responses:
        '204':
          $ref: answers.json#/None
"
    );
    let cat = "type: object\nrequired: [kind]\nproperties: {kind: {type: string}}\n";
    let dog = "type: object\nrequired: [kind]\nproperties: {kind: {type: string, enum: [dog]}}\n";
    let (_home, loaded) = files(&[
        ("api.yaml", &root),
        ("cat/pet.yaml", cat),
        ("dog/pet.yaml", dog),
        ("answers.json", r#"{"None": {"description": "no: \u00e9 #1"}}"#),
    ]);
    let (yaml, _, told) = bundled(&loaded);
    assert_eq!(told, "");
    for line in [
        "                - $ref: '#/components/schemas/cat_pet'\n                - $ref: '#/components/schemas/dog_pet'\n",
        "                  cat: '#/components/schemas/cat_pet'\n                  dog: '#/components/schemas/dog_pet'\n",
        "            example:\n              $ref: cat/pet.yaml\n",
        "          $ref: '#/components/responses/None'\n",
        "  responses:\n    None:\n      description: 'no: é #1'\n",
    ] {
        assert!(yaml.contains(line), "{line}\n{yaml}");
    }
}

#[test]
fn a_part_within_itself_is_told_and_stays() {
    let root = format!("{HEAD}paths:\n  /a: {{$ref: hook.yaml}}\n");
    let hook = "post:\n  responses: {'204': {description: ok}}\n  callbacks: {again: {'{$request.body#/u}': {$ref: hook.yaml}}}\n";
    let (_home, loaded) = files(&[("api.yaml", &root), ("hook.yaml", hook)]);
    let (yaml, _, told) = bundled(&loaded);
    assert!(told.contains("SW0901") && told.contains("hook.yaml:3:"), "{told}");
    assert_eq!(yaml.matches("$ref: hook.yaml").count(), 1, "{yaml}");
}

#[test]
fn every_case_of_the_goldens_reads_back_as_the_same_model() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut tried = 0;
    for entry in fs::read_dir(cases).unwrap() {
        let spec: PathBuf = entry.unwrap().path().join("spec.yaml");
        if spec.is_file() && !fs::read_to_string(&spec).unwrap().contains("swagger:") {
            same_model(&load(&spec), &spec.display().to_string());
            tried += 1;
        }
    }
    assert!(tried > 10, "{tried}");
}

#[test]
fn the_command_applies_the_overlays_and_writes_whole_files_only() {
    let root = format!("{HEAD}paths: {{}}\n");
    let overlay =
        "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - {target: $.info, update: {title: New}}\n";
    let configuration = "overlays = [\"fix.yaml\"]\n";
    let (home, _) = files(&[
        ("api.yaml", &root),
        ("fix.yaml", overlay),
        ("specwright.toml", configuration),
        ("bad.yaml", "a: 1\n"),
    ]);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        let output = command.current_dir(home.path()).arg("bundle").args(arguments).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let new = root.replace("title: T", "title: New");
    assert_eq!(run(&["--spec", "api.yaml"]), (0, new));
    assert_eq!(run(&["--spec", "api.yaml", "-o", "out.json"]), (0, String::new()));
    let json = fs::read_to_string(home.path().join("out.json")).unwrap();
    assert!(json.starts_with("{\n  \"openapi\": \"3.0.3\",\n") && json.contains("\"title\": \"New\""), "{json}");
    assert_eq!(run(&["--spec", "bad.yaml", "-o", "out.json"]), (1, String::new()));
    assert_eq!(run(&["--spec", "nothing.yaml"]), (2, String::new()));
    assert_eq!(run(&["--spec", "api.yaml", "-o", "none/out.json"]), (2, String::new()));
    assert_eq!(fs::read_to_string(home.path().join("out.json")).unwrap(), json);
    let names = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| !name.contains("specwright-new")));
}

#[test]
#[ignore = "SPEC=<file> cargo test -p specwright --test bundle -- --ignored"]
fn a_document_that_is_given_reads_back_as_the_same_model() {
    let path = std::env::var("SPEC").expect("a document in SPEC");
    same_model(&load(Path::new(&path)), &path);
}

#[test]
fn validation_reads_the_document_with_the_overlays_of_its_configuration() {
    let root = format!("{HEAD}paths: {{}}\n");
    let overlay =
        "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - {target: $.info.title, remove: true}\n";
    let (home, _) =
        files(&[("api.yaml", &root), ("fix.yaml", overlay), ("specwright.toml", "overlays = [\"fix.yaml\"]\n")]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = command.current_dir(home.path()).args(["validate", "api.yaml"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("`title`"), "{told}");
}

#[test]
fn parts_of_2_0_in_other_files_are_raised_with_the_document() {
    let root = "swagger: '2.0'\ninfo: {title: T, version: '1'}\nconsumes: [application/json]\nproduces: [application/json]\npaths:\n  /pets: {$ref: pets.yaml}\n";
    let pets = "post:\n  operationId: add\n  parameters: [{$ref: 'shared.yaml#/parameters/pet'}, {$ref: 'shared.yaml#/parameters/limit'}]\n  responses: {'200': {$ref: 'shared.yaml#/responses/Pet'}}\n";
    let shared = "parameters:\n  pet: {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}\n  limit: {name: limit, in: query, type: integer}\nresponses:\n  Pet: {description: it, schema: {$ref: '#/definitions/Pet'}}\ndefinitions:\n  Pet: {type: object, properties: {nick: {type: string, x-nullable: true}}}\n";
    let (_home, loaded) = files(&[("api.yaml", root), ("pets.yaml", pets), ("shared.yaml", shared)]);
    let (yaml, _, told) = bundled(&loaded);
    let expected = "openapi: 3.0.3
info:
  title: T
  version: '1'
paths:
  /pets:
    post:
      operationId: add
      parameters:
        - $ref: '#/components/parameters/limit'
      responses:
        '200':
          $ref: '#/components/responses/Pet'
      requestBody:
        $ref: '#/components/requestBodies/pet'
components:
  schemas:
    Pet:
      type: object
      properties:
        nick:
          type: string
          nullable: true
  parameters:
    limit:
      name: limit
      in: query
      schema:
        type: integer
  requestBodies:
    pet:
      required: true
      content:
        application/json:
          schema:
            $ref: '#/components/schemas/Pet'
  responses:
    Pet:
      description: it
      content:
        application/json:
          schema:
            $ref: '#/components/schemas/Pet'
";
    assert_eq!((yaml.as_str(), told.as_str()), (expected, ""));
}

#[test]
fn what_is_wrong_in_another_file_of_2_0_is_told_once_and_there() {
    let root = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions:\n  A: {$ref: 'shared.yaml#/A'}\n  B: {$ref: 'shared.yaml#/Gone'}\n";
    let (_home, loaded) = files(&[("api.yaml", root), ("shared.yaml", "A: {type: objekt}\n")]);
    let (_, _, told) = bundled(&loaded);
    let codes: Vec<&str> = told.split('[').filter_map(|rest| rest.split_once("]: ")).map(|(code, _)| code).collect();
    assert!(codes == ["SW0301", "SW0207"] && told.contains("shared.yaml:1:11"), "{told}");
}
