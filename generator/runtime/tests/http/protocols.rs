//! Which protocol is spoken: HTTP/1.1 is all that is offered where HTTP/2 is not asked for, and HTTP/2 only as it is offered.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use rustls::server::Acceptor;
use rustls::{ClientConfig, ServerConfig, StreamOwned};
use specwright_runtime::runtime::transport::ReqwestTransport;

use super::mutual_tls::{CONNECT, SERVER, identity, trusting};
use crate::support::purchase::{self, purchase_credits};
use crate::support::server::{Act, CHARGED, Server};
use crate::support::tell::{build, client, hundred, tell};

/// A server that speaks only these protocols: what the first client offers, and whether it bought something.
fn speaking(protocols: &'static [&'static str]) -> (SocketAddr, JoinHandle<(Vec<String>, bool)>) {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let address = SocketAddr::from(([127, 0, 0, 1], listener.local_addr().unwrap().port()));
    let serve = move || {
        let (mut socket, _) = listener.accept().unwrap();
        drop(listener);
        let mut acceptor = Acceptor::default();
        let accepted = loop {
            acceptor.read_tls(&mut socket).unwrap();
            if let Ok(Some(accepted)) = acceptor.accept() {
                break accepted;
            }
        };
        let offered = accepted
            .client_hello()
            .alpn()
            .map(|names| names.map(|n| String::from_utf8_lossy(n).into_owned()).collect());
        let (chain, key) = identity(SERVER);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let mut config = builder.with_no_client_auth().with_single_cert(chain, key).unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let come = match accepted.into_connection(Arc::new(config)) {
            Ok(connection) => {
                let mut stream = StreamOwned::new(connection, socket);
                charge(&mut stream).is_ok()
            }
            Err((_, mut alert)) => {
                alert.write_all(&mut socket).unwrap();
                false
            }
        };
        (offered.unwrap_or_default(), come)
    };
    (address, std::thread::spawn(serve))
}

/// Reads one purchase, and answers it.
fn charge(stream: &mut (impl Read + Write)) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut piece = [0; 4_096];
    while !request.ends_with(b"}") {
        match stream.read(&mut piece)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            read => request.extend_from_slice(&piece[..read]),
        }
    }
    let head = format!("HTTP/1.1 200 -\r\ncontent-length: {}\r\n\r\n", CHARGED.len());
    stream.write_all(format!("{head}{CHARGED}").as_bytes())?;
    stream.flush()
}

async fn buy(base: &str, tls: ClientConfig) -> String {
    let transport = ReqwestTransport::with_tls(CONNECT, tls).unwrap();
    let client = build(purchase::builder().base_url(base).transport(transport));
    tell(&purchase_credits(&client, hundred()).retry(specwright_runtime::runtime::RetryPolicy::never()).await)
}

#[tokio::test]
async fn what_is_spoken_is_offered_of_what_is_asked_for() {
    for (asked, offered) in [
        (&[][..], &["h2", "http/1.1"][..]),
        (&["h3"], &["h2", "http/1.1"]),
        (&["http/1.1", "h2"], &["h2", "http/1.1"]),
        (&["h3", "http/1.1"], &["http/1.1"]),
    ] {
        let mut tls = trusting(None);
        tls.alpn_protocols = asked.iter().map(|name| name.as_bytes().to_vec()).collect();
        let (address, served) = speaking(&["http/1.1"]);
        assert_eq!(buy(&format!("https://{address}"), tls).await, "Ok");
        let offered = offered.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(served.join().unwrap(), (offered, true));
    }
}

/// A client without HTTP/2: the same as one without the feature.
fn http_1_1() -> ClientConfig {
    let mut tls = trusting(None);
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    tls
}

#[tokio::test]
async fn a_server_that_speaks_only_http_2_is_sent_nothing() {
    let (address, served) = speaking(&["h2"]);
    assert_eq!(buy(&format!("https://{address}"), http_1_1()).await, "Tls Connecting NotSent");
    assert_eq!(served.join().unwrap(), (vec!["http/1.1".to_owned()], false));
}

/// SETTINGS, then GOAWAY or RST_STREAM with REFUSED_STREAM (RFC 9113, sections 6.4 and 6.8), to a request in HTTP/1.1.
#[tokio::test]
async fn frames_of_http_2_are_no_answer() {
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let go_away = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let refused = [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7];
    for frames in [[&settings[..], &go_away].concat(), [&settings[..], &refused].concat()] {
        let server = Server::start(vec![vec![Act::Read, Act::Write(frames), Act::Hold]]).await;
        assert_eq!(tell(&purchase_credits(&client(&server), hundred()).await), "Interrupted Waiting Unknown");
        let seen = server.seen();
        assert_eq!((seen.len(), seen[0].header("upgrade")), (1, None));
        assert!(seen[0].line().ends_with("HTTP/1.1"), "{}", seen[0].line());
    }
}

/// It listens at the whole of the loopback; its certificate is for `127.0.0.1` and `localhost`.
#[tokio::test]
async fn a_server_of_another_name_is_sent_nothing() {
    let (address, served) = speaking(&["http/1.1"]);
    assert_eq!(buy(&format!("https://127.1.2.3:{}", address.port()), trusting(None)).await, "Tls Connecting NotSent");
    assert!(!served.join().unwrap().1);
}
