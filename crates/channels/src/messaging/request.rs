//! A request as it came: query, headers, body.

use subtle::ConstantTimeEq as _;

use super::refused::Refused;

/// The largest body that is looked at, in bytes; media are fetched, not sent along.
pub const MOST_BYTES: usize = 256 << 10;
/// A request signed longer ago than this, in seconds, or this far in the future, is not believed.
pub const WINDOW_S: i64 = 300;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Request {
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Request {
    /// From the query string (after the question mark), header names and values, and the body.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn new<'a>(
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: &[u8],
    ) -> Result<Self, Refused> {
        if body.len() > MOST_BYTES || query.len() > MOST_BYTES {
            return Err(Refused::TooLarge(MOST_BYTES));
        }
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().take(64).collect();
        let headers = headers.into_iter().map(|(n, v)| (n.trim().to_ascii_lowercase(), v.trim().to_owned())).collect();
        Ok(Self { query, headers, body: body.to_vec() })
    }

    /// A parameter of the query.
    ///
    /// # Errors
    /// `Missing`.
    pub fn param(&self, name: &'static str) -> Result<&str, Refused> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).ok_or(Refused::Missing(name))
    }

    /// A header; the name in lower case.
    ///
    /// # Errors
    /// `Missing`.
    pub fn header(&self, name: &'static str) -> Result<&str, Refused> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).ok_or(Refused::Missing(name))
    }

    /// The body as text.
    ///
    /// # Errors
    /// `Malformed`.
    pub fn text(&self) -> Result<&str, Refused> {
        std::str::from_utf8(&self.body).map_err(|_| Refused::Malformed("not UTF-8"))
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// `Malformed`.
    pub fn json(&self) -> Result<serde_json::Value, Refused> {
        serde_json::from_slice(&self.body).map_err(|_| Refused::Malformed("not JSON"))
    }
}

/// Compares what was given with what it ought to be, in a time that tells nothing.
pub(super) fn same(given: &str, wanted: &str) -> bool {
    bool::from(given.as_bytes().ct_eq(wanted.as_bytes()))
}

/// Bytes in hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Refuses a time too far from now; `now_s` is none when age does not matter.
pub(super) fn fresh(timestamp_s: i64, now_s: Option<i64>) -> Result<(), Refused> {
    match now_s.map(|now| now.saturating_sub(timestamp_s)) {
        Some(away) if away.saturating_abs() > WINDOW_S => Err(Refused::Stale(away)),
        _ => Ok(()),
    }
}
