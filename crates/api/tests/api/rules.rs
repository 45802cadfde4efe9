//! Rules that act by themselves: on what happens and on what time brings, once each, in order, explained, and refused like
//! anybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, HOUR, MINUTE, Reply, TestApp};
use serde_json::{Value, json};

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

fn on(happening: &str, all: Value, actions: Value) -> Value {
    json!({
        "name": "规则", "trigger": { "kind": "event", "happenings": [happening] },
        "conditions": { "all": all }, "actions": actions,
    })
}

async fn rule(shop: &TestApp, body: Value) -> String {
    shop.post("/rules", body).await.good()["id"].as_str().unwrap().to_owned()
}

async fn case(shop: &TestApp, feeling: &str) -> String {
    let mut new = shop.complaint();
    new["classification"] = json!({ "emotional_state": feeling });
    shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned()
}

async fn runs(shop: &TestApp, path: &str) -> Vec<Value> {
    shop.get(path).await.good().as_array().unwrap().clone()
}

fn angry() -> Value {
    json!([{ "on": "emotional_state", "any_of": ["angry", "extreme"] }])
}

#[tokio::test]
async fn s1_15_a_rule_routes_prioritises_and_tells_and_the_timeline_names_it() {
    on_both(|shop| async move {
        let me = shop.admin.to_string();
        let earlier = case(&shop, "angry").await;
        let actions = json!([
            { "kind": "set_priority", "priority": "high" },
            { "kind": "assign", "handler": me },
            { "kind": "note", "text": "客户情绪激动，请先致电。" },
            { "kind": "notify", "roles": ["admin"] },
        ]);
        // A rule hears of what happens from its own time on.
        shop.let_time_pass(1_000);
        let id = rule(&shop, on("registered", angry(), actions)).await;
        let calm = case(&shop, "calm").await;
        let hot = case(&shop, "angry").await;
        shop.rules_act().await;
        for untouched in [&earlier, &calm] {
            assert!(runs(&shop, &format!("/cases/{untouched}/runs")).await.is_empty(), "calm, or before the rule");
        }
        let now = shop.get(&format!("/cases/{hot}")).await.good();
        assert_eq!((&now["priority"], &now["handler"]), (&json!("high"), &json!(me)));
        let timeline = shop.get(&format!("/cases/{hot}/timeline")).await.good();
        let by_rule: Vec<_> = timeline.as_array().unwrap().iter().filter(|e| e["actor_kind"] == "rule").collect();
        assert_eq!(by_rule.len(), 3);
        assert!(by_rule.iter().all(|e| e["actor_name"] == "规则" && e["actor"] == json!(id)), "{timeline}");
        let told = shop.get("/me/notifications").await.good();
        assert!(told["items"].as_array().unwrap().iter().any(|n| n["kind"] == "rule_fired"), "{told}");

        let log = runs(&shop, &format!("/rules/{id}/runs")).await;
        assert_eq!(log.len(), 1);
        assert_eq!(
            (&log[0]["outcome"], &log[0]["cause"], &log[0]["commands"]),
            (&json!("done"), &json!("registered"), &json!(3))
        );
        assert_eq!((&log[0]["case"], &log[0]["number"]), (&json!(hot), &now["number"]));
        assert_eq!((&log[0]["all"][0]["found"], &log[0]["all"][0]["holds"]), (&json!(["angry"]), &json!(true)));
        assert_eq!(runs(&shop, &format!("/cases/{hot}/runs")).await, log, "the same, told of the case");
        // Asked by two nodes at once, and again: once each.
        let (a, b) = tokio::join!(shop.app.hear_for_rules(), shop.app.hear_for_rules());
        a.unwrap();
        b.unwrap();
        assert_eq!(runs(&shop, &format!("/rules/{id}/runs")).await.len(), 1);
        assert!(shop.get(&format!("/rules/{id}")).await.good()["last_run_at"].is_string());
        assert!(shop.app.verify().await.unwrap().found == 0, "the journal and the rows agree");
    })
    .await;
}

