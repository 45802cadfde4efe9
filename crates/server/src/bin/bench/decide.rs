//! Deciding in a large database: who signs an approval, decides on liability, adjudicates a complaint or opens the
//! stations' month waits no longer because there are a million cases and two thousand stations.

use std::net::SocketAddr;
use std::time::Duration;

use bihuan_app::access::{Access, AccessRules};
use bihuan_app::organisation::NewUnit;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, RoleAt, UnitKind};
use bihuan_domain::trade::Role;
use bihuan_store::Options;
use bihuan_store::nouns::unit;
use serde_json::{Value, json};

use crate::Bad;
use crate::http::Caller;
use crate::reads::{Cases, Served};
use crate::report::{Report, percentile};

/// Decisions of one sort.
const DECISIONS: usize = 300;
/// The first, which are not counted: while they are made, connections are opened, statements are prepared and planned anew for
/// each connection, and a server that was just started learns.
const FIRST: usize = 100;
/// How often the board is opened.
const BOARDS: usize = 60;
/// Stations of the network.
const STATIONS: usize = 2_000;

/// Where cases of two trades go, and who decides on them.
struct Network {
    shop: Id,
    station: Id,
    agent: String,
    superior: String,
    head: String,
    month: String,
}

impl Network {
    async fn of(place: &Cases) -> Result<Self, Bad> {
        let app = place.open(Options::default()).await?;
        let access = Access::open(app.db().clone(), AccessRules::default()).await?;
        let boss = Actor::everything(Who::System);
        let units = app.db().read(unit::all).await?;
        let top = access.tree().root().ok_or("no head office")?;
        let below = |code: &str| units.iter().find(|u| u.code.starts_with(code)).ok_or("not a demo's organisation");
        let (shop, region) = (below("D3")?.id, below("D41-")?.parent.ok_or("no region")?);
        let stations = units.iter().filter(|u| u.kind == UnitKind::Station).count();
        let opened = async |code: String| {
            let name = format!("{code} 站");
            let new = NewUnit { parent: region, kind: UnitKind::Station, code, name, calendar: None };
            access.create_unit(&boss, new).await
        };
        for n in stations..STATIONS {
            opened(format!("B{n:04}")).await?;
        }
        // Each run judges at a station of its own: what an earlier one judged is not counted again.
        let station = opened(format!("B-{}", app.db().new_id())).await?;
        let token = async |role: Role| -> Result<String, Bad> {
            let login = format!("bench-{}-{}", role.code(), app.db().new_id());
            let roles = vec![RoleAt { role: role.into(), reach: Reach::All, unit: None }];
            let (name, language) = ("bench".to_owned(), "en".to_owned());
            let new = NewUser { login, name, password: None, unit: top, language, roles };
            let user = access.create_user(&boss, new).await?;
            let asked = NewToken { name: "bench".to_owned(), permissions: None, expires_at: None };
            Ok(access.issue_token(&boss, user, asked).await?.1.reveal().to_owned())
        };
        let (agent, superior) = (token(Role::Agent).await?, token(Role::Supervisor).await?);
        let head = token(Role::ServiceManagement).await?;
        // A month that is over.
        let month = app.db().now().plus_ms(-31 * 86_400_000).to_string().chars().take(7).collect();
        app.db().close().await;
        Ok(Self { shop, station, agent, superior, head, month })
    }
}

/// Somebody at work: every answer must be good.
struct Person(Caller);

impl Person {
    async fn of(address: SocketAddr, token: &str) -> Result<Self, Bad> {
        Ok(Self(Caller::connect(address, token).await?))
    }

