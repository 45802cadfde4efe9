//! An answer of the service, read to its end, with assertions in the words of the API.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::Value;

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: reqwest::header::HeaderMap,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Reply {
    /// Sends and reads.
    ///
    /// # Panics
    /// When the service cannot be reached.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.unwrap().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let reply = Self { status: status.as_u16(), headers, bytes, json };
        if status.is_client_error() || status.is_server_error() {
            assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{reply:?}");
            assert_eq!(reply.json["status"], status.as_u16(), "{reply:?}");
            assert!(reply.json["code"].is_string() && reply.json["title"].is_string(), "{reply:?}");
        }
        reply
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// Asserts success; answers the body.
    ///
    /// # Panics
    /// When it is none.
    #[track_caller]
    pub fn good(self) -> Value {
        assert!(StatusCode::from_u16(self.status).is_ok_and(|s| s.is_success()), "{} {}", self.status, self.json);
        self.json
    }

    /// Asserts a problem by status and code; answers it.
    ///
    /// # Panics
    /// When it is another.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        self.json
    }
}
