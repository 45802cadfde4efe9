//! From where somebody signs in: browser, address, and the cookie by which a browser is known again. The address is that
//! of the connection; a proxy's word for it is taken only when the server was told that it stands behind one.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use bihuan_app::sign_in::Visit;

use crate::web::Web;

/// Name of the cookie by which a browser is known from an earlier sign-in. It opens nothing: tries from it are counted by
/// themselves, so that nobody locks out a person whose sign-in name they know.
pub const DEVICE: &str = "bihuan_device";

/// Who visits, before they are known.
pub struct Visitor(pub Visit);

impl FromRequestParts<Web> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let told = web.is_behind_proxy().then(|| forwarded(&parts.headers)).flatten();
        let agent = parts.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let device = CookieJar::from_headers(&parts.headers).get(DEVICE).map(|c| c.value().to_owned());
        Ok(Self(Visit { user_agent: agent.to_owned(), address: told.or(peer), device }))
    }
}

/// The last address of `X-Forwarded-For`: the one our own proxy saw. Those before it are the caller's own word.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = last.rsplit(',').next()?.trim();
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|a| a.ip()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_our_own_proxy_added_counts() {
        let told = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            forwarded(&headers).map(|a| a.to_string())
        };
        assert_eq!(told(&["203.0.113.9, 198.51.100.7"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(told(&["203.0.113.9", "2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(told(&["198.51.100.7:4711"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(told(&["unknown"]), None);
        assert_eq!(told(&[]), None);
    }
}
