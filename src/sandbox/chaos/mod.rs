//! A way to the sandbox on which things go wrong: a proxy that passes requests on, and spoils some of them or their answers by
//! a schedule that follows from a seed alone.
//!
//! It knows nothing of purchases: it moves bytes. The ledger behind it stays exact, and tells what really happened.

mod message;
mod reply;
mod schedule;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use message::Message;
use reply::{End, Reply};
pub use schedule::{Fault, Schedule};

/// A proxy that is being served. It stops when it is dropped, and its connections with it.
#[derive(Debug)]
pub struct Chaos {
    address: SocketAddr,
    task: JoinHandle<()>,
}

/// What all connections share.
#[derive(Debug)]
struct Way {
    schedule: Schedule,
    /// Requests so far.
    requests: AtomicU64,
    target: SocketAddr,
    /// Connections to the target that wait for the next request.
    rested: Mutex<Vec<TcpStream>>,
}

impl Chaos {
    /// Serves at `listen` (port 0 takes a free one) what is served at `target`, with the faults of `schedule`.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub async fn start(target: SocketAddr, listen: SocketAddr, schedule: Schedule) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let way = Arc::new(Way { schedule, requests: AtomicU64::new(0), target, rested: Mutex::default() });
        Ok(Self { address, task: tokio::spawn(serve(listener, way)) })
    }

    /// The address that it listens at.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of the API, as a client is configured with it.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }
}

impl Drop for Chaos {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, way: Arc<Way>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                let way = Arc::clone(&way);
                // A connection that fails is what this is for; the client learns of it by the end.
                connections.spawn(async move { way.exchange(stream).await.unwrap_or_default() });
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

impl Way {
    /// One request after the other, until the connection ends.
    async fn exchange(&self, mut client: TcpStream) -> io::Result<()> {
        // Small pieces must be seen apart, and at once.
        client.set_nodelay(true)?;
        while client.peek(&mut [0]).await? > 0 {
            let turn = self.requests.fetch_add(1, Ordering::Relaxed);
            let fault = self.schedule.fault(turn);
            match fault {
                Fault::ResetUnread => {}
                Fault::ResetInRequest => drop(client.read(&mut [0; 64]).await?),
                _ => {
                    let Some(request) = Message::read(&mut client).await? else { return Ok(()) };
                    let reply = match reply::instead(fault, turn) {
                        Some(reply) => reply,
                        None => reply::spoilt(fault, &self.forward(&request).await?),
                    };
                    if !send(&mut client, reply).await? {
                        return Ok(());
                    }
                    continue;
                }
            }
            return client.set_zero_linger();
        }
        Ok(())
    }

    /// The true answer.
    async fn forward(&self, request: &Message) -> io::Result<Message> {
        let rested = self.rested.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut target = match rested {
            Some(target) => target,
            None => TcpStream::connect(self.target).await?,
        };
        target.write_all(&request.bytes()).await?;
        let answer = Message::read(&mut target).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        self.rested.lock().unwrap_or_else(PoisonError::into_inner).push(target);
        Ok(answer)
    }
}

/// Sends a reply and ends the connection as it says; is it kept?
async fn send(client: &mut TcpStream, reply: Reply) -> io::Result<bool> {
    client.write_all(&reply.bytes).await?;
    match reply.end {
        End::Kept => return Ok(true),
        End::Closed => client.shutdown().await?,
        End::Reset => client.set_zero_linger()?,
        End::HalfClosed => {
            client.shutdown().await?;
            drain(client).await?;
        }
        End::Held => drain(client).await?,
        End::Endless => loop {
            client.write_all(&[b' '; 4_096]).await?;
        },
    }
    Ok(false)
}

/// Reads until the client closes.
async fn drain(client: &mut TcpStream) -> io::Result<()> {
    while client.read(&mut [0; 1_024]).await? > 0 {}
    Ok(())
}
