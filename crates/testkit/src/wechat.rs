//! A platform that follows WeChat's documents as far as we ask it: access tokens that end, customer-service messages,
//! temporary files in both directions. It remembers what it was told.

use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

/// What it remembers.
#[derive(Debug, Default)]
pub struct Seen {
    /// Access tokens given out; the last one is good.
    pub tokens: u32,
    /// What was said, in order.
    pub said: Vec<Value>,
    /// Bodies of the files that were handed over.
    pub handed: Vec<Vec<u8>>,
    /// Answers are no longer taken.
    pub closed: bool,
}

/// The platform.
#[derive(Clone)]
pub struct FakeWechat {
    /// Its address.
    pub base: String,
    seen: Arc<Mutex<Seen>>,
}

type Asked = Query<std::collections::BTreeMap<String, String>>;

impl FakeWechat {
    /// The app id it knows.
    pub const APP: &str = "wx1";
    /// The secret of that app.
    pub const SECRET: &str = "app-secret-of-wx1";

    /// Starts it; it ends with the test's runtime.
    ///
    /// # Panics
    /// When it cannot start.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let it = Self { base, seen: Arc::default() };
        let doors = Router::new()
            .route("/cgi-bin/token", get(token))
            .route("/cgi-bin/message/custom/send", post(send))
            .route("/cgi-bin/media/upload", post(upload))
            .route("/cgi-bin/media/get", get(file))
            .with_state(it.clone());
        tokio::spawn(async move { axum::serve(listener, doors).await });
        it
    }

    /// What it remembers.
    ///
    /// # Panics
    /// When a test panicked while looking.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    /// The access token ends before its time, as when somebody else asks for one.
    pub fn end_token(&self) {
        self.seen().tokens += 1;
    }

    fn refuses(&self, asked: &Asked) -> Option<Response> {
        let good = format!("token-{}", self.seen().tokens);
        (asked.get("access_token") != Some(&good)).then(|| said(42_001, "access_token expired"))
    }

    /// A picture of one pixel.
    pub fn picture() -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(2, 2).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }
}

fn said(code: i64, words: &str) -> Response {
    Json(json!({ "errcode": code, "errmsg": words })).into_response()
}

async fn token(State(it): State<FakeWechat>, asked: Asked) -> Response {
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|v| v == value);
    if !is("grant_type", "client_credential") || !is("appid", FakeWechat::APP) {
        return said(40_013, "invalid appid");
    }
    if !is("secret", FakeWechat::SECRET) {
        return said(40_125, "invalid appsecret");
    }
    it.seen().tokens += 1;
    let token = format!("token-{}", it.seen().tokens);
    Json(json!({ "access_token": token, "expires_in": 7_200 })).into_response()
}

async fn send(State(it): State<FakeWechat>, asked: Asked, Json(body): Json<Value>) -> Response {
    if let Some(refused) = it.refuses(&asked) {
        return refused;
    }
    if it.seen().closed {
        return said(45_015, "response out of time limit or subscription is canceled");
    }
    it.seen().said.push(body);
    said(0, "ok")
}

async fn upload(State(it): State<FakeWechat>, asked: Asked, body: axum::body::Bytes) -> Response {
    if let Some(refused) = it.refuses(&asked) {
        return refused;
    }
    it.seen().handed.push(body.to_vec());
    let media = format!("media-{}", it.seen().handed.len());
    Json(json!({ "type": asked.get("type"), "media_id": media, "created_at": 1 })).into_response()
}

async fn file(State(it): State<FakeWechat>, asked: Asked) -> Response {
    if let Some(refused) = it.refuses(&asked) {
        return refused;
    }
    if asked.get("media_id").is_some_and(|m| m == "picture-1") {
        // What it says of a file is not what the file is.
        return ([("content-type", "image/jpeg")], FakeWechat::picture()).into_response();
    }
    said(40_007, "invalid media_id")
}
