//! What the API promises beside the trade's rules: once means once, a stale version is told, lists page without gaps,
//! events resume without a gap, bad input is the caller's and never a fault.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_testkit::{Engine, Reply, TestApp};
use futures::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

#[tokio::test]
async fn the_same_key_makes_one_case_and_another_body_under_it_is_refused() {
    on_both(|shop| async move {
        let send =
            |body: Value| Reply::of(shop.ask(Method::POST, "/cases").header("Idempotency-Key", "k1").json(&body));
        let first = send(shop.complaint()).await;
        let again = send(shop.complaint()).await;
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!(first.json["id"], again.json["id"]);
        assert_eq!(
            (again.header("location"), again.header("idempotency-replayed")),
            (first.header("location"), Some("true"))
        );
        let mut other = shop.complaint();
        other["texts"]["subject"] = "另一件事".into();
        send(other).await.problem(422, "idempotency_key_reused");
        assert_eq!(shop.get("/cases/count").await.good(), json!({ "count": 1, "more": false }));
        let note = format!("/cases/{}/notes", first.json["id"].as_str().unwrap());
        for _ in 0..2 {
            Reply::of(shop.ask(Method::POST, &note).header("Idempotency-Key", "k2").json(&json!({ "text": "回电" })))
                .await
                .good();
        }
        assert_eq!(
            shop.get(&format!("/cases/{}", first.json["id"].as_str().unwrap())).await.good()["counts"]["notes"],
            1
        );
        // Keys are each caller's own.
        let colleague = shop.token_of(bihuan_domain::trade::Role::Agent).await;
        let request = shop.client.post(format!("{}/api/v1/cases", shop.base)).bearer_auth(colleague);
        let theirs = Reply::of(request.header("Idempotency-Key", "k1").json(&shop.complaint())).await.good();
        assert_ne!(theirs["id"], first.json["id"]);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_enters_one_customer() {
    on_both(|shop| async move {
        let send = |name: &str| {
            let body = json!({ "name": name, "phone": "13800138000" });
            Reply::of(shop.ask(Method::POST, "/customers").header("Idempotency-Key", "c1").json(&body))
        };
        let (first, again) = (send("王小明").await, send("王小明").await);
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!((&first.json, first.header("location")), (&again.json, again.header("location")));
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), (None, Some("true")));
        send("王大明").await.problem(422, "idempotency_key_reused");
        assert_eq!(shop.get("/customers").await.good().as_array().unwrap().len(), 1);
        // The key is spent on customers: for a case it is another request.
        let case = shop.ask(Method::POST, "/cases").header("Idempotency-Key", "c1").json(&shop.complaint());
        Reply::of(case).await.problem(422, "idempotency_key_reused");
    })
    .await;
}

#[tokio::test]
async fn a_first_password_is_not_set_over_a_change_one_has_not_seen() {
    on_both(|shop| async move {
        let new = json!({ "login": "chen", "name": "陈", "unit": shop.unit });
        let user = shop.post("/users", new).await.good();
        let path = format!("/users/{}/password", user["id"].as_str().unwrap());
        let send = |tag: &'static str| {
            let body = json!({ "password": "a long first password" });
            Reply::of(shop.ask(Method::PUT, &path).header("If-Match", tag).json(&body))
        };
        send("\"7\"").await.problem(412, "stale");
        assert_eq!(send("\"1\"").await.header("etag"), Some("\"2\""));
        send("\"1\"").await.problem(412, "stale");
    })
    .await;
}

