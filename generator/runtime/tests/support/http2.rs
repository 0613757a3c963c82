//! A server on a real socket of the loopback that speaks HTTP/2 in frames written by hand (RFC 9113 §4, §6), so that a test
//! says exactly which of them come, and in which order.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;

const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

pub const NO_ERROR: u32 = 0;
pub const INTERNAL_ERROR: u32 = 2;
pub const REFUSED_STREAM: u32 = 7;
pub const CANCEL: u32 = 8;

/// What the server does with a stream, one step after the other. The stream is the one of the request.
#[derive(Clone, Debug)]
pub enum Step {
    /// Waits for the end of the request; without it, the steps are taken as soon as its head is there.
    End,
    /// The head of an answer.
    Head(u16),
    /// A piece of its body, and whether it is the last.
    Body(&'static str, bool),
    /// RST_STREAM with this code.
    Reset(u32),
    /// GOAWAY with the number of the last stream that was worked on, seen from this one (0: this one), and this code.
    GoAway(i64, u32),
    /// Closes the connection.
    Close,
}

/// A whole answer to a whole request.
pub fn answer(status: u16, body: &'static str) -> Vec<Step> {
    vec![Step::End, Step::Head(status), Step::Body(body, true)]
}

pub struct Http2Server {
    pub address: SocketAddr,
    /// For each request that came, the number of its connection.
    seen: Arc<Mutex<Vec<usize>>>,
    task: JoinHandle<()>,
}

impl Http2Server {
    /// A server that treats each request, on whatever connection it comes, by the next steps. Those beyond the script are
    /// answered 500.
    pub async fn start(script: Vec<Vec<Step>>) -> Http2Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            let script = Arc::new(Mutex::new(script.into_iter()));
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let (log, script) = (Arc::clone(&log), Arc::clone(&script));
                let next = move || {
                    log.lock().unwrap().push(connection);
                    script.lock().unwrap().next().unwrap_or_else(|| answer(500, ""))
                };
                tokio::spawn(serve(stream, next));
            }
        });
        Http2Server { address, seen, task }
    }

    pub fn url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    pub fn seen(&self) -> Vec<usize> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Http2Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A frame as it came.
struct Frame {
    kind: u8,
    flags: u8,
    stream: u32,
    length: usize,
}

/// A connection, until the other side has no more to say or a step closes it.
pub async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, mut next: impl FnMut() -> Vec<Step>) {
    let mut preface = [0; 24];
    if stream.read_exact(&mut preface).await.is_err() {
        return;
    }
    assert_eq!(&preface[..], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await.unwrap();
    // Steps of streams that wait for the end of their request.
    let mut waiting: Vec<(u32, Vec<Step>)> = Vec::new();
    while let Some(came) = read(&mut stream).await {
        let mut steps = Vec::new();
        match came.kind {
            SETTINGS if came.flags & ACK == 0 => {
                let _ = stream.write_all(&frame(SETTINGS, ACK, 0, &[])).await;
            }
            PING => panic!("{} bytes of PING were not asked for", came.length),
            HEADERS => steps = next(),
            DATA if came.flags & END_STREAM != 0 => {
                let at = waiting.iter().position(|(stream, _)| *stream == came.stream);
                steps = at.map(|at| waiting.swap_remove(at).1).unwrap_or_default();
            }
            _ => {}
        }
        let is_whole = came.flags & END_STREAM != 0;
        if matches!(steps.first(), Some(Step::End)) {
            let rest = steps.split_off(1);
            if is_whole {
                steps = rest;
            } else {
                waiting.push((came.stream, rest));
                steps.clear();
            }
        }
        for step in steps {
            let bytes = match step {
                Step::End => panic!("the end comes first"),
                Step::Close => return,
                Step::Head(status) => frame(HEADERS, END_HEADERS, came.stream, &status_of(status)),
                Step::Body(text, last) => frame(DATA, u8::from(last), came.stream, text.as_bytes()),
                Step::Reset(code) => frame(RST_STREAM, 0, came.stream, &code.to_be_bytes()),
                Step::GoAway(from, code) => {
                    let last = u32::try_from(i64::from(came.stream) + from).unwrap();
                    frame(GOAWAY, 0, 0, &[last.to_be_bytes(), code.to_be_bytes()].concat())
                }
            };
            if stream.write_all(&bytes).await.is_err() {
                return;
            }
        }
        let _ = stream.flush().await;
    }
}

/// `:status` as a literal without indexing, by the name at 8 of the static table (RFC 7541 §6.2.2, appendix A).
fn status_of(status: u16) -> Vec<u8> {
    [&[0x08, 3][..], status.to_string().as_bytes()].concat()
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Frame> {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await.ok()?;
    let [high, middle, low, kind, flags, a, b, c, d] = head;
    let length = usize::try_from(u32::from_be_bytes([0, high, middle, low])).unwrap();
    let mut payload = vec![0; length];
    stream.read_exact(&mut payload).await.ok()?;
    Some(Frame { kind, flags, stream: u32::from_be_bytes([a, b, c, d]), length })
}
