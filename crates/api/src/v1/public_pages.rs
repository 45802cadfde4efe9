//! The pages that anybody may read, below `/portal`, and how they are written and published.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::portal::allowance;
use bihuan_app::public_pages::{Edition, Process, Read, Written};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::policy::{KindPromise, Milestone, Period, Promised, Words};
use bihuan_domain::public_page::{FaqEntry, FaqPage, PageKind, Price, PriceSort, PromisePage};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Complexity, Kind, Priority, Severity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::cases::remedying::MoneyBody;
use super::flows::WordsView;
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, ComplexityCode, Instant, KindCode, MilestoneCode, PeriodCode, PriceSortCode, PriorityCode,
    SeverityCode,
};
use crate::endpoint::{Access, Endpoint, text};
use crate::input::{Json as Body, Query};
use crate::problem::{Answer, Problem};
use crate::visitor::Visitor;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (anybody, admin) = (Access::Public, Access::May(P::PolicyWrite));
    let at = |endpoint: Endpoint| endpoint.tag("public-pages");
    vec![
        at(Endpoint::get("/portal/promise", anybody, "What service one is promised", promise)
            .gives::<PromiseView>(200)
            .query(
                "version",
                "An earlier version; the one of today if left out",
                json!({ "type": "integer", "minimum": 1 }),
            )),
        at(Endpoint::get("/portal/faq", anybody, "Questions often asked", faq).gives::<FaqView>(200)),
        at(Endpoint::get("/portal/faq/suggestions", anybody, "Questions that may answer what one types", suggest)
            .gives::<FaqView>(200)
            .needs("q", "What was typed", text(500))),
        at(Endpoint::post("/portal/faq/{entry}/answers", anybody, "Whether a question helped", helped)
            .takes::<HelpedBody>()
            .limited()),
        at(Endpoint::get("/promise-page", admin, "The promise page with its draft and versions", promise_written)
            .gives::<PromiseWrittenView>(200)),
        at(Endpoint::put("/promise-page/draft", admin, "Keeps a draft of the promise page", draft_promise)
            .takes::<PromiseBody>()),
        at(Endpoint::post("/promise-page/editions", admin, "Publishes the draft from a day on", publish_promise)
            .takes::<EditionBody>()
            .gives::<NewEditionView>(201)),
        at(Endpoint::delete(
            "/promise-page/editions/{version}",
            admin,
            "Withdraws a version that has not begun",
            withdraw_promise,
        )),
        at(Endpoint::get(
            "/faq-page",
            admin,
            "The questions with their draft, versions, and whether they helped",
            faq_written,
        )
        .gives::<FaqWrittenView>(200)),
        at(Endpoint::put("/faq-page/draft", admin, "Keeps a draft of the questions", draft_faq).takes::<FaqBody>()),
        at(Endpoint::post("/faq-page/editions", admin, "Publishes the draft from a day on", publish_faq)
            .takes::<EditionBody>()
            .gives::<NewEditionView>(201)),
        at(Endpoint::delete(
            "/faq-page/editions/{version}",
            admin,
            "Withdraws a version that has not begun",
            withdraw_faq,
        )),
    ]
}

/// Words in up to three languages; at least one is needed where something must be said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PageWords)]
pub struct WordsBody {
    /// 简体中文.
    #[schema(max_length = 4000)]
    zh_hans: String,
    /// 繁體中文.
    #[schema(max_length = 4000)]
    zh_hant: String,
    /// English.
    #[schema(max_length = 4000)]
    en: String,
}

impl From<WordsBody> for Words {
    fn from(w: WordsBody) -> Self {
        let clean = |text: String| text.trim().to_owned();
        Self { zh_hans: clean(w.zh_hans), zh_hant: clean(w.zh_hant), en: clean(w.en) }
    }
}

