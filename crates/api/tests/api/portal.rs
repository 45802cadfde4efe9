//! The customer's side over HTTP, on both engines: a submission with its key, the case followed to its end, and what is
//! kept from whoever has no key or the wrong one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_store::Query;
use bihuan_testkit::{DAY, Engine, HOUR, MINUTE, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// Somebody before the portal, without a session.
struct Visitor<'a> {
    shop: &'a TestApp,
    key: String,
}

impl Visitor<'_> {
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let request = self.shop.client.request(method, format!("{}/api/v1/portal{path}", self.shop.base));
        let request = request.header("x-portal-key", &self.key).header("accept-language", "en");
        Reply::of(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path, Some(body)).await
    }

    /// Looks at the case. Whatever it waits for: what comes next, until when, and what it costs stands there (S3-02).
    async fn case(&self) -> Value {
        let own = self.ask(Method::GET, "/case", None).await.good();
        if own["closure"].is_null() {
            assert!(own["next"].is_object() && own["accepted"].is_boolean(), "{own}");
            let until = ["expected_at", "closes_from"].iter().any(|at| own[at].is_string());
            assert!(until || own["stage"] == "confirmed" || own["waits_for_customer"] == true, "{own}");
        }
        own
    }

    /// A challenge with its answer.
    async fn solved(&self) -> Value {
        let given = self.ask(Method::POST, "/challenges", None).await.good();
        let (challenge, bits) = (given["challenge"].as_str().unwrap(), given["bits"].as_u64().unwrap() as u32);
        let zeros = |n: u64| {
            let digest = Sha256::digest(format!("{challenge}:{n}").as_bytes());
            u128::from_be_bytes(digest[..16].try_into().unwrap()).leading_zeros()
        };
        let answer = (0..).find(|n| zeros(*n) >= bits).unwrap();
        json!({ "challenge": challenge, "answer": answer.to_string() })
    }

    async fn submission(&self) -> Value {
        json!({ "kind": "complaint", "name": "李雷", "phone": "138 1234 5678", "language": "zh-Hans", "demand": "换货",
            "product": "冰箱 X1", "text": "冰箱漏水，已经三天。\n打了两次电话没有人来。", "challenge": self.solved().await })
    }

    /// Submits, and holds the key from then on.
    async fn submit(shop: &TestApp) -> (Visitor<'_>, String) {
        let mut visitor = Visitor { shop, key: String::new() };
        let made = visitor.post("/cases", visitor.submission().await).await.good();
        visitor.key = made["key"].as_str().unwrap().to_owned();
        (visitor, made["number"].as_str().unwrap().to_owned())
    }
}

fn said(case: &Value) -> Vec<&str> {
    case["entries"].as_array().unwrap().iter().map(|e| e["what"].as_str().unwrap()).collect()
}

