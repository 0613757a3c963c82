//! A certificate of the client, shown by the transport to a server on a real socket that asks for one. The certificates
//! were made for this test, of a root whose key is gone.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use specwright_runtime::runtime::transport::ReqwestTransport;
use specwright_runtime::runtime::{Call, Outcome};

use crate::support::probe::{self, Asking};

const ROOT: &[u8] = include_bytes!("tls/root.pem");
pub const SERVER: &[u8] = include_bytes!("tls/server.pem");
const CLIENT: &[u8] = include_bytes!("tls/client.pem");
pub const CONNECT: Duration = Duration::from_secs(10);

fn roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(ROOT).unwrap()).unwrap();
    roots
}

pub fn identity(pem: &[u8]) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
    let chain = CertificateDer::pem_slice_iter(pem).map(Result::unwrap).collect();
    (chain, PrivateKeyDer::from_pem_slice(pem).unwrap())
}

/// A server that answers one request of a client that it knows; what it learnt of who calls.
fn server() -> (SocketAddr, JoinHandle<Result<usize, String>>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots()), Arc::clone(&provider));
    let (chain, key) = identity(SERVER);
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = builder.with_client_cert_verifier(verifier.build().unwrap()).with_single_cert(chain, key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = move || {
        let (socket, _) = listener.accept().map_err(|error| error.to_string())?;
        let connection = ServerConnection::new(Arc::new(config)).map_err(|error| error.to_string())?;
        let mut stream = BufReader::new(StreamOwned::new(connection, socket));
        let mut line = String::new();
        while stream.read_line(&mut line).map_err(|error| error.to_string())? > 2 {
            line.clear();
        }
        let stream = stream.get_mut();
        stream.write_all(b"HTTP/1.1 200 -\r\ncontent-length: 0\r\n\r\n").map_err(|error| error.to_string())?;
        Ok(stream.conn.peer_certificates().map_or(0, <[_]>::len))
    };
    (address, std::thread::spawn(serve))
}

/// TLS that trusts the root of this test.
pub fn trusting(own: Option<&[u8]>) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(roots());
    match own.map(identity) {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).unwrap(),
        None => builder.with_no_client_auth(),
    }
}

async fn ask(address: SocketAddr, transport: ReqwestTransport) -> Result<(), Outcome> {
    let client = probe::builder().base_url(format!("https://{address}")).transport(transport).build().unwrap();
    Call::<Asking>::new(&client).await.map(drop).map_err(|error| error.outcome())
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_gets_it() {
    let (address, served) = server();
    ask(address, ReqwestTransport::with_tls(CONNECT, trusting(Some(CLIENT))).unwrap()).await.unwrap();
    assert_eq!(served.join().unwrap(), Ok(1));
}

#[tokio::test]
async fn without_one_there_is_no_answer() {
    let (address, served) = server();
    assert!(ask(address, ReqwestTransport::with_tls(CONNECT, trusting(None)).unwrap()).await.is_err());
    assert!(served.join().unwrap().unwrap_err().contains("certificate"));
}

#[tokio::test]
async fn an_identity_is_a_certificate_and_its_key() {
    assert!(ReqwestTransport::with_identity(CONNECT, CLIENT).is_ok());
    // The roots of this machine do not know the server, whoever calls.
    let (address, served) = server();
    let outcome = ask(address, ReqwestTransport::with_identity(CONNECT, CLIENT).unwrap()).await.unwrap_err();
    assert_eq!(outcome, Outcome::NotSent);
    assert!(served.join().unwrap().is_err());
    let key = String::from_utf8(CLIENT.to_vec()).unwrap();
    let (certificate, key) = key.split_at(key.find("-----BEGIN PRIVATE KEY").unwrap());
    for (pem, why) in [
        ("", "holds no certificate"),
        (key, "holds no certificate"),
        (certificate, "holds no private key"),
        (&[certificate, &String::from_utf8(SERVER.to_vec()).unwrap().split_off(certificate.len())].concat(), ""),
    ] {
        let error = ReqwestTransport::with_identity(CONNECT, pem.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(why) && !error.contains("BEGIN"), "{error}");
    }
}
