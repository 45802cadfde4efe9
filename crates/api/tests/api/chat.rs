//! Live chat over HTTP, on both engines: a visitor of somebody's page and the agent who answers; what is sent twice, what
//! was missed, who comes next, when it ends, and which pages may ask at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::time::Duration;

use bihuan_domain::actor::Actor;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, HOUR, MINUTE, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
const SECOND: i64 = 1_000;

/// Somebody before the widget.
pub struct Visitor<'a> {
    shop: &'a TestApp,
    key: String,
}

impl<'a> Visitor<'a> {
    pub fn new(shop: &'a TestApp, n: u64) -> Self {
        Self { shop, key: format!("bh_{n:064x}") }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.shop.client.request(method, format!("{}/api/v1/chat{path}", self.shop.base));
        request.header("x-portal-key", &self.key)
    }

    pub async fn ask(&self, method: Method, path: &str, body: Value) -> Reply {
        Reply::of(self.request(method, path).json(&body)).await
    }

    async fn solved(&self) -> Value {
        let given = Reply::of(self.request(Method::POST, "/challenges")).await.good();
        let (challenge, bits) = (given["challenge"].as_str().unwrap(), given["bits"].as_u64().unwrap() as u32);
        let zeros = |n: u64| {
            let digest = Sha256::digest(format!("{challenge}:{n}").as_bytes());
            u128::from_be_bytes(digest[..16].try_into().unwrap()).leading_zeros()
        };
        let answer = (0..).find(|n| zeros(*n) >= bits).unwrap();
        json!({ "challenge": challenge, "answer": answer.to_string() })
    }

    pub async fn begin(&self, text: &str) -> Value {
        let body = json!({ "key": self.key, "text": text, "language": "zh-Hans", "challenge": self.solved().await });
        self.ask(Method::POST, "/visits", body).await.good()
    }

    async fn say(&self, id: &str, text: &str) -> Value {
        self.ask(Method::POST, "/visit/messages", json!({ "id": id, "text": text })).await.good()
    }

    async fn visit(&self, after: i64) -> Value {
        Reply::of(self.request(Method::GET, &format!("/visit?after={after}"))).await.good()
    }

    async fn listen(&self, after: i64) -> Heard {
        let response = self.request(Method::GET, &format!("/visit/events?after={after}")).send().await.unwrap();
        assert_eq!(response.status(), 200);
        Heard { response, rest: String::new() }
    }
}

/// An open stream.
struct Heard {
    response: reqwest::Response,
    rest: String,
}

impl Heard {
    /// The next event of a name that fits; others are passed over.
    async fn until(&mut self, name: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let hear = async {
            loop {
                while let Some((event, rest)) = self.rest.split_once("\n\n") {
                    let line = |key: &str| event.lines().find_map(|l| l.strip_prefix(key)).map(str::trim);
                    let named = line("event:") == Some(name);
                    let data: Value = line("data:").and_then(|d| serde_json::from_str(d).ok()).unwrap_or_default();
                    self.rest = rest.to_owned();
                    if named && fits(&data) {
                        return data;
                    }
                }
                let chunk = self.response.chunk().await.unwrap().expect("the stream goes on");
                self.rest.push_str(std::str::from_utf8(&chunk).unwrap());
            }
        };
        tokio::time::timeout(Duration::from_secs(20), hear).await.unwrap_or_else(|_| panic!("no {name} came"))
    }
}

fn texts(visit: &Value) -> Vec<&str> {
    visit["entries"].as_array().unwrap().iter().filter_map(|e| e["text"].as_str()).collect()
}

async fn available(shop: &TestApp, capacity: u32) {
    shop.put("/me/chat", json!({ "available": true, "capacity": capacity })).await.good();
}

