//! `cargo run`: the whole story on loopback, from the spec to credits on an account.
//!
//! It tells what happens into a writer; it prints nothing itself and charges nobody. Every scene says how it should
//! end, and the sandbox's ledger is asked whether money moved, so a story that ends well is also a proof.

mod crates;
mod scene;

use std::fmt;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use rust_decimal::Decimal;
use talkover_client::Client;

use crate::buy::buy;
use crate::sandbox::{Sandbox, fixture};
use crate::verdict::{Exit, Verdict};
use scene::{SCENES, Scene};

/// Why the story did not end well.
#[derive(Debug)]
pub enum Broken {
    /// It could not be told: the output was closed, or no socket could be opened.
    Io(io::Error),
    /// A chapter went wrong; it has been told how.
    Chapter,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(fault) => fault.fmt(f),
            Self::Chapter => f.write_str("the story did not go as it should"),
        }
    }
}

impl std::error::Error for Broken {}

impl From<io::Error> for Broken {
    fn from(fault: io::Error) -> Self {
        Self::Io(fault)
    }
}

/// Tells the story of the repository at `root`.
///
/// # Errors
/// When it does not go as it should, or cannot be told.
pub async fn tell(root: &Path, out: &mut dyn Write) -> Result<(), Broken> {
    writeln!(out, "From a spec to credits on an account, all on this machine. Nobody is charged.\n")?;

    writeln!(out, "Read spec/openapi.yaml")?;
    let files = chapter(crates::generated(root), out)?;
    writeln!(out, "  The spec is sound: a client of {} files comes of it.\n", files.len())?;

    writeln!(out, "Hold generated-client/ against it")?;
    chapter(crates::checked(root, &files), out)?;
    writeln!(out, "  The client is what the spec says, to the byte.\n")?;

    writeln!(out, "Start the sandbox")?;
    let sandbox = Sandbox::start(fixture::ledger(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    writeln!(out, "  It serves {}, and its account holds {} USD.\n", sandbox.base_url(), balance(&sandbox))?;

    let mut well = true;
    for scene in SCENES {
        well &= play(scene, &sandbox, out).await?;
    }
    sandbox.stop().await?;
    if !well {
        return Err(Broken::Chapter);
    }
    writeln!(out, "All as it should be. To buy for real: talkover purchase --help")?;
    Ok(())
}

/// What a chapter made; a chapter that failed is told, and ends the story.
fn chapter<T>(made: Result<T, String>, out: &mut dyn Write) -> Result<T, Broken> {
    match made {
        Ok(made) => Ok(made),
        Err(why) => {
            tell_lines(&why, out)?;
            Err(Broken::Chapter)
        }
    }
}

fn tell_lines(text: &str, out: &mut dyn Write) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "  {line}"))
}

/// Plays one scene, and says whether it ended as it should.
async fn play(scene: &Scene, sandbox: &Sandbox, out: &mut dyn Write) -> Result<bool, Broken> {
    writeln!(out, "{}", scene.asked)?;
    let before = balance(sandbox);
    let client = Client::builder().user_session_token(scene.token()).base_url(sandbox.base_url()).build();
    let verdict = match client {
        Ok(client) => buy(&client, scene.request()).await,
        Err(fault) => Verdict::NotSent { reason: fault.to_string() },
    };
    let after = balance(sandbox);
    tell_lines(&verdict.to_string(), out)?;
    writeln!(out, "  In the ledger: {before} USD before, {after} USD after.\n")?;

    let moved = if scene.end == Exit::Charged { scene.amount() } else { Decimal::ZERO };
    let well = verdict.exit() == scene.end && after - before == moved;
    if !well {
        writeln!(out, "  This is not how it should end: {:?}, and {moved} USD moved.\n", scene.end)?;
    }
    Ok(well)
}

/// What the ledger says that the story's account holds.
fn balance(sandbox: &Sandbox) -> Decimal {
    sandbox.ledger().account(fixture::SESSION_TOKEN).map_or(Decimal::ZERO, |account| account.balance)
}
