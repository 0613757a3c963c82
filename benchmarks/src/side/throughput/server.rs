//! A server that gives one answer to whoever asks, in one of two ways.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// How long the answer is: said before, or seen at its end (RFC 9112 §7.1).
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Length {
    Announced,
    Chunked,
}

/// Starts it, until the program ends: `http://127.0.0.1:1234`.
pub(super) fn start(body: Vec<u8>, length: Length) -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let body = Arc::new(body);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = Arc::clone(&body);
            std::thread::spawn(move || serve(stream, &body, length));
        }
    });
    Ok(format!("http://{address}"))
}

fn serve(mut stream: TcpStream, body: &[u8], length: Length) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
        }
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
        match length {
            Length::Announced => {
                write!(stream, "{head}content-length: {}\r\n\r\n", body.len()).ok()?;
                stream.write_all(body).ok()?;
            }
            Length::Chunked => {
                write!(stream, "{head}transfer-encoding: chunked\r\n\r\n").ok()?;
                for chunk in body.chunks(16 * 1024) {
                    write!(stream, "{:x}\r\n", chunk.len()).ok()?;
                    stream.write_all(chunk).ok()?;
                    stream.write_all(b"\r\n").ok()?;
                }
                stream.write_all(b"0\r\n\r\n").ok()?;
            }
        }
    }
}
