//! A server on a real socket of the loopback that plays a script: one list of acts for each connection.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

/// What a connection does next.
#[derive(Clone, Debug)]
pub enum Act {
    /// Reads a whole request: its head, and the body that its `Content-Length` announces, or its chunks as they come.
    Read,
    /// Reads only so many bytes.
    ReadBytes(usize),
    /// Writes this.
    Write(Vec<u8>),
    /// Writes this again and again, until nobody listens.
    WriteForever(&'static [u8]),
    /// Closes the side on which it writes, and reads on.
    HalfClose,
    /// Closes with a reset.
    Reset,
    /// Does nothing more, and keeps the connection.
    Hold,
    /// Waits until a test says so, or does no longer care.
    Wait(Word),
}

/// What a test says to its server.
#[derive(Clone, Debug)]
pub struct Word(Arc<Mutex<Option<oneshot::Receiver<()>>>>);

impl From<oneshot::Receiver<()>> for Word {
    fn from(word: oneshot::Receiver<()>) -> Self {
        Word(Arc::new(Mutex::new(Some(word))))
    }
}

/// A request that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Request line and headers, in small letters as hyper writes them.
    pub head: String,
    pub body: String,
    /// The number of its connection, from 0.
    pub connection: usize,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }
}

pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// Connections that came, and acts that are done.
    progress: watch::Receiver<(usize, usize)>,
    task: JoinHandle<()>,
}

impl Server {
    /// A server on a free port. Connections beyond the script are closed at once.
    pub async fn start(script: Vec<Vec<Act>>) -> Server {
        Server::on(TcpListener::bind("127.0.0.1:0").await.unwrap(), script)
    }

    pub fn on(listener: TcpListener, script: Vec<Vec<Act>>) -> Server {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (progress, watched) = watch::channel((0, 0));
        let address = listener.local_addr().unwrap();
        let log = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            let mut script = script.into_iter();
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                progress.send_modify(|(connections, _)| *connections += 1);
                let (acts, log, progress) = (script.next().unwrap_or_default(), Arc::clone(&log), progress.clone());
                tokio::spawn(play(stream, acts, connection, log, progress));
            }
        });
        Server { address, seen, progress: watched, task }
    }

    pub fn url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        self.progress.borrow().0
    }

    /// Waits until so many acts are done, on all connections together.
    pub async fn acts(&self, count: usize) {
        self.progress.clone().wait_for(|(_, acts)| *acts >= count).await.unwrap();
    }

    /// Waits until so many connections came.
    pub async fn connected(&self, count: usize) {
        self.progress.clone().wait_for(|(connections, _)| *connections >= count).await.unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn play(
    mut stream: TcpStream,
    acts: Vec<Act>,
    connection: usize,
    log: Arc<Mutex<Vec<Seen>>>,
    progress: watch::Sender<(usize, usize)>,
) {
    for act in acts {
        match act {
            Act::Read => match read(&mut stream, connection).await {
                Some(seen) => log.lock().unwrap().push(seen),
                None => return,
            },
            Act::ReadBytes(count) => {
                let mut bytes = vec![0; count];
                stream.read_exact(&mut bytes).await.unwrap();
            }
            Act::Write(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::WriteForever(bytes) => while stream.write_all(bytes).await.is_ok() {},
            Act::Wait(word) => {
                let word = word.0.lock().unwrap().take();
                if let Some(word) = word {
                    let _ = word.await;
                }
            }
            Act::HalfClose => stream.shutdown().await.unwrap(),
            Act::Reset => {
                stream.set_zero_linger().unwrap();
                progress.send_modify(|(_, acts)| *acts += 1);
                return;
            }
            Act::Hold => {
                progress.send_modify(|(_, acts)| *acts += 1);
                // Until the other side closes.
                let _ = stream.read_to_end(&mut Vec::new()).await;
                return;
            }
        }
        progress.send_modify(|(_, acts)| *acts += 1);
    }
}

async fn read(stream: &mut TcpStream, connection: usize) -> Option<Seen> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut seen = Seen { head, body: String::new(), connection };
    let chunked = seen.header("transfer-encoding") == Some("chunked");
    let length: usize = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < head_end + 4 + length || (chunked && !bytes.ends_with(b"\r\n0\r\n\r\n")) {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    seen.body = String::from_utf8(bytes[head_end + 4..].to_vec()).unwrap();
    Some(seen)
}

/// An answer in JSON, as bytes on the wire.
pub fn answer(status: u16, json: &str) -> Act {
    raw(status, "content-type: application/json\r\nx-request-id: req_1\r\n", json)
}

/// An answer with these headers, `Content-Length` added.
pub fn raw(status: u16, headers: &str, body: &str) -> Act {
    Act::Write(format!("HTTP/1.1 {status} -\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes())
}

/// The documented answer to a purchase of 100.00.
pub const CHARGED: &str = r#"{"success":true,"data":{"amount_charged":100.00,"currency":"USD","new_balance":250.00,"transaction_id":"txn_uuid_1"}}"#;

/// The documented answer to a declined purchase.
pub const DECLINED: &str = r#"{"success":false,"message":"Payment method declined","code":"PAYMENT_FAILED"}"#;
