//! What is asked of a platform, and how its answer reads: an access token, words and files for somebody, files that came.
//! Pure; the client that asks is [`crate::webhook::Sender`]. Documented by the platforms: WeChat 客服消息 and 临时素材, WeCom
//! 应用消息, Feishu im/v1, DingTalk robot v1.0; the generic webhook outwards is the mirror of the one inwards.

use bihuan_domain::messaging::MessagingPlatform as P;
use serde_json::{Value, json};
use url::Url;

use super::generic::Generic;

/// Bytes of a file that goes to or comes from a platform; the smallest of their limits that matters.
pub const MOST_FILE_BYTES: usize = 20 << 20;
/// Bytes of words in one message; WeChat and WeCom take 2,048.
pub const MOST_WORDS_BYTES: usize = 2_000;
const BOUNDARY: &str = "bihuan-5a1c0e7d94f24d0c";

type Headers = Vec<(&'static str, String)>;

/// How an account is known at its platform.
#[derive(Clone, Default)]
pub struct Credentials {
    /// Address of the platform's API; empty: the platform's own. Of a generic account where messages go.
    pub base: String,
    /// App id, corporation id or app key.
    pub id: String,
    /// The app's secret; of a generic account the shared one.
    pub secret: String,
    /// Agent id (WeCom) or robot code (DingTalk).
    pub agent: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// A question by HTTP. Its address and headers may hold secrets: it is not to be logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Where to.
    pub url: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body with POST; none: GET.
    pub body: Option<Vec<u8>>,
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Question(…)")
    }
}

/// An answer by HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Content type; may be empty.
    pub media_type: String,
    /// The body.
    pub bytes: Vec<u8>,
}

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The access token is no longer good.
    #[error("the access token is no longer good: {0}")]
    TokenOver(String),
    /// The platform takes no more answers now.
    #[error("the platform takes no more answers until the customer writes again: {0}")]
    WindowClosed(String),
    /// The platform does not know how.
    #[error("this platform cannot carry it: {0}")]
    NotCarried(&'static str),
    /// Something an administrator has to give is missing.
    #[error("missing: {0}")]
    Missing(&'static str),
    /// The platform says no.
    #[error("the platform says {0}")]
    Said(String),
    /// The platform is in trouble.
    #[error("the platform is in trouble: {0}")]
    Passing(String),
}

impl Trouble {
    /// Whether trying again later may help.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::TokenOver(_) | Self::Passing(_))
    }
}

/// What a file is to a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSort {
    /// A picture.
    Image,
    /// A spoken message.
    Voice,
    /// A film.
    Video,
    /// Another.
    File,
}

impl FileSort {
    /// By its media type.
    pub fn of(media_type: &str) -> Self {
        match media_type.split(';').next().unwrap_or_default().trim() {
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Self::Image,
            "audio/amr" | "audio/mpeg" | "audio/mp3" => Self::Voice,
            "video/mp4" => Self::Video,
            _ => Self::File,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Video => "video",
            Self::File => "file",
        }
    }
}

/// The address of a platform's API, unless an account has another.
pub const fn default_base(platform: P) -> &'static str {
    match platform {
        P::Wechat => "https://api.weixin.qq.com",
        P::Wecom => "https://qyapi.weixin.qq.com",
        P::Feishu => "https://open.feishu.cn",
        P::Dingtalk => "https://api.dingtalk.com",
        P::Generic => "",
    }
}

fn address(platform: P, c: &Credentials, path: &str, query: &[(&str, &str)]) -> Result<String, Trouble> {
    let base = if c.base.is_empty() { default_base(platform) } else { c.base.trim_end_matches('/') };
    let mut url: Url = format!("{base}{path}").parse().map_err(|_| Trouble::Missing("api_base"))?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    Ok(url.into())
}

