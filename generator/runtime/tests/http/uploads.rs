//! Multipart bodies and streams: what of them reaches a server, and how often.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use http_body::{Body, Frame};
use specwright_runtime::runtime::json::{self, Encode, Writer};
use specwright_runtime::runtime::transport::BoxError;
use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{
    Bytes, Call, Client, Error, FieldSpec, FieldStyle, Method, Outcome, Random, Upload, Validate,
};

use crate::support::probe::{Probe, builder, sent};
use crate::support::server::{Act, Server, raw};

/// Draws the same number always, so that a boundary can be written down.
#[derive(Debug)]
struct Sevens;

impl Random for Sevens {
    fn next(&self) -> u64 {
        0x7777_7777_7777_7777
    }
}

const BOUNDARY: &str = "part-77777777777777777777777777777777";

/// A body with whatever members a test gives it.
#[derive(Default)]
struct Parts(Vec<(&'static str, Box<dyn Encode>)>);

impl Parts {
    fn with(mut self, name: &'static str, value: impl Encode + 'static) -> Self {
        self.0.push((name, Box::new(value)));
        self
    }
}

impl Encode for Parts {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        for (name, value) in &self.0 {
            w.member(name, &**value);
        }
        w.end_object();
    }
}

impl Validate for Parts {}

async fn multipart(fields: &'static [FieldSpec], body: Parts) -> Result<String, String> {
    let heard = sent::<Probe>(builder().random(Sevens), |call| call.multipart(fields, &body)).await?;
    assert_eq!(heard.header("content-type"), Some(&*format!("multipart/form-data; boundary={BOUNDARY}")));
    Ok(heard.body.replace(BOUNDARY, "B").replace("\r\n", "\n"))
}

#[tokio::test]
async fn members_become_parts() {
    let numbers: BTreeMap<String, i64> = [("R".to_owned(), 1)].into();
    let body = Parts::default()
        .with("title", "Ünder \"the\" sea".to_owned())
        .with("count", 3_i64)
        .with("none", None::<String>)
        .with("colors", vec!["blue".to_owned(), "black".to_owned()])
        .with("mix", numbers);
    let expected = "--B\nContent-Disposition: form-data; name=\"title\"\n\nÜnder \"the\" sea\n\
                    --B\nContent-Disposition: form-data; name=\"count\"\n\n3\n\
                    --B\nContent-Disposition: form-data; name=\"colors\"\n\nblue\n\
                    --B\nContent-Disposition: form-data; name=\"colors\"\n\nblack\n\
                    --B\nContent-Disposition: form-data; name=\"mix\"\nContent-Type: application/json\n\n{\"R\":1}\n--B--\n";
    assert_eq!(multipart(&[], body).await.as_deref(), Ok(expected));
    assert_eq!(multipart(&[], Parts::default()).await.as_deref(), Ok("--B--\n"));
}

#[tokio::test]
async fn files_have_names_and_media_types() {
    static FIELDS: &[FieldSpec] = &[FieldSpec::typed("photo", "image/png")];
    let body = Parts::default()
        .with("photo", Upload::new("PNG").file_name("a\"b\r\n.png"))
        .with("raw", Upload::from("\0\u{1}"))
        .with("pages", vec![Upload::from("1").media_type("text/css\r\nX: y"), Upload::from("2").file_name("2.txt")]);
    let expected = "--B\nContent-Disposition: form-data; name=\"photo\"; filename=\"a%22b%0D%0A.png\"\nContent-Type: image/png\n\nPNG\n\
                    --B\nContent-Disposition: form-data; name=\"raw\"; filename=\"raw\"\nContent-Type: application/octet-stream\n\n\0\u{1}\n\
                    --B\nContent-Disposition: form-data; name=\"pages\"; filename=\"pages\"\nContent-Type: text/cssX: y\n\n1\n\
                    --B\nContent-Disposition: form-data; name=\"pages\"; filename=\"2.txt\"\nContent-Type: application/octet-stream\n\n2\n--B--\n";
    assert_eq!(multipart(FIELDS, body).await.as_deref(), Ok(expected));
}

#[tokio::test]
async fn parts_can_be_written_in_other_styles_and_media_types() {
    static FIELDS: &[FieldSpec] =
        &[FieldSpec::styled("list", FieldStyle::Comma), FieldSpec::typed("note", "text/markdown")];
    let body = Parts::default().with("list", vec![1_i64, 2]).with("note", "# x".to_owned());
    let expected = "--B\nContent-Disposition: form-data; name=\"list\"\n\n1,2\n\
                    --B\nContent-Disposition: form-data; name=\"note\"\nContent-Type: text/markdown\n\n# x\n--B--\n";
    assert_eq!(multipart(FIELDS, body).await.as_deref(), Ok(expected));
}

#[tokio::test]
async fn parts_have_headers_of_their_own() {
    let body =
        || Parts::default().with("scan", vec![Upload::from("1"), Upload::from("2")]).with("note", "x".to_owned());
    let with = |part: &'static str, name: &'static str, value: &'static str| async move {
        let heard =
            sent::<Probe>(builder().random(Sevens), |call| call.multipart(&[], &body()).part_header(part, name, value));
        let heard = heard.await?;
        Ok::<_, String>(heard.body.replace(BOUNDARY, "B").replace("\r\n", "\n"))
    };
    let body = with("scan", "X-Taken-At", "noon").await.unwrap();
    assert_eq!(body.matches("Content-Type: application/octet-stream\nx-taken-at: noon\n\n").count(), 2, "{body}");
    assert!(body.contains("name=\"note\"\n\nx\n"), "{body}");
    for (part, name, value, why) in [
        ("other", "X-A", "1", "header \"X-A\": is meant for a part that the body does not have"),
        ("scan", "X-A", "1\r\nX-B: 2", "header \"X-A\": holds a character that cannot stand in a header"),
        ("scan", "Content-Type", "a/b", "header \"Content-Type\": is set by the client itself, from the part"),
    ] {
        assert_eq!(with(part, name, value).await.unwrap_err(), why);
    }
    let no_parts = sent::<Probe>(builder(), |call| call.json(&1_i64).part_header("a", "X-A", "1")).await.unwrap_err();
    assert_eq!(no_parts, "header \"X-A\": is meant for a part that the body does not have");
}

