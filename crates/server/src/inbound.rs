//! `/in/{platform}/{account}`: the doors by which messaging platforms come in. What a request must look like is
//! `channels`' business, what becomes of it `app`'s; here one is handed to the other, and each platform is answered as it
//! wants it. Nothing is told to whoever is not believed but a code.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use bihuan_app::messaging::{CameFile, CameIn, Taken};
use bihuan_app::{App, Failure};
use bihuan_channels::messaging::{
    CallEvent, Content, DingTalk, Feishu, Generic, Incoming, MOST_BYTES, Platform, Received, Refused, Request, WeChat,
};
use bihuan_domain::messaging::MessagingPlatform as P;
use bihuan_domain::trade::Channel;
use bihuan_store::nouns::messaging::Account;
use rand::Rng as _;
use serde_json::json;

/// The doors, beside the API.
pub fn doors(app: &App) -> Router {
    Router::new()
        .route("/in/{platform}/{account}", post(take).get(take))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(app.clone())
}

async fn take(
    State(app): State<App>,
    Path((platform, account)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (Ok(platform), Ok(id)) = (platform.parse::<P>(), account.parse()) else { return coded(404, "not_found") };
    let account = match app.account_called(platform, id).await {
        Ok(Some(account)) => account,
        Ok(None) => return coded(404, "not_found"),
        Err(failure) => return failed(&failure),
    };
    let named = headers.iter().filter_map(|(n, v)| Some((n.as_str(), v.to_str().ok()?)));
    let now_s = app.db().now().ms() / 1_000;
    let received = Request::new(query.as_deref().unwrap_or_default(), named, &body)
        .and_then(|request| receive(&account, &request, now_s));
    let received = match received {
        Ok(received) => received,
        Err(refused) => {
            tracing::warn!(account = %account.id, code = refused.code(), "a request to an account is not believed");
            let status = match refused {
                Refused::TooLarge(_) => 413,
                Refused::Malformed(_) | Refused::Missing(_) => 400,
                Refused::Secret(_) => 503,
                _ => 401,
            };
            return coded(status, refused.code());
        }
    };
    if let Incoming::Challenge(challenge) = &received.message {
        return answered(&account, Some(challenge), None, now_s);
    }
    let Some(came) = came(received) else {
        return match app.messaging_account_heard(account.id).await {
            Ok(()) => answered(&account, None, None, now_s),
            Err(failure) => failed(&failure),
        };
    };
    match app.take_message(&account, came).await {
        Ok(taken) => answered(&account, None, Some(&taken), now_s),
        Err(failure) => failed(&failure),
    }
}

/// What a believed request says, by the account's secrets.
pub fn receive(account: &Account, request: &Request, now_s: i64) -> Result<Received, Refused> {
    let (secrets, now) = (&account.secrets, Some(now_s));
    let token = secrets.token.clone().unwrap_or_default();
    let key = secrets.aes_key.as_deref().map(str::parse).transpose()?;
    let receiver = account.receiver.clone();
    match account.platform {
        P::Wechat => WeChat { platform: Platform::OfficialAccount, token, key, receiver }.receive(request, now),
        P::Wecom => WeChat { platform: Platform::WeCom, token, key, receiver }.receive(request, now),
        P::Feishu => Feishu { token, encrypt_key: secrets.encrypt_key.clone() }.receive(request, now),
        P::Dingtalk => DingTalk { token, key, receiver, app_secret: secrets.app_secret.clone() }.receive(request, now),
        P::Generic => Generic::new(secrets.secret.as_deref().unwrap_or_default())?.receive(request, now),
    }
}

/// The words that a case keeps of it; none: nothing that a case keeps, like somebody following the account. What has no
/// words is named by its sort and what finds it.
fn came(received: Received) -> Option<CameIn> {
    match received.message {
        Incoming::Challenge(_) => None,
        Incoming::Message { id, from, content, .. } => {
            let message = id.clone();
            let named = |sort: &str, media: &str, name: String| {
                Some(CameFile { media: media.to_owned(), message: message.clone(), sort: sort.to_owned(), name })
            };
            let mut file = None;
            let words = match content {
                Content::Text(text) => text,
                Content::Image { media, url } => {
                    // The generic webhook says where a picture is, the platforms what finds it.
                    file = named("image", url.as_deref().filter(|_| media.is_empty()).unwrap_or(&media), String::new());
                    format!("[image] {}", url.unwrap_or(media))
                }
                Content::Voice { media, words, .. } => {
                    file = named("voice", &media, String::new());
                    words.map_or_else(|| format!("[voice] {media}"), |words| format!("{words}\n[voice] {media}"))
                }
                Content::Video { media } => {
                    file = named("video", &media, String::new());
                    format!("[video] {media}")
                }
                Content::File { media, name } => {
                    file = named("file", &media, name.clone());
                    format!("[file] {name} {media}")
                }
                Content::Location { latitude, longitude, label } => {
                    format!("[location] {label} {latitude}, {longitude}")
                }
                Content::Other(sort) => format!("[{sort}]"),
                Content::Event { .. } => return None,
            };
            let words = words.replace('\0', "");
            (!from.is_empty() && !words.trim().is_empty()).then_some(CameIn {
                id,
                from,
                channel: Channel::Chat,
                words,
                file,
            })
        }
        Incoming::Call { id, event, from, duration_s, recording_url, .. } => {
            let (channel, sort) = match event {
                CallEvent::Voicemail => (Channel::Voicemail, "voicemail"),
                CallEvent::Abandoned => (Channel::Phone, "abandoned"),
                CallEvent::Ended => (Channel::Phone, "ended"),
                // The call goes on; what came of it comes with its end.
                CallEvent::Offered | CallEvent::Answered => return None,
            };
            let long = duration_s.map(|s| format!(" {s} s")).unwrap_or_default();
            let recording = recording_url.map(|url| format!(" {url}")).unwrap_or_default();
            let words = format!("[{sort}] {from}{long}{recording}");
            (!from.is_empty()).then(|| CameIn { id: format!("{id}:{sort}"), from, channel, words, file: None })
        }
    }
}

/// What the platform wants to hear.
fn answered(account: &Account, challenge: Option<&str>, taken: Option<&Taken>, now_s: i64) -> Response {
    let plain = |text: &str| ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text.to_owned()).into_response();
    match (account.platform, challenge) {
        (P::Wechat | P::Wecom, Some(challenge)) => plain(challenge),
        (P::Wechat | P::Wecom, None) => plain("success"),
        (P::Feishu, Some(challenge)) => axum::Json(json!({ "challenge": challenge })).into_response(),
        (P::Dingtalk, _) if account.secrets.aes_key.is_some() => {
            let mut random = [0; 16];
            rand::rng().fill_bytes(&mut random);
            let key = account.secrets.aes_key.as_deref().map(str::parse).transpose();
            let (token, receiver) = (account.secrets.token.clone().unwrap_or_default(), account.receiver.clone());
            let sealed =
                key.and_then(|key| DingTalk { token, key, receiver, app_secret: None }.answer(now_s * 1_000, random));
            match sealed {
                Ok(answer) => ([(header::CONTENT_TYPE, answer.media_type)], answer.body).into_response(),
                Err(refused) => coded(503, refused.code()),
            }
        }
        _ => {
            let what = match taken {
                Some(Taken::Case(_)) => "case",
                Some(Taken::Message(_)) => "message",
                Some(Taken::Before) => "before",
                None => "nothing",
            };
            axum::Json(json!({ "taken": what })).into_response()
        }
    }
}

fn coded(status: u16, code: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, axum::Json(json!({ "code": code }))).into_response()
}

/// A rule that says no stays no; a machine that failed is asked again by the platform.
fn failed(failure: &Failure) -> Response {
    match failure {
        Failure::Refused(refusal) => coded(422, &refusal.code()),
        Failure::Input { code, .. } => coded(422, code),
        other => {
            tracing::error!(failure = %other, "a message could not be taken in");
            coded(503, "try_again")
        }
    }
}
