//! What a request brings, checked before anything else looks at it: JSON bodies, query parameters, versions. Everything
//! unusable is a problem with the field's name; nothing unknown is silently ignored.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use bihuan_domain::ids::Id;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::problem::{FieldError, Problem};
use crate::web::Web;

/// A JSON body with the bytes it came as.
pub struct Json<T> {
    /// The value.
    pub value: T,
    /// The bytes, for a digest.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned> FromRequest<Web> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type")
                .with("wanted", "application/json"));
        }
        let bytes = body(request, web).await?;
        Ok(Self { value: parse(&bytes)?, bytes })
    }
}

/// A body of plain text (TOML), UTF-8.
pub struct Text(pub String);

impl FromRequest<Web> for Text {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let bytes = body(request, web).await?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| Problem::of(StatusCode::BAD_REQUEST, "not_utf8"))?;
        if text.contains('\0') {
            return Err(Problem::field("body", "nul_character", ""));
        }
        if text.trim().is_empty() {
            return Err(Problem::field("body", "empty", ""));
        }
        Ok(Self(text))
    }
}

async fn body(request: Request, web: &Web) -> Result<Bytes, Problem> {
    Bytes::from_request(request, web).await.map_err(|rejected| match rejected.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").with("limit_bytes", crate::web::MOST_BODY_BYTES)
        }
        _ => Problem::of(StatusCode::BAD_REQUEST, "bad_request"),
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// Reads JSON: 400 when it is none, 422 with the field's path when a value does not fit.
///
/// # Errors
/// The problem.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let bad = |detail: String| Problem::of(StatusCode::BAD_REQUEST, "bad_json").because(detail);
    if std::str::from_utf8(bytes).is_err() {
        return Err(Problem::of(StatusCode::BAD_REQUEST, "not_utf8"));
    }
    // PostgreSQL keeps no NUL; refused here for both engines alike.
    if bytes.windows(6).any(|w| w == b"\\u0000") {
        let whole: Value = serde_json::from_slice(bytes).map_err(|e| bad(e.to_string()))?;
        if has_nul(&whole) {
            return Err(Problem::field("body", "nul_character", ""));
        }
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|e| {
        let (path, inner) = (e.path().to_string(), e.into_inner());
        if inner.is_data() {
            let detail = inner.to_string();
            let code = if detail.starts_with("unknown field") {
                "unknown_field"
            } else if detail.starts_with("missing field") {
                "missing_field"
            } else {
                "bad_value"
            };
            let mut problem = Problem::field(if path == "." { "body" } else { &path }, code, detail);
            problem.errors.truncate(1);
            problem
        } else {
            bad(inner.to_string())
        }
    })?;
    reader.end().map_err(|e| bad(e.to_string()))?;
    Ok(value)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(s) => s.contains('\0'),
        Value::Array(list) => list.iter().any(has_nul),
        Value::Object(map) => map.iter().any(|(k, v)| k.contains('\0') || has_nul(v)),
        _ => false,
    }
}

/// Query parameters in order; each endpoint takes out what it knows and refuses what is left.
#[derive(Debug)]
pub struct Query(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let asked = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|e| Problem::of(StatusCode::BAD_REQUEST, "bad_request").because(e.body_text()))?
            .0;
        if let Some((name, _)) = asked.iter().find(|(n, v)| n.contains('\0') || v.contains('\0')) {
            return Err(Problem::field(name.trim_matches('\0'), "nul_character", ""));
        }
        // Percent-decoding replaces what is no UTF-8; somebody sent bytes, not text.
        if let Some((name, _)) = asked.iter().find(|(n, v)| n.contains('\u{fffd}') || v.contains('\u{fffd}')) {
            return Err(Problem::field(name, "not_utf8", ""));
        }
        Ok(Self(asked))
    }
}

impl Query {
    /// A parameter given at most once.
    ///
    /// # Errors
    /// 422 when it is there twice.
    pub fn one(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let mut found = self.many(name);
        match found.len() {
            0 | 1 => Ok(found.pop()),
            _ => Err(Problem::field(name, "given_twice", "")),
        }
    }

    /// Every value of a parameter.
    pub fn many(&mut self, name: &str) -> Vec<String> {
        let (mine, rest) = std::mem::take(&mut self.0).into_iter().partition(|(n, _)| n == name);
        self.0 = rest;
        mine.into_iter().map(|(_, v): (String, String)| v).collect()
    }

    /// A parameter given at most once and not longer than so many characters.
    ///
    /// # Errors
    /// 422 with its name.
    pub fn short(&mut self, name: &str, longest: usize) -> Result<Option<String>, Problem> {
        let given = self.one(name)?;
        match &given {
            Some(text) if text.chars().count() > longest => Err(Problem::field(name, "too_long", longest.to_string())),
            _ => Ok(given),
        }
    }

