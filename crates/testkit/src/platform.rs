//! Platforms that follow the documents of WeCom, Feishu and DingTalk as far as we ask them to say something: access tokens
//! that end, limits, people they do not reach, and what they themselves keep from being said twice. They remember what
//! they were told.

use std::sync::{Arc, Mutex, MutexGuard};

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bihuan_domain::messaging::MessagingPlatform as P;
use serde_json::{Value, json};

/// What it remembers, and what it does next.
#[derive(Debug, Default)]
pub struct Told {
    /// Access tokens given out; the last one is good.
    pub tokens: u32,
    /// Seconds that the next ones are good for; 0 = as documented, two hours.
    pub lasts_s: i64,
    /// Requests with a token that was not good.
    pub refused: u32,
    /// Requests to say something with a good token.
    pub asked: u32,
    /// What was said, in order.
    pub said: Vec<Value>,
    /// So many of the next are refused because it is asked too often.
    pub busy: u32,
    /// So many of the next are said, and their answer is lost on its way.
    pub lost: u32,
}

/// The platform.
#[derive(Clone)]
pub struct FakePlatform {
    /// Its address.
    pub base: String,
    told: Arc<Mutex<Told>>,
}

type Asked = Query<std::collections::BTreeMap<String, String>>;

impl FakePlatform {
    /// The app it knows.
    pub const APP: &str = "app-1";
    /// The secret of that app.
    pub const SECRET: &str = "app-secret-of-app-1";
    /// Somebody it does not reach.
    pub const STRANGER: &str = "stranger";

    /// Starts it; it ends with the test's runtime.
    ///
    /// # Panics
    /// When it cannot start.
    pub async fn start(platform: P) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let it = Self { base, told: Arc::default() };
        let doors = match platform {
            P::Wecom => Router::new()
                .route("/cgi-bin/gettoken", get(wecom_token))
                .route("/cgi-bin/message/send", post(wecom_say)),
            P::Feishu => Router::new()
                .route("/open-apis/auth/v3/tenant_access_token/internal", post(feishu_token))
                .route("/open-apis/im/v1/messages", post(feishu_say)),
            P::Dingtalk => Router::new()
                .route("/v1.0/oauth2/accessToken", post(dingtalk_token))
                .route("/v1.0/robot/oToMessages/batchSend", post(dingtalk_say)),
            other => panic!("{other} is not played here"),
        };
        let doors = doors.with_state(it.clone());
        tokio::spawn(async move { axum::serve(listener, doors).await });
        it
    }

    /// What it remembers.
    ///
    /// # Panics
    /// When a test panicked while looking.
    pub fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap()
    }

    /// The access token ends before its time, as when somebody else asks for one.
    pub fn end_token(&self) {
        self.told().tokens += 1;
    }

    fn sell(&self) -> (String, i64) {
        let mut told = self.told();
        told.tokens += 1;
        (format!("token-{}", told.tokens), if told.lasts_s > 0 { told.lasts_s } else { 7_200 })
    }

    /// Whether a token is good; one that is not is counted.
    fn knows(&self, token: &str) -> bool {
        let mut told = self.told();
        let good = token == format!("token-{}", told.tokens);
        told.refused += u32::from(!good);
        good
    }

    /// Takes what is said, once where `again` finds that it was said before; none: its answer is lost.
    fn take(&self, body: Value, again: impl Fn(&Value) -> bool) -> Option<()> {
        let mut told = self.told();
        if !told.said.iter().any(again) {
            told.said.push(body);
        }
        let lost = told.lost > 0;
        told.lost = told.lost.saturating_sub(1);
        (!lost).then_some(())
    }

    /// Whether it is asked too often now.
    fn is_busy(&self) -> bool {
        let mut told = self.told();
        told.asked += 1;
        let busy = told.busy > 0;
        told.busy = told.busy.saturating_sub(1);
        busy
    }
}

fn lost() -> Response {
    StatusCode::BAD_GATEWAY.into_response()
}

fn coded(code: i64, words: &str) -> Response {
    Json(json!({ "errcode": code, "errmsg": words })).into_response()
}

async fn wecom_token(State(it): State<FakePlatform>, asked: Asked) -> Response {
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|v| v == value);
    if !is("corpid", FakePlatform::APP) {
        return coded(40_013, "invalid corpid");
    }
    if !is("corpsecret", FakePlatform::SECRET) {
        return coded(40_001, "invalid credential");
    }
    let (token, seconds) = it.sell();
    Json(json!({ "errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": seconds })).into_response()
}

