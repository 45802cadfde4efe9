//! The console: files of the web workspace that are part of the program, compressed when they were built. Names with a
//! hash in them never change and are kept by browsers for good; the page that names them is asked for each time. What
//! a browser opens and nothing else answers is the console's own address, and gets the page (below `/portal` the customers'
//! page); `/api` never does. The
//! policy of these answers allows nothing from elsewhere and no script or style written into the page. It must never
//! serve a file from the disk.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use crate::problem::Problem;

/// One file, as built and as compressed.
#[derive(Debug)]
struct File {
    name: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/console_files.rs"));

/// What a page of the console may load: all from here, nothing inline but four style elements of the component library
/// (they hide the scrollbars of lists), named by the digest of what they hold.
const POLICY: &str = "default-src 'self'; script-src 'self'; \
    style-src 'self' 'sha256-6kJHBrMeYPjuL963zk84BmND3Z4cszEoZMFiRK2nkPY=' \
    'sha256-0sLsI2a+NIcumVvBF9zD/ArGqlZR2xfnxsALPmK7nj8=' 'sha256-60LHlRjW/B3CtzIoE/Lf1/NEDvko9efWMFaGVhHu/cs=' \
    'sha256-yoGyYYViZJc8Bw64PWPe6uO7PMr8i7+Vs5Cs9w37VrU='; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; frame-src 'self' blob:; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// Answers what no endpoint does: a file of the console, its page, or the problem `no_such_address`.
pub async fn serve(request: Request) -> Response {
    answer(FILES, request.method(), request.uri().path(), request.headers())
}

fn answer(files: &'static [File], method: &Method, path: &str, headers: &HeaderMap) -> Response {
    let nothing = || Problem::of(StatusCode::NOT_FOUND, "no_such_address").into_response();
    if !matches!(*method, Method::GET | Method::HEAD) || path == "/api" || path.starts_with("/api/") {
        return nothing();
    }
    let name = path.trim_start_matches('/');
    let file = files.iter().find(|f| f.name == name).or_else(|| {
        let page = opened_by_a_person(headers) && !name.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let theirs = name == "portal" || name.starts_with("portal/");
        let opened = match name.split('/').next() {
            _ if theirs => "portal/index.html",
            // The number display of a shop; what follows is its key.
            Some("display") if name.len() > "display/".len() => "portal/display.html",
            _ => "index.html",
        };
        page.then(|| files.iter().find(|f| f.name == opened)).flatten()
    });
    file.map_or_else(nothing, |file| deliver(file, headers))
}

/// A browser that opens an address takes HTML; programs that miss an endpoint do not ask for it.
fn opened_by_a_person(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|v| v.to_str().is_ok_and(|v| v.contains("text/html")))
}

