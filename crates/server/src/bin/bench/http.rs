//! A caller: one connection kept open, one request after the other. As little as HTTP/1.1 needs, because it shares the
//! processor with what it measures.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection with a token.
pub struct Caller {
    stream: BufReader<TcpStream>,
    token: String,
    /// A customer's key, instead of a token.
    pub key: String,
    line: String,
}

impl Caller {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(address: SocketAddr, token: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self::over(stream, token))
    }

    /// Over a connection that stands.
    pub fn over(stream: TcpStream, token: &str) -> Self {
        let (token, key) = (token.to_owned(), String::new());
        Self { stream: BufReader::new(stream), token, key, line: String::new() }
    }

    /// Sends a request and reads the whole answer; its status, body and how long it took.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn call(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<(u16, Vec<u8>, Duration)> {
        let known = match (self.token.as_str(), self.key.as_str()) {
            ("", "") => String::new(),
            ("", key) => format!("x-portal-key: {key}\r\n"),
            (token, _) => format!("authorization: Bearer {token}\r\n"),
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\n{known}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let began = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let status = self.line().await?.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().await?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            chunked |= line.starts_with("transfer-encoding:") && line.contains("chunked");
        }
        let mut answer = Vec::new();
        if chunked {
            loop {
                let size = usize::from_str_radix(self.line().await?.trim(), 16).unwrap_or(0);
                self.take(size, &mut answer).await?;
                self.line().await?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length, &mut answer).await?;
        }
        Ok((status, answer, began.elapsed()))
    }

    async fn line(&mut self) -> std::io::Result<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.line.trim_end())
    }

    async fn take(&mut self, bytes: usize, into: &mut Vec<u8>) -> std::io::Result<()> {
        let from = into.len();
        into.resize(from + bytes, 0);
        self.stream.read_exact(&mut into[from..]).await.map(|_| ())
    }
}
