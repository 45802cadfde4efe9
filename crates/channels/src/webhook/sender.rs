//! The client that calls webhooks and gateways: a deadline for the whole call, no redirects (they could lead inside), no proxy of the
//! environment, names resolved here so that a name may not point inside either, the beginning of the answer kept.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use super::address::is_public;
use super::signature::Secret;
use crate::gateway::{Call, Method};
use crate::messaging::asking::{Question, Reply};

/// The longest a call may take.
pub const DEADLINE: Duration = Duration::from_secs(10);
/// The longest a call may take that carries a file.
const FILE_DEADLINE: Duration = Duration::from_secs(60);
/// Bytes of an answer that are read.
const ANSWER_BYTES: usize = 4_096;

/// Names the process's own TLS provider, for clients that are not made here (tests). Harmless when done twice.
pub fn prepare_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Which addresses may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only the public internet.
    Public,
    /// Also this machine and its network.
    Anywhere,
}

/// How a call went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Milliseconds it took.
    pub duration_ms: i64,
    /// The beginning of the answer's body.
    pub body: String,
    /// Why there was none, without addresses.
    pub error: Option<String>,
}

impl Answer {
    /// Whether the message was taken: 2xx.
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|s| (200..300).contains(&s))
    }
}

/// Resolves names, and forgets what leads inside.
#[derive(Debug)]
struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|a| is_public(a.ip())).collect();
            if public.is_empty() {
                return Err("private_address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// How long a line that is quiet is used again. Servers end quiet lines after five seconds and more (Node's default is the
/// shortest among the common ones), and what is said into one at that moment gets no answer and may have been heard.
const QUIET: Duration = Duration::from_secs(2);

/// Calls webhooks; cheap to clone.
#[derive(Debug, Clone)]
pub struct Sender {
    client: Client,
    reach: Reach,
}

impl Sender {
    /// A client.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(reach: Reach) -> Result<Self, String> {
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .no_proxy()
            .timeout(DEADLINE)
            .connect_timeout(DEADLINE)
            .pool_max_idle_per_host(2)
            .pool_idle_timeout(QUIET)
            .user_agent(concat!("bihuan/", env!("CARGO_PKG_VERSION")));
        if reach == Reach::Public {
            client = client.dns_resolver(PublicNames);
        }
        Ok(Self { client: client.build().map_err(|e| e.to_string())?, reach })
    }

    /// Sends one message: `id` is the same at each attempt, the timestamp (seconds since 1970) is that of the attempt.
    pub async fn send(&self, url: &str, secret: &str, id: &str, timestamp_s: i64, body: &str) -> Answer {
        self.timed(async {
            let url = self.reachable(url)?;
            let secret: Secret = secret.parse().map_err(|_| "bad_secret".to_owned())?;
            let request = self
                .client
                .post(url)
                .header("content-type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp_s)
                .header("webhook-signature", secret.sign(id, timestamp_s, body.as_bytes()))
                .body(body.to_owned());
            exchanged(request).await
        })
        .await
    }

    /// Asks a gateway.
    pub async fn ask(&self, call: &Call) -> Answer {
        self.timed(async {
            let url = self.reachable(&call.url)?;
            let mut request = match call.method {
                Method::Get => self.client.get(url),
                Method::Post => self.client.post(url).header("content-type", call.content_type).body(call.body.clone()),
            };
            for (name, value) in &call.headers {
                request = request.header(name, value);
            }
            exchanged(request).await
        })
        .await
    }

    /// Asks a platform; at most so many bytes of the answer, more is an error.
    ///
    /// # Errors
    /// Why there is no answer, without addresses.
    pub async fn question(&self, asked: &Question, most: usize) -> Result<Reply, String> {
        let url = self.reachable(&asked.url)?;
        let mut request = match &asked.body {
            None => self.client.get(url),
            Some(body) => self.client.post(url).body(body.clone()),
        };
        for (name, value) in &asked.headers {
            request = request.header(*name, value);
        }
        let mut response = request.timeout(FILE_DEADLINE).send().await.map_err(|e| told(&e))?;
        let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, mut bytes) = (response.status().as_u16(), Vec::new());
        while let Some(chunk) = response.chunk().await.map_err(|e| told(&e))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > most {
                return Err("too_large".to_owned());
            }
        }
        Ok(Reply { status, media_type: kind.to_ascii_lowercase(), bytes })
    }

    async fn timed(&self, call: impl Future<Output = Result<(u16, String), String>>) -> Answer {
        let begun = Instant::now();
        let outcome = call.await;
        let duration_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        match outcome {
            Ok((status, body)) => {
                let error = (!(200..300).contains(&status)).then(|| format!("status {status}"));
                Answer { status: Some(status), duration_ms, body, error }
            }
            Err(error) => Answer { status: None, duration_ms, body: String::new(), error: Some(error) },
        }
    }

    /// The address, if it may be called.
    fn reachable(&self, url: &str) -> Result<Url, String> {
        let url: Url = url.parse().map_err(|_| "bad_url".to_owned())?;
        // A name goes through the resolver; an address written out does not.
        let literal = url.host_str().map(|h| h.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>());
        match literal {
            None => Err("bad_url".to_owned()),
            Some(Ok(address)) if self.reach == Reach::Public && !is_public(address) => {
                Err("private_address".to_owned())
            }
            Some(_) => Ok(url),
        }
    }
}