fn may(case: &Value) -> Vec<&str> {
    case["may"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_customer_submits_follows_answers_confirms_and_rates() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let first = customer.case().await;
        assert_eq!(
            (first["number"].as_str(), first["subject"].as_str()),
            (Some(&*number), Some("冰箱漏水，已经三天。"))
        );
        assert!(first["next"]["zh_hans"].as_str().is_some_and(|t| !t.is_empty()), "S0-15: what comes next");
        assert!(first["expected_at"].is_string(), "a promised time from the first moment: {first}");
        assert_eq!((said(&first), may(&first)), (vec!["received"], vec!["message", "chase", "escalate", "withdraw"]));

        // The agent's side: an ordinary case by the web, of a customer who was found or entered.
        let at = |what: &str| format!("/cases/{number}{what}");
        let case = shop.get(&at("")).await.good();
        assert_eq!((case["channel"].as_str(), case["complainant"]["kind"].as_str()), (Some("web"), Some("customer")));
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("/classification"), judged).await.good();
        shop.put(&at("/handler"), json!({ "handler": shop.admin })).await.good();
        shop.pass(2 * MINUTE).await;
        shop.post(&at("/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("/notes"), json!({ "text": "客户情绪激动，内部备注。" })).await.good();
        let question = json!({ "direction": "outbound", "text": "请拍一张漏水处的照片。", "roles": ["question"] });
        shop.post(&at("/messages"), question).await.good();
        shop.post(&at("/pause"), json!({ "reason": "waiting_customer" })).await.good();

        let asked = customer.case().await;
        assert_eq!(asked["waits_for_customer"], true);
        assert_eq!(said(&asked), ["received", "contact", "message"]);
        assert!(!asked.to_string().contains("内部备注"), "notes are ours");
        // A picture, then the words that go with it.
        let form = reqwest::multipart::Form::new()
            .part("file", reqwest::multipart::Part::bytes(shop.picture(40, 30)).file_name("漏水.png"));
        let request = shop.client.post(format!("{}/api/v1/portal/case/attachments", shop.base));
        let file = Reply::of(request.header("x-portal-key", &customer.key).multipart(form)).await.good();
        let answer = json!({ "text": "照片在此。", "files": [file["id"]] });
        let answered = customer.post("/case/messages", answer).await.good();
        let last = answered["entries"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (last["theirs"].as_bool(), last["files"][0]["media_type"].as_str()),
            (Some(true), Some("image/png"))
        );
        assert_eq!(answered["waits_for_customer"], false, "their answer ends the wait");
        let path = format!("/case/attachments/{}", file["id"].as_str().unwrap());
        assert_eq!(customer.ask(Method::GET, &path, None).await.status, 200);

        shop.post(&at("/investigation"), json!({})).await.good();
        shop.post(&at("/findings"), json!({ "text": "门封老化。" })).await.good();
        let promised = shop.now().plus_ms(3 * DAY);
        let plan = json!({ "text": "两日内上门更换门封。", "remedies": ["repair"], "promised_at": promised });
        shop.post(&at("/proposals"), plan).await.good();
        let offered = customer.case().await;
        let proposal = offered["proposal"].clone();
        assert_eq!(proposal["text"], "两日内上门更换门封。");
        assert!(proposal["explained"][0]["zh_hans"].as_str().is_some_and(|w| w.contains("修复")), "S2-22: {proposal}");
        assert!(may(&offered).contains(&"accept") && may(&offered).contains(&"reject"));
        let accepted =
            customer.post("/case/answer", json!({ "proposal": proposal["id"], "accepted": true })).await.good();
        assert!(accepted["proposal"].is_null() && !may(&accepted).contains(&"accept"), "{accepted}");
        let again = json!({ "proposal": proposal["id"], "accepted": false });
        customer.post("/case/answer", again).await.problem(409, "already_answered");
        customer.post("/case/rating", json!({ "stars": 5 })).await.problem(409, "not_resolved");

        shop.post(&at("/execution"), json!({})).await.good();
        shop.pass(DAY).await;
        shop.post(&at("/resolution"), json!({ "text": "已更换门封。", "remedies": ["repair"] })).await.good();
        let done = customer.case().await;
        assert!(may(&done).contains(&"confirm") && may(&done).contains(&"rate"), "{:?}", may(&done));
        // S1-20: the result's own words.
        let result = done["entries"].as_array().unwrap().iter().find(|e| e["what"] == "resolved").unwrap();
        assert_eq!(result["text"], "已更换门封。");
        customer.post("/case/rating", json!({ "stars": 6 })).await.problem(422, "unusable_input");
        customer.post("/case/rating", json!({ "stars": 4, "process": 0 })).await.problem(422, "unusable_input");
        customer.post("/case/confirmation", json!({ "satisfied": true })).await.good();
        shop.post(&at("/closure"), json!({ "reason": "confirmed" })).await.good();
        let rating = json!({ "stars": 4, "process": 5, "would_return": true, "text": "师傅很专业。" });
        let rated = customer.post("/case/rating", rating).await.good();
        // S2-30, S3-34: outcome and handling apart, and whether they would use us again.
        let kept = shop.get(&at("")).await.good()["course"]["rating"].clone();
        assert_eq!(kept, json!({ "stars": 4, "process": 5, "would_return": true }));
        assert_eq!((rated["stars"].as_u64(), rated["closure"].as_str()), (Some(4), Some("confirmed")));
        assert!(rated["expected_at"].is_null() && !may(&rated).contains(&"rate"));
        customer.post("/case/rating", json!({ "stars": 5 })).await.problem(409, "already_rated");
        // The record knows who said it.
        let told = shop.get(&at("/timeline?limit=200")).await.good();
        let by = told.as_array().unwrap().iter().find(|e| e["command"] == "rate").unwrap();
        assert_eq!((by["actor_kind"].as_str(), by["actor_name"].as_str()), (Some("customer"), Some("李*")), "{by}");
        let verified = shop.app.verify().await.unwrap();
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    }
}

#[tokio::test]
async fn one_who_rejects_is_looked_at_again_and_one_may_take_it_back() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let at = |what: &str| format!("/cases/{number}{what}");
        shop.put(&at("/handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("/findings"), json!({ "text": "门封老化。" })).await.good();
        let plan = json!({ "text": "维修", "remedies": ["repair"], "promised_at": shop.now().plus_ms(DAY) });
        let proposed = shop.post(&at("/proposals"), plan).await.good();
        let proposal = proposed["course"]["proposals"][0]["id"].clone();
        let rejected = customer.post("/case/answer", json!({ "proposal": proposal, "accepted": false })).await.good();
        assert_eq!(rejected["stage"], "reassessment", "S0-21");
        // What one decision brought about stands in its order.
        assert!(said(&rejected).ends_with(&["answered", "escalated"]), "{:?}", said(&rejected));
        // Minutes that are shared are read here, others are not (S0-59).
        let begun = shop.post(&at("/disputes"), json!({ "way": "negotiation", "matter": "赔偿" })).await.good();
        let talk = begun["course"]["disputes"][0]["id"].as_str().unwrap().to_owned();
        for (shared, minutes) in [(true, "双方同意再谈一次"), (false, "内部底线 500 元")] {
            let table = [json!({ "side": "ours", "name": "李" }), json!({ "side": "customer", "name": "王" })];
            let round = json!({ "participants": table, "minutes": minutes, "shared": shared, "result": "goes_on" });
            shop.post(&at(&format!("/disputes/{talk}/rounds")), round).await.good();
        }
        let read = customer.case().await;
        let talks: Vec<_> = read["entries"].as_array().unwrap().iter().filter(|e| e["what"] == "negotiated").collect();
        assert_eq!(
            (talks.len(), &talks[0]["text"], &talks[0]["outcome"]),
            (1, &json!("双方同意再谈一次"), &json!("goes_on"))
        );
        customer.post("/case/chasers", json!({})).await.good();
        let taken_back = customer.post("/case/withdrawal", json!({})).await.good();
        assert_eq!((taken_back["stage"].as_str(), taken_back["closure"].as_str()), (Some("closed"), Some("withdrawn")));
        customer.post("/case/withdrawal", json!({})).await.problem(409, "closed");
        // A closed case still hears its customer.
        customer.post("/case/messages", json!({ "text": "谢谢" })).await.good();
    }
}

#[tokio::test]
async fn a_door_opens_after_a_little_work_done_once() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let visitor = Visitor { shop: &shop, key: String::new() };
        let mut body = visitor.submission().await;
        let solved = body["challenge"].clone();
        for wrong in [
            json!({ "challenge": "x", "answer": "1" }),
            json!({ "challenge": solved["challenge"], "answer": "no" }),
            json!({ "challenge": format!("9{}", solved["challenge"].as_str().unwrap()), "answer": solved["answer"] }),
        ] {
            body["challenge"] = wrong;
            let refused = visitor.post("/cases", body.clone()).await.problem(422, "unusable_input");
            assert_eq!(refused["errors"][0]["code"], "challenge_failed");
        }
        body["challenge"] = solved;
        visitor.post("/cases", body.clone()).await.good();
        let twice = visitor.post("/cases", body.clone()).await.problem(422, "unusable_input");
        assert_eq!(twice["errors"][0]["code"], "challenge_failed", "one piece of work opens one door");
        // An hour later what was solved has run out.
        body["challenge"] = visitor.solved().await;
        shop.let_time_pass(HOUR + 1);
        visitor.post("/cases", body).await.problem(422, "unusable_input");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_nothing_is_kept() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let visitor = Visitor { shop: &shop, key: String::new() };
    let bad = async |part: &str, value: Value| {
        let mut body = json!({ "kind": "complaint", "phone": "13812345678", "language": "en", "text": "leaks",
            "challenge": { "challenge": "x", "answer": "1" } });
        body[part] = value;
        let said = visitor.post("/cases", body).await.problem(422, "unusable_input");
        said["errors"][0]["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(bad("phone", json!("12")).await, "bad_phone");
    assert_eq!(bad("phone", Value::Null).await, "no_contact");
    assert_eq!(bad("email", json!("nobody")).await, "bad_email");
    assert_eq!(bad("text", json!("  ")).await, "empty");
    assert_eq!(bad("kind", json!("service_review")).await, "unknown_code");
    assert_eq!(bad("name", json!("长".repeat(201))).await, "too_long");
    let cases = shop.get("/cases").await.good();
    assert_eq!(cases.as_array().unwrap().len(), 0);
}

/// The last code in the outbox.
async fn code_sent(shop: &TestApp) -> Option<Value> {
    let query =
        Query::dynamic("SELECT payload FROM outbox WHERE topic = 'portal_code' ORDER BY id DESC LIMIT 1".to_owned());
    let found =
        shop.app.db().read(move |c| c.query_one_opt(&query, &[])?.map(|r| r.text(0)).transpose()).await.unwrap();
    found.map(|text| serde_json::from_str(&text).unwrap())
}

#[tokio::test]
async fn a_number_and_a_code_open_the_case_and_guessing_does_not() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (_, number) = Visitor::submit(&shop).await;
        let visitor = Visitor { shop: &shop, key: String::new() };
        let ask = async |number: &str, contact: &str| {
            let body = json!({ "number": number, "contact": contact, "language": "zh-Hans", "challenge": visitor.solved().await });
            assert_eq!(visitor.post("/codes", body).await.status, 204);
        };
        // A stranger's contact, and a number that is not there, are answered alike and nothing is sent.
        ask(&number, "13900000000").await;
        ask("2611-0000-0000-0", "138 1234 5678").await;
        assert_eq!(code_sent(&shop).await, None);
        ask(&number, "+86 13812345678").await;
        let sent = code_sent(&shop).await.unwrap();
        assert_eq!((sent["to"]["by"].as_str(), sent["to"]["to"].as_str()), (Some("phone"), Some("138 1234 5678")));
        let text = sent["text"].as_str().unwrap();
        let code: String = text.split("为 ").nth(1).unwrap().chars().take(6).collect();
        assert!(code.bytes().all(|b| b.is_ascii_digit()), "{text}");
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let open = async |code: &str| visitor.post("/keys", json!({ "number": number, "code": code })).await;
        for _ in 0..2 {
            let refused = open(wrong).await.problem(422, "unusable_input");
            assert_eq!(refused["errors"][0]["code"], "wrong_code");
        }
        let key = open(&code).await.good()["key"].as_str().unwrap().to_owned();
        open(&code).await.problem(422, "unusable_input");
        let opened = Visitor { shop: &shop, key };
        assert_eq!(opened.case().await["number"], number.as_str());

        // Five tries at the next code, then it is dead, right or not.
        ask(&number, "13812345678").await;
        let code =
            code_sent(&shop).await.unwrap()["text"].as_str().unwrap().split("为 ").nth(1).unwrap()[..6].to_owned();
        for _ in 0..5 {
            open(if code == "000000" { "000001" } else { "000000" }).await.problem(422, "unusable_input");
        }
        open(&code).await.problem(422, "unusable_input");
        // Whoever goes on guessing is made to wait.
        let mut last = 422;
        for _ in 0..40 {
            last = open("123456").await.status;
        }
        assert_eq!(last, 429);
    }
}

