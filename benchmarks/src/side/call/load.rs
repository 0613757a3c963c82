//! Calls under load: how many a second, and what one takes of the processor, with so many of them on the way at a time.

use std::process::Command;
use std::time::Duration;

use super::programs::Program;
use super::server::Server;
use crate::crates;
use crate::side::measured;
use crate::side::table::Column;

pub(super) const COLUMNS: [Column; 2] =
    [Column { name: "CPU µs a call", digits: 1 }, Column { name: "calls a second", digits: 0 }];

/// How many calls are on the way at a time.
pub(super) const IN_FLIGHT: [u32; 3] = [1, 16, 256];

/// How often is bought: the difference is what is measured, without the start of the program. Multiples of all of [`IN_FLIGHT`].
const CALLS: [u32; 2] = [1024, 17_408];

pub(super) const WORDS: &str = "\
CPU is that of the client's process alone, user and system time; the server is a thread a connection of another process on the same two cores, so that \
calls a second are of both together. 16,384 calls, tasks in turns on one thread.";

/// What a call costs, in the order of the columns.
pub(super) fn cost(program: &Program, server: &Server, in_flight: u32) -> Result<Vec<f64>, String> {
    let path = program.built.as_ref().map_err(Clone::clone)?;
    let scratch = crates::folder("call")?.join("load");
    let mut costs = Vec::new();
    for calls in CALLS {
        let mut command = Command::new(path);
        command.arg(server.address()).arg(calls.to_string()).arg(in_flight.to_string());
        costs.push(measured::run(&command, Duration::from_secs(120), &scratch)?.success()?);
    }
    let [few, many] = costs[..] else { return Err("two runs are needed".to_owned()) };
    let calls = f64::from(CALLS[1] - CALLS[0]);
    Ok(vec![(many.cpu - few.cpu) / calls * 1e6, calls / (many.wall - few.wall)])
}