#[tokio::test]
async fn a_visitor_writes_an_agent_answers_and_nothing_is_lost_or_said_twice() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let visitor = Visitor::new(&shop, 1);
        let begun = visitor.begin("洗衣机不脱水").await;
        // The answer got lost: the same beginning again is the same visit, without another challenge.
        let again = json!({ "key": visitor.key, "text": "洗衣机不脱水", "language": "zh-Hans",
            "challenge": { "challenge": "x", "answer": "y" } });
        assert_eq!(visitor.ask(Method::POST, "/visits", again).await.good(), begun);
        let case = shop.get(&format!("/cases/{}", begun["number"].as_str().unwrap())).await.good();
        assert_eq!((&case["channel"], &case["texts"]["verbatim"]), (&json!("chat"), &json!("洗衣机不脱水")));

        let waits = visitor.visit(0).await;
        assert_eq!(
            (&waits["state"], &waits["position"], &waits["expected_wait_ms"]),
            (&json!("waiting"), &json!(1), &Value::Null)
        );
        assert_eq!(texts(&waits), ["洗衣机不脱水"]);
        let mut stream = visitor.listen(waits["version"].as_i64().unwrap()).await;
        let second = Visitor::new(&shop, 2);
        second.begin("退货").await;
        assert_eq!(second.visit(0).await["position"], 2);

        // Whoever is there is asked; taking it is handling the case.
        available(&shop, 1).await;
        let chats = shop.get("/chats").await.good();
        let first = &chats["chats"][0];
        assert_eq!((&first["id"], &first["offered_to"]), (&begun["chat"], &json!(shop.admin)));
        assert_eq!(chats["chats"][1]["offered_to"], Value::Null, "one at once");
        let chat = begun["chat"].as_str().unwrap();
        assert_eq!(shop.put(&format!("/chats/{chat}/agent"), json!({})).await.status, 204);
        stream.until("visit", |v| v["state"] == "served").await;
        let at = |what: &str| format!("/cases/{}{what}", case["id"].as_str().unwrap());
        assert_eq!(shop.get(&at("")).await.good()["handler"], json!(shop.admin));

        shop.let_time_pass(90 * SECOND);
        // The answer is the case's ordinary message, and reaches the visitor live; the agent is seen to type before.
        shop.put(&at("/presence"), json!({ "state": "typing" })).await;
        stream.until("visit", |v| v["agent_typing"] == true).await;
        let answer = json!({ "direction": "outbound", "channel": "chat", "text": "请问排水管通畅吗？" });
        shop.post(&at("/messages"), answer).await.good();
        let heard = stream.until("visit", |v| !v["entries"].as_array().unwrap().is_empty()).await;
        assert_eq!(texts(&heard), ["请问排水管通畅吗？"]);

        // The line breaks; what is said meanwhile on both sides is there when it comes back, once.
        drop(stream);
        let sent = visitor.say("message-0001", "通畅").await;
        assert_eq!(visitor.say("message-0001", "通畅").await, sent, "sent again because the answer got lost");
        let other = json!({ "id": "message-0001", "text": "别的" });
        visitor.ask(Method::POST, "/visit/messages", other).await.problem(422, "unusable_input");
        shop.post(&at("/messages"), json!({ "direction": "outbound", "channel": "chat", "text": "明天上门" }))
            .await
            .good();
        let mut back = visitor.listen(heard["version"].as_i64().unwrap()).await;
        let missed = back.until("visit", |_| true).await;
        assert_eq!(texts(&missed), ["通畅", "明天上门"]);
        assert_eq!(missed["entries"][0]["message"], sent["message"]);
        let ids: Vec<i64> =
            missed["entries"].as_array().unwrap().iter().map(|e| e["version"].as_i64().unwrap()).collect();
        assert!(ids.is_sorted() && missed["version"].as_i64() == ids.last().copied());

        // Typing and reading go the other way too, and stand in no journal.
        let version = missed["version"].clone();
        visitor.ask(Method::PUT, "/visit/moment", json!({ "typing": true, "read": version })).await;
        let seen = shop.get(&at("/chat")).await.good();
        assert_eq!(seen["chat"]["visitor_read"], version);
        assert_eq!(seen["chat"]["visitor_away_since"], Value::Null);
        shop.put(&format!("/chats/{chat}/read"), json!({ "version": version })).await;
        back.until("visit", |v| v["agent_read"] == version).await;
        assert_eq!(shop.get(&at("")).await.good()["version"], version);

        // C.16: two turns were answered, after 90 seconds and at once; the second visitor still waits.
        let (from, to) = (shop.now().plus_ms(-HOUR), shop.now().plus_ms(HOUR));
        let chats = shop.app.figures(&Actor::system(), from, to).await.unwrap().chat_response;
        assert_eq!((chats.answered, chats.waiting, chats.mean_ms), (2, 1, Some(45_000)));

        let verified = shop.app.verify().await.unwrap();
        assert!(verified.findings.is_empty(), "{verified:?}");
    }
}

