//! A process that is measured: wall time, processor time of it and of all that it started, peak memory.
//!
//! A small process of this program stands between, since `getrusage` (getrusage(2), `RUSAGE_CHILDREN`) tells the most
//! memory of all children that ever ended, and a child begins with the memory of who started it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// The sub-command that this program calls itself with.
pub(crate) const CHILD: &str = "measured-process";

/// What a run of a program took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds by the clock, to a millisecond.
    pub(crate) wall: f64,
    /// Processor seconds, user and system, of the process and all that it waited for.
    pub(crate) cpu: f64,
    /// The most memory that one of these processes held, in MiB.
    pub(crate) memory: f64,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) cost: Cost,
    /// The exit status: 0 is success for every program.
    pub(crate) code: i32,
    /// What it wrote to both outputs.
    pub(crate) said: String,
}

impl Run {
    /// The cost of a run that ended well, else the line that says why it did not.
    pub(crate) fn success(&self) -> Result<Cost, String> {
        if self.code == 0 { Ok(self.cost) } else { Err(reason(&self.said)) }
    }
}

/// Runs a program with nothing on its input; `scratch` is a folder for what it says.
///
/// # Errors
/// It could not be started, or took longer than the limit and was ended.
pub(crate) fn run(command: &Command, limit: Duration, scratch: &Path) -> Result<Run, String> {
    fs::create_dir_all(scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
    let (report, said) = (scratch.join("cost.txt"), scratch.join("said.txt"));
    let file = fs::File::create(&said).map_err(|error| error.to_string())?;
    let errors = file.try_clone().map_err(|error| error.to_string())?;
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut between = Command::new(me);
    between.arg(CHILD).arg(&report).arg(limit.as_secs().to_string()).arg(command.get_program());
    between.args(command.get_args()).stdin(Stdio::null()).stdout(file).stderr(errors);
    if let Some(folder) = command.get_current_dir() {
        between.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => between.env(name, value),
            None => between.env_remove(name),
        };
    }
    let status = between.status().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&fs::read(&said).unwrap_or_default()).into_owned();
    if !status.success() {
        // The last word is that of the process between.
        return Err(reason(text.lines().last().unwrap_or_default()));
    }
    let told = fs::read_to_string(&report).map_err(|error| format!("{}: {error}", report.display()))?;
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [wall, cpu, memory, code] = numbers[..] else { return Err(format!("no cost was noted: {told}")) };
    Ok(Run { cost: Cost { wall, cpu, memory }, code: code as i32, said: text })
}

/// What the process between does: `REPORT SECONDS PROGRAM ARGUMENT…`.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [report, limit, program, arguments @ ..] = arguments else { return Err("a program is needed".to_owned()) };
    let limit = Duration::from_secs(limit.parse().map_err(|error| format!("{limit}: {error}"))?);
    let start = Instant::now();
    let mut child = Command::new(program).args(arguments).spawn().map_err(|error| format!("{program}: {error}"))?;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("error: longer than {} seconds", limit.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = start.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    // In KiB on Linux.
    let memory = usage.max_rss() as f64 / 1024.0;
    let code = status.code().unwrap_or(-1);
    fs::write(report, format!("{wall} {cpu} {memory} {code}")).map_err(|error| format!("{report}: {error}"))
}

/// The line of an output that says why: the first with the word error or panic that is no mere notice, else the last that says anything.
fn reason(said: &str) -> String {
    let mut lines = said.lines().map(str::trim).filter(|line| line.chars().any(char::is_alphanumeric));
    let tells = |line: &&str| {
        let line = line.to_lowercase();
        !["thread '", "[main] info", "[main] warn"].iter().any(|start| line.starts_with(start))
            && ["error", "panic", "exception", "not "].iter().any(|word| line.contains(word))
    };
    let line = lines.clone().find(tells).or_else(|| lines.next_back()).unwrap_or("it ended without a word");
    let clean: String = line.chars().filter(|c| !c.is_control()).take(140).collect();
    clean.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_reason_of_a_failure_is_one_line_for_a_table() {
        for (said, expected) in [
            ("reading\nError: no paths\nmore", "Error: no paths"),
            ("thread 'main' panicked at src/a.rs:1:2:\nnot implemented: a | b\n", "not implemented: a \\| b"),
            (
                "[main] INFO  Codegen - error_Type is created\nException in thread: too deep",
                "Exception in thread: too deep",
            ),
            ("one\n\n two \n---\n", "two"),
            ("", "it ended without a word"),
        ] {
            assert_eq!(reason(said), expected);
        }
    }
}
