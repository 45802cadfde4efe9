//! Finding out what happened, on both engines: the checklist, evidence asked of a unit and of somebody outside, visits, head
//! office's help; and an emergency from its declaration to its assessment.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, HOUR, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

struct By<'a>(&'a TestApp, &'static str, String);

impl By<'_> {
    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.0.client.request(method, format!("{}/api/v1{path}", self.0.base)).header(self.1, &self.2)
    }

    async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: Value) -> Reply {
        Reply::of(self.request(Method::POST, path).json(&body)).await
    }

    async fn file(&self, path: &str) -> Reply {
        let part = reqwest::multipart::Part::bytes(b"weight 3.2 kg".to_vec()).file_name("秤.txt");
        let form = reqwest::multipart::Form::new().part("file", part);
        Reply::of(self.request(Method::POST, path).multipart(form)).await
    }
}

fn bearer(shop: &TestApp, token: String) -> By<'_> {
    By(shop, "authorization", format!("Bearer {token}"))
}

fn text<'a>(v: &'a Value, key: &str) -> &'a str {
    v[key].as_str().unwrap_or_else(|| panic!("no {key} in {v}"))
}

/// A warehouse with somebody who may answer there, and nothing else anywhere.
async fn warehouse(shop: &TestApp) -> (String, By<'_>) {
    let unit = json!({ "parent": shop.unit, "kind": "department", "code": "CK", "name": "仓储部" });
    let unit = text(&shop.post("/units", unit).await.good(), "id").to_owned();
    let names = json!({ "zh_hans": "取证应答", "zh_hant": "取證應答", "en": "Answers requests" });
    let role = shop.post("/roles", json!({ "names": names, "permissions": ["evidence.answer"] })).await.good();
    let role = text(&role, "role").parse().unwrap();
    let at = RoleAt { role, reach: Reach::Unit, unit: Some(unit.parse().unwrap()) };
    let token = shop.token_at("cang", at).await;
    (unit, bearer(shop, token))
}

async fn case(shop: &TestApp, classification: Value) -> String {
    let mut new = shop.complaint();
    new["texts"]["serial"] = json!("SN-2026-0815");
    let id = text(&shop.post("/cases", new).await.good(), "id").to_owned();
    let judged = json!({ "classification": classification });
    shop.put(&format!("/cases/{id}/classification"), judged).await.good();
    id
}

