//! The shop counter, codes to scan, and the pages that anybody may read, over HTTP on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, MINUTE, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub(super) const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn station(shop: &TestApp, code: &str) -> Id {
    let new = json!({ "parent": shop.unit, "kind": "station", "code": code, "name": format!("{code} 店") });
    shop.post("/units", new).await.good()["id"].as_str().unwrap().parse().unwrap()
}

fn walk_in(text: &str) -> Value {
    json!({ "kind": "repair", "text": text, "name": "王女士", "phone": "138 0013 8000" })
}

async fn arrive(shop: &TestApp, unit: Id, key: &str, body: &Value) -> Reply {
    let request = shop.ask(Method::POST, &format!("/counters/{unit}/visits")).json(body);
    Reply::of(request.header("idempotency-key", key)).await
}

async fn act(shop: &TestApp, visit: &Value, what: &str) -> Reply {
    shop.post(&format!("/counter-visits/{}/{what}", visit["id"].as_str().unwrap()), json!({})).await
}

/// Whoever is nobody.
pub(super) async fn anybody(shop: &TestApp, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = shop.client.request(method, format!("{}/api/v1{path}", shop.base));
    Reply::of(match body {
        Some(body) => request.json(&body),
        None => request,
    })
    .await
}

#[tokio::test]
async fn s0_10_s0_28_a_walk_in_has_a_number_is_called_and_served_and_the_case_knows_when() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let unit = station(&shop, "S1").await;
        let opened = shop.put(&format!("/counters/{unit}/display"), json!({})).await.good();
        let display = opened["path"].as_str().unwrap().replace("/display/", "/displays/");

        // Sent twice under one key, taken in once; told late, the second keeps the place of their arrival.
        let first = arrive(&shop, unit, "a", &walk_in("洗衣机不脱水")).await.good();
        let again = arrive(&shop, unit, "a", &walk_in("洗衣机不脱水")).await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!((again.good()["id"].clone(), first["number"].as_u64()), (first["id"].clone(), Some(1)));
        arrive(&shop, unit, "a", &walk_in("别的")).await.problem(422, "idempotency_key_reused");
        let came = shop.now().plus_ms(-3 * MINUTE);
        let mut late = json!({ "kind": "inquiry", "text": "保修期多长？", "arrived_at": came.to_string() });
        let late_one = arrive(&shop, unit, "b", &late).await.good();
        assert_eq!((late_one["number"].as_u64(), late_one["waited_ms"].as_i64()), (Some(2), Some(3 * MINUTE)));

        let shown = anybody(&shop, Method::GET, &display, None).await.good();
        assert_eq!((&shown["next"], &shown["waiting"]), (&json!([2, 1]), &json!(2)));
        let called = shop.post(&format!("/counters/{unit}/calls"), json!({})).await.good();
        assert_eq!(
            (called["number"].as_u64(), called["actions"].clone()),
            (Some(2), json!(["call", "serve", "leave"]))
        );
        act(&shop, &called, "ending").await.problem(409, "visit_not_served");
        let shown = anybody(&shop, Method::GET, &display, None).await;
        let text = shown.good().to_string();
        assert!(text.contains(r#""number":2"#), "{text}");
        assert!(
            !text.contains("保修") && !text.contains("138") && !text.contains("case"),
            "no word of anybody: {text}"
        );

        // Who is served was reached: the case's clock of five minutes has stopped, and it has its handler.
        shop.pass(MINUTE).await;
        let served = act(&shop, &called, "service").await.good();
        assert_eq!((served["state"].as_str(), served["waited_ms"].as_i64()), (Some("served"), Some(4 * MINUTE)));
        let case = served["case"].as_str().unwrap();
        let shown = shop.get(&format!("/cases/{case}")).await.good();
        assert_eq!(
            (shown["channel"].as_str(), shown["handler"].as_str()),
            (Some("walk_in"), Some(&*shop.admin.to_string()))
        );
        assert_eq!(shown["received_at"].as_str().unwrap(), came.to_string(), "its receipt is the arrival");
        let clocks = shop.get(&format!("/cases/{case}/clocks")).await.good().to_string();
        assert!(clocks.contains("walkin_consult") && clocks.contains(r#""met""#), "{clocks}");
        let of_case = shop.get(&format!("/cases/{case}/counter-visit")).await.good();
        assert_eq!(of_case["visit"]["served_at"], served["served_at"]);
        act(&shop, &called, "ending").await.good();
        act(&shop, &first, "departure").await.good();
        shop.post(&format!("/counters/{unit}/calls"), json!({})).await.problem(409, "nobody_waits");
        act(&shop, &called, "call").await.problem(409, "visit_over");

        // What does not fit is refused at its field, and nothing is taken in.
        late["arrived_at"] = json!(shop.now().plus_ms(DAY).to_string());
        arrive(&shop, unit, "c", &late).await.problem(422, "unusable_input");
        let named = json!({ "kind": "repair", "text": "坏了", "name": "李雷" });
        arrive(&shop, unit, "d", &named).await.problem(422, "unusable_input");
        let board = shop.get(&format!("/counters/{unit}")).await.good();
        assert_eq!(board["visits"].as_array().unwrap().len(), 2);
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn numbers_begin_anew_each_business_day_and_shop_and_a_counter_is_its_own_staffs() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (one, other) = (station(&shop, "S1").await, station(&shop, "S2").await);
        let waits = arrive(&shop, one, "a", &walk_in("洗衣机不脱水")).await.good();
        assert_eq!(arrive(&shop, other, "b", &walk_in("冰箱漏水")).await.good()["number"], 1);
        // 9:00 in Shanghai; fifteen hours on it is the next day there, and still the same in UTC.
        shop.pass(15 * 60 * MINUTE).await;
        let yesterday = json!({ "kind": "inquiry", "text": "几点开门？", "arrived_at": shop.now().plus_ms(-60 * MINUTE).to_string() });
        let next = arrive(&shop, one, "c", &walk_in("电视没声音")).await.good();
        assert_eq!((next["number"].as_u64(), next["day"].as_str()), (Some(1), Some("2026-09-23")));
        let gone = act(&shop, &waits, "call").await.good();
        assert_eq!(gone["state"], "called", "whoever came back is called: the day had ended for them");
        let told_late = arrive(&shop, one, "d", &yesterday).await.good();
        assert_eq!(
            (told_late["day"].as_str(), told_late["number"].as_u64(), told_late["state"].as_str()),
            (Some("2026-09-22"), Some(2), Some("gone")),
        );
        // Staff of one shop: the other is not there for them.
        let role = RoleAt { role: Role::StoreStaff.into(), reach: Reach::Unit, unit: Some(one) };
        let staff = shop.token_at("dian", role).await;
        let at = |path: &str| shop.client.get(format!("{}/api/v1{path}", shop.base)).bearer_auth(&staff);
        let mine = Reply::of(at("/counters")).await.good();
        assert_eq!((mine.as_array().unwrap().len(), mine[0]["unit"].as_str()), (1, Some(&*one.to_string())));
        Reply::of(at(&format!("/counters/{one}"))).await.good();
        Reply::of(at(&format!("/counters/{other}"))).await.problem(404, "not_found");
        // Another address of the display makes the one before void.
        let first = shop.put(&format!("/counters/{one}/display"), json!({})).await.good();
        shop.put(&format!("/counters/{one}/display"), json!({})).await.good();
        let old = first["path"].as_str().unwrap().replace("/display/", "/displays/");
        anybody(&shop, Method::GET, &old, None).await.problem(404, "not_found");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

pub(super) async fn solved(shop: &TestApp) -> Value {
    let given = anybody(shop, Method::POST, "/portal/challenges", None).await.good();
    let (challenge, bits) = (given["challenge"].as_str().unwrap(), given["bits"].as_u64().unwrap() as u32);
    let zeros = |n: u64| {
        let digest = Sha256::digest(format!("{challenge}:{n}").as_bytes());
        u128::from_be_bytes(digest[..16].try_into().unwrap()).leading_zeros()
    };
    let answer = (0..).find(|n| zeros(*n) >= bits).unwrap();
    json!({ "challenge": challenge, "answer": answer.to_string() })
}

#[tokio::test]
async fn s4_05_a_scanned_code_fills_the_form_brings_the_case_to_its_shop_and_may_be_withdrawn() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let unit = station(&shop, "S1").await;
        let new = json!({ "unit": unit, "label": "冰箱 X1", "product": "冰箱 X1", "serial": "SN-1" });
        let made = shop.post("/intake-codes", new).await.good();
        let code = made["path"].as_str().unwrap().rsplit_once('=').unwrap().1.to_owned();
        let scan = || anybody(&shop, Method::POST, "/portal/scans", Some(json!({ "code": code })));
        let first = scan().await.good();
        assert_eq!(first, json!({ "unit": "S1 店", "product": "冰箱 X1", "serial": "SN-1", "withdrawn": false }));
        anybody(&shop, Method::POST, "/portal/scans", Some(json!({ "code": "0" }))).await.problem(404, "not_found");

        let submission = |challenge: Value| {
            json!({ "kind": "repair", "text": "不制冷", "phone": "13800138000", "language": "zh-Hans", "code": code,
                "product": "冰箱 X1", "serial": "SN-1", "challenge": challenge })
        };
        let submit = |body: Value| anybody(&shop, Method::POST, "/portal/cases", Some(body));
        let number = submit(submission(solved(&shop).await)).await.good();
        let case = shop.get(&format!("/cases/{}", number["number"].as_str().unwrap())).await.good();
        assert_eq!((case["unit"].as_str(), case["source"]["system"].as_str()), (Some(&*unit.to_string()), Some("qr")));
        // What came by a code is counted as such.
        let counted =
            async |source: &str| shop.get(&format!("/cases/count?source={source}")).await.good()["count"].clone();
        assert_eq!((counted("qr").await, counted("other").await), (json!(1), json!(0)));

        let id = made["id"].as_str().unwrap();
        shop.delete(&format!("/intake-codes/{id}"), None).await;
        let late = scan().await.good();
        assert_eq!((&late["withdrawn"], &late["product"]), (&json!(true), &Value::Null));
        let number = submit(submission(solved(&shop).await)).await.good();
        let case = shop.get(&format!("/cases/{}", number["number"].as_str().unwrap())).await.good();
        assert_eq!(case["unit"].as_str(), Some(&*shop.unit.to_string()), "taken in all the same, by the usual way");
        let scans = shop.get(&format!("/intake-codes/{id}/scans")).await.good();
        assert_eq!(scans, json!([{ "day": "2026-09-22", "scans": 2 }]));
    }
}

#[tokio::test]
async fn s0_11_whoever_stays_anonymous_opens_their_case_by_number_and_the_code_they_kept() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let body = |challenge: Value| json!({ "kind": "suggestion", "text": "门口太暗", "language": "en", "anonymous": true, "challenge": challenge });
        let mut given = body(solved(&shop).await);
        given["phone"] = json!("13800138000");
        anybody(&shop, Method::POST, "/portal/cases", Some(given)).await.problem(422, "unusable_input");
        let made = anybody(&shop, Method::POST, "/portal/cases", Some(body(solved(&shop).await))).await.good();
        let (number, code) = (made["number"].as_str().unwrap(), made["code"].as_str().unwrap());
        let case = shop.get(&format!("/cases/{number}")).await.good();
        assert_eq!(
            (case["complainant"]["kind"].as_str(), case["reachable"].as_bool()),
            (Some("anonymous"), Some(false))
        );

        let open = |code: String| {
            anybody(&shop, Method::POST, "/portal/keys", Some(json!({ "number": number, "code": code })))
        };
        let other = shop.post("/cases", shop.complaint()).await.good();
        let at_other = json!({ "number": other["number"], "code": code });
        anybody(&shop, Method::POST, "/portal/keys", Some(at_other)).await.problem(422, "unusable_input");
        open("00000-00000-00000-00000".into()).await.problem(422, "unusable_input");
        let key = open(code.to_uppercase().replace('-', " ")).await.good()["key"].as_str().unwrap().to_owned();
        let own = |method: Method, path: &str| {
            shop.client.request(method, format!("{}/api/v1/portal{path}", shop.base)).header("x-portal-key", &key)
        };
        assert_eq!(Reply::of(own(Method::GET, "/case")).await.good()["number"], number);
        let said = own(Method::POST, "/case/messages").json(&json!({ "text": "灯还是坏的" }));
        let told = Reply::of(said).await.good();
        assert_eq!(told["entries"][1]["theirs"], true, "{told}");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn s0_07_s1_31_a_page_is_drafted_published_at_a_date_and_stays_readable_as_it_was() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let read = |path: &'static str| anybody(&shop, Method::GET, path, None);
        let before = read("/portal/promise").await.good();
        assert!(before["edition"].is_null() && !before["steps"].as_array().unwrap().is_empty(), "the policy's own");
        assert!(before["times"].as_array().unwrap().iter().any(|t| t["milestone"] == "first_response"), "{before}");

        let words = |text: &str| json!({ "zh_hans": text });
        let price = |text: &str| json!({ "prices": [{ "service": words("上门检测"), "in_warranty": false, "price": words(text), "duration": words("2 天") }] });
        let publish = |day: &'static str| shop.post("/promise-page/editions", json!({ "effective_from": day }));
        publish("2026-09-22").await.problem(422, "unusable_input");
        shop.put("/promise-page/draft", price("80 元")).await;
        publish("2026-09-21").await.problem(422, "unusable_input");
        assert_eq!(publish("2026-09-22").await.good()["version"], 1);
        shop.put("/promise-page/draft", price("100 元")).await;
        assert!(read("/portal/promise").await.good().to_string().contains("80 元"), "a draft is nobody's to see");
        publish("2026-09-24").await.good();
        assert_eq!(read("/portal/promise").await.good()["edition"]["version"], 1, "its day has not come");
        read("/portal/promise?version=2").await.problem(404, "not_found");
        shop.pass(2 * DAY).await;
        let now = read("/portal/promise").await.good();
        assert_eq!(
            (now["edition"]["version"].as_i64(), now["prices"][0]["price"]["zh_hans"].as_str()),
            (Some(2), Some("100 元"))
        );
        let then = read("/portal/promise?version=1").await.good();
        assert_eq!(then["prices"][0]["price"]["zh_hans"], "80 元", "as customers saw it");
        assert_eq!(shop.delete("/promise-page/editions/2", None).await.status, 404, "what began is not withdrawn");

        let entry = json!({ "id": "warranty", "question": words("保修期多长？"), "answer": words("整机一年。") });
        shop.put("/faq-page/draft", json!({ "entries": [entry, entry] })).await.problem(422, "unusable_input");
        shop.put("/faq-page/draft", json!({ "entries": [entry] })).await;
        shop.post("/faq-page/editions", json!({ "effective_from": "2026-09-24" })).await.good();
        let found = read("/portal/faq/suggestions?q=%E6%88%91%E7%9A%84%E4%BF%9D%E4%BF%AE%E6%9C%9F").await.good();
        assert_eq!(found["entries"][0]["id"], "warranty");
        for did in [true, true, false] {
            anybody(&shop, Method::POST, "/portal/faq/warranty/answers", Some(json!({ "helped": did }))).await;
        }
        let none = anybody(&shop, Method::POST, "/portal/faq/other/answers", Some(json!({ "helped": true }))).await;
        none.problem(404, "not_found");
        let written = shop.get("/faq-page").await.good();
        assert_eq!(written["answers"], json!([{ "entry": "warranty", "helped": 2, "not_helped": 1 }]));
        let agent = shop.token_of(Role::Agent).await;
        let asked = shop.client.get(format!("{}/api/v1/faq-page", shop.base)).bearer_auth(agent);
        Reply::of(asked).await.problem(403, "not_permitted");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}