#[tokio::test]
async fn what_is_no_object_of_parts_is_refused() {
    let refused = sent::<Probe>(builder(), |call| call.multipart(&[], &vec![1_i64])).await.unwrap_err();
    assert_eq!(refused, "the body: a multipart body can only be made from an object");
    let inner: BTreeMap<String, Upload> = [("file".to_owned(), Upload::from("x"))].into();
    let refused = multipart(&[], Parts::default().with("inner", inner)).await.unwrap_err();
    assert_eq!(refused, "the body: holds a file inside of a value that is sent as JSON");
}

#[test]
fn in_json_only_text_can_be_uploaded() {
    assert_eq!(json::to_string(&Upload::from("é")).unwrap(), "\"é\"");
    let fault = json::to_string(&vec![Upload::from("a"), Upload::new(vec![0xff])]).unwrap_err();
    assert_eq!(
        (fault.pointer(), fault.to_string()),
        ("/1", "at `/1` (byte 5): bytes that are no text cannot be written as JSON".to_owned())
    );
    let read: Upload = json::from_str("\"é\"").unwrap();
    assert_eq!(read, Upload::from("é"));
}

/// A stream of pieces that counts how many of them were taken.
struct Pieces(Vec<Result<&'static str, &'static str>>, Arc<AtomicUsize>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        self.1.fetch_add(1, Ordering::Relaxed);
        let next = self.0.remove(0).map(|text| Frame::data(Bytes::from_static(text.as_bytes())));
        Poll::Ready(Some(next.map_err(Into::into)))
    }
}

