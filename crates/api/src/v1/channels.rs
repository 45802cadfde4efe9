//! Channels of units: which, who answers, how fast (S2-09, S0-08…10, S4-05).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::channels::{ChannelShown, ChannelTerms};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::calendar::Span;
use bihuan_domain::channel::ChannelFinding;
use bihuan_domain::channel::health::{ChannelTestStanding, ChannelTestStep, ChannelTestWay};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::nouns::channel_health::Test;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, ChannelFindingCode, ChannelTestStandingCode, ChannelTestStepCode, ChannelTestWayCode, Ident, Instant,
};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (read, admin) = (Access::May(P::CaseRead), Access::May(P::UserAdmin));
    vec![
        Endpoint::get("/channels", read, "The channels of your units, with what to look at", list)
            .lists::<ChannelView>(),
        Endpoint::post("/channels", admin, "Enters a channel of a unit", create)
            .takes::<NewChannelBody>()
            .gives::<ChannelView>(201),
        Endpoint::get("/channels/{channel}", read, "A channel", show).gives::<ChannelView>(200),
        Endpoint::put("/channels/{channel}", admin, "Changes a channel; a limit may only be stricter", change)
            .takes::<ChannelBody>()
            .gives::<ChannelView>(200)
            .versioned(),
        Endpoint::get(
            "/channels/silent",
            read,
            "Channels silent beyond their usual that you answer for or administer",
            silent,
        )
        .lists::<ChannelView>(),
        Endpoint::get("/channels/{channel}/tests", read, "How a channel was tried, newest first", tests)
            .lists::<TestView>(),
        Endpoint::post("/channels/{channel}/tests", admin, "Tries a channel from inside; no case is left", test)
            .takes::<TestBody>()
            .gives::<TestView>(201),
    ]
}

/// A channel of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UnitChannel)]
pub struct ChannelView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Which channel.
    #[schema(value_type = ChannelCode)]
    pub channel: Channel,
    /// Whose.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// The organisation's own name for it.
    pub name: String,
    /// The number or address that customers are shown.
    pub address: Option<String>,
    /// Who answers for it: cases that come in without an owner start with them.
    #[schema(value_type = Option<Ident>)]
    pub owner: Option<Id>,
    /// Who stands in.
    #[schema(value_type = Option<Ident>)]
    pub backup: Option<Id>,
    /// Its own response limit, e.g. `PT2H`.
    pub limit: Option<String>,
    /// The policy's limit, e.g. `PT24H`.
    pub policy_limit: Option<String>,
    /// The policy's rule of that limit.
    pub policy_rule: Option<String>,
    /// Open to customers.
    pub active: bool,
    /// What somebody should look at.
    #[schema(value_type = Vec<ChannelFindingCode>)]
    pub findings: Vec<ChannelFinding>,
    /// When it last heard something.
    #[schema(value_type = Option<Instant>)]
    pub heard_at: Option<UtcMs>,
    /// The longest it is usually silent, in milliseconds of opening hours; null: too little is known.
    pub usual_silence_ms: Option<i64>,
    /// When its silence becomes unusual, or became so.
    #[schema(value_type = Option<Instant>)]
    pub unusual_at: Option<UtcMs>,
    /// It is silent beyond its usual, since this arrival.
    #[schema(value_type = Option<Instant>)]
    pub silent_since: Option<UtcMs>,
    /// How it is tried.
    #[schema(value_type = ChannelTestWayCode)]
    pub test_way: ChannelTestWay,
    /// How it was tried last.
    pub last_test: Option<TestView>,
}

/// A test of a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelTest)]
pub struct TestView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// How it is tried.
    #[schema(value_type = ChannelTestWayCode)]
    pub way: ChannelTestWay,
    /// How it stands.
    #[schema(value_type = ChannelTestStandingCode)]
    pub standing: ChannelTestStanding,
    /// Who tried.
    #[schema(value_type = Ident)]
    pub by: Id,
    /// When.
    #[schema(value_type = Instant)]
    pub begun_at: UtcMs,
    /// When it was known.
    #[schema(value_type = Option<Instant>)]
    pub done_at: Option<UtcMs>,
    /// Milliseconds it took.
    pub took_ms: Option<i64>,
    /// Where it failed.
    #[schema(value_type = Option<ChannelTestStepCode>)]
    pub step: Option<ChannelTestStep>,
    /// What the other side, or the rule, said then; English.
    pub fault: Option<String>,
}

impl From<Test> for TestView {
    fn from(t: Test) -> Self {
        Self {
            id: t.id,
            way: t.way,
            standing: t.standing,
            by: t.by,
            begun_at: t.begun_at,
            done_at: t.done_at,
            took_ms: t.took_ms,
            step: t.step,
            fault: t.fault,
        }
    }
}

/// A test to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewChannelTest)]
pub struct TestBody {
    /// Of a telephone, a counter and the like: somebody tried it, and this is whether it was answered. Left out otherwise.
    answered: Option<bool>,
}

