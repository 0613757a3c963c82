//! What writing does to a folder: it holds what was generated, nobody else's file is touched, and nothing is half-written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use specwright::files::{Difference, DifferenceKind, Files, MANIFEST, Mode, sync};
use tempfile::TempDir;

fn files(all: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in all {
        files.add(*path, *text).unwrap();
    }
    files
}

fn empty() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Every file below a folder but the manifest.
fn found(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                all.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    all.remove(MANIFEST);
    all
}

fn written(folder: &Path, all: &[(&str, &str)]) -> Vec<String> {
    told(sync(folder, &files(all), Mode::Write).unwrap())
}

fn told(differences: Vec<Difference>) -> Vec<String> {
    let sign = |kind| match kind {
        DifferenceKind::Added => '+',
        DifferenceKind::Changed => '~',
        DifferenceKind::Stale => '-',
    };
    differences.iter().map(|difference| format!("{}{}", sign(difference.kind), difference.path)).collect()
}

/// The code of the refusal; whatever was in the folder must be there as it was.
fn refused(folder: &Path, all: &[(&str, &str)]) -> String {
    let before = folder.is_dir().then(|| found(folder));
    let code = sync(folder, &files(all), Mode::Write).unwrap_err().code.id;
    assert_eq!(folder.is_dir().then(|| found(folder)), before);
    code.to_owned()
}

#[test]
fn a_folder_comes_to_hold_what_was_generated() {
    let folder = empty();
    let out = folder.path().join("a/b");
    assert_eq!(written(&out, &[("src/lib.rs", "1\n"), ("Cargo.toml", "x\n")]), ["+Cargo.toml", "+src/lib.rs"]);
    assert_eq!(written(&out, &[("src/lib.rs", "1\n"), ("Cargo.toml", "x\n")]), [""; 0]);
    assert_eq!(
        written(&out, &[("src/lib.rs", "2\n"), ("src/a/b.rs", "y\n")]),
        ["-Cargo.toml", "+src/a/b.rs", "~src/lib.rs"]
    );
    assert_eq!(written(&out, &[("src/lib.rs", "2\n")]), ["-src/a/b.rs"]);
    assert!(!out.join("src/a").exists(), "an empty folder was left");
    assert_eq!(found(&out), BTreeMap::from([("src/lib.rs".to_owned(), "2\n".to_owned())]));
}

#[test]
fn checking_changes_nothing_and_shows_the_lines() {
    let folder = empty();
    written(folder.path(), &[("a.rs", "one\ntwo\n"), ("b.rs", "")]);
    let before = found(folder.path());
    let differences = sync(folder.path(), &files(&[("a.rs", "one\n2\n"), ("c.rs", "")]), Mode::Check).unwrap();
    assert_eq!(differences[0].diff, "@@ line 2 @@\n one\n-two\n+2\n");
    assert_eq!(told(differences), ["~a.rs", "-b.rs", "+c.rs"]);
    assert_eq!(found(folder.path()), before);
    let missing = folder.path().join("missing");
    assert_eq!(told(sync(&missing, &files(&[("a.rs", "")]), Mode::Check).unwrap()), ["+a.rs"]);
    assert!(!missing.exists());
}

#[test]
fn hand_made_files_are_never_touched() {
    let folder = empty();
    written(folder.path(), &[("src/lib.rs", "1\n")]);
    fs::write(folder.path().join("src/mine.rs"), "mine").unwrap();
    assert_eq!(refused(folder.path(), &[("src/lib.rs", "2\n"), ("src/mine.rs", "generated")]), "SW0603");
    assert_eq!(written(folder.path(), &[("other.rs", "")]), ["+other.rs", "-src/lib.rs"]);
    assert_eq!(fs::read_to_string(folder.path().join("src/mine.rs")).unwrap(), "mine");
    assert_eq!(
        written(folder.path(), &[("other.rs", ""), ("src/mine.rs", "mine")]),
        [""; 0],
        "the same text is adopted"
    );
}

#[test]
fn a_generated_file_that_was_edited_is_written_again() {
    let folder = empty();
    written(folder.path(), &[("a.rs", "1\n")]);
    fs::write(folder.path().join("a.rs"), "edited\n").unwrap();
    assert_eq!(written(folder.path(), &[("a.rs", "1\n")]), ["~a.rs"]);
    fs::write(folder.path().join("a.rs"), "1\r\n").unwrap();
    assert_eq!(written(folder.path(), &[("a.rs", "1\n")]), [""; 0], "line ends that git changed are no edit");
}

