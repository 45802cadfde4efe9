//! The rule book as administrators see it: the flow of a policy, differences, coming versions, whom a policy concerns,
//! months, notices before their import, questions to the calendar.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_testkit::{DAY, Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

const GENERAL: &str = include_str!("../../../../policies/general.toml");

/// The general policy anew: a version from a day on, with another target for the complex solution.
fn version(number: u32, from: &str, target: &str) -> String {
    let newer = GENERAL.replacen("version = 1", &format!("version = {number}"), 1).replacen(
        "effective_from = \"2000-01-01\"",
        &format!("effective_from = \"{from}\""),
        1,
    );
    let (head, complex) = newer.split_once("id = \"general.solution_complex\"").unwrap();
    format!("{head}id = \"general.solution_complex\"{}", complex.replacen("\"P3D\"", &format!("\"{target}\""), 1))
}

async fn send(shop: &TestApp, path: &str, text: &str) -> Reply {
    Reply::of(shop.ask(Method::POST, path).header("content-type", "text/plain").body(text.to_owned())).await
}

fn find<'a>(list: &'a Value, key: &str, code: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|v| v[key] == code).unwrap_or_else(|| panic!("no {key} {code} in {list}"))
}

#[tokio::test]
async fn the_flow_of_the_policy_in_force_can_be_drawn_and_printed() {
    on_both(|shop| async move {
        let flow = shop.get("/policies/general/flow").await.good();
        assert_eq!((&flow["policy"]["standing"], &flow["policy"]["shipped"]), (&json!("in_force"), &json!(true)));
        let way = &flow["ways"].as_array().unwrap().iter().find(|w| w["kinds"][0] == "complaint").unwrap().clone();
        let proposed = find(&way["steps"], "stage", "solution_proposed");
        assert!(proposed["due_here"].as_array().unwrap().contains(&json!("general.solution_complex")));
        assert_eq!(find(&proposed["law"], "id", "law.redline_15d")["what"], "clock");
        assert!(proposed["step"]["zh_hans"].as_str().unwrap().contains("3 个工作日"));
        assert_eq!(find(&way["steps"], "stage", "approval")["kind"], "approval");
        let edges = way["edges"].as_array().unwrap();
        assert!(edges.contains(&json!({ "from": "closed", "to": "reopened", "kind": "reopen" })));
        let clock = find(&flow["clocks"], "id", "general.solution_complex");
        assert_eq!((&clock["target"], &clock["basis"]), (&json!("P3D"), &json!("S0-30")));
        assert_eq!(clock["pauses"], json!([{ "reason": "waiting_customer", "max": "PT72H" }]));
        assert_eq!(find(&flow["severities"], "severity", "critical")["label"]["zh_hans"], "紧急");
        assert!(!flow["closing"].as_array().unwrap().is_empty() && !flow["waits"].as_array().unwrap().is_empty());
        shop.get("/policies/statutory.cn/flow").await.problem(422, "unusable_input");
        shop.get("/policies/none/flow").await.problem(404, "not_found");
        // A draft is drawn before anybody puts it in force, also in the place of a version that is there.
        let draft = send(&shop, "/policies/flow", &version(1, "2000-01-01", "P2D")).await.good();
        assert_eq!(find(&draft["clocks"], "id", "general.solution_complex")["target"], "P2D");
        let bad = send(&shop, "/policies/flow", "id = 7").await.problem(422, "unusable_input");
        assert!(bad["errors"][0]["field"].as_str().unwrap().starts_with("1:"), "{bad}");
    })
    .await;
}