/// Status and the beginning of the body.
async fn exchanged(request: reqwest::RequestBuilder) -> Result<(u16, String), String> {
    let mut response = request.send().await.map_err(|e| told(&e))?;
    let status = response.status().as_u16();
    let mut read = Vec::new();
    // The status is the answer; a body that breaks off is no failure.
    while let Ok(Some(chunk)) = response.chunk().await {
        read.extend_from_slice(&chunk);
        if read.len() >= ANSWER_BYTES {
            read.truncate(ANSWER_BYTES);
            break;
        }
    }
    Ok((status, String::from_utf8_lossy(&read).into_owned()))
}

/// A stable code and the innermost cause.
fn told(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let said = inner.to_string();
    let code = match () {
        () if said == "private_address" => return said,
        () if error.is_timeout() => "timeout",
        () if error.is_connect() => "no_connection",
        () => "broken_off",
    };
    format!("{code}: {said}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[tokio::test]
    async fn what_leads_inside_is_not_called_written_out_or_by_name() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let sender = Sender::new(Reach::Public).unwrap();
        for host in ["127.0.0.1", "[::1]", "localhost", "0x7f000001", "2130706433", "127.1"] {
            let answer = sender.send(&format!("http://{host}:{port}/"), SECRET, "m1", 1, "{}").await;
            assert_eq!((answer.status, answer.error.as_deref()), (None, Some("private_address")), "{host}");
        }
        assert_eq!(sender.send("nonsense", SECRET, "m1", 1, "{}").await.error.as_deref(), Some("bad_url"));
    }

    #[tokio::test]
    async fn a_line_is_used_again_at_once_and_not_after_it_was_quiet_for_long() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let (told, mut lines) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            loop {
                let (mut line, peer) = listener.accept().await.unwrap();
                let told = told.clone();
                tokio::spawn(async move {
                    let mut said = [0; 4_096];
                    while line.read(&mut said).await.is_ok_and(|n| n > 0) {
                        told.send(peer.port()).unwrap();
                        line.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
                    }
                });
            }
        });
        let sender = Sender::new(Reach::Anywhere).unwrap();
        let mut used = Vec::new();
        let moment = Duration::from_millis(200);
        for wait in [Duration::ZERO, moment, QUIET + moment] {
            tokio::time::sleep(wait).await;
            let asked = Question { url: url.clone(), headers: vec![], body: None };
            assert_eq!(sender.question(&asked, 100).await.unwrap().status, 204);
            used.push(lines.recv().await.unwrap());
        }
        assert_eq!(used[0], used[1]);
        assert_ne!(used[1], used[2]);
    }
}
