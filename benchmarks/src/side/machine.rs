//! What a table must say of where it was measured: processor, memory, load, versions.

use std::fs;
use std::process::Command;

/// One line: the day, processor and cores, memory, the load of the last minute, the compiler.
pub(crate) fn line() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key))?.split_once(':')?.1;
        Some(line.trim().to_owned())
    };
    let processor = field(&information, "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = field(&memory, "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let memory = memory.map_or("?".to_owned(), |kib| format!("{:.0}", kib / 1024.0 / 1024.0));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    let day = said("date", &["-u", "+%F"]).unwrap_or_default();
    let rustc = said("rustc", &["--version"]).unwrap_or_default();
    format!("{day}, {processor}, {cores} cores, {memory} GiB, load {load} when it began, {rustc}")
}

/// The first line that a program prints, if it runs and ends well.
pub(crate) fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    // `java -version` writes to the other output.
    let text = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    Some(String::from_utf8_lossy(&text).lines().next().unwrap_or_default().trim().to_owned())
}