#[tokio::test]
async fn a_key_opens_one_case_until_it_is_taken_back() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let other = Visitor { shop: &shop, key: "bh_nonsense".into() };
        other.ask(Method::GET, "/case", None).await.problem(401, "not_signed_in");
        // A key is no token: the API of staff stays closed.
        let staff = shop.client.get(format!("{}/api/v1/cases", shop.base)).bearer_auth(&customer.key);
        Reply::of(staff).await.problem(401, "not_signed_in");
        // Staff give the customer another link; the key stands behind `#`.
        let link = shop.post(&format!("/cases/{number}/portal-link"), json!({})).await.good();
        let key = link["path"].as_str().unwrap().strip_prefix("/portal/case#").unwrap().to_owned();
        let second = Visitor { shop: &shop, key };
        assert_eq!(second.case().await["number"], number.as_str());
        // A file of another case is not theirs.
        let (elsewhere, _) = Visitor::submit(&shop).await;
        let form = reqwest::multipart::Form::new()
            .part("file", reqwest::multipart::Part::bytes(b"MZ\x90\x00 a program".to_vec()).file_name("photo.jpg"));
        let request = shop.client.post(format!("{}/api/v1/portal/case/attachments", shop.base));
        let file = Reply::of(request.header("x-portal-key", &elsewhere.key).multipart(form)).await.good();
        let path = format!("/case/attachments/{}", file["id"].as_str().unwrap());
        second.ask(Method::GET, &path, None).await.problem(404, "not_found");
        second
            .post("/case/messages", json!({ "text": "x", "files": [file["id"]] }))
            .await
            .problem(422, "unusable_input");
        // A program named .jpg is kept as what it is: bytes to be handed over, never shown in place.
        let request = shop.client.get(format!("{}/api/v1/portal{path}", shop.base));
        let fetched = Reply::of(request.header("x-portal-key", &elsewhere.key)).await;
        assert!(fetched.header("content-disposition").unwrap().starts_with("attachment"));
        shop.delete(&format!("/cases/{number}/portal-link"), None).await.good();
        let told = shop.get(&format!("/cases/{number}/timeline?order=desc&limit=10")).await.good();
        let at = |event: &str| {
            let entries = told.as_array().unwrap().iter();
            entries.filter(|e| e["events"][0]["event"] == event).cloned().collect::<Vec<_>>()
        };
        let (made, taken) = (at("portal_link_made"), at("portal_links_revoked"));
        assert_eq!((made.len(), taken.len()), (1, 1), "who made and took back a link stands in the record: {told}");
        let words = made[0]["words"].to_string();
        assert!(words.contains('*') && !words.contains("13812345678"), "the contact, masked: {words}");
        for gone in [&customer, &second] {
            gone.ask(Method::GET, "/case", None).await.problem(401, "not_signed_in");
        }
    }
}