fn posts(url: String, headers: Vec<(&'static str, String)>, body: &Value) -> Question {
    let mut headers = headers;
    headers.push(("content-type", "application/json; charset=utf-8".to_owned()));
    Question { url, headers, body: Some(body.to_string().into_bytes()) }
}

/// What buys an access token; none: the platform has none.
///
/// # Errors
/// `Missing`.
pub fn token(platform: P, c: &Credentials) -> Result<Option<Question>, Trouble> {
    if platform == P::Generic {
        return Ok(None);
    }
    if c.secret.is_empty() {
        return Err(Trouble::Missing("app_secret"));
    }
    if c.id.is_empty() {
        return Err(Trouble::Missing("receiver"));
    }
    let get = |url| Question { url, headers: Vec::new(), body: None };
    let (id, secret) = (c.id.as_str(), c.secret.as_str());
    Ok(Some(match platform {
        P::Wechat => get(address(
            platform,
            c,
            "/cgi-bin/token",
            &[("grant_type", "client_credential"), ("appid", id), ("secret", secret)],
        )?),
        P::Wecom => get(address(platform, c, "/cgi-bin/gettoken", &[("corpid", id), ("corpsecret", secret)])?),
        P::Feishu => posts(
            address(platform, c, "/open-apis/auth/v3/tenant_access_token/internal", &[])?,
            Vec::new(),
            &json!({ "app_id": id, "app_secret": secret }),
        ),
        _ => posts(
            address(platform, c, "/v1.0/oauth2/accessToken", &[])?,
            Vec::new(),
            &json!({ "appKey": id, "appSecret": secret }),
        ),
    }))
}

/// An access token and the seconds it is good for.
///
/// # Errors
/// What the platform says.
pub fn token_of(platform: P, reply: &Reply) -> Result<(String, i64), Trouble> {
    // Whoever asks for a token has none that could be over: here the code means that the secret is wrong (WeChat 40001).
    let said = taken(platform, reply).map_err(|trouble| match trouble {
        Trouble::TokenOver(said) => Trouble::Said(said),
        other => other,
    })?;
    let (name, until) = match platform {
        P::Wechat | P::Wecom => ("access_token", "expires_in"),
        P::Feishu => ("tenant_access_token", "expire"),
        _ => ("accessToken", "expireIn"),
    };
    let token = said[name].as_str().filter(|t| !t.is_empty()).ok_or_else(|| Trouble::Said("no token".to_owned()))?;
    Ok((token.to_owned(), said[until].as_i64().unwrap_or(7_200)))
}

/// What the platform answered, once it took what was asked.
///
/// # Errors
/// What the platform says.
pub fn taken(platform: P, reply: &Reply) -> Result<Value, Trouble> {
    let words = || String::from_utf8_lossy(&reply.bytes).chars().take(200).collect::<String>();
    if reply.status >= 500 || reply.status == 429 {
        return Err(Trouble::Passing(format!("status {}", reply.status)));
    }
    if platform == P::Generic {
        let fine = (200..300).contains(&reply.status);
        return if fine { Ok(Value::Null) } else { Err(Trouble::Said(format!("status {}", reply.status))) };
    }
    let said: Value = serde_json::from_slice(&reply.bytes)
        .map_err(|_| Trouble::Passing(format!("status {}: {}", reply.status, words())))?;
    if platform == P::Dingtalk {
        return dingtalk(reply.status, said);
    }
    let code = said[if platform == P::Feishu { "code" } else { "errcode" }].as_i64().unwrap_or(0);
    let told = || {
        let why = ["errmsg", "msg"].into_iter().find_map(|k| said[k].as_str());
        format!("{code}: {}", why.unwrap_or_default().chars().take(200).collect::<String>())
    };
    match (platform, code) {
        // A member whom the app does not reach stands in the answer of a message that was taken (WeCom).
        (P::Wecom, 0) if named(&said["invaliduser"]) => Err(Trouble::Said(format!("{code}: invaliduser"))),
        (P::Wecom, 0) if named(&said["unlicenseduser"]) => Err(Trouble::Said(format!("{code}: unlicenseduser"))),
        (_, 0) if reply.status >= 400 => Err(Trouble::Said(format!("status {}", reply.status))),
        (_, 0) => Ok(said),
        (P::Wechat | P::Wecom, 40_001 | 40_014 | 42_001)
        | (P::Feishu, 99_991_661 | 99_991_663 | 99_991_664 | 99_991_668 | 99_991_671) => {
            Err(Trouble::TokenOver(told()))
        }
        (P::Wechat, 45_015 | 45_047) => Err(Trouble::WindowClosed(told())),
        // In trouble, asked too often, or too much at once: it takes it later.
        (P::Wechat | P::Wecom, -1 | 45_009 | 45_011 | 45_033) | (P::Feishu, 99_991_400 | 230_020 | 230_049) => {
            Err(Trouble::Passing(told()))
        }
        _ => Err(Trouble::Said(told())),
    }
}

/// Whether somebody is named in an answer: `a|b` of WeCom, a list of DingTalk.
fn named(said: &Value) -> bool {
    said.as_str().is_some_and(|s| !s.is_empty()) || said.as_array().is_some_and(|a| !a.is_empty())
}

/// DingTalk says by the status and a code in words whether it took something, and of a message that it took whom it does
/// not reach.
fn dingtalk(status: u16, said: Value) -> Result<Value, Trouble> {
    let code = said["code"].as_str().unwrap_or_default();
    let told = || {
        let why = said["message"].as_str().unwrap_or_default();
        let of = if code.is_empty() { status.to_string() } else { code.to_owned() };
        format!("{of}: {}", why.chars().take(200).collect::<String>())
    };
    match status {
        ..=399 if named(&said["flowControlledStaffIdList"]) => {
            Err(Trouble::Passing("flowControlledStaffIdList".to_owned()))
        }
        ..=399 if named(&said["invalidStaffIdList"]) => Err(Trouble::Said("invalidStaffIdList".to_owned())),
        ..=399 => Ok(said),
        // Forbidden.AccessDenied.QpsLimitForApi, …ForAppkeyAndApi: asked too often.
        _ if code.contains("QpsLimit") => Err(Trouble::Passing(told())),
        401 => Err(Trouble::TokenOver(told())),
        _ if code == "InvalidAuthentication" => Err(Trouble::TokenOver(told())),
        _ => Err(Trouble::Said(told())),
    }
}

/// Words, or a file that was handed over, for somebody. `id` is the same at each attempt; `now_s` and `nonce` are for what is signed.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// Words.
    Words(&'a str),
    /// A file the platform has.
    File(FileSort, &'a str),
}

/// What says something to somebody.
///
/// # Errors
/// `NotCarried`, `Missing`.
pub fn say(
    platform: P,
    c: &Credentials,
    token: &str,
    to: &str,
    what: What<'_>,
    id: &str,
    now_s: i64,
) -> Result<Question, Trouble> {
    let sort = match what {
        What::Words(_) => "text",
        What::File(sort, _) => sort.code(),
    };
    match platform {
        P::Wechat | P::Wecom => {
            let inner = match what {
                What::Words(words) => json!({ "content": words }),
                What::File(FileSort::File, _) if platform == P::Wechat => {
                    return Err(Trouble::NotCarried(
                        "WeChat takes pictures, spoken messages and films, no other files",
                    ));
                }
                What::File(_, media) => json!({ "media_id": media }),
            };
            let mut body = json!({ "touser": to, "msgtype": sort });
            body[sort] = inner;
            let path = if platform == P::Wechat { "/cgi-bin/message/custom/send" } else { "/cgi-bin/message/send" };
            if platform == P::Wecom {
                let agent: i64 = c.agent.parse().map_err(|_| Trouble::Missing("agent"))?;
                body["agentid"] = json!(agent);
                body["enable_duplicate_check"] = json!(1);
            }
            Ok(posts(address(platform, c, path, &[("access_token", token)])?, Vec::new(), &body))
        }
        P::Feishu => {
            let content = match what {
                What::Words(words) => json!({ "text": words }),
                What::File(FileSort::Image, key) => json!({ "image_key": key }),
                What::File(_, key) => json!({ "file_key": key }),
            };
            let sort = match what {
                What::Words(_) => "text",
                What::File(FileSort::Image, _) => "image",
                What::File(..) => "file",
            };
            let body = json!({ "receive_id": to, "msg_type": sort, "content": content.to_string(), "uuid": id });
            let url = address(platform, c, "/open-apis/im/v1/messages", &[("receive_id_type", "open_id")])?;
            Ok(posts(url, vec![("authorization", format!("Bearer {token}"))], &body))
        }
        P::Dingtalk => {
            let What::Words(words) = what else {
                return Err(Trouble::NotCarried("DingTalk takes words only here"));
            };
            if c.agent.is_empty() {
                return Err(Trouble::Missing("agent"));
            }
            let body = json!({ "robotCode": c.agent, "userIds": [to], "msgKey": "sampleText",
                "msgParam": json!({ "content": words }).to_string() });
            let url = address(platform, c, "/v1.0/robot/oToMessages/batchSend", &[])?;
            Ok(posts(url, vec![("x-acs-dingtalk-access-token", token.to_owned())], &body))
        }
        P::Generic => {
            let What::Words(words) = what else {
                return Err(Trouble::NotCarried("the generic webhook takes words only"));
            };
            if c.base.is_empty() {
                return Err(Trouble::Missing("api_base"));
            }
            let at = jiff::Timestamp::from_second(now_s).unwrap_or_default();
            let body = json!({ "type": "message", "id": id, "to": to, "at": at.to_string(),
                "content": { "type": "text", "text": words } });
            let bytes = body.to_string().into_bytes();
            let signed = Generic::new(&c.secret).and_then(|g| g.sign(now_s, id, &bytes));
            let signature = signed.map_err(|_| Trouble::Missing("secret"))?;
            let headers = vec![
                ("bihuan-timestamp", now_s.to_string()),
                ("bihuan-nonce", id.to_owned()),
                ("bihuan-signature", signature),
                ("content-type", "application/json; charset=utf-8".to_owned()),
            ];
            Ok(Question { url: c.base.clone(), headers, body: Some(bytes) })
        }
    }
}

/// What hands a file over to the platform, before it is said.
///
/// # Errors
/// `NotCarried`.
pub fn upload(
    platform: P,
    c: &Credentials,
    token: &str,
    sort: FileSort,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<Question, Trouble> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(Trouble::NotCarried("the file is too large"));
    }
    let (url, headers, field, more): (String, Headers, &str, Vec<(&str, &str)>) = match platform {
        P::Wechat | P::Wecom => {
            if sort == FileSort::File && platform == P::Wechat {
                return Err(Trouble::NotCarried("WeChat takes pictures, spoken messages and films, no other files"));
            }
            let url = address(platform, c, "/cgi-bin/media/upload", &[("access_token", token), ("type", sort.code())])?;
            (url, Vec::new(), "media", Vec::new())
        }
        P::Feishu => {
            let bearer = vec![("authorization", format!("Bearer {token}"))];
            if sort == FileSort::Image {
                let url = address(platform, c, "/open-apis/im/v1/images", &[])?;
                (url, bearer, "image", vec![("image_type", "message")])
            } else {
                let url = address(platform, c, "/open-apis/im/v1/files", &[])?;
                (url, bearer, "file", vec![("file_type", "stream"), ("file_name", name)])
            }
        }
        P::Dingtalk => return Err(Trouble::NotCarried("DingTalk takes words only here")),
        P::Generic => return Err(Trouble::NotCarried("the generic webhook takes words only")),
    };
    let plain: String = name.chars().filter(|c| !matches!(c, '"' | '\\' | '\r' | '\n')).collect();
    let mut body = Vec::with_capacity(bytes.len() + 1_024);
    for (name, value) in more {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{plain}\"\r\n\
         Content-Type: {media_type}\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    let mut headers = headers;
    headers.push(("content-type", format!("multipart/form-data; boundary={BOUNDARY}")));
    Ok(Question { url, headers, body: Some(body) })
}

/// What the platform calls a file that was handed over.
///
/// # Errors
/// What the platform says.
pub fn uploaded(platform: P, reply: &Reply) -> Result<String, Trouble> {
    let said = taken(platform, reply)?;
    let data = &said["data"];
    let found = [&said["media_id"], &data["image_key"], &data["file_key"]].into_iter().find_map(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| Trouble::Said("no file".to_owned()))
}

/// What fetches a file that came with a message.
///
/// # Errors
/// `NotCarried`.
pub fn fetch(
    platform: P,
    c: &Credentials,
    token: &str,
    media: &str,
    message: &str,
    sort: FileSort,
) -> Result<Question, Trouble> {
    match platform {
        P::Wechat | P::Wecom => {
            let url = address(platform, c, "/cgi-bin/media/get", &[("access_token", token), ("media_id", media)])?;
            Ok(Question { url, headers: Vec::new(), body: None })
        }
        P::Feishu => {
            let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            if !plain(media) || !plain(message) {
                return Err(Trouble::Said("bad file name".to_owned()));
            }
            let sort = if sort == FileSort::Image { "image" } else { "file" };
            let path = format!("/open-apis/im/v1/messages/{message}/resources/{media}");
            let url = address(platform, c, &path, &[("type", sort)])?;
            Ok(Question { url, headers: vec![("authorization", format!("Bearer {token}"))], body: None })
        }
        P::Dingtalk => {
            let body = json!({ "downloadCode": media, "robotCode": c.agent });
            let url = address(platform, c, "/v1.0/robot/messageFiles/download", &[])?;
            Ok(posts(url, vec![("x-acs-dingtalk-access-token", token.to_owned())], &body))
        }
        P::Generic => Ok(Question { url: media.to_owned(), headers: Vec::new(), body: None }),
    }
}

/// The file, or where it is to be asked for next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It lies here.
    At(String),
}

/// What a fetch answered.
///
/// # Errors
/// What the platform says.
pub fn fetched(platform: P, reply: Reply) -> Result<Fetched, Trouble> {
    let says = reply.media_type.starts_with("application/json") || reply.media_type.starts_with("text/plain");
    if platform == P::Generic || ((200..300).contains(&reply.status) && !says) {
        return if (200..300).contains(&reply.status) && !reply.bytes.is_empty() {
            Ok(Fetched::Bytes(reply.bytes))
        } else if reply.status >= 500 {
            Err(Trouble::Passing(format!("status {}", reply.status)))
        } else {
            Err(Trouble::Said(format!("status {}", reply.status)))
        };
    }
    let said = taken(platform, &reply)?;
    // DingTalk and WeChat's films answer where the file lies.
    match ["downloadUrl", "video_url"].into_iter().find_map(|k| said[k].as_str()) {
        Some(url) => Ok(Fetched::At(url.to_owned())),
        None => Err(Trouble::Said("no file".to_owned())),
    }
}

/// What the bytes of a file are; what a page would run is no such type.
pub fn media_type_of(bytes: &[u8]) -> &'static str {
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("text/html" | "text/xml" | "image/svg+xml" | "application/xhtml+xml") => "application/octet-stream",
        Some(kind) => kind,
        None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn reply(body: &str) -> Reply {
        Reply { status: 200, media_type: "application/json".into(), bytes: body.as_bytes().to_vec() }
    }

    #[test]
    fn a_platforms_no_is_told_apart() {
        let wechat = |body: &str| taken(P::Wechat, &reply(body)).unwrap_err();
        assert!(matches!(
            wechat(r#"{"errcode":45015,"errmsg":"response out of time limit"}"#),
            Trouble::WindowClosed(_)
        ));
        assert!(matches!(wechat(r#"{"errcode":42001,"errmsg":"access_token expired"}"#), Trouble::TokenOver(_)));
        assert!(wechat(r#"{"errcode":-1,"errmsg":"system error"}"#).passes());
        assert_eq!(
            wechat(r#"{"errcode":40003,"errmsg":"invalid openid"}"#).to_string(),
            "the platform says 40003: invalid openid"
        );
        assert!(taken(P::Wechat, &reply(r#"{"errcode":0,"errmsg":"ok"}"#)).is_ok());
        let gone = Reply { status: 502, media_type: String::new(), bytes: Vec::new() };
        assert!(taken(P::Dingtalk, &gone).unwrap_err().passes());
    }

    /// What each platform documents: over, later, or no.
    #[test]
    fn s2_08_each_platforms_codes_mean_what_it_documents() {
        let said = |platform, status, body: &str| {
            let reply = Reply { status, ..reply(body) };
            match taken(platform, &reply) {
                Ok(_) => "taken",
                Err(Trouble::TokenOver(_)) => "over",
                Err(Trouble::WindowClosed(_)) => "closed",
                Err(Trouble::Passing(_)) => "later",
                Err(_) => "no",
            }
        };
        for (platform, status, body, means) in [
            (P::Wecom, 200, r#"{"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"m"}"#, "taken"),
            (P::Wecom, 200, r#"{"errcode":0,"errmsg":"ok","invaliduser":"zhang"}"#, "no"),
            (P::Wecom, 200, r#"{"errcode":0,"errmsg":"ok","unlicenseduser":"zhang"}"#, "no"),
            (P::Wecom, 200, r#"{"errcode":81013,"errmsg":"user & party & tag all invalid"}"#, "no"),
            (P::Wecom, 200, r#"{"errcode":42001,"errmsg":"access_token expired"}"#, "over"),
            (P::Wecom, 200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, "later"),
            (P::Wecom, 200, r#"{"errcode":45033,"errmsg":"concurrent"}"#, "later"),
            (P::Wechat, 200, r#"{"errcode":45011,"errmsg":"api minute-quota reach limit"}"#, "later"),
            (P::Feishu, 200, r#"{"code":0,"msg":"success","data":{"message_id":"om"}}"#, "taken"),
            (P::Feishu, 400, r#"{"code":99991663,"msg":"Invalid access token"}"#, "over"),
            (P::Feishu, 400, r#"{"code":99991400,"msg":"request trigger frequency limit"}"#, "later"),
            (P::Feishu, 400, r#"{"code":230020,"msg":"frequency limit"}"#, "later"),
            (P::Feishu, 400, r#"{"code":230013,"msg":"Bot has NO availability to this user."}"#, "no"),
            (P::Feishu, 404, r#"{"error":"no such page"}"#, "no"),
            (P::Dingtalk, 200, r#"{"processQueryKey":"k","invalidStaffIdList":[]}"#, "taken"),
            (P::Dingtalk, 200, r#"{"processQueryKey":"k","invalidStaffIdList":["s1"]}"#, "no"),
            (P::Dingtalk, 200, r#"{"processQueryKey":"k","flowControlledStaffIdList":["s1"]}"#, "later"),
            (P::Dingtalk, 400, r#"{"code":"InvalidAuthentication","message":"不合法的access_token"}"#, "over"),
            (P::Dingtalk, 401, r#"{"code":"x","message":"y"}"#, "over"),
            (P::Dingtalk, 403, r#"{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"y"}"#, "later"),
            (P::Dingtalk, 400, r#"{"code":"invalidParameter.userIds.invalid","message":"y"}"#, "no"),
        ] {
            assert_eq!(said(platform, status, body), means, "{platform} {body}");
        }
        // A wrong secret is no token that is over: asking again would not help.
        let wrong = token_of(P::Wecom, &reply(r#"{"errcode":40001,"errmsg":"invalid credential"}"#)).unwrap_err();
        assert_eq!(
            (wrong.passes(), wrong.to_string().as_str()),
            (false, "the platform says 40001: invalid credential")
        );
    }

    #[test]
    fn each_platform_is_asked_as_it_documents() {
        let c = Credentials { id: "wx1".into(), secret: "s&1".into(), agent: "7".into(), base: String::new() };
        let asked = token(P::Wechat, &c).unwrap().unwrap();
        assert_eq!(
            asked.url,
            "https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s%261"
        );
        let body = |q: &Question| serde_json::from_slice::<Value>(q.body.as_ref().unwrap()).unwrap();
        let said = say(P::Wechat, &c, "t", "open-1", What::Words("您好"), "id-00001", 1).unwrap();
        assert_eq!(body(&said), json!({ "touser": "open-1", "msgtype": "text", "text": { "content": "您好" } }));
        let said = say(P::Wecom, &c, "t", "zhang", What::File(FileSort::File, "m1"), "id-00001", 1).unwrap();
        assert_eq!((&body(&said)["agentid"], &body(&said)["file"]), (&json!(7), &json!({ "media_id": "m1" })));
        let said = say(P::Feishu, &c, "t", "ou_1", What::Words("hi"), "id-00001", 1).unwrap();
        assert_eq!(
            (body(&said)["content"].as_str(), &said.headers[0]),
            (Some(r#"{"text":"hi"}"#), &("authorization", "Bearer t".to_owned()))
        );
        assert!(say(P::Wechat, &c, "t", "o", What::File(FileSort::File, "m"), "id-00001", 1).is_err());
        assert_eq!(token(P::Wecom, &Credentials::default()), Err(Trouble::Missing("app_secret")));
        assert_eq!(media_type_of(b"<html><script>"), "application/octet-stream");
    }
}
