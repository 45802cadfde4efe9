//! Files of a case. What a file is, is read from its bytes, never believed. It is handed out as a download; in place
//! only when that type runs nothing, and then in a sandbox.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bihuan_app::cases::files::{file_name, shows_in_place};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_store::Fault;
use bytes::{Bytes, BytesMut};

use super::{Change, adds, may};
use crate::auth::Caller;
use crate::endpoint::{Answers, Carries, Endpoint};
use crate::input::{Seen, id};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::{MOST_FILE_BYTES, Web};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut attach = adds(Endpoint::post("/cases/{case}/attachments", may(P::CaseNote), "Attaches a file", attach))
        .carries(Carries::File);
    // Room for the form around the file.
    attach.run = attach.run.layer(DefaultBodyLimit::max(MOST_FILE_BYTES + (64 << 10)));
    let fetch = Endpoint::get("/attachments/{attachment}", may(P::CaseRead), "A file", fetch)
        .answers(Answers::Bytes)
        .tag("cases");
    let content = Endpoint::get(
        "/attachments/{attachment}/content",
        may(P::CaseRead),
        "A file in place, when its bytes prove a type that runs nothing; otherwise as a download",
        content,
    )
    .answers(Answers::Part)
    .tag("cases");
    let thumbnail = Endpoint::get(
        "/attachments/{attachment}/thumbnail",
        may(P::CaseRead),
        "A small picture of a picture",
        thumbnail,
    )
    .answers(Answers::Bytes)
    .tag("cases");
    vec![attach, fetch, content, thumbnail]
}

async fn attach(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    form: Multipart,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    // Asked before anything is kept: nobody fills the disk for a case they cannot see.
    web.app().case(&caller.actor, &case).await?;
    let (name, bytes) = file(form).await?;
    let media_type = media_type(&bytes);
    let length = bytes.len() as u64;
    let digest = web.app().blobs().put(bytes).await?.to_string();
    let name = change.words("file", &name)?;
    let command = C::Attach {
        attachment: web.app().db().new_id(),
        digest: digest.clone(),
        bytes: length,
        media_type: media_type.to_owned(),
        name: name.reference.clone(),
    };
    change.add(&once, digest.as_bytes(), command, vec![name]).await
}

fn unreadable(e: &axum::extract::multipart::MultipartError) -> Problem {
    if e.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").with("limit_bytes", MOST_FILE_BYTES)
    } else {
        Problem::of(StatusCode::BAD_REQUEST, "bad_form").because(e.body_text())
    }
}

/// The one file of the form: its name without any path, and its bytes.
pub(crate) async fn file(mut form: Multipart) -> Answer<(String, Bytes)> {
    let mut found = None;
    while let Some(mut field) = form.next_field().await.map_err(|e| unreadable(&e))? {
        if field.name() != Some("file") || found.is_some() {
            return Err(Problem::field(field.name().unwrap_or("file"), "unknown_field", "one field named file"));
        }
        let name = file_name(field.file_name().unwrap_or_default());
        let mut bytes = BytesMut::new();
        while let Some(part) = field.chunk().await.map_err(|e| unreadable(&e))? {
            if bytes.len() + part.len() > MOST_FILE_BYTES {
                return Err(
                    Problem::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").with("limit_bytes", MOST_FILE_BYTES)
                );
            }
            bytes.extend_from_slice(&part);
        }
        found = Some((name, bytes.freeze()));
    }
    match found {
        Some((_, bytes)) if bytes.is_empty() => Err(Problem::field("file", "empty", "")),
        Some(file) => Ok(file),
        None => Err(Problem::field("file", "missing_field", "")),
    }
}

/// What the bytes are. Markup that a browser would run is plain text here.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..offset + magic.len()) == Some(magic);
    match () {
        () if begins(b"\x89PNG\r\n\x1a\n") => "image/png",
        () if begins(b"\xff\xd8\xff") => "image/jpeg",
        () if begins(b"GIF8") => "image/gif",
        () if begins(b"RIFF") && at(8, b"WEBP") => "image/webp",
        () if begins(b"RIFF") && at(8, b"WAVE") => "audio/wav",
        () if begins(b"%PDF-") => "application/pdf",
        () if at(4, b"ftypM4A") || at(4, b"ftypM4B") => "audio/mp4",
        () if at(4, b"ftyp") => "video/mp4",
        () if begins(b"\x1a\x45\xdf\xa3") && bytes.windows(4).take(64).any(|w| w == b"webm") => "video/webm",
        () if begins(b"ID3") || begins(b"\xff\xfb") => "audio/mpeg",
        () if begins(b"OggS") => "audio/ogg",
        () if begins(b"PK\x03\x04") => "application/zip",
        () if !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() => "text/plain; charset=utf-8",
        () => "application/octet-stream",
    }
}

async fn fetch(State(web): State<Web>, caller: Caller, Path(attachment): Path<String>) -> Answer {
    let (bytes, media_type, name) = read(&web, &caller, &attachment).await?;
    let mut response = Response::new(Body::from(bytes));
    label(&mut response, &media_type, "attachment", &name);
    policy(&mut response, "default-src 'none'; sandbox");
    Ok(response)
}

