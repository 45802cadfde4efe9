//! A mail server as an administrator names it, and the way to it: TLS by default, by `STARTTLS` where the server wants
//! that, in the clear only to this machine or when it is said in so many words.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// The longest a server may take for one answer.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// How the line is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting in the clear; refused if the server cannot.
    StartTls,
    /// In the clear: to this machine only.
    Plain,
    /// In the clear to anybody: what is said can be read on the way.
    PlainAnywhere,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How.
    pub security: Security,
}

/// How one signs in.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    /// Not at all: only for sending.
    None,
    /// By name and password.
    Password {
        /// Name.
        user: String,
        /// Password.
        password: String,
    },
    /// By name and an OAuth2 access token (XOAUTH2).
    OAuth2 {
        /// Name.
        user: String,
        /// Access token.
        token: String,
    },
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// Why mail could not be fetched or sent; `code` is stable, `told` what the other side said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {told}")]
pub struct Trouble {
    /// `unreachable`, `no_tls`, `wrong_credentials`, `no_such_folder`, `refused`, `timeout`, `unusable`, `lost`.
    pub code: &'static str,
    /// In the other side's words.
    pub told: String,
    /// Trying again will not help.
    pub permanent: bool,
}

impl Trouble {
    pub(super) fn new(code: &'static str, told: impl fmt::Display) -> Self {
        let told = told.to_string();
        Self { code, told: super::limits::cut(&told, 500).to_owned(), permanent: false }
    }

    pub(super) fn for_good(code: &'static str, told: impl fmt::Display) -> Self {
        Self { permanent: true, ..Self::new(code, told) }
    }
}

/// What a session runs over.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Wire for T {}

impl Server {
    /// Refuses a line in the clear that leads off this machine.
    pub(super) fn check(&self) -> Result<(), Trouble> {
        let here = self.host.eq_ignore_ascii_case("localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        if self.security == Security::Plain && !here {
            return Err(Trouble::for_good("no_tls", "in the clear only to this machine"));
        }
        Ok(())
    }

    pub(super) async fn dial(&self) -> Result<TcpStream, Trouble> {
        self.check()?;
        let dialled = timeout(DEADLINE, TcpStream::connect((self.host.as_str(), self.port))).await;
        let stream = dialled.map_err(|e| Trouble::new("timeout", e))?.map_err(|e| Trouble::new("unreachable", e))?;
        stream.set_nodelay(true).map_err(|e| Trouble::new("unreachable", e))?;
        Ok(stream)
    }

    pub(super) async fn secure(&self, stream: TcpStream, trust: &Trust) -> Result<Box<dyn Wire>, Trouble> {
        let name = ServerName::try_from(self.host.clone()).map_err(|e| Trouble::for_good("no_tls", e))?;
        let connector = TlsConnector::from(Arc::clone(&trust.tls));
        let secured = timeout(DEADLINE, connector.connect(name, stream)).await;
        let secured = secured.map_err(|e| Trouble::new("timeout", e))?.map_err(|e| Trouble::new("no_tls", e))?;
        Ok(Box::new(secured))
    }
}

/// Whose certificates are believed: Mozilla's list, and those the administrator adds.
#[derive(Clone)]
pub struct Trust {
    tls: Arc<rustls::ClientConfig>,
    pub(super) extra: Vec<u8>,
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust")
    }
}

impl Trust {
    /// With certificates of one's own in PEM, if any.
    ///
    /// # Errors
    /// When they are none.
    pub fn new(extra_pem: Option<&[u8]>) -> Result<Self, Trouble> {
        use rustls::pki_types::CertificateDer;
        use rustls::pki_types::pem::PemObject as _;
        let bad = |e: String| Trouble::for_good("bad_certificate", e);
        let mut roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for one in CertificateDer::pem_slice_iter(extra_pem.unwrap_or_default()) {
            roots.add(one.map_err(|e| bad(e.to_string()))?).map_err(|e| bad(e.to_string()))?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| bad(e.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: Arc::new(tls), extra: extra_pem.unwrap_or_default().to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_the_clear_stays_on_this_machine_unless_said_otherwise() {
        let at = |host: &str, security| Server { host: host.into(), port: 143, security }.check().map_err(|t| t.code);
        assert_eq!(at("127.0.0.1", Security::Plain), Ok(()));
        assert_eq!(at("localhost", Security::Plain), Ok(()));
        assert_eq!(at("mail.example.com", Security::Plain), Err("no_tls"));
        assert_eq!(at("10.0.0.1", Security::Plain), Err("no_tls"));
        assert_eq!(at("mail.example.com", Security::PlainAnywhere), Ok(()));
        let login = Login::Password { user: "a".into(), password: "secret".into() };
        assert_eq!(format!("{login:?}"), "Login(…)");
    }
}
