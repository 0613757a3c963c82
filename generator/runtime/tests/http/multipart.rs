//! What is written as `multipart/form-data` is read back by a strict reader (RFC 2046 §5.1.1, RFC 7578): whatever its names and
//! contents are, it has those parts and no others.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use http_body::Body;
use proptest::prelude::*;
use specwright_runtime::runtime::json::{Encode, Writer};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{BoxFuture, Call, Random, Upload, Validate};

use crate::support::probe::{Probe, builder};

/// A value of a member.
#[derive(Clone, Debug)]
enum Member {
    Text(String),
    Files(Vec<File>),
}

#[derive(Clone, Debug)]
struct File {
    content: Vec<u8>,
    name: Option<String>,
    media_type: Option<String>,
}

/// A body by the names of its members.
#[derive(Clone, Debug)]
struct Parts(BTreeMap<String, Member>);

impl Encode for Parts {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        for (name, member) in &self.0 {
            match member {
                Member::Text(text) => w.member(name, text),
                Member::Files(files) => w.member(name, &files.iter().map(upload).collect::<Vec<_>>()),
            }
        }
        w.end_object();
    }
}

impl Validate for Parts {}

fn upload(file: &File) -> Upload {
    let mut upload = Upload::new(file.content.clone());
    if let Some(name) = &file.name {
        upload = upload.file_name(name);
    }
    match &file.media_type {
        Some(media_type) => upload.media_type(media_type),
        None => upload,
    }
}

/// A part as it was read.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Vec<u8>,
}

impl Parts {
    /// What a reader should find.
    fn expected(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for (name, member) in &self.0 {
            match member {
                Member::Text(text) => parts.push(Part {
                    name: name.clone(),
                    file_name: None,
                    media_type: None,
                    content: text.clone().into_bytes(),
                }),
                Member::Files(files) => parts.extend(files.iter().map(|file| {
                    let media_type = file.media_type.as_deref().unwrap_or("application/octet-stream");
                    Part {
                        name: name.clone(),
                        file_name: Some(file.name.as_ref().unwrap_or(name).clone()),
                        media_type: Some(media_type.chars().filter(|c| !c.is_control()).collect()),
                        content: file.content.clone(),
                    }
                })),
            }
        }
        parts
    }
}

/// Reads a body to its last byte, or says what is wrong with it.
fn read(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").ok_or("another media type")?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"'+_-.".contains(&byte);
    if boundary.is_empty() || boundary.len() > 70 || !boundary.bytes().all(is_plain) {
        return Err(format!("{boundary:?} is no boundary without quotes"));
    }
    let delimiter = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(&delimiter.as_bytes()[2..]).ok_or("it does not begin with its boundary")?;
    let mut parts = Vec::new();
    loop {
        if rest == b"--\r\n" {
            return Ok(parts);
        }
        rest = rest.strip_prefix(b"\r\n").ok_or("something stands behind a boundary")?;
        let end = find(rest, b"\r\n\r\n").ok_or("a head has no end")?;
        let mut part = head(&rest[..end])?;
        rest = &rest[end + 4..];
        let end = find(rest, delimiter.as_bytes()).ok_or("a part has no end")?;
        part.content = rest[..end].to_vec();
        parts.push(part);
        rest = &rest[end + delimiter.len()..];
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn head(bytes: &[u8]) -> Result<Part, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut lines = text.split("\r\n");
    let disposition = lines.next().and_then(|line| line.strip_prefix("Content-Disposition: form-data; name=\""));
    let (name, rest) = disposition.and_then(|rest| rest.split_once('"')).ok_or("there is no name")?;
    let file_name = match rest {
        "" => None,
        rest => {
            let inner = rest.strip_prefix("; filename=\"").and_then(|rest| rest.strip_suffix('"'));
            Some(inner.filter(|name| !name.contains('"')).ok_or("the name of the file is not quoted")?)
        }
    };
    let media_type = match lines.next() {
        None => None,
        Some(line) => Some(line.strip_prefix("Content-Type: ").ok_or(format!("another header: {line:?}"))?.to_owned()),
    };
    if let Some(line) = lines.next() {
        return Err(format!("one header more: {line:?}"));
    }
    if text.replace("\r\n", "").contains(['\r', '\n']) {
        return Err("half an end of a line".to_owned());
    }
    let plain = |name: &str| name.replace("%0D", "\r").replace("%0A", "\n").replace("%22", "\"");
    Ok(Part { name: plain(name), file_name: file_name.map(plain), media_type, content: Vec::new() })
}

/// A transport that keeps what is sent, byte by byte.
#[derive(Clone, Default)]
struct Keep(Arc<Mutex<Vec<Request>>>);

/// Its content type and its body.
type Request = (String, Vec<u8>);

impl Transport for Keep {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        let keep = self.clone();
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                bytes.extend_from_slice(&frame.unwrap().into_data().unwrap());
            }
            let content_type = head.headers["content-type"].to_str().unwrap().to_owned();
            keep.0.lock().unwrap().push((content_type, bytes));
            Ok(http::Response::new(ResponseBody::full("")))
        })
    }
}

