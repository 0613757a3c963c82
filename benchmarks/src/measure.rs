//! Instruments: processor time of the compiler, instructions under callgrind, sizes.
//!
//! It knows nothing of what is measured.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The variable that makes this program stand in for `rustc` and note its time in a file.
const TIMES: &str = "SPECWRIGHT_BENCH_TIMES";

/// The variable with the prefix of the crates that are timed, if it is not [`TIMED_PREFIX`].
const PREFIX: &str = "SPECWRIGHT_BENCH_PREFIX";

/// Only crates of this prefix are timed; their dependencies are not.
pub(crate) const TIMED_PREFIX: &str = "candidate_";

/// Runs `rustc` and notes its processor time, if cargo called this program for that.
pub(crate) fn as_rustc_wrapper() -> Option<ExitCode> {
    let times = std::env::var_os(TIMES)?;
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(rustc).args(&arguments).status().ok()?;
    let name =
        arguments.iter().skip_while(|a| *a != "--crate-name").nth(1).and_then(|name| name.to_str()).unwrap_or("");
    let prefix = std::env::var(PREFIX).unwrap_or_else(|_| TIMED_PREFIX.to_owned());
    if name.starts_with(&prefix)
        && let Ok(mut file) = fs::OpenOptions::new().append(true).create(true).open(times)
    {
        let _ = writeln!(file, "{} {name}", children_ticks());
    }
    Some(ExitCode::from(status.code().map_or(1, |code| code as u8)))
}

/// User and system time of all children that ended, in ticks of 10 ms (proc(5): cutime and cstime of stat).
fn children_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    behind_name.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

/// A cargo workspace whose crates are timed.
pub(crate) struct Workspace {
    pub(crate) folder: PathBuf,
}

impl Workspace {
    /// Runs cargo on one package and gives the processor seconds that `rustc` took for its library.
    pub(crate) fn compile(&self, package: &str, how: &[&str]) -> Result<f64, String> {
        let times = self.folder.join("times.txt");
        let _ = fs::remove_file(&times);
        let source = self.folder.join(package).join("src/lib.rs");
        let touched =
            fs::File::options().append(true).open(&source).and_then(|f| f.set_modified(std::time::SystemTime::now()));
        touched.map_err(|error| format!("{}: {error}", source.display()))?;
        self.cargo(&[how, &["--lib", "-p", package]].concat())?;
        let text = fs::read_to_string(&times).map_err(|error| format!("{}: {error}", times.display()))?;
        let ticks: u64 = text.split_whitespace().next().and_then(|t| t.parse().ok()).ok_or("no time was noted")?;
        Ok(ticks as f64 / 100.0)
    }

    /// Has a run of cargo note the time of each crate in a file.
    pub(crate) fn time(cargo: &mut Command, times: &Path) -> Result<(), String> {
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        cargo.env("RUSTC_WRAPPER", me).env(TIMES, times).env(PREFIX, "");
        Ok(())
    }

    /// Runs cargo in the workspace.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Result<(), String> {
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let output = Command::new("cargo")
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder)
            .env("RUSTC_WRAPPER", me)
            .env(TIMES, self.folder.join("times.txt"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .map_err(|error| format!("cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!("cargo {}:\n{}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)))
    }

    /// The program of a package, built for release.
    pub(crate) fn program(&self, package: &str) -> PathBuf {
        self.folder.join("target/release").join(package)
    }
}

/// Instructions that a run of a program takes, by `valgrind --tool=callgrind`.
pub(crate) fn instructions(program: &Path, arguments: &[&str]) -> Result<u64, String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let counted = text.lines().find_map(|line| line.split_once("Collected : ").map(|(_, count)| count.trim()));
    counted.and_then(|count| count.parse().ok()).ok_or_else(|| format!("no count from valgrind:\n{text}"))
}

/// What a run of a program took of the heap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heap {
    /// All that was ever allocated, in bytes.
    pub(crate) bytes: f64,
    /// How often.
    pub(crate) blocks: f64,
    /// The most bytes that were there at a time.
    pub(crate) peak: f64,
}

/// The heap of a run, by `valgrind --tool=dhat`.
pub(crate) fn heap(program: &Path, arguments: &[&str]) -> Result<Heap, String> {
    let output = Command::new("valgrind")
        .args(["--tool=dhat", "--dhat-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let number = |text: &str| text.trim().replace(',', "").parse::<f64>().ok();
    let line = |name: &str| {
        let (bytes, blocks) = text.lines().find_map(|line| line.split_once(name))?.1.split_once(" bytes in ")?;
        Some((number(bytes)?, number(blocks.split_once(" blocks")?.0)?))
    };
    let told = line("Total:").zip(line("At t-gmax:"));
    let heap = told.map(|((bytes, blocks), (peak, _))| Heap { bytes, blocks, peak });
    heap.filter(|_| output.status.success()).ok_or_else(|| format!("no count from valgrind:\n{text}"))
}

/// The most memory that this process held at a time, in MiB (proc(5): VmHWM of status).
pub(crate) fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// What a program prints.
pub(crate) fn output(program: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new(program).args(arguments).output().map_err(|e| format!("{}: {e}", program.display()))?;
    if !output.status.success() {
        return Err(format!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr)));
    }
    Ok(output.stdout)
}

/// The one in the middle.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