/// A row of the price list, to be written: an amount, words (`by quotation`), or both (`from`).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPrice)]
pub struct PriceBody {
    /// What it is for; a service if left out.
    #[schema(value_type = Option<PriceSortCode>)]
    sort: Option<PriceSort>,
    /// Which service, part or visit.
    service: WordsBody,
    /// Under warranty.
    in_warranty: bool,
    /// What it costs; 0 is free of charge, and where there is none the words are needed.
    amount: Option<MoneyBody>,
    /// For how much of it, e.g. `per hour`.
    #[serde(default)]
    unit: WordsBody,
    /// What it costs, in words.
    #[serde(default)]
    price: WordsBody,
    /// On which conditions.
    #[serde(default)]
    conditions: WordsBody,
    /// How long it takes.
    #[serde(default)]
    duration: WordsBody,
    /// For cases of these kinds; any if left out.
    #[serde(default)]
    #[schema(value_type = Vec<KindCode>, max_items = 8)]
    kinds: Vec<Kind>,
}

impl PriceBody {
    fn price(self) -> Answer<Price> {
        Ok(Price {
            sort: self.sort.unwrap_or(PriceSort::Service),
            service: self.service.into(),
            in_warranty: self.in_warranty,
            amount: self.amount.as_ref().map(MoneyBody::money).transpose()?,
            unit: self.unit.into(),
            price: self.price.into(),
            conditions: self.conditions.into(),
            duration: self.duration.into(),
            kinds: Kind::ALL.iter().copied().filter(|kind| self.kinds.contains(kind)).collect(),
        })
    }
}

/// What one writes of the promise page.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseDraft)]
pub struct PromiseBody {
    /// Some words at the top.
    #[serde(default)]
    intro: WordsBody,
    /// The price list.
    #[schema(max_items = 200)]
    prices: Vec<PriceBody>,
}

/// A question, to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFaqEntry)]
pub struct FaqEntryBody {
    /// Stays the same through all versions: letters, digits and `-`.
    #[schema(min_length = 1, max_length = 40)]
    id: String,
    /// Under which heading.
    #[serde(default)]
    group: WordsBody,
    /// The question.
    question: WordsBody,
    /// The answer.
    answer: WordsBody,
}

/// The questions, to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FaqDraft)]
pub struct FaqBody {
    /// All of them, in their order.
    #[schema(max_items = 300)]
    entries: Vec<FaqEntryBody>,
}

/// A version to be published.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEdition)]
pub struct EditionBody {
    /// First day in the business time zone, `YYYY-MM-DD`; today or later.
    #[schema(min_length = 10, max_length = 10)]
    effective_from: String,
}

/// A version that was published.
#[derive(Serialize, ToSchema)]
#[schema(as = PublishedEdition)]
pub struct NewEditionView {
    /// Its number.
    version: i64,
}

/// Whether it helped.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FaqAnswer)]
pub struct HelpedBody {
    /// It did.
    helped: bool,
}

/// A version.
#[derive(Serialize, ToSchema)]
#[schema(as = Edition)]
pub struct EditionView {
    /// From 1.
    version: i64,
    /// First day, `YYYY-MM-DD`.
    effective_from: String,
    /// When it was published.
    #[schema(value_type = Instant)]
    published_at: UtcMs,
    /// When it was withdrawn, before its first day.
    #[schema(value_type = Option<Instant>)]
    withdrawn_at: Option<UtcMs>,
}

impl From<Edition> for EditionView {
    fn from(e: Edition) -> Self {
        let Edition { version, effective_from, published_at, withdrawn_at } = e;
        Self { version, effective_from, published_at, withdrawn_at }
    }
}

