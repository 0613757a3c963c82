//! A server that plays a script: one scene a connection, in plain bytes, and it remembers what it was sent.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What to do with one connection.
#[derive(Clone, Debug)]
pub(crate) enum Scene {
    /// Read the whole request, send these bytes, close.
    Answer(Vec<u8>),
    /// Read the whole request and close without a word.
    HangUp,
}

/// An answer with a `Content-Length` that is true.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> Scene {
    answer_with_length(status, headers, body, body.len())
}

/// An answer that promises `length` bytes of body, whatever it then sends.
pub(crate) fn answer_with_length(status: &str, headers: &[&str], body: &str, length: usize) -> Scene {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.push_str(body);
    Scene::Answer(text.into_bytes())
}

/// A JSON answer with a request id.
pub(crate) fn json(status: &str, body: &str) -> Scene {
    answer(status, &["Content-Type: application/json", "X-Request-Id: req_7"], body)
}

/// The server. It stops when it is dropped; a connection beyond the script is accepted, counted and closed.
#[derive(Debug)]
pub(crate) struct Scripted {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl Scripted {
    pub(crate) async fn start(scenes: impl IntoIterator<Item = Scene>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let scenes: Vec<Scene> = scenes.into_iter().collect();
        let server = tokio::spawn(play(listener, scenes, Arc::clone(&requests)));
        Self { address, requests, server }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    /// The requests so far, as they stood on the wire.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn play(listener: TcpListener, scenes: Vec<Scene>, requests: Arc<Mutex<Vec<String>>>) {
    let mut scenes = scenes.into_iter();
    loop {
        let (mut socket, _) = listener.accept().await.unwrap();
        let request = read_request(&mut socket).await;
        requests.lock().unwrap().push(request);
        if let Some(Scene::Answer(bytes)) = scenes.next() {
            socket.write_all(&bytes).await.unwrap();
            socket.shutdown().await.unwrap();
        }
    }
}

/// Head and body of one request.
async fn read_request(socket: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = socket.read(&mut buffer).await.unwrap();
        bytes.extend_from_slice(buffer.get(..read).unwrap());
        let text = String::from_utf8(bytes.clone()).unwrap();
        if read == 0 || is_whole(&text) {
            return text;
        }
    }
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
    });
    body.len() >= length.unwrap_or(0)
}