#[tokio::test]
async fn a_coming_version_begins_by_itself_on_its_day_in_the_business_zone() {
    on_both(|shop| async move {
        let complex = async |shop: &TestApp| shop.post("/cases", shop.complaint()).await.good()["policy"].clone();
        // Now is 22 September, nine in the morning.
        send(&shop, "/policies", &version(2, "2026-09-24", "P2D")).await.good();
        let lines = shop.get("/policies").await.good();
        let standing = |lines: &Value, v: u32| {
            let line = lines.as_array().unwrap().iter().find(|l| l["id"] == "general" && l["version"] == v).unwrap();
            line["standing"].as_str().unwrap().to_owned()
        };
        assert_eq!((standing(&lines, 1).as_str(), standing(&lines, 2).as_str()), ("in_force", "coming"));
        shop.pass(2 * DAY - 9 * 3_600_000 - 1).await;
        assert_eq!(complex(&shop).await["version"], 1, "a millisecond before midnight in Shanghai");
        shop.pass(1).await;
        assert_eq!(complex(&shop).await["version"], 2);
        let lines = shop.get("/policies").await.good();
        assert_eq!((standing(&lines, 1).as_str(), standing(&lines, 2).as_str()), ("superseded", "in_force"));
        let reach = shop.get("/policies/general/reach").await.good();
        assert_eq!((&reach["open_cases"], &reach["pinned"]), (&json!(2), &json!(2)));
        assert_eq!(shop.get("/policies/apparel/reach").await.good()["units"], json!([]));
        let source = shop.get("/policies/general?version=2").await.good()["source"].clone();
        assert_eq!(source, version(2, "2026-09-24", "P2D"));
        assert_eq!(shop.get("/policies/general?version=1").await.good()["source"], GENERAL);
        let diff = shop.get("/policies/general/diff?from=1&to=2").await.good();
        let target = find(&diff, "path", "clock.general.solution_complex.target");
        assert_eq!(
            (&target["before"], &target["after"], &target["effect"]),
            (&json!("P3D"), &json!("P2D"), &json!("tightens"))
        );
        let back = shop.get("/policies/general/diff?from=2&to=1").await.good();
        assert_eq!(find(&back, "path", "clock.general.solution_complex.target")["effect"], "loosens");
        shop.get("/policies/general/diff?from=1").await.problem(422, "unusable_input");
        shop.get("/policies/general/diff?from=1&to=9").await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_month_shows_each_day_with_its_name_hours_and_busy_hours() {
    on_both(|shop| async move {
        let month = shop.get("/calendars/CN/preview?month=2026-02").await.good();
        let day = |month: &Value, date: &str| find(&month["days"], "date", date).clone();
        assert_eq!(month["days"].as_array().unwrap().len(), 28);
        let new_year = day(&month, "2026-02-17");
        assert_eq!((&new_year["kind"], &new_year["working"]), (&json!("statutory_holiday"), &json!(false)));
        assert_eq!(new_year["names"], json!({ "zh_hans": "春节", "zh_hant": "春節", "en": "Spring Festival" }));
        let made_up = day(&month, "2026-02-28");
        assert_eq!((&made_up["kind"], &made_up["working"]), (&json!("makeup_workday"), &json!(true)));
        assert_eq!(day(&month, "2026-02-08")["kind"], "weekend");
        assert_eq!(day(&month, "2026-02-09")["provisional"], false);
        let later = shop.get("/calendars/CN/preview?month=2028-02").await.good();
        assert_eq!((later["days"].as_array().unwrap().len(), &later["days"][0]["provisional"]), (29, &json!(true)));
        // A shop with a lunch break that counts its stock on one day.
        let hours = json!([["09:00", "12:00"], ["13:00", "18:00"]]);
        let week = json!({ "mon": hours, "tue": hours, "wed": hours, "thu": hours, "fri": hours });
        let calendar = json!({ "kind": "business_hours", "zone": "Asia/Shanghai", "region": "CN", "week": week,
            "closures": [{ "from": "2026-02-10", "to": "2026-02-10", "name": "盘点" }] });
        let new = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "一站", "calendar": calendar });
        let unit = shop.post("/units", new).await.good()["id"].as_str().unwrap().to_owned();
        let here = shop.get(&format!("/calendars/CN/preview?month=2026-02&unit={unit}")).await.good();
        let tuesday = day(&here, "2026-02-10");
        assert_eq!(
            (&tuesday["kind"], &tuesday["name"], &tuesday["periods"]),
            (&json!("closed"), &json!("盘点"), &json!([]))
        );
        let monday = day(&here, "2026-02-09");
        assert_eq!(monday["periods"][1], json!({ "from": "13:00", "to": "18:00" }));
        assert_eq!(monday["peaks"][0], json!({ "from": "10:00", "to": "12:00" }), "chat is busy (S0-27)");
        // 48 working hours from Friday the 6th at 16:00: 2 there, 8 on Monday, none on Tuesday, 8 a day to Friday, 8 on
        // make-up Saturday, the rest after the Spring Festival.
        let ask = |body: Value| shop.post("/calendars/ask", body);
        let asked = json!({ "op": "due", "from": "2026-02-06T16:00:00+08:00", "span": "PT48H", "unit": unit });
        let answer = ask(asked).await.good();
        assert_eq!(answer["due_local"], "2026-02-24T16:00:00+08:00", "{answer}");
        assert!(answer["explain"].as_array().unwrap().iter().any(|s| s["name"] == "盘点"));
        assert_eq!(ask(json!({ "op": "is_open" })).await.good()["open"], true);
        ask(json!({ "op": "due", "span": "P0D" })).await.problem(422, "unusable_input");
        ask(json!({ "op": "due", "span": "PT1H", "calendar": { "kind": "moon" } }))
            .await
            .problem(422, "unusable_input");
        for bad in ["month=2026-13", "month=26-2", "", "month=2026-02&unit=0000000000000"] {
            let reply = shop.get(&format!("/calendars/CN/preview?{bad}")).await;
            assert!(matches!(reply.status, 404 | 422), "{bad}: {}", reply.status);
        }
        shop.get("/calendars/XX/preview?month=2026-02").await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_years_notice_is_looked_at_before_it_is_imported() {
    on_both(|shop| async move {
        let notice = "# covers 2027\n2027-01-01\toff\t元旦\n2027-01-04\twork\t元旦\n";
        let seen = send(&shop, "/calendars/CN/check", notice).await.good();
        assert_eq!((&seen["usable"], &seen["years"]), (&json!(true), &json!([2027])));
        let day = find(&seen["changes"], "date", "2027-01-01");
        assert_eq!((&day["before"], &day["after"]), (&Value::Null, &json!("off")));
        assert_eq!(find(&seen["findings"], "code", "workday_on_weekday")["date"], "2027-01-04");
        assert_eq!(find(&seen["findings"], "code", "few_holidays")["gravity"], "warning");
        let broken = send(&shop, "/calendars/CN/check", "# covers 2027\n2027-13-01\toff\tx").await.good();
        assert_eq!((&broken["usable"], &broken["findings"][0]["line"]), (&json!(false), &json!(2)));
        assert!(!shop.get("/calendars").await.good()[0]["years"].as_array().unwrap().contains(&json!(2027)));
    })
    .await;
}

/// A fresh agent over everything; their id.
async fn agent(shop: &TestApp, login: &str) -> String {
    let new = json!({ "login": login, "name": login, "unit": shop.unit,
        "roles": [{ "role": "agent", "reach": "all" }] });
    shop.post("/users", new).await.good()["id"].as_str().unwrap().to_owned()
}

fn owner(case: &Value) -> &str {
    case["owner"]["id"].as_str().unwrap_or_else(|| panic!("{case}"))
}

#[tokio::test]
async fn s2_09_a_case_starts_with_the_owner_of_its_channel_and_past_whoever_is_away() {
    on_both(|shop| async move {
        let (wang, li, zhao) = (agent(&shop, "wang").await, agent(&shop, "li").await, agent(&shop, "zhao").await);
        let mine = shop.post("/cases", shop.complaint()).await.good();
        assert_eq!(owner(&mine), shop.admin.to_string(), "without a channel whoever takes it answers for it");
        let new = json!({ "unit": shop.unit, "channel": "phone", "name": "售后热线", "address": "400-800-1234",
            "owner": wang, "backup": li });
        let made = shop.post("/channels", new.clone()).await;
        assert_eq!((made.status, made.header("etag")), (201, Some("\"1\"")));
        let line = made.good();
        assert_eq!((&line["findings"], &line["policy_rule"]), (&json!([]), &json!("base.first_response")));
        shop.post("/channels", new).await.problem(409, "taken");
        let take = async || shop.post("/cases", shop.complaint()).await.good();
        assert_eq!(owner(&take().await), wang);
        let mut given = shop.complaint();
        given["owner"] = json!({ "kind": "user", "id": zhao });
        assert_eq!(owner(&shop.post("/cases", given).await.good()), zhao, "whoever is named is named");
        // Wang is away from tomorrow on, and Zhao stands in.
        let away = |from: &str, until: &str| json!({ "from": from, "until": until, "deputy": zhao });
        let path = format!("/users/{wang}/absence");
        shop.put(&path, away("2026-09-23T00:00:00+08:00", "2026-09-25T00:00:00+08:00")).await.good();
        assert_eq!(owner(&take().await), wang, "not away yet");
        shop.pass(DAY).await;
        assert_eq!(shop.get(&path).await.good()["now"], true);
        assert_eq!(owner(&take().await), li, "the backup");
        let at = format!("/channels/{}", line["id"].as_str().unwrap());
        let found = shop.get(&at).await.good();
        assert_eq!(found["findings"], json!(["owner_absent"]));
        // The backup leaves: the deputy of the owner.
        shop.post(&format!("/users/{li}/deactivation"), json!({})).await.good();
        assert_eq!(owner(&take().await), zhao);
        assert_eq!(shop.get(&at).await.good()["findings"], json!(["owner_absent", "backup_inactive"]));
        assert_eq!(shop.delete(&path, None).await.status, 204);
        assert_eq!(owner(&take().await), wang);
        let closed = json!({ "name": "售后热线", "active": false });
        let closed = Reply::of(shop.ask(Method::PUT, &at).header("If-Match", "\"1\"").json(&closed)).await;
        assert_eq!(closed.good()["findings"], json!(["owner_missing", "backup_missing"]));
        assert_eq!(owner(&take().await), shop.admin.to_string());
        let stale = shop.ask(Method::PUT, &at).header("If-Match", "\"1\"").json(&json!({ "name": "x" }));
        Reply::of(stale).await.problem(412, "stale");
        for bad in [
            away("2026-09-25T00:00:00+08:00", "2026-09-24T00:00:00+08:00"),
            away("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"),
        ] {
            shop.put("/me/absence", bad).await.problem(422, "unusable_input");
        }
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn s2_09_the_limit_of_a_channel_tightens_the_first_response_and_the_clock_says_so() {
    on_both(|shop| async move {
        let channel = |limit: &str| json!({ "unit": shop.unit, "channel": "phone", "name": "热线", "limit": limit });
        let refused = shop.post("/channels", channel("PT48H")).await.problem(409, "channel_limit_loosens");
        assert_eq!(refused["data"]["rule"], "base.first_response");
        assert!(refused["title"].as_str().unwrap().contains("PT24H"), "{refused}");
        shop.post("/channels", channel("soon")).await.problem(422, "unusable_input");
        let before = shop.post("/cases", shop.complaint()).await.good();
        shop.pass(60_000).await;
        let made = shop.post("/channels", channel("PT2H")).await.good();
        let after = shop.post("/cases", shop.complaint()).await.good();
        let first = async |case: &Value| {
            let clocks = shop.get(&format!("/cases/{}/clocks", case["id"].as_str().unwrap())).await.good();
            find(&clocks["clocks"], "basis", "C.1, S4-02 (default, not from the source)").clone()
        };
        let (old, new) = (first(&before).await, first(&after).await);
        assert_eq!((&old["target"], &old["channel"]), (&json!("PT24H"), &Value::Null));
        assert_eq!(
            (&new["target"], &new["channel"], &new["rule_target"]),
            (&json!("PT2H"), &made["id"], &json!("PT24H"))
        );
        assert_eq!(new["clock"]["due_at"], "2026-09-22T03:01:00.000Z");
        // What was promised stays when the channel is given another limit.
        let at = format!("/channels/{}", made["id"].as_str().unwrap());
        shop.put(&at, json!({ "name": "热线" })).await.good();
        assert_eq!(first(&after).await["clock"]["due_at"], new["clock"]["due_at"]);
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn s1_14_an_organisation_adds_leaves_renames_hides_and_orders_and_cases_keep_their_code() {
    on_both(|shop| async move {
        let name = |hans: &str| json!({ "zh_hans": hans, "zh_hant": hans, "en": hans });
        let judge = async |category: &str| {
            let case = shop.post("/cases", shop.complaint()).await.good();
            let at = format!("/cases/{}", case["id"].as_str().unwrap());
            let judged = json!({ "classification": { "category": category, "severity": "general" } });
            (at.clone(), shop.put(&format!("{at}/classification"), judged).await)
        };
        judge("product_quality.defect").await.1.good();
        judge("product_quality.door_seal").await.1.problem(409, "unknown_category");
        let leaf = json!({ "parent": "product_quality", "code": "door_seal", "name": name("门封漏水"), "severity": "major",
            "unit": shop.unit });
        let made = shop.post("/categories", leaf.clone()).await;
        assert_eq!(made.header("location"), Some("/api/v1/categories/product_quality.door_seal"));
        let made = made.good();
        assert_eq!((&made["counts_under"], &made["severity"]), (&json!("product_quality"), &json!("major")));
        shop.post("/categories", leaf).await.problem(422, "unusable_input");
        let (case, judged) = judge("product_quality.door_seal").await;
        assert_eq!(judged.good()["classification"]["category"], "product_quality.door_seal");
        let rolled = shop.get("/cases?category=product_quality").await.good();
        assert_eq!(rolled.as_array().unwrap().len(), 2, "figures of the parent count the leaf");
        // Hidden: no new case gets it, the old one keeps it; its code is spent.
        let hidden = json!({ "name": name("门封漏水"), "hidden": true });
        assert_eq!(shop.put("/categories/product_quality.door_seal", hidden).await.good()["hidden"], true);
        judge("product_quality.door_seal").await.1.problem(409, "retired_category");
        assert_eq!(shop.get(&case).await.good()["classification"]["category"], "product_quality.door_seal");
        // Canonical ones are renamed and put in order, and fall back.
        let first = json!({ "name": name("服务顾问态度"), "place": 0 });
        shop.put("/categories/service_attitude", first).await.good();
        let list = shop.get("/categories").await.good();
        assert_eq!((&list[0]["code"], &list[0]["zh_hans"]), (&json!("service_attitude"), &json!("服务顾问态度")));
        assert!(list[1]["code"].as_str().unwrap().starts_with("service_attitude."), "{}", list[1]);
        shop.put("/categories/service_attitude", json!({})).await.good();
        assert_ne!(shop.get("/categories").await.good()[0]["code"], "service_attitude");
        shop.put("/categories/none", json!({})).await.problem(404, "not_found");
        shop.post("/categories", json!({ "parent": "none", "code": "x", "name": name("x") })).await.problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_coming_version_can_be_withdrawn_and_a_unit_be_given_a_policy() {
    on_both(|shop| async move {
        send(&shop, "/policies", &version(2, "2026-10-01", "P2D")).await.good();
        shop.delete("/policies/general?version=1", None).await.problem(409, "policy_shipped");
        shop.delete("/policies/general?version=7", None).await.problem(404, "not_found");
        assert_eq!(shop.delete("/policies/general?version=2", None).await.status, 204);
        shop.get("/policies/general?version=2").await.problem(404, "not_found");
        shop.delete("/policies/general?version=2", None).await.problem(404, "not_found");
        send(&shop, "/policies", &version(2, "2026-10-01", "P1D")).await.problem(422, "unusable_input");
        send(&shop, "/policies", &version(3, "2026-09-22", "P1D")).await.good();
        shop.delete("/policies/general?version=3", None).await.problem(409, "policy_in_force");
        // A station of another trade.
        let new = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "一站" });
        let unit = shop.post("/units", new).await.good()["id"].as_str().unwrap().to_owned();
        let path = format!("/units/{unit}/policy");
        assert_eq!(shop.get(&path).await.good(), json!({ "own": null, "policy": "general" }));
        let chosen = shop.put(&path, json!({ "policy": "auto_station" })).await.good();
        assert_eq!(chosen, json!({ "own": "auto_station", "policy": "auto_station" }));
        let mut there = shop.complaint();
        there["unit"] = json!(unit);
        assert_eq!(shop.post("/cases", there).await.good()["policy"]["id"], "auto_station");
        assert_eq!(shop.post("/cases", shop.complaint()).await.good()["policy"]["id"], "general");
        shop.put(&path, json!({ "policy": "statutory.cn" })).await.problem(422, "unusable_input");
        shop.put(&path, json!({ "policy": null })).await.good();
        assert_eq!(shop.get(&path).await.good()["own"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn the_codes_say_what_the_policy_in_force_calls_them_and_how_long_one_may_wait() {
    on_both(|shop| async move {
        let codes = shop.get("/codes").await.good();
        assert_eq!(codes["policy"], "general@1");
        assert_eq!(find(&codes["severities"], "severity", "major")["label"]["zh_hans"], "高");
        let wait = find(&codes["waits"], "reason", "waiting_customer");
        assert!(wait["max"].as_str().unwrap().starts_with('P') && wait["needs_question"] == true, "{wait}");
        for list in ["ClosureReason", "Role", "Permission", "EmotionalState", "LinkKind", "MessageRole", "WaitReason"] {
            assert!(!codes["lists"][list].as_array().unwrap().is_empty(), "{list}");
        }
        assert!(codes["lists"]["CaseEvent"].as_array().unwrap().contains(&json!("clock_breached")));
    })
    .await;
}