#[tokio::test]
async fn b_8_it_ends_by_permission_or_a_minute_after_asking_and_goes_on_when_the_visitor_writes() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        available(&shop, 3).await;
        let visitor = Visitor::new(&shop, 1);
        let chat = visitor.begin("发票").await["chat"].as_str().unwrap().to_owned();
        let at = |what: &str| format!("/chats/{chat}{what}");
        shop.post(&at("/closing-question"), json!({ "why": "completed" })).await.problem(409, "chat_not_served");
        shop.put(&at("/agent"), json!({})).await;
        shop.post(&at("/ending"), json!({})).await.problem(409, "chat_not_asked");
        shop.post(&at("/closing-question"), json!({ "why": "completed" })).await;
        shop.pass(59 * SECOND).await;
        assert_eq!(visitor.visit(0).await["asked"], "completed");
        shop.post(&at("/ending"), json!({})).await.problem(409, "chat_not_asked");
        visitor.say("message-0002", "还有一个问题").await;
        shop.pass(5 * MINUTE).await;
        assert_eq!(visitor.visit(0).await["state"], "served", "a new need: it goes on");

        shop.post(&at("/closing-question"), json!({ "why": "silent" })).await;
        shop.pass(60 * SECOND).await;
        let over = visitor.visit(0).await;
        assert_eq!((&over["state"], &over["ended"]), (&json!("ended"), &json!("silent")));
        let stars = json!({ "stars": 5 });
        assert_eq!(visitor.ask(Method::POST, "/visit/rating", stars).await.status, 204);
        assert_eq!(visitor.visit(0).await["stars"], 5);

        // Who comes back finds what was said, and writes on in the same case: another visit.
        visitor.say("message-0003", "我回来了").await;
        let back = visitor.visit(0).await;
        assert_eq!((&back["number"], &back["state"]), (&over["number"], &json!("waiting")));
        assert_ne!(back["chat"], over["chat"]);
        visitor.ask(Method::DELETE, "/visit", json!({})).await;
        assert_eq!(visitor.visit(0).await["ended"], "visitor");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn an_offer_passes_on_a_machine_hands_off_and_at_night_a_message_is_left_with_a_promised_time() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        available(&shop, 2).await;
        let visitor = Visitor::new(&shop, 1);
        let chat = visitor.begin("漏电了").await["chat"].as_str().unwrap().to_owned();
        let offered = || async { shop.get("/chats").await.good()["chats"][0]["offered_to"].clone() };
        assert_eq!(offered().await, json!(shop.admin));
        shop.pass(30 * SECOND).await;
        assert_eq!(offered().await, Value::Null, "let pass: it waits for whoever takes it");

        // A machine is a client of the API: what it must hand off it cannot keep.
        shop.put(&format!("/chats/{chat}/agent"), json!({})).await;
        let handoff = format!("/chats/{chat}/handoff");
        let ask = |body: Value| shop.post(&handoff, body);
        let kept = ask(json!({ "recognition_failures": 2, "negative": true })).await.good();
        assert_eq!(kept, json!({ "handed_off": false, "reasons": [], "ask_first": true }));
        let danger = ask(json!({ "content": ["safety"] })).await.good();
        assert_eq!((&danger["handed_off"], &danger["reasons"]), (&json!(true), &json!(["safety"])));
        let waits = visitor.visit(0).await;
        assert_eq!((&waits["state"], &waits["position"]), (&json!("waiting"), &json!(1)));
        // What the house knows itself is not the machine's to say: nobody has answered for three minutes.
        shop.pass(151 * SECOND).await;
        assert_eq!(ask(json!({})).await.good()["reasons"], json!(["unanswered"]));

        // Business hours end at 18:00.
        shop.pass(11 * HOUR).await;
        let night = Visitor::new(&shop, 2);
        night.begin("夜里的问题").await;
        let left = night.visit(0).await;
        assert_eq!((&left["state"], &left["ended"]), (&json!("ended"), &json!("message_left")));
        assert!(left["expected_at"].is_string(), "a promised time: {left}");
        let about = Reply::of(night.request(Method::GET, "")).await.good();
        assert_eq!(about["open"], false);
        assert!(about["opens_at"].is_string());
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn only_pages_that_the_administrator_named_may_ask_and_only_with_a_key() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let bad = json!({ "origins": ["*"], "most_at_once": 5 });
    shop.put("/chat-settings", bad).await.problem(422, "unusable_input");
    shop.put("/chat-settings", json!({ "origins": ["https://shop.example/"], "most_at_once": 5 })).await.good();
    let visitor = Visitor::new(&shop, 1);
    let from =
        |origin: &'static str, method: Method, path: &str| visitor.request(method, path).header("origin", origin);
    let asked = |origin, path: &str| {
        Reply::of(from(origin, Method::OPTIONS, path).header("access-control-request-method", "POST"))
    };
    let good = asked("https://shop.example", "/visits").await;
    assert_eq!((good.status, good.header("access-control-allow-origin")), (204, Some("https://shop.example")));
    assert_eq!(good.header("access-control-allow-credentials"), None);
    asked("https://evil.example", "/visits").await.problem(403, "origin_not_allowed");
    let read = Reply::of(from("https://shop.example", Method::GET, "")).await;
    assert_eq!(read.header("access-control-allow-origin"), Some("https://shop.example"));
    let strange = Reply::of(from("https://evil.example", Method::GET, "")).await;
    assert_eq!(strange.header("access-control-allow-origin"), None);
    // Nothing else of the API speaks to other origins.
    let me = shop.ask(Method::GET, "/me").header("origin", "https://shop.example");
    assert_eq!(Reply::of(me).await.header("access-control-allow-origin"), None);
    Reply::of(visitor.request(Method::GET, "/visit")).await.problem(401, "not_signed_in");
    let unsolved = json!({ "key": visitor.key, "text": "x", "language": "en",
        "challenge": { "challenge": "x", "answer": "y" } });
    visitor.ask(Method::POST, "/visits", unsolved).await.problem(422, "unusable_input");
    let weak = json!({ "key": "bh_1", "text": "x", "language": "en", "challenge": visitor.solved().await });
    visitor.ask(Method::POST, "/visits", weak).await.problem(422, "unusable_input");
}