#[tokio::test]
async fn s0_22_a_rating_by_telephone_shows_who_took_it_down_and_there_is_one() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let at = |what: &str| format!("/cases/{number}{what}");
        shop.post(&at("/rating"), json!({ "stars": 4 })).await.problem(409, "not_resolved");
        shop.put(
            &at("/classification"),
            json!({ "classification": { "category": "product_quality", "severity": "general" } }),
        )
        .await
        .good();
        shop.post(&at("/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("/resolution"), json!({ "text": "已更换门封。", "remedies": ["repair"] })).await.good();
        shop.post(&at("/rating"), json!({ "stars": 0 })).await.problem(422, "unusable_input");
        let said = json!({ "stars": 4, "process": 3, "would_return": false, "text": "还可以", "channel": "phone" });
        shop.post(&at("/rating"), said).await.good();
        shop.post(&at("/rating"), json!({ "stars": 5 })).await.problem(409, "already_rated");
        let told = shop.get(&at("/timeline?limit=200")).await.good();
        let by = told.as_array().unwrap().iter().find(|e| e["command"] == "rate").unwrap().clone();
        assert_eq!(
            (by["actor_kind"].as_str(), by["events"][0]["channel"].as_str()),
            (Some("user"), Some("phone")),
            "{by}"
        );
        assert_eq!(customer.case().await["stars"], 4, "the customer sees what was taken down");
    }
}