    async fn does(&mut self, method: &str, path: &str, body: &Value) -> Result<(Value, Duration), Bad> {
        let (status, answer, took) = self.0.call(method, &format!("/api/v1{path}"), &body.to_string()).await?;
        if !(200..300).contains(&status) {
            return Err(format!("{method} {path}: {status} {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok((serde_json::from_slice(&answer)?, took))
    }

    /// A complaint somebody has looked into.
    async fn complaint(&mut self, at: Id, category: &str) -> Result<String, Bad> {
        let new = json!({ "kind": "complaint", "channel": "phone", "reachable": true, "unit": at,
            "complainant": { "kind": "anonymous", "reason": "refused" },
            "texts": { "subject": "返修两次未修好", "verbatim": "修了两次还是漏水，要求赔偿", "demand": "赔偿", "symptom": "漏水" } });
        let (made, _) = self.does("POST", "/cases", &new).await?;
        let id = made["id"].as_str().ok_or("a case without an id")?.to_owned();
        let judged = json!({ "classification": { "category": category, "severity": "general" } });
        self.does("PUT", &format!("/cases/{id}/classification"), &judged).await?;
        let reached = json!({ "channel": "phone", "result": "reached" });
        self.does("POST", &format!("/cases/{id}/contacts"), &reached).await?;
        self.does("POST", &format!("/cases/{id}/findings"), &json!({ "text": "属实" })).await?;
        Ok(id)
    }
}

/// Measures the program on a database of [`Cases`].
pub async fn measure(place: &Cases, report: &mut Report) -> Result<(), Bad> {
    let network = Network::of(place).await?;
    let served = Served::start(&place.dir, place.url.as_deref()).await?;
    let mut agent = Person::of(served.address(), &network.agent).await?;
    let mut superior = Person::of(served.address(), &network.superior).await?;
    let mut head = Person::of(served.address(), &network.head).await?;
    let (mut signed, mut decided, mut adjudicated) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..FIRST + DECISIONS {
        if n == FIRST {
            [&mut signed, &mut decided, &mut adjudicated].into_iter().for_each(Vec::clear);
        }
        let case = agent.complaint(network.shop, "product_quality").await?;
        let amount = json!({ "amount_minor": 50_000, "currency": "CNY" });
        let asking = json!({ "terms": [{ "remedy": "compensation", "amount": amount }], "reason": "等待两周" });
        let (asked, _) = agent.does("POST", &format!("/cases/{case}/approvals"), &asking).await?;
        let approval = asked["course"]["approvals"][0]["id"].as_str().ok_or("no approval")?;
        let path = format!("/cases/{case}/approvals/{approval}/decision");
        signed.push(superior.does("POST", &path, &json!({ "granted": true })).await?.1);

        let case = head.complaint(network.station, "repair_quality").await?;
        let share = json!({ "party": "station", "percent": 100, "unit": network.station });
        let shares = json!({ "shares": [share], "reason": "返修两次" });
        decided.push(head.does("PUT", &format!("/cases/{case}/liability"), &shares).await?.1);
        let judgement = json!({ "confirmed": true, "class": "repair_quality_rework", "station": network.station,
            "station_caused": true, "reason": "返修工单两张" });
        adjudicated.push(head.does("POST", &format!("/cases/{case}/adjudications"), &judgement).await?.1);
    }
    let path = format!("/stations?month={}", network.month);
    let (mut opened, mut stations) = (Vec::new(), 0);
    for _ in 0..BOARDS {
        let (board, took) = head.does("GET", &path, &Value::Null).await?;
        stations = board.as_array().map_or(0, Vec::len);
        opened.push(took);
    }
    if stations < STATIONS {
        return Err(format!("the board shows {stations} stations").into());
    }
    for (what, mut taken, most) in [
        ("signing an approval, p99", signed, 20.0),
        ("deciding on liability, p99", decided, 20.0),
        ("adjudicating, p99", adjudicated, 20.0),
        ("the stations' month, 2,000 stations, p99", opened, 200.0),
    ] {
        let detail = format!("p50 {:.2}", percentile(&mut taken, 50));
        report.at_most(what, place.engine(), percentile(&mut taken, 99), most, "ms", detail);
    }
    Ok(())
}
