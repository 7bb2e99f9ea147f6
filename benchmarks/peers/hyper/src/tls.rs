//! TLS with rustls and ring, with ALPN and session tickets.

use rustls::crypto::ring;
use rustls::ServerConfig;
use std::fs::File;
use std::io::{BufReader, Error};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// Returns the value of an environment variable.
pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

/// TLS 1.3 with the certificate and the key that environment variables name.
pub fn acceptor() -> std::io::Result<TlsAcceptor> {
    let mut file = BufReader::new(File::open(variable("TLS_CERTIFICATE"))?);
    let chain = rustls_pemfile::certs(&mut file).collect::<Result<Vec<_>, _>>()?;
    let mut file = BufReader::new(File::open(variable("TLS_KEY"))?);
    let key = rustls_pemfile::private_key(&mut file)?.ok_or_else(|| Error::other("no private key"))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(Error::other)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(Error::other)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.ticketer = ring::Ticketer::new().map_err(Error::other)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
