//! A call in instructions, allocations and bytes, counted by valgrind.

use std::process::Command;
use std::time::Duration;

use super::programs::Program;
use super::server::Server;
use crate::crates;
use crate::measure::{heap, instructions};
use crate::side::measured;
use crate::side::table::Column;

pub(super) const COLUMNS: [Column; 3] = [
    Column { name: "instructions", digits: 0 },
    Column { name: "allocations", digits: 0 },
    Column { name: "bytes allocated", digits: 0 },
];

/// How often is bought: the difference is what is counted.
const CALLS: [u32; 2] = [50, 550];

/// What a call costs, in the order of the columns.
pub(super) fn cost(program: &Program, server: &Server) -> Result<Vec<f64>, String> {
    let (path, address) = (program.built.as_ref().map_err(Clone::clone)?, server.address());
    // A program that fails tells why, which valgrind's words would hide.
    let mut plain = Command::new(path);
    plain.args([address.as_str(), "1", "1"]);
    measured::run(&plain, Duration::from_secs(60), &crates::folder("call")?.join("load"))?.success()?;
    let mut counts = [[0.0; 3]; 2];
    for (counts, calls) in counts.iter_mut().zip(CALLS) {
        let calls = calls.to_string();
        let arguments = [address.as_str(), &calls, "1"];
        let heap = heap(path, &arguments)?;
        *counts = [instructions(path, &arguments)? as f64, heap.blocks, heap.bytes];
    }
    let [few, many] = counts;
    Ok(few.iter().zip(many).map(|(few, many)| (many - few) / f64::from(CALLS[1] - CALLS[0])).collect())
}