#[tokio::test]
async fn whose_data_were_erased_has_no_key_any_more() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let case = shop.get(&format!("/cases/{number}")).await.good();
        let who = case["complainant"]["id"].as_str().unwrap();
        let erased = shop.ask(Method::POST, &format!("/customers/{who}/erasure")).header("If-Match", "*");
        Reply::of(erased.json(&json!({ "reason": "the customer asked" }))).await.good();
        customer.ask(Method::GET, "/case", None).await.problem(401, "not_signed_in");
    }
}

#[tokio::test]
async fn an_anonymous_case_has_no_link_and_a_reader_makes_none() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let mut body = shop.complaint();
    body["complainant"] = json!({ "kind": "anonymous", "reason": "refused" });
    let made = shop.post("/cases", body).await.good();
    let path = format!("/cases/{}/portal-link", made["id"].as_str().unwrap());
    let refused = shop.post(&path, json!({})).await.problem(422, "unusable_input");
    assert_eq!(refused["errors"][0]["code"], "no_customer");
    let reader = shop.token_of(bihuan_domain::trade::Role::Auditor).await;
    let (_, number) = Visitor::submit(&shop).await;
    let asked = shop.client.post(format!("{}/api/v1/cases/{number}/portal-link", shop.base)).bearer_auth(reader);
    Reply::of(asked).await.problem(403, "not_permitted");
}