async fn wecom_say(State(it): State<FakePlatform>, asked: Asked, Json(body): Json<Value>) -> Response {
    if !it.knows(asked.get("access_token").map_or("", String::as_str)) {
        return coded(42_001, "access_token expired");
    }
    if it.is_busy() {
        return coded(45_009, "api freq out of limit");
    }
    if body["touser"] == FakePlatform::STRANGER {
        return coded(81_013, "user & party & tag all invalid");
    }
    if !body["agentid"].is_i64() {
        return coded(40_056, "invalid agentid");
    }
    // Documented: with `enable_duplicate_check` the same message goes out once in half an hour.
    let again = body.clone();
    let checked = body["enable_duplicate_check"] == 1;
    match it.take(body, |before| checked && *before == again) {
        None => lost(),
        Some(()) => Json(json!({ "errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": "m" })).into_response(),
    }
}

fn feishu(status: StatusCode, code: i64, words: &str) -> Response {
    (status, Json(json!({ "code": code, "msg": words }))).into_response()
}

async fn feishu_token(State(it): State<FakePlatform>, Json(body): Json<Value>) -> Response {
    if body["app_id"] != FakePlatform::APP || body["app_secret"] != FakePlatform::SECRET {
        return feishu(StatusCode::OK, 10_014, "app secret invalid");
    }
    let (token, seconds) = it.sell();
    Json(json!({ "code": 0, "msg": "ok", "tenant_access_token": token, "expire": seconds })).into_response()
}

async fn feishu_say(State(it): State<FakePlatform>, asked: Asked, headers: HeaderMap, body: Bytes) -> Response {
    let token = headers.get("authorization").and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "));
    if !it.knows(token.unwrap_or_default()) {
        return feishu(StatusCode::BAD_REQUEST, 99_991_663, "Invalid access token for authorization");
    }
    if it.is_busy() {
        return feishu(StatusCode::BAD_REQUEST, 99_991_400, "request trigger frequency limit");
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    let known = asked.get("receive_id_type").is_some_and(|t| t == "open_id");
    if !known || body["uuid"].as_str().is_none_or(|u| u.is_empty() || u.len() > 50) {
        return feishu(StatusCode::BAD_REQUEST, 230_001, "invalid request parameter");
    }
    if body["receive_id"] == FakePlatform::STRANGER {
        return feishu(StatusCode::BAD_REQUEST, 230_013, "Bot has NO availability to this user.");
    }
    // Documented: one `uuid` is said once in an hour.
    let uuid = body["uuid"].clone();
    match it.take(body, |before| before["uuid"] == uuid) {
        None => lost(),
        Some(()) => Json(json!({ "code": 0, "msg": "success", "data": { "message_id": "om_1" } })).into_response(),
    }
}

fn dingtalk(status: StatusCode, code: &str, words: &str) -> Response {
    (status, Json(json!({ "code": code, "message": words, "requestid": "r" }))).into_response()
}

async fn dingtalk_token(State(it): State<FakePlatform>, Json(body): Json<Value>) -> Response {
    if body["appKey"] != FakePlatform::APP || body["appSecret"] != FakePlatform::SECRET {
        return dingtalk(StatusCode::BAD_REQUEST, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
    }
    let (token, seconds) = it.sell();
    Json(json!({ "accessToken": token, "expireIn": seconds })).into_response()
}

async fn dingtalk_say(State(it): State<FakePlatform>, headers: HeaderMap, body: Bytes) -> Response {
    let token = headers.get("x-acs-dingtalk-access-token").and_then(|v| v.to_str().ok());
    if !it.knows(token.unwrap_or_default()) {
        return dingtalk(StatusCode::BAD_REQUEST, "InvalidAuthentication", "不合法的access_token");
    }
    if it.is_busy() {
        return dingtalk(StatusCode::FORBIDDEN, "Forbidden.AccessDenied.QpsLimitForApi", "接口限流");
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    if body["robotCode"].as_str().is_none_or(str::is_empty) {
        return dingtalk(StatusCode::BAD_REQUEST, "invalidParameter.robotCode.empty", "robotCode为空");
    }
    let stranger = body["userIds"] == json!([FakePlatform::STRANGER]);
    // Documented: whom it does not reach stands in the answer of a message that was taken.
    if stranger {
        return Json(json!({ "processQueryKey": "k", "invalidStaffIdList": [FakePlatform::STRANGER],
            "flowControlledStaffIdList": [] }))
        .into_response();
    }
    match it.take(body, |_| false) {
        None => lost(),
        Some(()) => Json(json!({ "processQueryKey": "k", "invalidStaffIdList": [], "flowControlledStaffIdList": [] }))
            .into_response(),
    }
}