#[tokio::test]
async fn s2_17_a_department_and_a_carrier_answer_without_a_right_to_the_case() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (unit, keeper) = warehouse(&shop).await;
        let id = case(&shop, json!({ "category": "product_quality", "severity": "general" })).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        shop.post(&at("evidence-requests"), json!({ "source": "record", "text": "出库重量？" }))
            .await
            .problem(409, "nobody_asked");
        let asking = |source: &str, unit: Option<&str>, outside: Option<&str>| json!({ "source": source, "unit": unit, "outside": outside, "text": "出库重量？" });
        shop.post(&at("evidence-requests"), asking("record", Some(&unit), None)).await.good();

        // Whoever may only answer sees the request, hears of it, and nothing of the case.
        let queue = keeper.get("/evidence-requests").await.good();
        let line = &queue[0];
        assert_eq!(
            (text(line, "text"), &line["case_number"], &line["overdue"]),
            ("出库重量？", &Value::Null, &json!(false))
        );
        assert_eq!(keeper.get("/me/notifications").await.good()["items"][0]["kind"], "evidence_asked");
        keeper.get(&format!("/cases/{id}")).await.problem(403, "not_permitted");
        let request = text(line, "id").to_owned();
        let here = |path: &str| format!("/evidence-requests/{request}/{path}");
        shop.pass(3 * DAY).await;
        assert_eq!(keeper.get("/evidence-requests").await.good()[0]["overdue"], true, "it went up");
        // The case with it: an escalation that waits to be taken up, in the lists and among what is pending.
        let raised = shop.get(&format!("/cases/{id}")).await.good();
        let on = &raised["course"]["escalations"][0];
        assert_eq!((&on["cause"], &on["level"]), (&json!("evidence_overdue"), &json!(1)), "{raised}");
        assert_eq!(raised["pending"][0]["what"], "take_up", "{raised}");
        let room = shop.get("/cases?escalation=waiting").await.good();
        assert_eq!(room[0]["id"], json!(id), "the war room shows it: {room}");
        let stranger = text(&keeper.file(&here("attachments")).await.good(), "id").to_owned();
        keeper.post(&here("answer"), json!({ "text": "3.2 公斤", "files": [stranger] })).await.good();
        keeper.post(&here("answer"), json!({ "text": "复称 3.3 公斤" })).await.good();
        assert_eq!(keeper.get("/evidence-requests").await.good(), json!([]));

        // Somebody outside, by a link.
        shop.post(&at("evidence-requests"), asking("logistics", None, Some("顺达物流 li@example.com"))).await.good();
        let found = shop.get(&at("investigation")).await.good();
        assert_eq!(found["requests"][0]["answers"].as_array().unwrap().len(), 2, "both stand: {found}");
        assert_eq!(found["requests"][0]["answers"][1]["text"], "复称 3.3 公斤");
        let carrier = text(&found["requests"][1], "id").to_owned();
        let link = shop.post(&at(&format!("evidence-requests/{carrier}/link")), json!({})).await.good();
        let key = text(&link, "path").split_once('#').unwrap().1.to_owned();
        let outside = By(&shop, "x-evidence-key", key);
        let seen = outside.get("/portal/request").await.good();
        assert_eq!((text(&seen, "text"), &seen["by_name"]), ("出库重量？", &Value::Null));
        outside
            .post("/portal/request/answer", json!({ "text": "见附件", "files": [stranger] }))
            .await
            .problem(422, "unusable_input");
        let file = text(&outside.file("/portal/request/attachments").await.good(), "id").to_owned();
        let answer = json!({ "text": "签收时外箱破损", "files": [file], "name": "李强" });
        outside.post("/portal/request/answer", answer).await.good();
        let found = shop.get(&at("investigation")).await.good();
        assert_eq!(
            (&found["requests"][1]["answers"][0]["by_name"], &found["steps"][3]["standing"]),
            (&json!("李强"), &json!("done"))
        );
        let shown = shop.get(&format!("/cases/{id}")).await.good();
        assert_eq!(shown["course"]["evidence"], json!(["record", "record", "logistics"]));
        let liable = json!({ "shares": [{ "party": "logistics", "percent": 100 }] });
        shop.put(&at("liability"), liable).await.good();

        // Another link makes the first void, and time makes the second so.
        let again = shop.post(&at(&format!("evidence-requests/{carrier}/link")), json!({})).await.good();
        outside.get("/portal/request").await.problem(401, "not_signed_in");
        let key = text(&again, "path").split_once('#').unwrap().1.to_owned();
        let outside = By(&shop, "x-evidence-key", key);
        outside.get("/portal/request").await.good();
        shop.let_time_pass(15 * DAY);
        outside.get("/portal/request").await.problem(401, "not_signed_in");

        // Taken back, and no longer good.
        let link = shop.post(&at(&format!("evidence-requests/{carrier}/link")), json!({})).await.good();
        let outside = By(&shop, "x-evidence-key", text(&link, "path").split_once('#').unwrap().1.to_owned());
        outside.get("/portal/request").await.good();
        let back = at(&format!("evidence-requests/{carrier}/withdrawal"));
        shop.post(&back, json!({ "reason": "已解决" })).await.good();
        outside.get("/portal/request").await.problem(401, "not_signed_in");
        keeper.get(&format!("/evidence-requests/{carrier}")).await.problem(404, "not_found");
        let proved = shop.app.verify().await.unwrap();
        assert_eq!(proved.found, 0, "the journal proves the rows: {:?}", proved.findings);
    }
}

/// The rows of a page and where the next begins.
async fn page(by: &By<'_>, path: &str) -> (usize, Option<String>) {
    let reply = by.get(path).await;
    let next = reply.header("link").map(|l| l.split(['<', '>']).nth(1).unwrap().replace("/api/v1", ""));
    (reply.good().as_array().unwrap().len(), next)
}