fn deliver(file: &'static File, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let packed = [("br", file.brotli), ("gzip", file.gzip)];
    let chosen = packed.into_iter().find_map(|(name, bytes)| Some((name, bytes.filter(|_| takes(accepted, name))?)));
    let (encoding, body) = chosen.map_or((None, file.plain), |(name, bytes)| (Some(name), bytes));
    let tag = format!("\"{}\"", digest(body));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let fresh = known.is_some_and(|known| known.split(',').any(|k| k.trim().trim_start_matches("W/") == tag));
    let mut response =
        if fresh { StatusCode::NOT_MODIFIED.into_response() } else { axum::body::Body::from(body).into_response() };
    let out = response.headers_mut();
    let kept = if file.name.trim_start_matches("portal/").starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(file.name)));
    out.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    out.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding.filter(|_| !fresh) {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Whether `Accept-Encoding` names it without refusing it.
fn takes(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next().is_some_and(|n| n.eq_ignore_ascii_case(name))
            && !words.any(|w| w.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)))
    })
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(12).map(|b| format!("{b:02x}")).collect()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    static BUILT: &[File] = &[
        File { name: "assets/index-1a2b.js", plain: b"plain", brotli: Some(b"brotli"), gzip: Some(b"gzip") },
        File { name: "index.html", plain: b"<!doctype html>", brotli: None, gzip: None },
        File { name: "counter-sw.js", plain: b"worker", brotli: None, gzip: None },
        File { name: "portal/index.html", plain: b"<!doctype html><title>portal", brotli: None, gzip: None },
        File { name: "portal/assets/main-3c4d.js", plain: b"plain", brotli: None, gzip: None },
    ];

    fn get(path: &str, said: &[(header::HeaderName, &'static str)]) -> Response {
        let headers = said.iter().map(|(k, v)| (k.clone(), HeaderValue::from_static(v))).collect();
        answer(BUILT, &Method::GET, path, &headers)
    }

    fn header_of(response: &Response, name: header::HeaderName) -> String {
        response.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[test]
    fn hashed_names_are_kept_for_good_and_the_page_is_asked_for_each_time() {
        let script = get("/assets/index-1a2b.js", &[]);
        assert_eq!(header_of(&script, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        let page = get("/inbox/mine", &[(header::ACCEPT, "text/html,*/*")]);
        assert_eq!(page.status(), 200);
        assert_eq!(header_of(&page, header::CACHE_CONTROL), "no-cache");
        assert!(header_of(&page, header::CONTENT_SECURITY_POLICY).contains("script-src 'self';"));
    }

    #[test]
    fn s0_10_the_counters_worker_is_asked_for_each_time_so_that_no_old_shell_stays() {
        let worker = get("/counter-sw.js", &[]);
        assert_eq!(worker.status(), 200);
        assert_eq!(header_of(&worker, header::CACHE_CONTROL), "no-cache");
        assert!(header_of(&worker, header::CONTENT_TYPE).starts_with("text/javascript"));
        // It lies at the top, so it may answer for `/counter`; without a header that widens it, for nothing it does not ask.
        assert_eq!(header_of(&worker, header::HeaderName::from_static("service-worker-allowed")), "");
        assert!(header_of(&worker, header::CONTENT_SECURITY_POLICY).contains("connect-src 'self'"));
    }

    #[test]
    fn the_customers_page_stands_below_its_own_name() {
        let html = [(header::ACCEPT, "text/html")];
        let tag = |path: &str| header_of(&get(path, &html), header::ETAG);
        for path in ["/portal", "/portal/", "/portal/case", "/portal/submit"] {
            assert_eq!(tag(path), tag("/portal/index.html"), "{path}");
        }
        assert_ne!(tag("/portals"), tag("/portal"));
        let script = get("/portal/assets/main-3c4d.js", &[]);
        assert_eq!(header_of(&script, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
    }

    #[test]
    fn brotli_comes_before_gzip_and_what_is_refused_does_not_come() {
        let encoded = |accepted| {
            header_of(&get("/assets/index-1a2b.js", &[(header::ACCEPT_ENCODING, accepted)]), header::CONTENT_ENCODING)
        };
        assert_eq!(encoded("gzip, deflate, br"), "br");
        assert_eq!(encoded("gzip, br;q=0"), "gzip");
        assert_eq!(encoded("identity"), "");
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let first = header_of(&get("/assets/index-1a2b.js", &[]), header::ETAG);
        let again = get("/assets/index-1a2b.js", &[(header::IF_NONE_MATCH, Box::leak(first.into_boxed_str()))]);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn what_is_missed_under_api_is_a_problem_and_never_the_page() {
        let html = [(header::ACCEPT, "text/html")];
        for path in ["/api", "/api/v1/nothing", "/api/docs/x", "/assets/gone-1.js", "/favicon.ico"] {
            assert_eq!(get(path, &html).status(), StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(get("/inbox", &[(header::ACCEPT, "application/json")]).status(), StatusCode::NOT_FOUND);
        let posted = answer(
            BUILT,
            &Method::POST,
            "/inbox",
            &HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static("text/html"))]),
        );
        assert_eq!(posted.status(), StatusCode::NOT_FOUND);
    }
}