#[tokio::test]
async fn rules_that_lead_to_rules_end_and_none_fires_on_what_it_caused() {
    on_both(|shop| async move {
        let note = |text: &str| json!([{ "kind": "note", "text": text }]);
        let ids = [
            rule(&shop, on("registered", json!([]), note("一"))).await,
            rule(&shop, on("noted", json!([]), note("二"))).await,
            rule(&shop, on("noted", json!([]), note("三"))).await,
            rule(&shop, on("noted", json!([]), note("四"))).await,
            rule(&shop, on("noted", json!([]), note("五"))).await,
        ];
        let hot = case(&shop, "calm").await;
        shop.rules_act().await;
        let log = runs(&shop, &format!("/cases/{hot}/runs")).await;
        let deepest = log.iter().map(|r| r["depth"].as_u64().unwrap()).max();
        assert_eq!(deepest, Some(4), "looked at once more, to say that it goes no deeper");
        for run in &log {
            let deep = run["depth"] == 4;
            assert_eq!(run["outcome"] == "too_deep", deep, "{run}");
            assert_eq!(run["commands"].as_u64().unwrap() == 0, deep, "{run}");
        }
        let of = |id: &String| log.iter().filter(|r| r["rule"] == json!(id)).count();
        assert_eq!(of(&ids[0]), 1);
        assert!(ids[1..].iter().all(|id| of(id) > 0), "{log:?}");
        assert_eq!(shop.rules_act().await, 0, "it ended");
    })
    .await;
}

#[tokio::test]
async fn a_refused_action_is_written_down_with_its_reason_and_not_tried_again() {
    on_both(|shop| async move {
        let me = shop.admin.to_string();
        let unit = shop.unit.to_string();
        let actions = json!([
            { "kind": "offer_transfer", "to": { "kind": "unit", "id": unit }, "reason": "按规则转办" },
            { "kind": "assign", "handler": me },
            { "kind": "set_priority", "priority": "high" },
            { "kind": "set_priority", "priority": "high" },
        ]);
        let id = rule(&shop, on("registered", json!([]), actions)).await;
        let hot = case(&shop, "calm").await;
        shop.rules_act().await;
        shop.rules_act().await;
        let log = runs(&shop, &format!("/rules/{id}/runs")).await;
        assert_eq!((log.len(), &log[0]["outcome"]), (1, &json!("part")));
        let told: Vec<_> =
            log[0]["actions"].as_array().unwrap().iter().map(|a| (&a["outcome"], &a["refusal"])).collect();
        assert_eq!(
            told,
            [
                (&json!("done"), &Value::Null),
                (&json!("refused"), &json!("transfer_pending")),
                (&json!("done"), &Value::Null),
                (&json!("nothing"), &Value::Null),
            ]
        );
        assert_eq!(shop.get(&format!("/cases/{hot}")).await.good()["priority"], "high", "the rest was done");
    })
    .await;
}

#[tokio::test]
async fn a_time_rule_acts_when_its_moment_comes_once_and_on_what_was_open_before() {
    on_both(|shop| async move {
        let (before, calm) = (case(&shop, "angry").await, case(&shop, "calm").await);
        let body = json!({
            "name": "两小时无人处理", "trigger": { "kind": "time", "moment": "untouched", "minutes": 120 },
            "conditions": { "all": angry() }, "actions": [{ "kind": "note", "text": "请尽快联系" }],
        });
        let preview = json!({ "trigger": body["trigger"], "conditions": body["conditions"] });
        assert_eq!(shop.post("/rules/preview", preview.clone()).await.good()["count"], 0, "not yet");
        let id = rule(&shop, body).await;
        shop.app.run_jobs().await.unwrap();
        shop.pass(119 * MINUTE).await;
        assert!(runs(&shop, &format!("/rules/{id}/runs")).await.is_empty());
        let waits = case(&shop, "angry").await;
        shop.rules_act().await;
        shop.pass(MINUTE).await;
        let acted = async |case: &str| runs(&shop, &format!("/cases/{case}/runs")).await.len();
        assert_eq!((acted(&before).await, acted(&calm).await, acted(&waits).await), (1, 0, 0));
        assert_eq!(shop.post("/rules/preview", preview).await.good()["count"], 1);
        shop.rules_act().await;
        shop.pass(HOUR).await;
        assert_eq!(acted(&before).await, 1, "once for this moment: what a rule does is no touch");

        // The moment was past already; now the condition comes true.
        let judged = json!({ "classification": { "emotional_state": "extreme" } });
        shop.put(&format!("/cases/{calm}/classification"), judged).await.good();
        shop.rules_act().await;
        shop.pass(1).await;
        assert_eq!(acted(&calm).await, 0, "judging it was a touch");
        shop.pass(2 * HOUR).await;
        assert_eq!((acted(&calm).await, acted(&waits).await), (1, 1));
        let log = runs(&shop, &format!("/rules/{id}/runs")).await;
        assert_eq!(log.len(), 3);
        assert!(log.iter().all(|r| r["cause"] == "untouched" && r["outcome"] == "done"), "{log:?}");
    })
    .await;
}