/// A row of the price list.
#[derive(Serialize, ToSchema)]
#[schema(as = Price)]
pub struct PriceView {
    /// What it is for.
    #[schema(value_type = PriceSortCode)]
    sort: PriceSort,
    /// Which service, part or visit.
    service: WordsView,
    /// Under warranty.
    in_warranty: bool,
    /// What it costs; 0 is free of charge; null: the words say it.
    amount: Option<MoneyBody>,
    /// For how much of it.
    unit: WordsView,
    /// What it costs, in words.
    price: WordsView,
    /// On which conditions.
    conditions: WordsView,
    /// How long it takes.
    duration: WordsView,
    /// For cases of these kinds; empty: any.
    #[schema(value_type = Vec<KindCode>)]
    kinds: Vec<Kind>,
    /// Since which day it has been as it is, `YYYY-MM-DD`; null in a draft.
    since: Option<String>,
}

impl From<&Price> for PriceView {
    fn from(p: &Price) -> Self {
        Self {
            sort: p.sort,
            service: (&p.service).into(),
            in_warranty: p.in_warranty,
            amount: p.amount.as_ref().map(Into::into),
            unit: (&p.unit).into(),
            price: (&p.price).into(),
            conditions: (&p.conditions).into(),
            duration: (&p.duration).into(),
            kinds: p.kinds.clone(),
            since: None,
        }
    }
}

/// A promised time.
#[derive(Serialize, ToSchema)]
#[schema(as = PromisedTime)]
pub struct PromisedView {
    /// What is promised.
    #[schema(value_type = MilestoneCode)]
    milestone: Milestone,
    /// Within which time, e.g. `PT24H`, `P3D`.
    target: String,
    /// Name of the calendar it runs on.
    calendar: String,
    /// For these kinds; empty: any.
    #[schema(value_type = Vec<KindCode>)]
    kinds: Vec<Kind>,
    /// By these channels; empty: any.
    #[schema(value_type = Vec<ChannelCode>)]
    channels: Vec<Channel>,
    /// At least this urgent.
    #[schema(value_type = Option<PriorityCode>)]
    priority_at_least: Option<Priority>,
    /// At least this severe.
    #[schema(value_type = Option<SeverityCode>)]
    severity_at_least: Option<Severity>,
    /// At most this severe.
    #[schema(value_type = Option<SeverityCode>)]
    severity_at_most: Option<Severity>,
    /// This involved.
    #[schema(value_type = Option<ComplexityCode>)]
    complexity: Option<Complexity>,
    /// In this part of the day.
    #[schema(value_type = Option<PeriodCode>)]
    period: Option<Period>,
}

impl From<Promised> for PromisedView {
    fn from(p: Promised) -> Self {
        Self {
            milestone: p.milestone,
            target: p.target,
            calendar: p.calendar,
            kinds: p.kinds,
            channels: p.channels,
            priority_at_least: p.priority_at_least,
            severity_at_least: p.severity_at_least,
            severity_at_most: p.severity_at_most,
            complexity: p.complexity,
            period: p.period,
        }
    }
}

/// What is promised for one kind of case.
#[derive(Serialize, ToSchema)]
#[schema(as = KindPromise)]
pub struct KindPromiseView {
    /// Which kind.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// What one meets on the way, in its order.
    steps: Vec<WordsView>,
    /// What follows when one is not satisfied; null: nothing of its own.
    otherwise: Option<WordsView>,
    /// Promised times.
    times: Vec<PromisedView>,
}

impl From<KindPromise> for KindPromiseView {
    fn from(p: KindPromise) -> Self {
        let KindPromise { kind, steps, otherwise, times } = p;
        Self {
            kind,
            steps: steps.iter().map(Into::into).collect(),
            otherwise: otherwise.as_ref().map(Into::into),
            times: times.into_iter().map(Into::into).collect(),
        }
    }
}

/// The promise page as anybody reads it.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalPromise)]
pub struct PromiseView {
    /// Some words at the top.
    intro: WordsView,
    /// What one meets on the way of a complaint, in its order.
    steps: Vec<WordsView>,
    /// Promised times of all kinds.
    times: Vec<PromisedView>,
    /// The same kind by kind; empty for a version published before it was kept.
    kinds: Vec<KindPromiseView>,
    /// The price list.
    prices: Vec<PriceView>,
    /// `id@version` of the policy that process and times are from.
    policy: String,
    /// What that policy is called; empty where it was not kept.
    policy_name: WordsView,
    /// Its first day, `YYYY-MM-DD`; empty where it was not kept.
    policy_from: String,
    /// Which version it is; null: nothing was published yet.
    edition: Option<EditionView>,
    /// Every version that held or holds, the newest first.
    editions: Vec<EditionView>,
}