#[tokio::test]
async fn a_visit_that_writes_like_a_machine_is_made_to_wait() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let visitor = Visitor::new(&shop, 77);
    visitor.begin("在吗").await;
    for n in 0..200 {
        visitor.say(&format!("message-{n}"), "在吗").await;
    }
    let more = json!({ "id": "message-more", "text": "在吗" });
    visitor.ask(Method::POST, "/visit/messages", more.clone()).await.problem(429, "too_many");
    shop.let_time_pass(16 * MINUTE);
    visitor.ask(Method::POST, "/visit/messages", more).await.good();
}

#[tokio::test]
async fn b_8_age_a_rare_problem_and_no_known_answer_go_to_a_human_and_the_agent_sees_why() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        available(&shop, 3).await;
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        let begun = async |n: u64| {
            let visit = Visitor::new(&shop, n).begin("请问").await;
            let chat = visit["chat"].as_str().unwrap().to_owned();
            assert!(shop.put(&format!("/chats/{chat}/agent"), json!({})).await.status < 300);
            let all = shop.get("/chats").await.good()["chats"].clone();
            let mine = all.as_array().unwrap().iter().find(|c| c["id"] == chat.as_str()).unwrap();
            (chat.clone(), mine["case"].as_str().unwrap().to_owned())
        };
        let (chat, case) = begun(1).await;
        let ask = async |chat: &str, body: Value| shop.post(&format!("/chats/{chat}/handoff"), body).await;
        let reasons = async |chat: &str, body: Value| ask(chat, body).await.good()["reasons"].clone();
        ask(&chat, json!({ "age_years": 151 })).await.problem(422, "unusable_input");
        shop.put(&format!("/cases/{case}/classification"), judged.clone()).await.good();
        // The record is young: nothing can be said to be rare yet.
        assert_eq!(reasons(&chat, json!({ "age_years": 40 })).await, json!([]));
        assert_eq!(reasons(&chat, json!({ "age_years": 17 })).await, json!(["minor"]));
        let both = json!({ "age_years": 60, "unknown_answers": 1 });
        assert_eq!(reasons(&chat, both).await, json!(["no_known_answer", "elderly"]));
        let seen = shop.get("/chats").await.good()["chats"][0].clone();
        assert_eq!(seen["handed_off_for"], json!(["no_known_answer", "elderly"]), "why stands with the visit");
        let of_case = shop.get(&format!("/cases/{case}/chat")).await.good();
        assert_eq!(of_case["chat"]["handed_off_for"], json!(["no_known_answer", "elderly"]));

        // A year later: three others of the category make it rare still, a fourth does not.
        shop.let_time_pass(366 * DAY);
        let alike = async || {
            let made = shop.post("/cases", shop.complaint()).await.good();
            let path = format!("/cases/{}/classification", made["id"].as_str().unwrap());
            shop.put(&path, judged.clone()).await.good();
        };
        for _ in 0..3 {
            alike().await;
        }
        available(&shop, 3).await;
        let (chat, case) = begun(2).await;
        assert_eq!(reasons(&chat, json!({})).await, json!([]), "nobody knows yet what it is about");
        shop.put(&format!("/cases/{case}/classification"), judged.clone()).await.good();
        assert_eq!(reasons(&chat, json!({})).await, json!(["rare_problem"]));
        alike().await;
        assert_eq!(reasons(&chat, json!({})).await, json!([]));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn an_offer_that_lapsed_goes_to_another_agent_and_to_the_same_one_only_when_alone_after_a_pause() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let role = RoleAt { role: Role::Agent.into(), reach: Reach::All, unit: None };
        let wang = shop.token_at("wang", role).await;
        let as_wang = |method: Method, path: &str| {
            shop.client.request(method, format!("{}/api/v1{path}", shop.base)).bearer_auth(&wang)
        };
        let me = Reply::of(as_wang(Method::GET, "/me")).await.good()["user"].clone();
        let there = async |is: bool| {
            Reply::of(as_wang(Method::PUT, "/me/chat").json(&json!({ "available": is, "capacity": 2 }))).await.good();
        };
        available(&shop, 2).await;
        there(true).await;
        Visitor::new(&shop, 1).begin("在吗").await;
        let offered = async || shop.get("/chats").await.good()["chats"][0]["offered_to"].clone();
        let (admin, mut before) = (json!(shop.admin), offered().await);
        assert!(before == admin || before == me);
        // By the timer alone, round after round, never to the same one twice in a row.
        for round in 0..4 {
            shop.pass(30 * SECOND).await;
            let now = offered().await;
            assert!(now != before && (now == admin || now == me), "round {round}: {now}");
            before = now;
            available(&shop, 2).await;
            there(true).await;
        }
        // Alone: it waits in the queue for whoever takes it, and after a minute the same one is asked again.
        there(false).await;
        let rest = if before == me { 30 } else { 0 };
        shop.pass(rest * SECOND).await;
        assert_eq!(offered().await, admin);
        shop.pass(30 * SECOND).await;
        assert_eq!(offered().await, Value::Null, "in the queue");
        available(&shop, 2).await;
        shop.pass(29 * SECOND).await;
        assert_eq!(offered().await, Value::Null, "not before the pause is over");
        available(&shop, 2).await;
        shop.pass(31 * SECOND).await;
        assert_eq!(offered().await, admin, "asked again by the timer");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}
