//! Valid complaints and stations, on both engines: judged, appealed, decided by another; two of a month propose one
//! penalty; what is reversed takes it back; a station sees its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::person::Person;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// A network: head office under the stations' policy, two stations.
async fn network(engine: Engine) -> (TestApp, [String; 2]) {
    let shop = TestApp::start(engine).await;
    let top = shop.get("/units").await.good();
    let top = top["items"].as_array().or_else(|| top.as_array()).unwrap()[0].clone();
    let mut stations = Vec::new();
    for code in ["S1", "S2"] {
        let new = json!({ "parent": top["id"], "kind": "station", "code": code, "name": format!("{code} 站") });
        let unit = shop.post("/units", new).await.good()["id"].as_str().unwrap().to_owned();
        shop.put(&format!("/units/{unit}/policy"), json!({ "policy": "auto_station" })).await.good();
        stations.push(unit);
    }
    (shop, stations.try_into().unwrap())
}

/// A complaint at a station, looked into, the station liable.
async fn liable(shop: &TestApp, station: &str) -> String {
    let mut new = shop.complaint();
    new["unit"] = json!(station);
    let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
    let judged = json!({ "classification": { "category": "repair_quality", "severity": "general" } });
    shop.put(&format!("/cases/{id}/classification"), judged).await.good();
    shop.post(&format!("/cases/{id}/findings"), json!({ "text": "属实" })).await.good();
    let shares = json!({ "shares": [{ "party": "station", "percent": 100, "unit": station }], "reason": "返修两次" });
    shop.put(&format!("/cases/{id}/liability"), shares).await.good();
    id
}

fn judgement(station: &str) -> Value {
    json!({ "confirmed": true, "class": "repair_quality_rework", "station": station, "station_caused": true,
        "reason": "返修工单两张" })
}