#[tokio::test]
async fn a_time_rule_that_is_switched_off_or_gone_does_nothing() {
    on_both(|shop| async move {
        let body = json!({
            "name": "到期前", "trigger": { "kind": "time", "moment": "after_received", "minutes": 60 },
            "actions": [{ "kind": "note", "text": "一小时了" }],
        });
        let id = rule(&shop, body.clone()).await;
        shop.app.run_jobs().await.unwrap();
        let hot = case(&shop, "calm").await;
        shop.rules_act().await;
        let mut off = body;
        off["enabled"] = json!(false);
        shop.put(&format!("/rules/{id}"), off.clone()).await.good();
        shop.pass(61 * MINUTE).await;
        assert!(runs(&shop, &format!("/cases/{hot}/runs")).await.is_empty());
        off["enabled"] = json!(true);
        shop.put(&format!("/rules/{id}"), off).await.good();
        shop.app.run_jobs().await.unwrap();
        shop.pass(1).await;
        assert_eq!(runs(&shop, &format!("/cases/{hot}/runs")).await.len(), 1, "made up for once it acts again");
        shop.delete(&format!("/rules/{id}"), None).await.good();
        let other = case(&shop, "calm").await;
        shop.rules_act().await;
        shop.pass(2 * HOUR).await;
        assert!(runs(&shop, &format!("/cases/{other}/runs")).await.is_empty());
        assert_eq!(runs(&shop, &format!("/cases/{hot}/runs")).await[0]["rule_name"], "到期前", "the log stays");
        shop.get(&format!("/rules/{id}")).await.problem(404, "not_found");
        shop.app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn bad_input_names_each_field_and_changes_nothing() {
    on_both(|shop| async move {
        let mut bad = on("registered", json!([{ "on": "kind", "any_of": ["ticket"] }]), json!([{ "kind": "notify" }]));
        bad["conditions"]["any"] = json!([{ "on": "own_field", "any_of": ["yes"] }]);
        let told = shop.post("/rules", bad).await.problem(422, "unusable_input");
        let fields: Vec<_> = told["errors"].as_array().unwrap().iter().map(|e| (&e["field"], &e["code"])).collect();
        assert_eq!(
            fields,
            [
                (&json!("conditions.all.0.any_of"), &json!("bad_value")),
                (&json!("conditions.any.0.field"), &json!("missing")),
                (&json!("actions.0.users"), &json!("empty")),
            ]
        );
        let nobody = json!([{ "kind": "assign", "handler": shop.unit.to_string() }]);
        let told = shop.post("/rules", on("registered", json!([]), nobody)).await.problem(422, "unusable_input");
        assert_eq!(
            (&told["errors"][0]["field"], &told["errors"][0]["code"]),
            (&json!("actions.0.handler"), &json!("unknown_user"))
        );
        let odd = json!([{ "kind": "shout", "text": "!" }]);
        shop.post("/rules", on("registered", json!([]), odd)).await.problem(422, "unusable_input");
        assert_eq!(shop.get("/rules").await.good(), json!([]));
        let preview = json!({ "conditions": { "all": [{ "on": "stage", "any_of": [] }] } });
        shop.post("/rules/preview", preview).await.problem(422, "unusable_input");

        let note = || json!([{ "kind": "note", "text": "好" }]);
        let (a, b) =
            (rule(&shop, on("noted", json!([]), note())).await, rule(&shop, on("closed", json!([]), note())).await);
        shop.put("/rules/order", json!({ "rules": [a] })).await.problem(422, "unusable_input");
        let order = shop.put("/rules/order", json!({ "rules": [b, a] })).await.good();
        assert_eq!((&order[0]["id"], &order[1]["id"]), (&json!(b), &json!(a)));
        let stale = shop.ask(reqwest::Method::PUT, &format!("/rules/{a}")).header("If-Match", "\"1\"");
        Reply::of(stale.json(&on("noted", json!([]), note()))).await.problem(412, "stale");
        shop.settled().await;
        let audit = shop.get("/audit?stream=rule").await.good().to_string();
        assert!(audit.contains("move_rule") && !audit.contains('好'), "the journal has no words: {audit}");
    })
    .await;
}

#[tokio::test]
async fn the_log_of_a_case_is_for_whoever_may_see_the_case() {
    on_both(|shop| async move {
        let hot = case(&shop, "calm").await;
        let elsewhere = RoleAt { role: Role::Agent.into(), reach: Reach::Own, unit: None };
        let token = shop.token_at("stranger", elsewhere).await;
        let at = |path: &str| shop.client.get(format!("{}/api/v1{path}", shop.base)).bearer_auth(&token);
        Reply::of(at(&format!("/cases/{hot}/runs"))).await.problem(404, "not_found");
        Reply::of(at("/rules")).await.problem(403, "not_permitted");
    })
    .await;
}

#[tokio::test]
async fn s1_15_what_no_route_fits_goes_to_the_fallback_queue_and_is_seen_there() {
    on_both(|shop| async move {
        let me = shop.admin.to_string();
        let route = json!([{ "on": "category", "any_of": ["product_quality"] }]);
        rule(&shop, on("registered", route, json!([{ "kind": "assign", "handler": me }]))).await;
        let unit = json!({ "parent": shop.unit, "kind": "department", "code": "Q", "name": "兜底组" });
        let unit = shop.post("/units", unit).await.good();
        let mut queue = on(
            "registered",
            json!([]),
            json!([
                { "kind": "offer_transfer", "to": { "kind": "unit", "id": unit["id"] }, "reason": "没有匹配的路由" },
                { "kind": "notify", "roles": ["admin"] },
            ]),
        );
        queue["otherwise"] = json!(true);
        let fallback = rule(&shop, queue.clone()).await;
        let of = |category: Option<&str>| {
            let mut new = shop.complaint();
            if let Some(code) = category {
                new["classification"] = json!({ "category": code, "severity": "general" });
            }
            let shop = &shop;
            async move { shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned() }
        };
        let (routed, other, unknown) =
            (of(Some("product_quality")).await, of(Some("logistics.delay")).await, of(None).await);
        shop.rules_act().await;
        let now = shop.get(&format!("/cases/{routed}")).await.good();
        assert_eq!((&now["handler"], &now["transfer"]), (&json!(me), &Value::Null));
        for lost in [&other, &unknown] {
            let now = shop.get(&format!("/cases/{lost}")).await.good();
            assert_eq!(now["transfer"]["to"]["id"], unit["id"], "{now}");
            let why = runs(&shop, &format!("/cases/{lost}/runs")).await;
            assert_eq!((why.len(), &why[0]["rule"]), (1, &json!(fallback)));
        }
        let told = shop.get("/me/notifications").await.good();
        let fired = told["items"].as_array().unwrap().iter().filter(|n| n["kind"] == "rule_fired").count();
        assert_eq!(fired, 2, "somebody is told of each");
        queue["trigger"] = json!({ "kind": "time", "moment": "untouched", "minutes": 5 });
        let told = shop.post("/rules", queue).await.problem(422, "unusable_input");
        assert_eq!(
            (&told["errors"][0]["field"], &told["errors"][0]["code"]),
            (&json!("otherwise"), &json!("only_on_events"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_rule_reads_the_words_says_a_canned_text_once_and_pauses() {
    on_both(|shop| async move {
        let mut text = json!({ "scope": "own", "name": "安全提示", "language": "zh-Hans", "format": "plain",
            "body": "{{customer.name}}您好，请先断电。" });
        let own = shop.post("/canned-texts", text.clone()).await.good();
        let says = |id: &Value| {
            let words = json!([{ "on": "words", "any_of": ["冒烟", "起火"] }]);
            let mut body = on(
                "registered",
                words,
                json!([{ "kind": "send_text", "text": id },
                { "kind": "pause", "reason": "on_hold" }, { "kind": "pause", "reason": "waiting_customer" }]),
            );
            body["trigger"]["happenings"] = json!(["registered", "message_in", "message_out"]);
            body
        };
        let told = shop.post("/rules", says(&own["id"])).await.problem(422, "unusable_input");
        assert_eq!(told["errors"][0]["code"], "unknown_text", "one's own text is nobody else's");
        text["scope"] = json!("everybody");
        let shared = shop.post("/canned-texts", text).await.good();
        let id = rule(&shop, says(&shared["id"])).await;

        let them = shop.post("/customers", json!({ "name": "王小红", "phone": "13800138000" })).await.good();
        let tell = |channel: &str, verbatim: &str| {
            let mut new = shop.complaint();
            new["channel"] = json!(channel);
            new["complainant"] = json!({ "kind": "customer", "id": them["id"] });
            new["texts"]["verbatim"] = json!(verbatim);
            let shop = &shop;
            async move { shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned() }
        };
        // As the search reads it: traditional characters and full width are the same words.
        let (web, phone, calm) =
            (tell("web", "洗衣機冒煙了").await, tell("phone", "洗衣机起火").await, tell("web", "洗衣机不转").await);
        shop.rules_act().await;
        let timeline = async |case: &str| shop.get(&format!("/cases/{case}/timeline")).await.good().to_string();
        assert!(timeline(&web).await.contains("王小红您好，请先断电。"), "they are called by their name");
        let noted = timeline(&phone).await;
        assert!(
            noted.contains("您好，请先断电。") && !noted.contains("王小红您好"),
            "a note shows what colleagues may see"
        );
        let now = async |case: &str| shop.get(&format!("/cases/{case}")).await.good();
        let (written, called) = (now(&web).await, now(&phone).await);
        assert_eq!((&written["counts"]["outbound"], &called["counts"]["outbound"]), (&json!(1), &json!(0)));
        assert_eq!((&called["counts"]["notes"], &called["status"]), (&json!(1), &json!("on_hold")));
        assert!(runs(&shop, &format!("/cases/{calm}/runs")).await.is_empty());
        let log = runs(&shop, &format!("/cases/{web}/runs")).await;
        assert_eq!(log.len(), 1, "what it said itself is no cause");
        assert_eq!(log[0]["all"][0]["found"], json!(["冒烟"]), "no more than its own words is written down");
        assert_eq!((&log[0]["outcome"], &log[0]["actions"][2]["refusal"]), (&json!("part"), &json!("already_waiting")));

        let answer = json!({ "direction": "inbound", "channel": "web", "text": "还在冒烟" });
        shop.post(&format!("/cases/{web}/messages"), answer).await.good();
        shop.rules_act().await;
        let log = runs(&shop, &format!("/rules/{id}/runs")).await;
        assert_eq!(log[0]["actions"][0]["outcome"], "nothing", "once a day on one case: {}", log[0]);
        assert_eq!(now(&web).await["counts"]["outbound"], 1);
        let preview = json!({ "conditions": says(&own["id"])["conditions"] });
        assert_eq!(shop.post("/rules/preview", preview).await.good()["count"], 2);
    })
    .await;
}