#[tokio::test]
async fn accepted_in_the_portal_and_rejected_on_the_telephone_in_one_minute_one_answer_stands_and_the_other_is_told() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let (customer, number) = Visitor::submit(&shop).await;
        let at = |what: &str| format!("/cases/{number}{what}");
        shop.put(&at("/handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("/findings"), json!({ "text": "门封老化。" })).await.good();
        let plan = json!({ "text": "维修", "remedies": ["repair"], "promised_at": shop.now().plus_ms(DAY) });
        let proposed = shop.post(&at("/proposals"), plan).await.good();
        let proposal = proposed["course"]["proposals"][0]["id"].as_str().unwrap().to_owned();
        let written = at(&format!("/proposals/{proposal}/answer"));
        let (by_portal, by_phone) = tokio::join!(
            customer.post("/case/answer", json!({ "proposal": proposal, "accepted": true })),
            shop.post(&written, json!({ "answer": "rejected", "channel": "phone" })),
        );
        let accepted = by_portal.status < 300;
        let late = if accepted { by_phone } else { by_portal };
        late.problem(409, "already_answered");
        let now = shop.get(&format!("/cases/{number}")).await.good();
        let wanted = if accepted { ("accepted", "agreed") } else { ("rejected", "reassessment") };
        let answer = &now["course"]["proposals"][0]["answer"];
        assert_eq!((answer.as_str(), now["stage"].as_str()), (Some(wanted.0), Some(wanted.1)), "{now}");
    }
}
