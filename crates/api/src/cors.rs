//! What pages of other origins may ask: the visitor's side of live chat, and only from origins that the administrator
//! named. No cookie goes with it (a visit is opened by its key), so no credentials are allowed.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::web::Web;

const PATH: &str = "/api/v1/chat";
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, DELETE");
const HEADERS: HeaderValue = HeaderValue::from_static("content-type, accept-language, last-event-id, x-portal-key");
const SHOWN: HeaderValue = HeaderValue::from_static("retry-after, x-request-id, content-disposition");

fn is_for_visitors(path: &str) -> bool {
    path.strip_prefix(PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The layer.
pub async fn cors(State(web): State<Web>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let Some(origin) = origin.filter(|_| is_for_visitors(request.uri().path())) else {
        return next.run(request).await;
    };
    let allowed = origin.to_str().is_ok_and(|o| web.app().world().chat.allows(o));
    let asks_first =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match (asks_first, allowed) {
        (true, true) => StatusCode::NO_CONTENT.into_response(),
        (true, false) => Problem::of(StatusCode::FORBIDDEN, "origin_not_allowed").into_response(),
        (false, _) => next.run(request).await,
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    if allowed {
        allow(response.headers_mut(), origin, asks_first);
    }
    response
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue, asks_first: bool) {
    let mut put = |name: HeaderName, value: HeaderValue| drop(headers.insert(name, value));
    put(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if asks_first {
        put(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        put(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        put(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    } else {
        put(header::ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_visitors_side_of_chat_is_open_to_other_origins() {
        for open in ["/api/v1/chat", "/api/v1/chat/visits", "/api/v1/chat/visit/events"] {
            assert!(is_for_visitors(open), "{open}");
        }
        for shut in ["/api/v1/chats", "/api/v1/chat-settings", "/api/v1/me", "/api/v1/portal/case", "/"] {
            assert!(!is_for_visitors(shut), "{shut}");
        }
    }
}
