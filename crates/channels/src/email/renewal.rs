//! Access tokens of mail servers that end after an hour: renewed by the refresh token at the provider's token endpoint, as
//! RFC 6749 §6 says. Pure; the client that asks is [`crate::webhook::Sender`].

use serde::Deserialize;

use crate::messaging::asking::{Question, Reply};

/// What renewal needs.
#[derive(Clone)]
pub struct Renewing {
    /// The provider's token endpoint.
    pub endpoint: String,
    /// The client.
    pub client_id: String,
    /// Its secret; empty: a public client.
    pub client_secret: String,
    /// The refresh token.
    pub refresh_token: String,
    /// Scope; empty: as it was granted.
    pub scope: String,
}

impl std::fmt::Debug for Renewing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Renewing(…)")
    }
}

/// A new access token.
#[derive(Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The token.
    pub access_token: String,
    /// Seconds it is good for, if the provider says so.
    pub lasts_s: Option<i64>,
    /// Another refresh token, which ends the one before.
    pub refresh_token: Option<String>,
}

impl std::fmt::Debug for Renewed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Renewed(…)")
    }
}

/// What is asked of the token endpoint.
pub fn question(of: &Renewing) -> Question {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "refresh_token").append_pair("refresh_token", &of.refresh_token);
    form.append_pair("client_id", &of.client_id);
    for (name, value) in [("client_secret", &of.client_secret), ("scope", &of.scope)] {
        if !value.is_empty() {
            form.append_pair(name, value);
        }
    }
    let headers = vec![
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ("accept", "application/json".to_owned()),
    ];
    Question { url: of.endpoint.clone(), headers, body: Some(form.finish().into_bytes()) }
}

#[derive(Deserialize)]
struct Answered {
    access_token: Option<String>,
    #[serde(default)]
    expires_in: Option<serde_json::Value>,
    refresh_token: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// What the token endpoint answers.
///
/// # Errors
/// Why there is no token, in the endpoint's words: `invalid_grant`, `invalid_client` … (RFC 6749 §5.2).
pub fn answer(reply: &Reply) -> Result<Renewed, String> {
    let status = || format!("status {}", reply.status);
    let answered: Answered = serde_json::from_slice(&reply.bytes).map_err(|_| status())?;
    if let Some(error) = answered.error {
        let description: String = answered.error_description.unwrap_or_default().chars().take(300).collect();
        return Err(format!("{error} {description}").trim_end().to_owned());
    }
    let token = answered.access_token.filter(|t| !t.is_empty() && !t.chars().any(char::is_control));
    match token {
        Some(access_token) if (200..300).contains(&reply.status) => Ok(Renewed {
            access_token,
            // Some providers write the number as a text.
            lasts_s: answered.expires_in.and_then(|v| v.as_i64().or_else(|| v.as_str()?.parse().ok())),
            refresh_token: answered.refresh_token.filter(|t| !t.is_empty()),
        }),
        _ => Err(status()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refresh_grant_is_asked_as_the_standard_says_and_its_refusals_are_named() {
        let of = Renewing {
            endpoint: "https://login.example/token".into(),
            client_id: "mail app".into(),
            client_secret: "s&t".into(),
            refresh_token: "r+1".into(),
            scope: String::new(),
        };
        let body = question(&of).body.unwrap_or_default();
        assert_eq!(
            String::from_utf8_lossy(&body),
            "grant_type=refresh_token&refresh_token=r%2B1&client_id=mail+app&client_secret=s%26t"
        );
        let reply = |status, text: &str| Reply {
            status,
            media_type: "application/json".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let good = answer(&reply(200, r#"{"access_token":"a","token_type":"Bearer","expires_in":"3600"}"#));
        assert_eq!(good, Ok(Renewed { access_token: "a".into(), lasts_s: Some(3_600), refresh_token: None }));
        let over = answer(&reply(400, r#"{"error":"invalid_grant","error_description":"expired"}"#));
        assert_eq!(over, Err("invalid_grant expired".into()));
        assert_eq!(answer(&reply(502, "<html>")), Err("status 502".into()));
        assert_eq!(answer(&reply(200, "{}")), Err("status 200".into()));
    }
}