/// One number after the other: whoever saw a boundary knows the next only if it is as bad as this.
#[derive(Debug, Default)]
struct Counting(AtomicU64);

impl Random for Counting {
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

fn sent(all: &[Parts]) -> Vec<Request> {
    let keep = Keep::default();
    let client = builder().transport(keep.clone()).random(Counting::default()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for parts in all {
        runtime.block_on(async { Call::<Probe>::new(&client).multipart(&[], parts).await }).unwrap();
    }
    keep.0.lock().unwrap().clone()
}

/// A name that means trouble. `%22` and its like are what quotes become, and cannot be told from them (HTML standard).
fn name() -> impl Strategy<Value = String> {
    let pieces =
        ["\"", "\r\n", "\r", "\n", "; filename=\"x", "--", ";", "=", "\\", "%", "\u{0}", "ä", "𝄞", "\u{2028}", "a"];
    let pieces = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..6);
    prop_oneof![pieces.prop_map(|pieces| pieces.concat()), any::<String>()]
        .prop_filter("it says itself what a quote becomes", |name| !name.contains("%2") && !name.contains("%0"))
}

/// What a part holds: among it what stands between parts, of an earlier request and almost of this one.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let pieces: [&[u8]; 9] = [
        b"\r\n",
        b"--",
        b"\r\n--part-00000000000000000000000000000001",
        b"\r\n--part-00000000000000000000000000000001--\r\n",
        b"\r\n--part-0000000000000002000000000000000",
        b"part-",
        b"\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n",
        b"\0\xff\xfe",
        b"a",
    ];
    let pieces = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..8);
    prop_oneof![pieces.prop_map(|pieces| pieces.concat()), proptest::collection::vec(any::<u8>(), 0..100)]
}

fn file() -> impl Strategy<Value = File> {
    let media_type = proptest::option::of("[a-z]{1,5}/[a-z]{1,5}(\r\nX: y|; a=\"b\"|\u{0}|ä)?");
    (content(), proptest::option::of(name()), media_type).prop_map(|(content, name, media_type)| File {
        content,
        name,
        media_type,
    })
}

fn parts() -> impl Strategy<Value = Parts> {
    let text = content().prop_map(|content| Member::Text(String::from_utf8_lossy(&content).into_owned()));
    let member = prop_oneof![text, proptest::collection::vec(file(), 0..3).prop_map(Member::Files)];
    proptest::collection::btree_map(name(), member, 0..5).prop_map(Parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_is_read(parts in parts()) {
        let first = Parts([("a".to_owned(), Member::Text(String::new()))].into());
        let sent = sent(&[first, parts.clone()]);
        prop_assert_eq!(sent[0].0.as_str(), "multipart/form-data; boundary=part-00000000000000000000000000000001");
        let (content_type, body) = &sent[1];
        prop_assert_eq!(read(content_type, body), Ok(parts.expected()));
    }
}

/// The reader is worth something only if it refuses what is wrong.
#[test]
fn the_reader_is_strict() {
    let content_type = "multipart/form-data; boundary=B";
    let good = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--\r\n";
    assert_eq!(read(content_type, good.as_bytes()).unwrap().len(), 1);
    for (from, to) in [
        ("--B--\r\n", "--B--"),
        ("--B--\r\n", ""),
        ("--B\r\n", "--B \r\n"),
        ("--B\r\n", "x--B\r\n"),
        ("\"a\"", "\"a"),
        ("\"a\"", "\"a\"; filename=\"b\"c\""),
        ("\"a\"", "\"a\nb\""),
        ("\"a\"\r\n", "\"a\"\r\nX-More: y\r\n"),
        ("\r\n--B--", "--B--"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert!(read(content_type, bad.as_bytes()).is_err(), "{bad:?}");
    }
    assert!(read("multipart/form-data; boundary=a b", good.as_bytes()).is_err());
}