    /// A parameter read as a value.
    ///
    /// # Errors
    /// 422 with its name.
    pub fn parsed<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, Problem> {
        let Some(given) = self.one(name)? else { return Ok(None) };
        given.parse().map(Some).map_err(|_| Problem::field(name, "bad_value", given))
    }

    /// A number within bounds.
    ///
    /// # Errors
    /// 422 with its name.
    pub fn number(&mut self, name: &str, least: u32, most: u32) -> Result<Option<u32>, Problem> {
        let Some(number) = self.parsed::<u32>(name)? else { return Ok(None) };
        if (least..=most).contains(&number) {
            Ok(Some(number))
        } else {
            Err(Problem::field(name, "out_of_bounds", format!("{least}–{most}")))
        }
    }

    /// Codes of a closed list, each checked.
    ///
    /// # Errors
    /// 422 with its name.
    pub fn codes<T: crate::codes::Coded>(&mut self, name: &str) -> Result<Vec<String>, Problem> {
        let given = self.many(name);
        let known = T::codes();
        match given.iter().find(|c| !known.contains(&c.as_str())) {
            Some(bad) => Err(Problem::field(name, "unknown_code", bad.clone())),
            None if given.len() > known.len() => Err(Problem::field(name, "given_twice", "")),
            None => Ok(given),
        }
    }

    /// Refuses what nobody took.
    ///
    /// # Errors
    /// 422 with the first name left.
    pub fn done(self) -> Result<(), Problem> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => Err(Problem::field(name, "unknown_parameter", "")),
        }
    }
}

/// `If-Match`: the version the caller saw, if they say.
pub struct Seen(pub Option<i64>);

impl<S: Send + Sync> FromRequestParts<S> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(given) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let given = given.to_str().unwrap_or_default().trim();
        if given == "*" {
            return Ok(Self(None));
        }
        let version = given.strip_prefix('"').and_then(|g| g.strip_suffix('"')).and_then(|g| g.parse::<i64>().ok());
        version
            .map(|v| Self(Some(v)))
            .ok_or_else(|| Problem::field("If-Match", "bad_value", "an ETag as it was answered"))
    }
}

/// An identifier in the path.
///
/// # Errors
/// 404: what is no identifier names nothing.
pub fn id(text: &str, what: &'static str) -> Result<Id, Problem> {
    text.parse().map_err(|_| Problem::of(StatusCode::NOT_FOUND, "not_found").with("what", what))
}

/// Refuses a text that is empty or longer than a bound.
///
/// # Errors
/// 422 with the field.
pub fn bounded(field: &str, text: &str, longest: usize) -> Result<(), Problem> {
    let detail = |code: &str, d: String| Problem::field(field, code, d);
    if text.trim().is_empty() {
        return Err(detail("empty", String::new()));
    }
    if text.chars().count() > longest {
        return Err(detail("too_long", longest.to_string()));
    }
    Ok(())
}

/// Several unusable fields at once.
pub fn fields(errors: Vec<FieldError>) -> Problem {
    let mut problem = Problem::of(StatusCode::UNPROCESSABLE_ENTITY, "unusable_input");
    let first = errors.first().map(|e| e.field.clone()).unwrap_or_default();
    problem.data.insert("field".into(), first.into());
    problem.errors = errors;
    problem
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Given {
        #[allow(dead_code, reason = "only its type is looked at")]
        severity: bihuan_domain::trade::Severity,
    }

    fn code(bytes: &[u8]) -> (u16, String, Option<String>) {
        let problem = parse::<Given>(bytes).unwrap_err();
        (problem.status.as_u16(), problem.code, problem.errors.first().map(|e| format!("{} {}", e.field, e.code)))
    }

    #[test]
    fn what_is_no_json_is_400_and_what_does_not_fit_is_422_with_its_field() {
        assert_eq!(code(b"{").0, 400);
        assert_eq!(code(b"\xff").1, "not_utf8");
        assert_eq!(code(b"{\"severity\":\"minor\"} x").1, "bad_json");
        assert_eq!(code(br#"{"severity":"worst"}"#).2.unwrap(), "severity bad_value");
        assert_eq!(code(br#"{"severity":"minor","loud":true}"#).2.unwrap(), "loud unknown_field");
        assert_eq!(code(b"{}").2.unwrap(), "body missing_field");
        assert_eq!(code(br#"{"severity":"\u0000"}"#).2.unwrap(), "body nul_character");
        parse::<Given>(br#"{"severity":"minor"}"#).unwrap();
    }
}
