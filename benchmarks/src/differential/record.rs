//! The server that both clients call: it notes each request byte by byte and answers `404` without a body.
//!
//! This file is part of the measured program, and stands there as the module `record`; nothing here calls it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Listens on a free port of the loopback; the requests gather behind the lock.
pub fn listen() -> std::io::Result<(String, Arc<Mutex<Vec<Request>>>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A connection that ends early is no request.
            let _ = answer(stream, &kept);
        }
    });
    Ok((address, requests))
}

fn answer(stream: TcpStream, kept: &Mutex<Vec<Request>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = Request::default();
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ');
    request.method = words.next().unwrap_or_default().to_owned();
    request.target = words.next().unwrap_or_default().to_owned();
    loop {
        let mut bytes = Vec::new();
        reader.read_until(b'\n', &mut bytes)?;
        let line = String::from_utf8_lossy(&bytes);
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let header = |name: &str| request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    if header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size)?;
            let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk)?;
            request.body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = header("content-length").and_then(|length| length.parse().ok()) {
        request.body = vec![0; length];
        reader.read_exact(&mut request.body)?;
    }
    // First noted, then answered: the caller looks once it has its answer.
    kept.lock().unwrap().push(request);
    reader.get_mut().write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}
