//! A served house with an administrator's token, and what the tests of messaging ask of it.

use reqwest::Method;
use serde_json::{Value, json};

use super::{PATIENCE, Served};

/// The served house with a token, and what one asks of it.
pub struct House {
    /// The program.
    pub served: Served,
    /// The administrator's.
    pub token: String,
    /// Asks.
    pub client: reqwest::Client,
}

impl House {
    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request =
            self.client.request(method, format!("{}/api/v1{path}", self.served.base)).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or_default())
    }

    pub async fn account(&self, platform: &str, receiver: &str, secrets: Value) -> Value {
        let unit = self.ask(Method::GET, "/units", None).await.1[0]["id"].clone();
        let body =
            json!({ "platform": platform, "name": "客服", "unit": unit, "receiver": receiver, "secrets": secrets });
        let (status, made) = self.ask(Method::POST, "/messaging-accounts", Some(body)).await;
        assert_eq!(status, 201, "{made}");
        assert!(!made.to_string().contains("secret-token"), "no secret comes out: {made}");
        made
    }

    pub async fn post(&self, address: &str, headers: &[(&str, String)], body: String) -> (u16, String) {
        let mut request = self.client.post(format!("{}{address}", self.served.base)).body(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    pub async fn cases(&self) -> Vec<Value> {
        self.ask(Method::GET, "/cases", None).await.1.as_array().unwrap().clone()
    }
}

/// Asks until it is so.
pub async fn until(house: &House, path: &str, so: impl Fn(&Value) -> bool) -> Value {
    let begun = std::time::Instant::now();
    loop {
        let said = house.ask(Method::GET, path, None).await.1;
        if so(&said) {
            return said;
        }
        assert!(begun.elapsed() < PATIENCE, "{path}: {said} {}", house.served.said());
        tokio::task::spawn_blocking(std::thread::yield_now).await.unwrap();
    }
}