#[tokio::test]
async fn queues_longer_than_what_is_looked_at_for_a_page_are_read_to_their_end() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (unit, keeper) = warehouse(&shop).await;
        let id = case(&shop, json!({ "category": "product_quality", "severity": "general" })).await;
        let asking = json!({ "source": "record", "unit": unit, "text": "出库重量？" });
        shop.post(&format!("/cases/{id}/evidence-requests"), asking).await.good();
        shop.post(&format!("/cases/{id}/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&format!("/cases/{id}/findings"), json!({ "text": "属实" })).await.good();
        let lead = bearer(&shop, shop.token_of(Role::Supervisor).await);
        let agent = bearer(&shop, shop.token_of(Role::Agent).await);
        let term = json!({ "remedy": "compensation", "amount": { "amount_minor": 50_000, "currency": "CNY" } });
        let asked = json!({ "terms": [term], "reason": "客户已等待两周" });
        agent.post(&format!("/cases/{id}/approvals"), asked).await.good();
        // More than are looked at for a page, all due before, none of them the reader's.
        let elsewhere = shop.unit;
        let fill = shop.app.db().write("test.fill", move |tx| {
            for n in 1..=2_100_i64 {
                let (id, due) = (bihuan_domain::ids::Id::from_i64(n), bihuan_domain::time::UtcMs::new(n));
                let values = [id.into(), id.into(), Some(elsewhere).into(), due.into()];
                tx.execute(&bihuan_store::nouns::evidence_request::sql::ask, &values)?;
                tx.execute(&bihuan_store::nouns::approval::sql::ask, &[id.into(), id.into(), due.into()])?;
            }
            Ok::<_, bihuan_store::Fault>(())
        });
        fill.await.unwrap();

        let (none, next) = page(&keeper, "/evidence-requests?limit=50").await;
        let next = next.expect("it is said that there may be more");
        assert_eq!((none, next.starts_with("/evidence-requests?limit=50&after=")), (0, true), "{next}");
        assert_eq!(page(&keeper, &next).await, (1, None));
        let counted = keeper.get("/me/waiting").await.good();
        assert_eq!(counted["evidence_requests"], json!({ "count": 0, "more": true }), "{counted}");
        assert_eq!(
            counted["approvals"],
            json!({ "count": 0, "more": false }),
            "what one may not do does not wait for one"
        );

        let (none, next) = page(&lead, "/approvals").await;
        assert_eq!((none, page(&lead, &next.unwrap()).await), (0, (1, None)));
        keeper.get("/evidence-requests?after=1.x").await.problem(422, "unusable_input");
    }
}

#[tokio::test]
async fn s0_54_an_emergency_asks_who_is_on_duty_one_after_the_other_and_ends_with_its_assessment() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let person = |login: &'static str| {
            let at = RoleAt { role: Role::Agent.into(), reach: Reach::All, unit: None };
            let shop = &shop;
            async move { bearer(shop, shop.token_at(login, at).await) }
        };
        let (first, second) = (person("yi").await, person("er").await);
        let roster = format!("/units/{}/duty-shifts", shop.unit);
        for (place, on) in [(1, &first), (2, &second)] {
            let user = text(&on.get("/me").await.good(), "user").to_owned();
            let (from, until) = (shop.now().to_string(), shop.now().plus_ms(2 * DAY).to_string());
            shop.post(&roster, json!({ "user": user, "place": place, "from": from, "until": until })).await.good();
        }
        first.get(&roster).await.problem(403, "not_permitted");
        let danger = json!({ "category": "safety.fire", "severity": "critical", "safety_risk": true });
        let earlier = case(&shop, json!({ "category": "product_quality", "severity": "general" })).await;
        let id = case(&shop, danger).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let told = |who: Value| who["items"].as_array().unwrap().iter().filter(|n| n["kind"] == "duty_asked").count();
        let bell = "/me/notifications";
        assert_eq!((told(first.get(bell).await.good()), told(second.get(bell).await.good())), (1, 0));
        shop.pass(10 * HOUR / 60).await;
        assert_eq!((told(first.get(bell).await.good()), told(second.get(bell).await.good())), (1, 1));
        second.post(&at("emergency/acceptance"), json!({})).await.good();
        first.post(&at("emergency/acceptance"), json!({})).await.problem(409, "emergency_accepted");
        shop.pass(5 * HOUR).await;
        assert_eq!(told(first.get(bell).await.good()), 1, "nobody is asked any more");

        // Who else: the same piece, told with another hyphen.
        let others = shop.get(&at("cluster")).await.good();
        assert_eq!((&others["serial"], &others["cases"][0]["id"]), (&json!(1), &json!(earlier)), "{others}");

        // Withdrawn it stays open until the risk is assessed.
        let withdrawn = json!({ "reason": "withdrawn" });
        shop.post(&at("closure"), withdrawn.clone()).await.problem(409, "safety_unassessed");
        shop.post(&at("substitute"), json!({ "offered": true, "text": "备用机一台" })).await.good();
        let assessed = json!({ "report": true, "reason": "电池起火", "document": "召回报告 2026-17" });
        shop.post(&at("safety-assessment"), assessed).await.good();
        let found = shop.get(&at("investigation")).await.good();
        assert_eq!(
            (&found["safety"]["document"], &found["emergency"]["accepted"]["by_name"]),
            (&json!("召回报告 2026-17"), &json!("er"))
        );
        shop.post(&at("closure"), withdrawn).await.good();
    }
}