#[tokio::test]
async fn a_stale_version_is_told_with_the_current_one() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let note = format!("/cases/{}/notes", case["id"].as_str().unwrap());
        let send = |tag: &'static str| {
            Reply::of(shop.ask(Method::POST, &note).header("If-Match", tag).json(&json!({ "text": "一" })))
        };
        assert_eq!(send("\"1\"").await.header("etag"), Some("\"2\""));
        let stale = send("\"1\"").await;
        assert_eq!(stale.problem(412, "stale")["data"]["current"], 2);
        send("1").await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    on_both(|shop| async move {
        for n in 0..5 {
            let mut new = shop.complaint();
            new["texts"]["subject"] = format!("第{n}件").into();
            shop.post("/cases", new).await.good();
        }
        let (mut path, mut seen) = ("/cases?sort=newest&limit=2&kind=complaint&kind=inquiry".to_owned(), Vec::new());
        loop {
            let page = shop.get(&path).await;
            let next = page.header("link").map(|l| l[1..l.find('>').unwrap()].replace("/api/v1", ""));
            seen.extend(page.good().as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()));
            match next {
                Some(next) => path = next,
                None => break,
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn events_resume_after_the_last_one_seen_and_only_what_one_may_see() {
    on_both(|shop| async move {
        let first = shop.post("/cases", shop.complaint()).await.good();
        let mut stream = shop.ask(Method::GET, "/events?after=0.0").send().await.unwrap().bytes_stream();
        let mut text = String::new();
        while !text.contains(first["id"].as_str().unwrap()) {
            text.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
        let lines = text.lines();
        let last = lines.filter_map(|l| l.strip_prefix("id:")).next_back().unwrap().trim().to_owned();
        drop(stream);
        let second = shop.post("/cases", shop.complaint()).await.good();
        let again = shop.ask(Method::GET, "/events").header("Last-Event-ID", &last).send().await.unwrap();
        let mut stream = again.bytes_stream();
        let mut text = String::new();
        while !text.contains(second["id"].as_str().unwrap()) {
            text.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
        assert!(!text.contains(first["id"].as_str().unwrap()), "nothing twice: {text}");
        assert!(text.contains("\"command\":\"register\""), "{text}");
        Reply::of(shop.ask(Method::GET, "/events?after=x")).await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_a_problem_with_a_code_and_never_a_fault() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let id = case["id"].as_str().unwrap();
        let table: Vec<(Method, String, Vec<u8>, u16, &str)> = vec![
            (Method::POST, "/cases".into(), b"{".to_vec(), 400, "bad_json"),
            (Method::POST, "/cases".into(), b"\xff\xfe".to_vec(), 400, "not_utf8"),
            (Method::POST, "/cases".into(), b"[]".to_vec(), 422, "unusable_input"),
            (Method::POST, "/cases".into(), br#"{"kind":"complaint","surprise":1}"#.to_vec(), 422, "unusable_input"),
            (Method::POST, "/cases".into(), br#"{"kind":"gossip"}"#.to_vec(), 422, "unusable_input"),
            (Method::POST, format!("/cases/{id}/notes"), br#"{"text":"a\u0000b"}"#.to_vec(), 422, "unusable_input"),
            (Method::POST, format!("/cases/{id}/notes"), br#"{"text":"  "}"#.to_vec(), 422, "unusable_input"),
            (Method::POST, format!("/cases/{id}/notes"), vec![b' '; 5 << 20], 413, "too_large"),
            (Method::POST, format!("/cases/{id}/pause"), br#"{"reason":"lunch"}"#.to_vec(), 422, "unusable_input"),
            (
                Method::PUT,
                format!("/cases/{id}/texts/verbatim"),
                br#"{"text":"x"}"#.to_vec(),
                409,
                "verbatim_immutable",
            ),
            (Method::PUT, format!("/cases/{id}/texts/secret"), br#"{"text":"x"}"#.to_vec(), 422, "unusable_input"),
            (
                Method::PUT,
                format!("/cases/{id}/clocks/none/due"),
                br#"{"due_at":"2026-09-22T10:00:00Z"}"#.to_vec(),
                409,
                "no_such_clock",
            ),
            (
                Method::PUT,
                format!("/cases/{id}/clocks/none/due"),
                br#"{"due_at":"soon"}"#.to_vec(),
                422,
                "unusable_input",
            ),
            (Method::GET, "/cases/0000000000000".into(), vec![], 404, "not_found"),
            (Method::GET, "/cases/..%2f..%2fetc".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases/%00".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/attachments/../../x".into(), vec![], 404, "no_such_address"),
            (Method::GET, "/cases?limit=0".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases?limit=99999999999999999999".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases?colour=red".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases?category=%00".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases?category=%ff".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/cases?after=1.zzz".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/search".into(), vec![], 422, "unusable_input"),
            (Method::GET, "/nothing".into(), vec![], 404, "no_such_address"),
            (Method::PATCH, "/cases".into(), vec![], 405, "method_not_allowed"),
            (Method::POST, "/calendars/CN".into(), b"2027".to_vec(), 422, "unusable_input"),
            (Method::POST, "/policies".into(), b"id = 7".to_vec(), 422, "unusable_input"),
        ];
        for (method, path, body, status, code) in table {
            let request = shop.ask(method.clone(), &path).header("content-type", "application/json").body(body);
            let reply = Reply::of(request).await;
            assert_eq!(
                (reply.status, reply.json["code"].as_str()),
                (status, Some(code)),
                "{method} {path}: {}",
                reply.json
            );
        }
        let form = shop.ask(Method::POST, "/cases").header("content-type", "text/html").body("{}");
        Reply::of(form).await.problem(415, "unsupported_media_type");
        let mut tied = shop.complaint();
        tied["source"] = json!({ "system": "old", "external_id": "1" });
        shop.post("/cases", tied.clone()).await.good();
        shop.post("/cases", tied).await.problem(409, "taken");
        let english = Reply::of(shop.ask(Method::GET, "/nothing").header("accept-language", "en")).await;
        assert_eq!(english.json["title"], "There is no such address. See /api/docs.");
    })
    .await;
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_only_as_a_download() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let path = format!("/cases/{}/attachments", case["id"].as_str().unwrap());
        let send = |name: &'static str, bytes: Vec<u8>| {
            let part = reqwest::multipart::Part::bytes(bytes).file_name(name).mime_str("text/html").unwrap();
            Reply::of(shop.ask(Method::POST, &path).multipart(reqwest::multipart::Form::new().part("file", part)))
        };
        assert_eq!(send("../发票.html", b"<script>".to_vec()).await.good()["counts"]["attachments"], 1);
        send("big", vec![7; (25 << 20) + 1]).await.problem(413, "too_large");
        send("none", vec![]).await.problem(422, "unusable_input");
        let timeline = shop.get(&format!("/cases/{}/timeline", case["id"].as_str().unwrap())).await.good();
        let attached = timeline[1]["events"][0]["attachment"].as_str().unwrap().to_owned();
        let file = shop.get(&format!("/attachments/{attached}")).await;
        assert_eq!(file.bytes, b"<script>");
        assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"), "what it is, not what it says");
        let disposition = file.header("content-disposition").unwrap();
        assert!(
            disposition.starts_with("attachment;") && disposition.ends_with("%E5%8F%91%E7%A5%A8.html"),
            "{disposition}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_years_notice_computes_provisional_due_times_again() {
    on_both(|shop| async move {
        let notice = "# covers 2027\n2027-01-01\toff\t元旦\n";
        let send =
            || Reply::of(shop.ask(Method::POST, "/calendars/CN").header("content-type", "text/plain").body(notice));
        assert!(send().await.good()["years"].as_array().unwrap().contains(&json!(2027)));
        send().await.problem(409, "nothing_changes");
        assert_eq!(shop.app.run_jobs().await.unwrap(), 1);
        let year = shop.get("/calendars/CN?year=2027").await.good();
        assert_eq!((&year["covered"], &year["days"][0]["name"]), (&json!(true), &json!("元旦")));
        assert!(!shop.get("/policies").await.good().as_array().unwrap().is_empty());
        let general = shop.get("/policies/general").await.good();
        assert_eq!(general["policy"]["id"], "general");
    })
    .await;
}

const GENERAL: &str = include_str!("../../../../policies/general.toml");

/// The second version of the general policy: from this test's day on, with another target for the complex solution.
fn second_version(target: &str) -> String {
    let newer = GENERAL.replacen("version = 1", "version = 2", 1).replacen(
        "effective_from = \"2000-01-01\"",
        "effective_from = \"2026-09-22\"",
        1,
    );
    let (head, complex) = newer.split_once("id = \"general.solution_complex\"").unwrap();
    format!("{head}id = \"general.solution_complex\"{}", complex.replacen("\"P3D\"", &format!("\"{target}\""), 1))
}

/// Takes a complex complaint in; its address.
async fn complex(shop: &TestApp) -> String {
    let case = shop.post("/cases", shop.complaint()).await.good();
    let at = format!("/cases/{}", case["id"].as_str().unwrap());
    let judged = json!({ "classification": { "category": "product_quality", "severity": "general", "complexity": "complex",
        "emotional_state": "calm" } });
    shop.put(&format!("{at}/classification"), judged).await.good();
    at
}

/// The clock of the complex solution, with its explanation.
async fn solution(shop: &TestApp, at: &str) -> Value {
    let clocks = shop.get(&format!("{at}/clocks")).await.good();
    clocks["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["clock"]["rule"] == "general.solution_complex")
        .unwrap()
        .clone()
}

async fn put_in_force(shop: &TestApp, text: String) -> Reply {
    Reply::of(shop.ask(Method::POST, "/policies").header("content-type", "text/plain").body(text)).await
}

#[tokio::test]
async fn s1_33_a_new_policy_version_holds_for_new_cases_and_open_ones_keep_theirs() {
    on_both(|shop| async move {
        let old = complex(&shop).await;
        let before = solution(&shop, &old).await;
        let put = put_in_force(&shop, second_version("P2D")).await;
        assert_eq!(put.header("location"), Some("/api/v1/policies/general?version=2"));
        assert_eq!(put.good()["version"], 2);
        let new = complex(&shop).await;
        assert_eq!(shop.get(&old).await.good()["policy"], json!({ "id": "general", "version": 1 }));
        assert_eq!(shop.get(&new).await.good()["policy"], json!({ "id": "general", "version": 2 }));
        assert_eq!(solution(&shop, &old).await, before, "what was promised under the old version stays");
        let after = solution(&shop, &new).await;
        assert_eq!((&before["target"], &after["target"]), (&json!("P3D"), &json!("P2D")));
        // 24 September is the second working day: due when it ends; 25 to 27 are Mid-Autumn.
        assert_eq!(after["clock"]["due_at"], "2026-09-24T16:00:00.000Z");
        put_in_force(&shop, second_version("P1D")).await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn b_17_a_years_notice_moves_the_provisional_due_time_of_an_open_case_and_says_so() {
    on_both(|shop| async move {
        put_in_force(&shop, second_version("P20D")).await.good();
        let late: bihuan_domain::time::UtcMs = "2026-12-15T10:00:00+08:00".parse().unwrap();
        shop.pass(late.since(shop.now())).await;
        let at = complex(&shop).await;
        let before = solution(&shop, &at).await["clock"].clone();
        assert_eq!((&before["provisional"], &before["due_at"]), (&json!(true), &json!("2027-01-12T16:00:00.000Z")));
        let notice = "# covers 2027\n2027-01-01\toff\t元旦\n";
        Reply::of(shop.ask(Method::POST, "/calendars/CN").header("content-type", "text/plain").body(notice))
            .await
            .good();
        assert_eq!(shop.app.run_jobs().await.unwrap(), 1);
        let after = solution(&shop, &at).await["clock"].clone();
        assert_eq!((&after["provisional"], &after["due_at"]), (&json!(false), &json!("2027-01-13T16:00:00.000Z")));
        let timeline = shop.get(&format!("{at}/timeline")).await.good();
        let last = timeline.as_array().unwrap().last().unwrap();
        assert_eq!((&last["command"], &last["events"][0]["event"]), (&json!("recompute"), &json!("clock_rescheduled")));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whoever_follows_the_printed_link_gets_the_console_and_a_program_a_problem() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let page = shop.client.get(format!("{}/setup", shop.base)).header("accept", "text/html,*/*").send().await.unwrap();
    assert_eq!(
        (page.status().as_u16(), &page.headers()["content-type"]),
        (200, &"text/html; charset=utf-8".parse().unwrap())
    );
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert!(page.text().await.unwrap().starts_with("<!doctype html>"));
    let asked = shop.client.get(format!("{}/setup", shop.base)).header("accept", "application/json");
    Reply::of(asked).await.problem(404, "no_such_address");
    let missed = shop.client.get(format!("{}/api/v1/nothing", shop.base)).header("accept", "text/html");
    Reply::of(missed).await.problem(404, "no_such_address");
}

#[tokio::test]
async fn a_problem_says_truly_how_it_is_encoded() {
    // What the form reader refuses came out of the compression as gzip, and was then written anew as plain JSON.
    let shop = TestApp::start(Engine::Sqlite).await;
    let case = shop.post("/cases", shop.complaint()).await.good();
    let path = format!("/cases/{}/attachments", case["id"].as_str().unwrap());
    let form = shop.ask(Method::POST, &path).header("content-type", "multipart/form-data").body("?");
    let reply = Reply::of(form.header("accept-encoding", "gzip")).await;
    assert_eq!(reply.header("content-encoding"), None);
    reply.problem(400, "bad_request");
}