async fn read(web: &Web, caller: &Caller, attachment: &str) -> Answer<(Bytes, String, String)> {
    let attachment = id(attachment, "attachment")?;
    let (digest, media_type, name) = web.app().attachment(&caller.actor, attachment).await?;
    let digest = digest.parse().map_err(|_| Fault::Corrupt("attachment digest".into()))?;
    Ok((web.app().blobs().get(digest).await?, media_type, name))
}

pub(crate) fn label(response: &mut Response, media_type: &str, place: &str, name: &str) {
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    let disposition = format!("{place}; filename=\"file\"; filename*=UTF-8''{}", percent(name));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
}

pub(crate) fn policy(response: &mut Response, policy: &'static str) {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
}

async fn content(State(web): State<Web>, caller: Caller, Path(attachment): Path<String>, headers: HeaderMap) -> Answer {
    let (bytes, media_type, name) = read(&web, &caller, &attachment).await?;
    let in_place = shows_in_place(&media_type);
    let whole = bytes.len();
    let mut response = match headers.get(header::RANGE).and_then(|r| range(r.to_str().ok()?, whole)) {
        None => Response::new(Body::from(bytes)),
        Some(None) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            response.headers_mut().insert(header::CONTENT_RANGE, said(format!("bytes */{whole}")));
            return Ok(response);
        }
        Some(Some((from, to))) => {
            let mut response = Response::new(Body::from(bytes.slice(from..=to)));
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            response.headers_mut().insert(header::CONTENT_RANGE, said(format!("bytes {from}-{to}/{whole}")));
            response
        }
    };
    label(&mut response, &media_type, if in_place { "inline" } else { "attachment" }, &name);
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400, immutable"));
    // The console shows it in a frame of its own page.
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    // A browser's own viewer of PDF does not open in a sandbox; it runs nothing of the page, and this forbids the rest.
    policy(
        &mut response,
        if media_type == "application/pdf" {
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
        } else {
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        },
    );
    Ok(response)
}

fn said(text: String) -> HeaderValue {
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("bytes */0"))
}

/// One range of bytes, both ends included. `None`: no range is asked that we answer, so the whole is sent (RFC 9110,
/// 14.2); `Some(None)`: it lies outside.
fn range(given: &str, whole: usize) -> Option<Option<(usize, usize)>> {
    let (from, to) = given.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    let (from, to) = match (from.trim(), to.trim()) {
        ("", last) => match number(last)? {
            0 => return Some(None),
            last => (whole.saturating_sub(last), whole.saturating_sub(1)),
        },
        (from, "") => (number(from)?, whole.saturating_sub(1)),
        (from, to) => (number(from)?, number(to)?),
    };
    if from > to && from < whole {
        return None;
    }
    Some((from < whole).then(|| (from, to.min(whole - 1))))
}

async fn thumbnail(State(web): State<Web>, caller: Caller, Path(attachment): Path<String>) -> Answer {
    let (bytes, media_type) = web.app().thumbnail(&caller.actor, id(&attachment, "attachment")?).await?;
    let mut response = Response::new(Body::from(bytes));
    label(&mut response, media_type, "inline", "thumbnail.png");
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400, immutable"));
    policy(&mut response, "default-src 'none'; sandbox");
    Ok(response)
}

fn percent(name: &str) -> String {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    name.bytes().map(|b| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_file_name_is_a_name_and_never_a_path() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\temp\\发票.pdf"), "发票.pdf");
        assert_eq!(file_name("..\0"), "file");
        assert_eq!(percent("发 a.pdf"), "%E5%8F%91%20a.pdf");
    }

    #[test]
    fn the_media_type_is_read_from_the_bytes() {
        assert_eq!(media_type(b"<script>alert(1)</script>"), "text/plain; charset=utf-8");
        assert_eq!(media_type(b"%PDF-1.7 \0"), "application/pdf");
        assert_eq!(media_type(b"\0\0\0\x18ftypmp42"), "video/mp4");
        assert_eq!(media_type(&[0, 159, 1]), "application/octet-stream");
        assert_eq!(media_type(b"\x1a\x45\xdf\xa3\x01\x42\x82\x84webm"), "video/webm");
        assert_eq!(media_type(b"\0\0\0\x18ftypM4A "), "audio/mp4");
    }

    #[test]
    fn a_range_is_answered_as_rfc_9110_says() {
        assert_eq!(range("bytes=0-3", 10), Some(Some((0, 3))));
        assert_eq!(range("bytes=8-99", 10), Some(Some((8, 9))));
        assert_eq!(range("bytes=-4", 10), Some(Some((6, 9))));
        assert_eq!(range("bytes=4-", 10), Some(Some((4, 9))));
        assert_eq!(range("bytes=10-", 10), Some(None));
        assert_eq!(range("bytes=-0", 10), Some(None));
        assert_eq!((range("bytes=5-2", 10), range("pages=1-2", 10), range("bytes=a-b", 10)), (None, None, None));
    }
}
