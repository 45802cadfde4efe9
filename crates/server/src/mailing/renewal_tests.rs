//! A mailbox's access token against a token endpoint on this machine: renewed before it ends, with the refresh token that was
//! answered last; what the endpoint refuses stands at the mailbox and at the channel.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Form, Json, Router};
use bihuan_channels::webhook::{Reach, Sender};
use bihuan_testkit::{Engine, HOUR, MINUTE, TestApp};
use serde_json::{Value, json};

use super::access;

/// What was asked of the endpoint, and what it answers next.
#[derive(Default)]
struct Endpoint {
    asked: Vec<BTreeMap<String, String>>,
    answers: Vec<(u16, Value)>,
}

type Shared = Arc<Mutex<Endpoint>>;

async fn token(
    State(endpoint): State<Shared>,
    Form(form): Form<BTreeMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let mut endpoint = endpoint.lock().unwrap();
    endpoint.asked.push(form);
    let (status, body) = endpoint.answers.remove(0);
    (StatusCode::from_u16(status).unwrap(), Json(body))
}

async fn serving(answers: Vec<(u16, Value)>) -> (Shared, String) {
    let endpoint = Arc::new(Mutex::new(Endpoint { answers, ..Endpoint::default() }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    let service = Router::new().route("/token", post(token)).with_state(Arc::clone(&endpoint));
    tokio::spawn(async move { axum::serve(listener, service).await });
    (endpoint, address)
}

async fn a_token_is_renewed(engine: Engine) {
    let shop = TestApp::start(engine).await;
    let granted = |access: &str, refresh: Option<&str>| {
        (200, json!({ "access_token": access, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh }))
    };
    let refused = (400, json!({ "error": "invalid_grant", "error_description": "The grant was taken back." }));
    let (endpoint, address) =
        serving(vec![granted("first", Some("rotated")), granted("second", None), refused, granted("third", None)])
            .await;
    let sender = Sender::new(Reach::Anywhere).unwrap();
    let server = |port: u16| json!({ "host": "127.0.0.1", "port": port, "security": "plain", "user": "service", "oauth2": true });
    let made = shop.post(
        "/mailboxes",
        json!({
            "unit": shop.unit, "name": "Service", "address": "service@example.org", "incoming": server(1),
            "renewal": { "token_endpoint": address, "client_id": "desk" },
            "client_secret": "client-secret", "refresh_token": "granted",
        }),
    );
    let made = made.await.good();
    let id = made["id"].as_str().unwrap().parse().unwrap();
    let mine = json!({ "unit": shop.unit, "channel": "email", "name": "Mail", "active": true });
    let channel = shop.post("/channels", mine).await.good()["id"].as_str().unwrap().to_owned();
    let findings = async || shop.get(&format!("/channels/{channel}")).await.good()["findings"].to_string();
    let used = || endpoint.lock().unwrap().asked.iter().map(|f| f["refresh_token"].clone()).collect::<Vec<_>>();

    assert_eq!(access(&shop.app, &sender, id, false).await, Ok("first".to_owned()));
    {
        let asked = &endpoint.lock().unwrap().asked[0];
        let named = |name: &str| asked.get(name).map(String::as_str);
        assert_eq!((named("grant_type"), named("client_id")), (Some("refresh_token"), Some("desk")));
        assert_eq!(named("client_secret"), Some("client-secret"));
    }
    // While it is good nobody asks; six minutes before it ends it is renewed, with the refresh token that was answered.
    shop.let_time_pass(HOUR - 7 * MINUTE);
    assert_eq!(access(&shop.app, &sender, id, false).await, Ok("first".to_owned()));
    assert_eq!(used(), ["granted"]);
    shop.let_time_pass(2 * MINUTE);
    assert_eq!(access(&shop.app, &sender, id, false).await, Ok("second".to_owned()));
    assert_eq!(used(), ["granted", "rotated"]);
    assert!(!findings().await.contains("access_not_renewed"));
    // Refused: the mailbox says why in the endpoint's words, and the channel what to look at; the old one serves until it ends.
    shop.let_time_pass(HOUR - 3 * MINUTE);
    assert_eq!(access(&shop.app, &sender, id, false).await, Ok("second".to_owned()), "good for three minutes still");
    assert_eq!(used(), ["granted", "rotated", "rotated"], "the rotated one is kept where no other came");
    let shown = shop.get(&format!("/mailboxes/{id}")).await.good();
    assert_eq!(shown["last_error"], "renewal: invalid_grant The grant was taken back.");
    assert!(!shown.to_string().contains("rotated") && !shown.to_string().contains("second"), "no secret is told");
    assert!(findings().await.contains("access_not_renewed"));
    // Set right, it is gone from both.
    assert_eq!(access(&shop.app, &sender, id, true).await, Ok("third".to_owned()));
    assert!(shop.get(&format!("/mailboxes/{id}")).await.good()["last_error"].is_null());
    assert!(!findings().await.contains("access_not_renewed"));
    // Another failure is another finding.
    shop.app.mailbox_looked(id, Some("unreachable: connection refused".to_owned())).await.unwrap();
    assert!(findings().await.contains("mailbox_fails"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailboxes_token_is_renewed_before_it_ends_and_a_refusal_stands_at_mailbox_and_channel() {
    a_token_is_renewed(Engine::Sqlite).await;
    a_token_is_renewed(Engine::Postgres).await;
}