/// A question.
#[derive(Serialize, ToSchema)]
#[schema(as = FaqEntry)]
pub struct FaqEntryView {
    /// Its id, the same through all versions.
    id: String,
    /// Under which heading.
    group: WordsView,
    /// The question.
    question: WordsView,
    /// The answer.
    answer: WordsView,
}

impl From<&FaqEntry> for FaqEntryView {
    fn from(e: &FaqEntry) -> Self {
        Self { id: e.id.clone(), group: (&e.group).into(), question: (&e.question).into(), answer: (&e.answer).into() }
    }
}

/// Questions.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalFaq)]
pub struct FaqView {
    /// In their order.
    entries: Vec<FaqEntryView>,
}

/// The promise page as it is written.
#[derive(Serialize, ToSchema)]
#[schema(as = PromisePage)]
pub struct PromiseWrittenView {
    /// Some words at the top.
    intro: WordsView,
    /// The price list.
    prices: Vec<PriceView>,
    /// When the draft was last changed; null: nothing differs from the latest version.
    #[schema(value_type = Option<Instant>)]
    draft_changed_at: Option<UtcMs>,
    /// Which version holds today.
    in_effect: Option<i64>,
    /// Every version, the newest first.
    editions: Vec<EditionView>,
}

/// How often a question helped.
#[derive(Serialize, ToSchema)]
#[schema(as = FaqHelped)]
pub struct HelpedView {
    /// Id of the question.
    entry: String,
    /// It did.
    helped: i64,
    /// It did not.
    not_helped: i64,
}

/// The questions as they are written.
#[derive(Serialize, ToSchema)]
#[schema(as = FaqPage)]
pub struct FaqWrittenView {
    /// In their order.
    entries: Vec<FaqEntryView>,
    /// Whether they helped.
    answers: Vec<HelpedView>,
    /// When the draft was last changed; null: nothing differs from the latest version.
    #[schema(value_type = Option<Instant>)]
    draft_changed_at: Option<UtcMs>,
    /// Which version holds today.
    in_effect: Option<i64>,
    /// Every version, the newest first.
    editions: Vec<EditionView>,
}

async fn promise(State(web): State<Web>, mut query: Query) -> Answer<Json<PromiseView>> {
    let version = query.number("version", 1, u32::MAX)?;
    query.done()?;
    let read = web.app().read_page::<PromisePage>(version.map(i64::from)).await?;
    let Read { page, process, edition, editions, since } = read;
    let Process { policy, policy_name, policy_from, steps, times, kinds } = process;
    let since = since.into_iter().map(Some).chain(std::iter::repeat(None));
    Ok(Json(PromiseView {
        intro: (&page.intro).into(),
        steps: steps.iter().map(Into::into).collect(),
        times: times.into_iter().map(Into::into).collect(),
        kinds: kinds.into_iter().map(Into::into).collect(),
        prices: page.prices.iter().zip(since).map(|(p, since)| PriceView { since, ..p.into() }).collect(),
        policy,
        policy_name: (&policy_name).into(),
        policy_from,
        edition: edition.map(Into::into),
        editions: editions.into_iter().map(Into::into).collect(),
    }))
}

fn shown(page: &FaqPage) -> Json<FaqView> {
    Json(FaqView { entries: page.entries.iter().map(Into::into).collect() })
}

async fn faq(State(web): State<Web>, query: Query) -> Answer<Json<FaqView>> {
    query.done()?;
    Ok(shown(&web.app().read_page::<FaqPage>(None).await?.page))
}

