//! What happens to every request and answer alike: an id, a log line, figures, headers that keep browsers honest, and
//! problems written in the reader's language. Whatever the machinery below answers as plain text becomes a problem too.

use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rand::Rng as _;

use crate::language::Language;
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Who acted, for the log; set by the guard on the response.
#[derive(Debug, Clone)]
pub struct ActedBy(pub String);

/// The outermost layer.
pub async fn edge(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id(&request);
    let language = Language::of(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        response = as_problem(response, language, &id);
    }
    finish(&mut response, &id);
    let status = response.status().as_u16();
    let actor = response.extensions().get::<ActedBy>().map_or("-", |a| a.0.as_str());
    let seconds = began.elapsed().as_secs_f64();
    metrics::counter!("bihuan_http_requests_total", "method" => known(&method), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("bihuan_http_request_seconds").record(seconds);
    tracing::info!(request = %id, %method, path, status, actor, ms = (seconds * 1e3) as u64, "request");
    response
}

/// A panic below: logged by the panic hook, answered as a fault.
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response<Body> {
    Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "panicked").into_response()
}

/// A caller's id is kept when it is short and plain, so that logs of several systems can be joined.
fn request_id(request: &Request) -> String {
    let given = request.headers().get(&REQUEST_ID).and_then(|v| v.to_str().ok());
    let fits = |s: &&str| !s.is_empty() && s.len() <= 64 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    given.filter(fits).map_or_else(|| format!("{:016x}", rand::rng().next_u64()), str::to_owned)
}

/// Only methods we know become labels, so that nobody can make a new series per request.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "HEAD" => "HEAD",
        _ => "other",
    }
}

fn as_problem(response: Response, language: Language, id: &str) -> Response {
    let (mut parts, _) = response.into_parts();
    let problem = parts.extensions.remove::<Problem>().unwrap_or_else(|| {
        let code = match parts.status {
            StatusCode::NOT_FOUND => "no_such_address",
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
            StatusCode::GATEWAY_TIMEOUT => "too_slow",
            status if status.is_server_error() => "panicked",
            _ => "bad_request",
        };
        Problem::of(parts.status, code)
    });
    let body = serde_json::to_vec(&problem.document(language, id)).unwrap_or_default();
    // The compression below us has been at the body that goes: the new one is neither that long nor gzip.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_ENCODING);
    parts.headers.insert(header::CONTENT_TYPE, PROBLEM_JSON);
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, Body::from(body))
}

fn finish(response: &mut Response, id: &str) {
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    // The documentation page brings inline style and script of its own; everything is from here, nothing from elsewhere.
    let policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
                  script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