impl From<ChannelShown> for ChannelView {
    fn from(shown: ChannelShown) -> Self {
        let (c, health) = (shown.channel, shown.health);
        let silent = health.as_ref().and_then(|h| h.silent_since).filter(|_| c.active);
        Self {
            heard_at: health.as_ref().and_then(|h| h.last_at),
            usual_silence_ms: health.as_ref().and_then(|h| h.usual_ms),
            unusual_at: health.as_ref().and_then(|h| h.due_at),
            silent_since: silent,
            test_way: ChannelTestWay::of(c.channel),
            last_test: shown.last_test.map(TestView::from),
            id: c.id,
            version: c.version,
            channel: c.channel,
            unit: c.unit,
            name: c.name,
            address: c.address,
            owner: c.owner,
            backup: c.backup,
            limit: c.limit.map(|l| l.to_string()),
            policy_limit: shown.policy_limit.as_ref().map(|(_, span)| span.to_string()),
            policy_rule: shown.policy_limit.map(|(rule, _)| rule),
            active: c.active,
            findings: shown.findings,
        }
    }
}

/// A channel as it shall be; what is left out is none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitChannelTerms)]
pub struct ChannelBody {
    /// The organisation's own name for it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The number or address that customers are shown.
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
    /// Who answers for it.
    #[schema(value_type = Option<Ident>)]
    owner: Option<Id>,
    /// Who stands in.
    #[schema(value_type = Option<Ident>)]
    backup: Option<Id>,
    /// Its own response limit, e.g. `PT2H`; never longer than the policy's.
    #[schema(max_length = 100)]
    limit: Option<String>,
    /// Open to customers; yes if left out.
    active: Option<bool>,
}

/// A channel to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUnitChannel)]
pub struct NewChannelBody {
    /// Whose.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Which channel.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// The organisation's own name for it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The number or address that customers are shown.
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
    /// Who answers for it.
    #[schema(value_type = Option<Ident>)]
    owner: Option<Id>,
    /// Who stands in.
    #[schema(value_type = Option<Ident>)]
    backup: Option<Id>,
    /// Its own response limit, e.g. `PT2H`; never longer than the policy's.
    #[schema(max_length = 100)]
    limit: Option<String>,
    /// Open to customers; yes if left out.
    active: Option<bool>,
}

impl ChannelBody {
    fn terms(self) -> Answer<ChannelTerms> {
        let Self { name, address, owner, backup, limit, active } = self;
        let span = |text: String| text.parse::<Span>().map_err(|e| Problem::field("limit", e.code(), e.to_string()));
        let limit = limit.map(span).transpose()?;
        Ok(ChannelTerms { name, address, owner, backup, limit, active: active.unwrap_or(true) })
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<ChannelView>>> {
    query.done()?;
    let found = web.app().channels(&caller.actor).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

async fn silent(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<ChannelView>>> {
    query.done()?;
    let found = web.app().silent_channels(&caller.actor).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

async fn tests(
    State(web): State<Web>,
    caller: Caller,
    Path(channel): Path<String>,
    query: Query,
) -> Answer<Json<Vec<TestView>>> {
    query.done()?;
    let found = web.app().channel_tests(&caller.actor, id(&channel, "channel")?).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

async fn test(
    State(web): State<Web>,
    caller: Caller,
    Path(channel): Path<String>,
    query: Query,
    body: Body<TestBody>,
) -> Answer<(StatusCode, Json<TestView>)> {
    query.done()?;
    let made = web.app().test_channel(&caller.actor, id(&channel, "channel")?, body.value.answered).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

async fn answer(web: &Web, caller: &Caller, channel: Id, status: StatusCode) -> Answer {
    let view: ChannelView = web.app().channel(&caller.actor, channel).await?.into();
    Ok(tagged(status, view.version, &view))
}

async fn show(State(web): State<Web>, caller: Caller, Path(channel): Path<String>, query: Query) -> Answer {
    query.done()?;
    answer(&web, &caller, id(&channel, "channel")?, StatusCode::OK).await
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<NewChannelBody>) -> Answer {
    query.done()?;
    let NewChannelBody { unit, channel, name, address, owner, backup, limit, active } = body.value;
    let terms = ChannelBody { name, address, owner, backup, limit, active }.terms()?;
    let made = web.app().create_channel(&caller.actor, unit, channel, terms).await?;
    Ok(located(answer(&web, &caller, made, StatusCode::CREATED).await?, &format!("/channels/{made}")))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(channel): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<ChannelBody>,
) -> Answer {
    query.done()?;
    let channel = id(&channel, "channel")?;
    let version = match seen.0 {
        Some(version) => version,
        None => web.app().channel(&caller.actor, channel).await?.channel.version,
    };
    web.app().change_channel(&caller.actor, channel, version, body.value.terms()?).await?;
    answer(&web, &caller, channel, StatusCode::OK).await
}