async fn suggest(State(web): State<Web>, mut query: Query) -> Answer<Json<FaqView>> {
    let typed = query.short("q", 500)?.ok_or_else(|| Problem::field("q", "missing_value", ""))?;
    query.done()?;
    Ok(shown(&web.app().suggested(&typed).await?))
}

async fn helped(
    State(web): State<Web>,
    visitor: Visitor,
    Path(entry): Path<String>,
    body: Body<HelpedBody>,
) -> Answer<StatusCode> {
    web.portal().allow(allowance::VOTES_FROM_A_PLACE, visitor.0.address).await?;
    web.app().faq_helped(&entry, body.value.helped).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn promise_written(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<PromiseWrittenView>> {
    query.done()?;
    let Written { page, draft_changed_at, in_effect, editions } =
        web.app().written_page::<PromisePage>(&caller.actor).await?;
    Ok(Json(PromiseWrittenView {
        intro: (&page.intro).into(),
        prices: page.prices.iter().map(Into::into).collect(),
        draft_changed_at,
        in_effect,
        editions: editions.into_iter().map(Into::into).collect(),
    }))
}

async fn draft_promise(State(web): State<Web>, caller: Caller, body: Body<PromiseBody>) -> Answer<StatusCode> {
    let prices = body.value.prices.into_iter().map(PriceBody::price).collect::<Answer<_>>()?;
    let page = PromisePage { intro: body.value.intro.into(), prices };
    web.app().draft_page(&caller.actor, &page).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn first_day(body: &EditionBody) -> Answer<Date> {
    body.effective_from.parse().map_err(|_| Problem::field("effective_from", "bad_value", "YYYY-MM-DD"))
}

fn published(version: i64) -> Answer {
    Ok((StatusCode::CREATED, Json(NewEditionView { version })).into_response())
}

async fn publish_promise(State(web): State<Web>, caller: Caller, body: Body<EditionBody>) -> Answer {
    published(web.app().publish_page::<PromisePage>(&caller.actor, first_day(&body.value)?).await?)
}

async fn withdraw_promise(State(web): State<Web>, caller: Caller, Path(version): Path<i64>) -> Answer<StatusCode> {
    withdraw(&web, &caller, PageKind::Promise, version).await
}

async fn withdraw_faq(State(web): State<Web>, caller: Caller, Path(version): Path<i64>) -> Answer<StatusCode> {
    withdraw(&web, &caller, PageKind::Faq, version).await
}

async fn withdraw(web: &Web, caller: &Caller, page: PageKind, version: i64) -> Answer<StatusCode> {
    web.app().withdraw_page(&caller.actor, page, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn faq_written(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<FaqWrittenView>> {
    query.done()?;
    let Written { page, draft_changed_at, in_effect, editions } =
        web.app().written_page::<FaqPage>(&caller.actor).await?;
    let answers = web.app().faq_answers(&caller.actor).await?;
    Ok(Json(FaqWrittenView {
        entries: page.entries.iter().map(Into::into).collect(),
        answers: answers
            .into_iter()
            .map(|(entry, helped, not_helped)| HelpedView { entry, helped, not_helped })
            .collect(),
        draft_changed_at,
        in_effect,
        editions: editions.into_iter().map(Into::into).collect(),
    }))
}

async fn draft_faq(State(web): State<Web>, caller: Caller, body: Body<FaqBody>) -> Answer<StatusCode> {
    let entries = body.value.entries.into_iter().map(|e| FaqEntry {
        id: e.id,
        group: e.group.into(),
        question: e.question.into(),
        answer: e.answer.into(),
    });
    web.app().draft_page(&caller.actor, &FaqPage { entries: entries.collect() }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn publish_faq(State(web): State<Web>, caller: Caller, body: Body<EditionBody>) -> Answer {
    published(web.app().publish_page::<FaqPage>(&caller.actor, first_day(&body.value)?).await?)
}