#[test]
fn what_is_not_ours_is_refused() {
    let folder = empty();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    assert_eq!(refused(folder.path(), &[("a.rs", "")]), "SW0602");
    assert_eq!(refused(&folder.path().join("notes.txt"), &[("a.rs", "")]), "SW0601");
    assert_eq!(refused(&folder.path().join("notes.txt/below"), &[("a.rs", "")]), "SW0605");
    let repository = empty();
    fs::create_dir(repository.path().join(".git")).unwrap();
    assert_eq!(written(repository.path(), &[("a.rs", "")]), ["+a.rs"], "a new repository is as good as empty");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (empty(), empty());
    written(folder.path(), &[("a.rs", "1\n"), ("src/b.rs", "1\n")]);
    fs::write(elsewhere.path().join("b.rs"), "theirs").unwrap();
    fs::remove_file(folder.path().join("src/b.rs")).unwrap();
    fs::remove_dir(folder.path().join("src")).unwrap();
    symlink(elsewhere.path(), folder.path().join("src")).unwrap();
    let code = |all: &[(&str, &str)]| sync(folder.path(), &files(all), Mode::Write).unwrap_err().code.id;
    assert_eq!(code(&[("src/b.rs", "2\n")]), "SW0604");
    assert_eq!(code(&[("a.rs", "1\n")]), "SW0604", "not even to remove what is stale");
    assert_eq!(fs::read_to_string(elsewhere.path().join("b.rs")).unwrap(), "theirs");
}

#[test]
fn paths_of_files_are_plain_names() {
    let check = |path: &str, taken: bool| assert_eq!(Files::new().add(path, "").is_ok(), taken, "{path:?}");
    check("src/a_b-c.rs", true);
    check(".gitignore", true);
    for path in ["", "/a", "../a", "a/../b", "a//b", "a/", "a\\b", "c:/a", "a\nb", "ä", "a/.", ".."] {
        check(path, false);
    }
}

/// Into a new folder whole trees are put, after the manifest.
#[test]
fn the_next_run_repairs_what_was_cut_off_in_a_new_folder() {
    let new = [("Cargo.toml", "x\n"), ("src/a/b.rs", "1\n"), ("src/lib.rs", "2\n")];
    let whole = empty();
    written(whole.path(), &new);
    assert!(!whole.path().join(".specwright-new").exists());
    let manifest = fs::read_to_string(whole.path().join(MANIFEST)).unwrap();
    let steps: [&[(&str, &str)]; 4] = [
        &[(".specwright-new/src/a/b.rs", "half")],
        &[(MANIFEST, &manifest), (".specwright-new/src/a/b.rs", "1\n")],
        &[(MANIFEST, &manifest), ("Cargo.toml", "x\n"), (".specwright-new/src/a/b.rs", "1\n")],
        &[(MANIFEST, &manifest), ("Cargo.toml", "x\n"), ("src/a/b.rs", "1\n"), ("src/lib.rs", "2\n")],
    ];
    for left in steps {
        let folder = empty();
        for (path, text) in left {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        written(folder.path(), &new);
        assert_eq!(found(folder.path()), found(whole.path()), "{left:?}");
        assert_eq!(fs::read_to_string(folder.path().join(MANIFEST)).unwrap(), manifest);
    }
}

#[test]
fn many_files_are_all_written() {
    let folder = empty();
    let many: Vec<(String, String)> =
        (0..500).map(|at| (format!("src/{}/f{at}.rs", at % 7), format!("{at}\n"))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(written(folder.path(), &many).len(), 500);
    assert_eq!(
        found(folder.path()),
        many.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    );
    assert_eq!(written(folder.path(), &many), [""; 0]);
}

/// A run may be cut off after each of its steps; the next one repairs whatever it left.
#[test]
fn the_next_run_repairs_what_a_cut_off_run_left() {
    let old = [("a.rs", "1\n"), ("gone.rs", "1\n")];
    let new = [("a.rs", "2\n"), ("new.rs", "2\n")];
    let whole = empty();
    written(whole.path(), &old);
    let old_manifest = fs::read_to_string(whole.path().join(MANIFEST)).unwrap();
    written(whole.path(), &new);
    let new_manifest = fs::read_to_string(whole.path().join(MANIFEST)).unwrap();
    // The manifest that owns both, which is the first to be put in its place.
    let both = format!("{old_manifest}{new_manifest}");
    let steps: [(&str, &[(&str, &str)]); 4] = [
        (&old_manifest, &[("a.rs", "1\n"), ("gone.rs", "1\n"), (".specwright-new/0", "half")]),
        (&both, &[("a.rs", "1\n"), ("gone.rs", "1\n"), (".specwright-new/1", "2\n")]),
        (&both, &[("a.rs", "2\n"), ("new.rs", "2\n"), ("gone.rs", "1\n")]),
        (&both, &[("a.rs", "2\n"), ("new.rs", "2\n")]),
    ];
    for (manifest, left) in steps {
        let folder = empty();
        fs::write(folder.path().join(MANIFEST), manifest).unwrap();
        fs::create_dir(folder.path().join(".specwright-new")).unwrap();
        for (path, text) in left {
            fs::write(folder.path().join(path), text).unwrap();
        }
        written(folder.path(), &new);
        assert_eq!(found(folder.path()), found(whole.path()), "{left:?}");
        assert_eq!(fs::read_to_string(folder.path().join(MANIFEST)).unwrap(), new_manifest);
    }
}