#[tokio::test]
async fn s1_17_s3_26_the_checklist_visits_and_head_offices_help() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = case(&shop, json!({ "category": "product_quality", "severity": "general" })).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        shop.post(&at("steps/verify/completion"), json!({})).await.problem(409, "step_by_record");
        shop.post(&at("steps/moon/omission"), json!({ "reason": "无" })).await.problem(409, "no_such_step");
        shop.post(&at("findings"), json!({ "text": "属实", "causes": ["promise_broken"] }))
            .await
            .problem(422, "unusable_input");
        shop.post(&at("steps/evidence/omission"), json!({ "reason": "客户提供录像" })).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "no_answer" })).await.good();
        shop.post(&at("containments"), json!({ "text": "停售该批次" })).await.good();
        let when = shop.now().plus_ms(HOUR).to_string();
        let plan = json!({ "at": when, "place": "中山路 12 号", "visitor": shop.admin });
        let planned = shop.post(&at("visits"), plan).await.good();
        assert!(planned["id"].is_string());
        shop.pass(2 * DAY).await;
        let found = shop.get(&at("investigation")).await.good();
        let visit = &found["visits"][0];
        assert_eq!((&visit["overdue"], text(visit, "place")), (&json!(true), "中山路 12 号"));
        assert_eq!(
            (&found["attempts"][0]["result"], &found["containments"][0]["text"]),
            (&json!("no_answer"), &json!("停售该批次"))
        );
        let missed = at(&format!("visits/{}/cancellation", text(visit, "id")));
        shop.post(&missed, json!({ "reason": "客户不在家" })).await.good();
        shop.post(&missed, json!({ "reason": "客户不在家" })).await.problem(409, "part_over");

        // Made, with a photo that is kept by its digest like any file of the case.
        let when = shop.now().plus_ms(HOUR).to_string();
        let plan = json!({ "at": when, "place": "中山路 12 号", "visitor": shop.admin });
        shop.post(&at("visits"), plan).await.good();
        let part = reqwest::multipart::Part::bytes(shop.picture(40, 30)).file_name("漏水处.png");
        let form = reqwest::multipart::Form::new().part("file", part);
        let attached = Reply::of(shop.ask(Method::POST, &at("attachments")).multipart(form)).await.good();
        assert!(attached["id"].is_string());
        let timeline = shop.get(&at("timeline?order=desc&limit=5")).await.good();
        let entries = timeline.as_array().or_else(|| timeline["items"].as_array()).unwrap();
        let photo = entries.iter().find_map(|e| e["attachments"].as_array()?.first()?["id"].as_str()).unwrap();
        let found = shop.get(&at("investigation")).await.good();
        let visit = text(&found["visits"][1], "id").to_owned();
        let record = json!({ "at": shop.now().to_string(), "finding": "水管接头松动", "attachments": [photo] });
        shop.post(&at(&format!("visits/{visit}/record")), record).await.good();
        let found = shop.get(&at("investigation")).await.good();
        let shown = &found["visits"][1]["photos"][0];
        assert_eq!(
            (text(shown, "id"), text(shown, "name"), &shown["has_thumbnail"]),
            (photo, "漏水处.png", &json!(true))
        );
        let strange = json!({ "at": shop.now().to_string(), "finding": "x", "attachments": [visit] });
        shop.post(&at(&format!("visits/{visit}/record")), strange).await.problem(422, "unusable_input");
        shop.post(&at("support-requests"), json!({ "text": "主板如何检测？" })).await.good();
        let asked = text(&shop.get(&at("investigation")).await.good()["supports"][0], "id").to_owned();
        let answer = at(&format!("support-requests/{asked}/answer"));
        shop.post(&answer, json!({ "text": "按手册" })).await.problem(403, "not_permitted");
        let head = bearer(&shop, shop.token_of(Role::ServiceManagement).await);
        head.post(&answer, json!({ "text": "按手册 3.2 节" })).await.good();
        assert_eq!(shop.get(&at("investigation")).await.good()["supports"][0]["answer"]["text"], "按手册 3.2 节");
    }
}
