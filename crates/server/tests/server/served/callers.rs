//! Many callers at once: they take cases in and change them, and write into the ledger what they were answered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::ledger::{Ledger, Sent};

/// Longer than the server gives itself.
const LONGEST: Duration = Duration::from_secs(40);

/// Somebody with a token.
#[derive(Clone)]
pub struct Caller {
    http: reqwest::Client,
    token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub replayed: bool,
    pub body: Value,
}

impl Answered {
    /// The problem's code.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    fn case(&self) -> (Id, i64) {
        let id = self.body["id"].as_str().unwrap().parse().unwrap();
        (id, self.body["version"].as_i64().unwrap())
    }
}

impl Caller {
    /// With a token.
    pub fn new(token: &str) -> Self {
        bihuan_testkit::prepare_tls();
        let http = reqwest::Client::builder().timeout(LONGEST).build().unwrap();
        Self { http, token: token.to_owned() }
    }

    /// One request; an error when no whole answer came.
    pub async fn send(
        &self,
        base: &str,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Answered, reqwest::Error> {
        let mut request = self.http.request(method, format!("{base}/api/v1{path}")).bearer_auth(&self.token);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let (status, replayed) = (answer.status(), answer.headers().contains_key("idempotency-replayed"));
        let bytes = answer.bytes().await?;
        Ok(Answered { status, replayed, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }

    /// A file for a case.
    pub async fn attach(&self, base: &str, case: &str, bytes: Vec<u8>) -> Answered {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("照片.bin");
        let form = reqwest::multipart::Form::new().part("file", part);
        let request = self.http.post(format!("{base}/api/v1/cases/{case}/attachments")).bearer_auth(&self.token);
        let answer = request.multipart(form).send().await.unwrap();
        let status = answer.status();
        Answered { status, replayed: false, body: answer.json().await.unwrap() }
    }

    /// The stream of events, from now on.
    pub async fn listen(&self, base: &str) -> reqwest::Response {
        let answer = self.http.get(format!("{base}/api/v1/events")).bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer
    }

    /// Reads.
    pub async fn get(&self, base: &str, path: &str) -> Answered {
        self.send(base, Method::GET, path, None, None).await.unwrap()
    }

    /// Sends a command of the ledger and notes its answer. None when no answer came or the server said it cannot now.
    pub async fn command(&self, base: &str, ledger: &Ledger, key: &str, sent: &Sent) -> Option<Answered> {
        let answer = self.send(base, Method::POST, &sent.path, Some(key), Some(&sent.body)).await.ok()?;
        match answer.status {
            StatusCode::CREATED => {
                let (case, version) = answer.case();
                ledger.answered(key, case, version);
            }
            StatusCode::CONFLICT => ledger.refused(key),
            StatusCode::SERVICE_UNAVAILABLE => return None,
            other => panic!("{other} to {}: {}", sent.path, answer.body),
        }
        Some(answer)
    }

    /// Takes cases in and changes them until the server gives no answer any more, or `enough` cases.
    pub async fn work(&self, base: &str, ledger: &Ledger, enough: usize) {
        for _ in 0..enough {
            let (key, sent) = new_case();
            ledger.intend(&key, sent.clone());
            let Some(answer) = self.command(base, ledger, &key, &sent).await else { return };
            let case = answer.body["id"].as_str().unwrap().to_owned();
            for (key, sent) in changes(&case) {
                ledger.intend(&key, sent.clone());
                if self.command(base, ledger, &key, &sent).await.is_none() {
                    return;
                }
            }
        }
    }
}

fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn sent(path: String, body: impl FnOnce(&str) -> Value) -> (String, Sent) {
    let words = format!("w{:08}", next());
    let sent = Sent { path, body: body(&words), words: words.clone(), answered: None, refused: false };
    (format!("key-{words}"), sent)
}

/// A case to take in: some came in days ago, so that their clocks ring at once; some are emergencies.
pub fn new_case() -> (String, Sent) {
    let n = next();
    let ago_ms = if n.is_multiple_of(3) { 5 * 86_400_000 } else { 60_000 };
    let received_at = UtcMs::new(jiff::Timestamp::now().as_millisecond() - ago_ms).to_string();
    sent("/cases".to_owned(), |words| {
        json!({
            "kind": "complaint", "channel": "phone", "received_at": received_at,
            "texts": {
                "subject": format!("电视机无法开机 {words}"), "verbatim": "打不开了，你们必须给我换！",
                "symptom": "按电源键无反应", "demand": "换货", "product": "TV-55",
            },
            "classification": { "category": "product_quality", "severity": "general", "safety_risk": n.is_multiple_of(5) },
        })
    })
}

/// A long note.
pub fn long_note(case: &str) -> (String, Sent) {
    sent(format!("/cases/{case}/notes"), |words| json!({ "text": format!("{words} {}", "说明 ".repeat(3_000)) }))
}

fn changes(case: &str) -> Vec<(String, Sent)> {
    vec![
        sent(format!("/cases/{case}/notes"), |words| json!({ "text": format!("客户来电说明情况 {words}") })),
        sent(
            format!("/cases/{case}/messages"),
            |words| json!({ "direction": "outbound", "channel": "phone", "text": format!("请问指示灯亮吗？{words}"), "roles": ["question"] }),
        ),
        sent(format!("/cases/{case}/pause"), |_| json!({ "reason": "waiting_customer" })),
        sent(format!("/cases/{case}/notes"), |words| json!({ "text": format!("等待客户 {words}") })),
    ]
}