fn pieces(texts: &[Result<&'static str, &'static str>]) -> (Upload, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    (Upload::stream(Pieces(texts.to_vec(), Arc::clone(&taken))), taken)
}

fn client(server: &Server) -> Client {
    builder().base_url(format!("http://{}", server.address)).build().unwrap()
}

#[tokio::test]
async fn a_stream_goes_out_in_chunks_or_with_its_length() {
    let script = vec![Act::Read, raw(200, "", "")];
    let server = Server::start(vec![script.clone(), script]).await;
    let (upload, taken) = pieces(&[Ok("abc"), Ok("de")]);
    let _: Bytes = Call::<Probe>::new(&client(&server)).bytes("video/mp4", upload).await.unwrap();
    assert_eq!(taken.load(Ordering::Relaxed), 2);
    let reader = Upload::reader(&b"abcde"[..]).with_length(5);
    let _: Bytes = Call::<Probe>::new(&client(&server)).bytes("video/mp4", reader).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("transfer-encoding"), Some("chunked"));
    assert_eq!(seen[0].body, "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assert_eq!((seen[1].header("content-length"), &*seen[1].body), (Some("5"), "abcde"));
}

#[tokio::test]
async fn a_multipart_body_with_a_file_of_known_length_has_a_length() {
    let server = Server::start(vec![vec![Act::Read, raw(200, "", "")]]).await;
    let body = Parts::default().with("file", Upload::reader(&b"abcde"[..]).with_length(5));
    let _: Bytes = Call::<Probe>::new(&client(&server)).multipart(&[], &body).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("content-length").unwrap(), seen[0].body.len().to_string());
    assert!(seen[0].body.contains("\r\n\r\nabcde\r\n--part-"), "{}", seen[0].body);
}

#[tokio::test]
async fn a_stream_of_another_length_or_that_fails_breaks_off() {
    for (upload, why) in [
        (pieces(&[Ok("abc")]).0.with_length(5), "another length"),
        (pieces(&[Ok("abc"), Ok("def")]).0.with_length(5), "another length"),
        (pieces(&[Ok("abc"), Err("disk on fire")]).0, "disk on fire"),
    ] {
        let server = Server::start(vec![vec![Act::Hold]]).await;
        let error = Call::<Probe>::new(&client(&server)).bytes("video/mp4", upload).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown);
        let mut told = String::new();
        let mut next: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = next {
            told.push_str(&error.to_string());
            next = error.source();
        }
        assert!(told.contains(why), "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_again_only_if_nobody_has_begun_to_read_it() {
    for (fault, sent) in
        [(Fault::Unreachable, true), (Fault::LostBeforeSending, true), (Fault::LostWhileSending, false)]
    {
        let mock = Mock::new().expect(Method::PUT, "/probe").fail(fault);
        let mock = mock.expect(Method::PUT, "/probe").reply(200, "");
        let client = builder().transport(mock.clone()).build().unwrap();
        let (upload, _) = pieces(&[Ok("abc")]);
        // PUT may be repeated, and bytes would be.
        let result = Call::<Probe>::new(&client).bytes("video/mp4", upload.clone()).await;
        assert_eq!(result.is_ok(), sent, "{fault:?}");
        let again = Call::<Probe>::new(&client).bytes("video/mp4", upload).await;
        let Err(Error::InvalidRequest(again)) = again else { panic!("sent twice: {again:?}") };
        assert_eq!(again.violations()[0].to_string(), "the body: is a stream that was sent before");
    }
}

#[test]
fn nothing_of_an_upload_is_printed() {
    let upload = Upload::from("s3cret").file_name("s3cret.txt");
    assert_eq!(format!("{upload:?}"), "Upload(6 bytes)");
    assert_eq!(format!("{:?}", Upload::reader(&b"s3cret"[..])), "Upload(a stream)");
}
