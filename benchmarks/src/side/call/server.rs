//! A server that charges whoever asks: it reads requests and writes the documented answer, and keeps its connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

const BODY: &str = r#"{"success": true, "data": {"amount_charged": 100.00, "currency": "USD", "new_balance": 250.00, "transaction_id": "txn_uuid_1"}}"#;

/// It runs until the program ends.
pub(super) struct Server(SocketAddr);

impl Server {
    pub(super) fn start() -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || serve(stream));
            }
        });
        Ok(Self(address))
    }

    /// `http://127.0.0.1:1234`
    pub(super) fn address(&self) -> String {
        format!("http://{}", self.0)
    }
}

fn serve(stream: TcpStream) -> Option<()> {
    // One write for each answer, so that the client reads once.
    stream.set_nodelay(true).ok()?;
    let mut writer = stream.try_clone().ok()?;
    let mut reader = BufReader::new(stream);
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_1\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    loop {
        let (mut length, mut line) = (0, String::new());
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().ok()?;
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).ok()?;
        writer.write_all(answer.as_bytes()).ok()?;
    }
}