#[tokio::test]
async fn s3_22_two_who_judge_at_once_propose_one_penalty_and_a_reversal_takes_it_back_with_its_circular() {
    for engine in ENGINES {
        let (shop, [one, two]) = network(engine).await;
        let head = Person::at(&shop, "li", Role::ServiceManagement, None).await;
        let other = Person::at(&shop, "wang", Role::ServiceManagement, None).await;
        let station = Person::at(&shop, "zhao", Role::StationManager, Some(&one)).await;
        let neighbour = Person::at(&shop, "qian", Role::StationManager, Some(&two)).await;
        let (a, b) = (liable(&shop, &one).await, liable(&shop, &one).await);
        let (at_a, at_b) = (format!("/cases/{a}/adjudications"), format!("/cases/{b}/adjudications"));
        station.post(&at_a, judgement(&one)).await.problem(403, "not_permitted");
        let (first, second) = tokio::join!(head.post(&at_a, judgement(&one)), other.post(&at_b, judgement(&one)));
        let judged = first.good()["course"]["adjudication"].clone();
        second.good();
        assert_eq!((&judged["standing"], &judged["counts"]), (&json!("valid"), &json!(true)));

        // One proposal, which the station sees and the neighbour does not; only head office signs.
        let proposed = station.get("/penalties").await;
        assert_eq!(proposed.as_array().unwrap().len(), 1, "{proposed}");
        assert_eq!((proposed[0]["cases"].as_array().unwrap().len(), &proposed[0]["allowed"]), (2, &json!(false)));
        assert_eq!(neighbour.get("/penalties").await, json!([]));
        let circular = format!("/penalties/{}/circular", proposed[0]["id"].as_str().unwrap());
        neighbour.put(&circular, json!({ "text": "x" })).await.problem(403, "not_permitted");
        head.put(&circular, json!({ "text": " " })).await.problem(422, "unusable_input");
        // Its station and whoever may sign it heard of it; the words are the server's, with cases, month and article.
        let told = async |who: &Person<'_>| -> Vec<String> {
            let items = who.get("/me/notifications").await["items"].clone();
            items.as_array().unwrap().iter().map(|n| n["kind"].as_str().unwrap().to_owned()).collect()
        };
        assert!(told(&station).await.contains(&"penalty_proposed".to_owned()));
        assert!(told(&head).await.contains(&"penalty_proposed".to_owned()));
        assert!(!told(&neighbour).await.contains(&"penalty_proposed".to_owned()));
        let draft = circular.replace("/circular", "/draft");
        station.ask(Method::GET, &draft, None).await.problem(403, "not_permitted");
        let worded = head.get(&draft).await["text"].as_str().unwrap().to_owned();
        let number = proposed[0]["numbers"][1].as_str().unwrap();
        for part in ["S1 站", number, judged["month"].as_str().unwrap(), "S3-22", "auto_station@"] {
            assert!(worded.contains(part), "{part} in {worded}");
        }
        // More people than are told at once.
        for n in 0..30 {
            let roles = json!([{ "role": "station_manager", "unit": two, "reach": "unit" }]);
            let new = json!({ "login": format!("net{n}"), "name": format!("net{n}"), "unit": two, "roles": roles });
            shop.post("/users", new).await.good();
        }
        head.put(&circular, json!({ "text": "关于 S1 站的通报批评" })).await.good();
        assert_eq!(told(&neighbour).await, Vec::<String>::new(), "not while it is signed");
        shop.app.run_jobs().await.unwrap();
        let everybody = shop.app.db().read(|c| {
            let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM notification WHERE kind = 'circular_published'";
            c.query(&bihuan_store::Query::dynamic(sql.to_owned()), &[])?[0].int(0)
        });
        assert!(everybody.await.unwrap() >= 31, "the whole network");
        head.put(&circular, json!({ "text": "again" })).await.problem(409, "penalty_decided");
        head.ask(Method::GET, &draft, None).await.problem(409, "penalty_decided");
        let read = neighbour.get("/circulars").await[0].clone();
        assert_eq!(read["text"], "关于 S1 站的通报批评", "the network reads it");
        assert_eq!((&read["read"], &read["sees_readers"]), (&json!(false), &json!(false)));
        assert_eq!(told(&station).await[0], "penalty_decided");
        assert_eq!(told(&neighbour).await[0], "circular_published");
        assert!(!told(&head).await.contains(&"circular_published".to_owned()), "nobody is told what they did");
        let at = format!("/circulars/{}", read["id"].as_str().unwrap());
        for _ in 0..2 {
            assert_eq!(neighbour.put(&format!("{at}/reading"), json!({})).await.status, 204);
        }
        assert_eq!(neighbour.get("/circulars").await[0]["read"], true);
        let log = shop.get("/audit?command=read_circular").await.good();
        assert_eq!(log.as_array().unwrap().len(), 1, "read once, on the record: {log}");
        neighbour.ask(Method::GET, &format!("{at}/readers"), None).await.problem(403, "not_permitted");
        let readers = head.get(&format!("{at}/readers")).await;
        assert_eq!((&readers["readers"][0]["name"], readers["readers"].as_array().unwrap().len()), (&json!("qian"), 1));
        assert!(readers["network"].as_u64().unwrap() >= 4, "{readers}");

        // The board: counts beside rates, unknown said as unknown; a station sees its own.
        let month = judged["month"].as_str().unwrap();
        let board = head.get(&format!("/stations?month={month}")).await;
        assert_eq!(
            (&board[0]["valid"], &board[0]["orders"], &board[0]["silent"]),
            (&json!(2), &json!(null), &json!(null))
        );
        let orders =
            json!({ "month": month, "orders": [{ "station": one, "count": 800 }, { "station": two, "count": 500 }] });
        station.put("/stations/orders", orders.clone()).await.problem(403, "not_permitted");
        assert_eq!(head.put("/stations/orders", orders).await.status, 204);
        let board = head.get(&format!("/stations?month={month}")).await;
        assert_eq!((&board[0]["per_thousand_milli"], &board[1]["silent"]), (&json!(2_500), &json!(true)));
        let own = neighbour.get(&format!("/stations?month={month}")).await;
        assert_eq!((own.as_array().unwrap().len(), &own[0]["station"]), (1, &json!(two)));
        let year = |station: &str| format!("/stations/{station}/years/{}", &month[..4]);
        neighbour.ask(Method::GET, &year(&one), None).await.problem(404, "not_found");
        let appraisal = station.get(&year(&one)).await;
        assert_eq!((&appraisal["points_left"], &appraisal["judged"][0]["deduction"]), (&json!(96), &json!(2)));

        // The station appeals; whoever judged does not decide; the reversal takes everything back.
        let id = judged["id"].as_str().unwrap();
        let appeal = format!("{at_a}/{id}/appeal");
        neighbour.post(&appeal, json!({ "reason": "不是我们" })).await.problem(404, "not_found");
        station.post(&appeal, json!({ "reason": "配件为用户自带" })).await.good();
        assert_eq!(other.get("/me/notifications").await["items"][0]["kind"], "appeal_made");
        let waits = head.get("/appeals").await;
        assert_eq!((&waits[0]["allowed"], &waits[0]["why_not"]), (&json!(false), &json!("four_eyes")));
        let waiting = |counted: Value| counted["appeals"]["count"].clone();
        assert_eq!(waiting(other.get("/me/waiting").await), 1, "who may decide it has it beside the stations");
        assert_eq!(waiting(head.get("/me/waiting").await), 0, "who judged may not decide");
        assert_eq!(head.get("/appeals?mine=true").await, json!([]));
        assert_eq!(station.get("/me/waiting").await["penalties"]["count"], 0);
        let decision = format!("{appeal}/decision");
        let granted = json!({ "granted": true, "reason": "有自带配件单" });
        head.post(&decision, granted.clone()).await.problem(403, "four_eyes");
        let reversed = other.post(&decision, granted).await.good();
        assert_eq!(reversed["course"]["adjudication"]["standing"], "reversed");
        assert_eq!(head.get("/appeals").await, json!([]));
        let circulars = neighbour.get("/circulars").await;
        assert!(circulars[0]["reversed_at"].is_string(), "the correction is read too: {circulars}");
        assert_eq!(circulars[0]["read"], false, "what was read is the circular, not its correction");
        assert_eq!(head.get(&format!("{at}/readers")).await["readers"], json!([]));
        shop.app.run_jobs().await.unwrap();
        assert_eq!(told(&neighbour).await[0], "circular_retracted");
        let last = told(&station).await;
        assert!(
            last[..2].contains(&"penalty_reversed".to_owned()) && last[..2].contains(&"appeal_decided".to_owned()),
            "{last:?}"
        );
        assert_eq!(station.get(&year(&one)).await["points_left"], 98);
        assert_eq!(station.get(&year(&one)).await["penalties"][0]["state"], "reversed");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn s3_22_a_proposal_is_dismissed_with_its_reason_and_an_appeal_after_the_deadline_is_refused_with_the_day() {
    for engine in ENGINES {
        let (shop, [one, _]) = network(engine).await;
        let head = Person::at(&shop, "li", Role::ServiceManagement, None).await;
        let station = Person::at(&shop, "zhao", Role::StationManager, Some(&one)).await;
        let mut judged = Value::Null;
        for case in [liable(&shop, &one).await, liable(&shop, &one).await] {
            let done = head.post(&format!("/cases/{case}/adjudications"), judgement(&one)).await.good();
            judged = json!({ "case": case, "of": done["course"]["adjudication"] });
        }
        let proposed = head.get("/penalties").await;
        let dismissal = format!("/penalties/{}/dismissal", proposed[0]["id"].as_str().unwrap());
        head.put(&dismissal, json!({ "text": "首次，已整改" })).await.good();
        assert_eq!(head.get("/penalties?state=dismissed").await[0]["words"], "首次，已整改");
        assert_eq!(head.get("/circulars").await, json!([]));

        shop.pass(15 * DAY).await;
        let (case, id) = (judged["case"].as_str().unwrap(), judged["of"]["id"].as_str().unwrap());
        let late = station.post(&format!("/cases/{case}/adjudications/{id}/appeal"), json!({ "reason": "迟了" })).await;
        let problem = late.problem(409, "appeal_too_late");
        assert_eq!(problem["data"]["until"], judged["of"]["appeal_until"], "{problem}");
    }
}

/// A table of orders, sent as a browser sends it.
async fn table(by: &Person<'_>, path: &str, month: &str, bytes: Vec<u8>) -> Reply {
    let part = reqwest::multipart::Part::bytes(bytes).file_name("orders.csv");
    let form = reqwest::multipart::Form::new().part("file", part);
    let place = format!("{}/api/v1/stations/orders/{path}?month={month}", by.shop.base);
    Reply::of(by.shop.client.post(place).bearer_auth(&by.token).multipart(form)).await
}

#[tokio::test]
async fn c_9_orders_come_as_a_table_that_is_taken_in_as_a_whole_or_not_at_all() {
    for engine in ENGINES {
        let (shop, [one, two]) = network(engine).await;
        let head = Person::at(&shop, "li", Role::ServiceManagement, None).await;
        let station = Person::at(&shop, "zhao", Role::StationManager, Some(&one)).await;
        let orders = async || {
            let board = head.get("/stations?month=2026-10").await;
            let of =
                |unit: &str| board.as_array().unwrap().iter().find(|m| m["station"] == unit).unwrap()["orders"].clone();
            (of(&one), of(&two))
        };
        let good = "站点编码,工单数\r\nS1,800\r\nS2,\"1,200\"\r\n";
        table(&station, "check", "2026-10", good.into()).await.problem(403, "not_permitted");
        let seen = table(&head, "check", "2026-10", good.into()).await.good();
        assert_eq!((&seen["lines"][1]["count"], &seen["lines"][1]["before"]), (&json!(1_200), &Value::Null));
        assert_eq!(orders().await, (Value::Null, Value::Null), "looking changes nothing");

        // Every flaw of every line, and nothing of the good ones.
        let bad = "code,orders\nS1,800\nS9,5\nS2,many\n,\nS1,900\nS2,-4\n";
        let seen = table(&head, "check", "2026-10", bad.into()).await.good();
        let flaws: Vec<(i64, &str, &str)> = seen["flaws"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| (f["line"].as_i64().unwrap(), f["column"].as_str().unwrap(), f["code"].as_str().unwrap()))
            .collect();
        let wanted = [
            (3, "station", "unknown_unit"),
            (4, "orders", "bad_number"),
            (6, "station", "twice"),
            (7, "orders", "bad_number"),
            (7, "station", "twice"),
        ];
        assert_eq!(flaws, wanted);
        let refused = table(&head, "import", "2026-10", bad.into()).await.problem(422, "unusable_input");
        assert_eq!(
            (refused["errors"].as_array().unwrap().len(), &refused["errors"][0]["field"]),
            (5, &json!("lines.3.station"))
        );
        assert_eq!(orders().await, (Value::Null, Value::Null));
        table(&head, "import", "2026-13", good.into()).await.problem(422, "unusable_input");
        table(&head, "import", "2026-10", b"PK\x03\x04\x00".to_vec()).await.problem(422, "unusable_input");

        // In the encoding a spreadsheet writes; again it is the same, corrected it replaces, and each change is recorded.
        let gb = b"\xd5\xbe\xb5\xe3,\xb9\xa4\xb5\xa5\xca\xfd\nS1,800\nS2,1200\n".to_vec();
        assert_eq!(table(&head, "import", "2026-10", gb).await.good()["encoding"], "gb18030");
        table(&head, "import", "2026-10", format!("\u{feff}{good}").into()).await.good();
        assert_eq!(orders().await, (json!(800), json!(1_200)));
        table(&head, "import", "2026-10", "S2,1300".into()).await.good();
        assert_eq!(orders().await, (json!(800), json!(1_300)), "a station it does not name keeps its own");
        let recorded = shop.app.db().read(|c| {
            let sql = "SELECT count(*) FROM journal WHERE stream_kind = 'station_orders'";
            c.query_one(&bihuan_store::Query::dynamic(sql.to_owned()), &[])?.int(0)
        });
        assert_eq!(recorded.await.unwrap(), 2, "what says nothing new is no decision");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn s3_37_completeness_and_time_to_first_contact_stand_side_by_side_with_the_behaviour_that_caused_it() {
    for engine in ENGINES {
        let (shop, [one, two]) = network(engine).await;
        let head = Person::at(&shop, "li", Role::ServiceManagement, None).await;
        let neighbour = Person::at(&shop, "qian", Role::StationManager, Some(&two)).await;
        let complaint = async |texts: Value| {
            let mut new = shop.complaint();
            new["unit"] = json!(one);
            new["texts"] = texts;
            shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned()
        };
        let full = json!({ "subject": "异响", "verbatim": "修了三次", "demand": "修好", "symptom": "异响", "product": "轿车",
            "expectation": "不响", "order_ref": "R-1", "serial": "VIN1" });
        let (first, second) = (
            complaint(full).await,
            complaint(json!({ "subject": "态度", "verbatim": "没人理", "demand": "道歉" })).await,
        );
        let third = complaint(json!({ "subject": "漏油", "verbatim": "又漏", "demand": "修好" })).await;
        let month = shop.now().to_string()[..7].to_owned();
        let reached = json!({ "channel": "phone", "result": "reached" });
        shop.pass(3_600_000).await;
        shop.post(&format!("/cases/{first}/contacts"), reached.clone()).await.good();
        shop.pass(2 * 3_600_000).await;
        shop.post(&format!("/cases/{second}/contacts"), reached).await.good();
        let missed = json!({ "channel": "phone", "result": "no_answer" });
        shop.post(&format!("/cases/{third}/contacts"), missed).await.good();
        let judged = json!({ "classification": { "category": "repair_quality", "severity": "general" } });
        for (case, causes) in
            [(&first, json!(["broken_promise"])), (&second, json!(["broken_promise", "rude_cold_slighting"]))]
        {
            shop.put(&format!("/cases/{case}/classification"), judged.clone()).await.good();
            shop.post(&format!("/cases/{case}/findings"), json!({ "text": "属实", "causes": causes })).await.good();
        }
        let mut complete = 0;
        for case in [&first, &second, &third] {
            complete += shop.get(&format!("/cases/{case}")).await.good()["completeness_percent"].as_u64().unwrap();
        }
        let seen = head.get(&format!("/stations/handling?month={month}")).await;
        let wanted = json!([{
            "station": one, "complaints": 3, "more": false, "completeness_percent": complete / 3, "contacted": 2,
            // An attempt is no contact: the median of one hour and three.
            "first_contact_ms": 2 * 3_600_000,
            "causes": [{ "cause": "broken_promise", "count": 2 }, { "cause": "rude_cold_slighting", "count": 1 }],
        }]);
        assert_eq!(seen, wanted);
        assert_eq!(
            neighbour.get(&format!("/stations/handling?month={month}")).await,
            json!([]),
            "a station sees its own"
        );
    }
}

#[tokio::test]
async fn s3_21_circulars_and_proposed_penalties_are_read_to_their_end() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "城东站" });
        let station: Id = shop.post("/units", station).await.good()["id"].as_str().unwrap().parse().unwrap();
        // A network's years of them: more than once were read.
        let fill = shop.app.db().write("test.fill", move |tx| {
            for n in 1..=620_i64 {
                let (id, at) = (Id::from_i64(n), UtcMs::new(n));
                let values = [id.into(), 1_i64.into(), station.into(), "[]".into(), at.into()];
                tx.execute(&bihuan_store::nouns::station::sql::propose, &values)?;
                if n > 10 {
                    let none = None::<i64>;
                    let state = if n % 2 == 0 { "issued" } else { "reversed" };
                    let values = [
                        id.into(),
                        2_i64.into(),
                        state.into(),
                        "[]".into(),
                        at.into(),
                        none.into(),
                        "通报".into(),
                        none.into(),
                    ];
                    tx.execute(&bihuan_store::nouns::station::sql::save, &values)?;
                }
            }
            Ok::<_, bihuan_store::Fault>(())
        });
        fill.await.unwrap();
        for (first, all) in [("/circulars?limit=200", 610), ("/penalties?limit=4", 10)] {
            let (mut path, mut ids) = (first.to_owned(), Vec::new());
            loop {
                let reply = shop.get(&path).await;
                let next = reply.header("link").map(|l| l.split(['<', '>']).nth(1).unwrap().replace("/api/v1", ""));
                ids.extend(reply.good().as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()));
                let Some(next) = next else { break };
                path = next;
            }
            assert_eq!(ids.len(), all, "{first}");
            assert!(ids.windows(2).all(|two| two[0] > two[1]), "the latest first, each once");
        }
    }
}
