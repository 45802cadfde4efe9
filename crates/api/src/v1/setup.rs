//! The first run, and what anybody may know of this service; afterwards the organisation's settings.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bihuan_app::set_up::{DemoStanding, MOST_UNITS, NewSetup, SetupUnit};
use bihuan_app::settings::{Settings, SettingsPatch, TEMPLATES};
use bihuan_domain::actor::Permission;
use bihuan_domain::organisation::UnitKind;
use bihuan_domain::policy::show_layer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::users::UserShown;
use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::UnitKindCode;
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

/// Languages in which the service speaks.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(Permission::UserAdmin);
    vec![
        Endpoint::get("/about", Access::Public, "What anybody may know: version, languages, whether set up", about)
            .gives::<About>(200)
            .tag("setup"),
        Endpoint::post("/setup", Access::Public, "Sets the service up with the one-time link", set_up)
            .takes::<SetupBody>()
            .gives::<UserShown>(201),
        Endpoint::post("/setup/check", Access::Public, "Whether a link is good; it is not used up", check)
            .takes::<LinkBody>(),
        Endpoint::get("/setup/templates", Access::Public, "The service policies to choose from", templates)
            .lists::<Template>(),
        Endpoint::get("/setup/progress", Access::SignedIn, "How far the telling of made-up data is", progress)
            .gives::<Progress>(200),
        Endpoint::get("/settings", admin, "The organisation's settings", settings).gives::<SettingsView>(200),
        Endpoint::put("/settings", admin, "Changes settings; what is left out stays", change)
            .takes::<SettingsBody>()
            .gives::<SettingsView>(200),
    ]
}

/// What anybody may know.
#[derive(Debug, Serialize, ToSchema)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// Somebody may sign in.
    pub set_up: bool,
    /// Languages it speaks, BCP 47.
    pub languages: Vec<String>,
    /// Name of the organisation.
    pub company: Option<String>,
    /// Business time zone, an IANA name: what days and office hours mean here.
    pub time_zone: String,
}

async fn about(State(web): State<Web>, query: Query) -> Answer<Json<About>> {
    query.done()?;
    let known = web.access().about().await?;
    Ok(Json(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        set_up: known.set_up,
        languages: LANGUAGES.map(str::to_owned).to_vec(),
        company: known.company,
        time_zone: web.app().world().zone.name().to_owned(),
    }))
}

/// A unit made at the set-up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetupUnit)]
pub struct UnitBody {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it is; not the head office.
    #[schema(value_type = UnitKindCode)]
    kind: UnitKind,
    /// The units below it; 200 units in all.
    #[serde(default)]
    #[schema(no_recursion, max_items = 200)]
    children: Vec<UnitBody>,
}

impl From<UnitBody> for SetupUnit {
    fn from(unit: UnitBody) -> Self {
        Self { name: unit.name, kind: unit.kind, children: unit.children.into_iter().map(Into::into).collect() }
    }
}

/// What the first administrator enters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSetup)]
pub struct SetupBody {
    /// The part after `#` of the link that was printed at the first start.
    #[schema(max_length = 200)]
    link: String,
    /// Name of the organisation.
    #[schema(min_length = 1, max_length = 200)]
    company: String,
    /// Sign-in name.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\s\x00-\x1f\x7f-\x9f]+$")]
    login: String,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Password.
    #[schema(min_length = 12, max_length = 256)]
    password: String,
    /// BCP 47 tag; `zh-Hans` if left out.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
    /// Business time zone, an IANA name; `Asia/Shanghai` if left out. It stays once there are cases.
    #[schema(min_length = 1, max_length = 64)]
    time_zone: Option<String>,
    /// Id of the service policy new cases open under, one of `/setup/templates`; `general` if left out.
    #[schema(min_length = 1, max_length = 100)]
    policy: Option<String>,
    /// The units below the head office, 200 in all.
    #[serde(default)]
    #[schema(max_items = 200)]
    units: Vec<UnitBody>,
    /// Whether to tell a year of made-up data for trying it out.
    #[serde(default)]
    demo: bool,
}

async fn set_up(State(web): State<Web>, query: Query, body: Body<SetupBody>) -> Answer {
    query.done()?;
    let SetupBody { link, company, login, name, password, language, time_zone, policy, units, demo } = body.value;
    if units.len() > MOST_UNITS {
        return Err(crate::problem::Problem::field("units", "too_many", MOST_UNITS.to_string()));
    }
    let usual = NewSetup::default();
    let new = NewSetup {
        company,
        login,
        name,
        password,
        language: language.unwrap_or(usual.language),
        time_zone: time_zone.unwrap_or(usual.time_zone),
        policy: policy.unwrap_or(usual.policy),
        units: units.into_iter().map(Into::into).collect(),
        demo,
    };
    let user = web.access().complete_setup(&link, new).await?;
    web.app().refresh().await?;
    let actor = web.access().actor_of(user).await?;
    let view: UserShown = web.access().user(&actor, user).await?.into();
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), &format!("/users/{user}")))
}

/// A link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetupLink)]
pub struct LinkBody {
    /// The part after `#` of the link.
    #[schema(max_length = 200)]
    link: String,
}

async fn check(State(web): State<Web>, query: Query, body: Body<LinkBody>) -> Answer<StatusCode> {
    query.done()?;
    web.access().check_setup_link(&body.value.link).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A service policy to choose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SetupTemplate)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Name in simplified Chinese.
    pub zh_hans: String,
    /// Name in traditional Chinese.
    pub zh_hant: String,
    /// Name in English.
    pub en: String,
    /// All of it, as data: states, clocks, categories.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub content: Value,
    /// As a person reads it.
    pub text: String,
}

async fn templates(State(web): State<Web>, query: Query) -> Answer<Json<Vec<Template>>> {
    query.done()?;
    let world = web.app().world();
    let found = TEMPLATES.into_iter().filter_map(|id| {
        // What is delivered is open source; what an organisation wrote is not for everybody.
        let policy = world.policies.get(id, Some(1)).or_else(|| world.policies.get(id, None))?;
        Some(Template {
            id: policy.id.clone(),
            zh_hans: policy.name.zh_hans.clone(),
            zh_hant: policy.name.zh_hant.clone(),
            en: policy.name.en.clone(),
            content: serde_json::to_value(policy).unwrap_or_default(),
            text: show_layer(policy),
        })
    });
    Ok(Json(found.collect()))
}

/// How far the telling of made-up data is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SetupProgress)]
pub struct Progress {
    /// `none`, `running`, `done` or `failed`.
    #[schema(value_type = String, pattern = "^(none|running|done|failed)$")]
    pub standing: DemoStanding,
    /// Cases told so far.
    pub cases: u64,
    /// Cases to be told.
    pub of: u64,
}

async fn progress(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Progress>> {
    query.done()?;
    let told = web.app().demo_progress(&caller.actor).await?;
    Ok(Json(Progress { standing: told.standing, cases: told.cases, of: told.of }))
}

/// The organisation's settings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Settings)]
pub struct SettingsView {
    /// Name of the organisation.
    pub company: Option<String>,
    /// Business time zone, an IANA name.
    pub time_zone: String,
    /// The time zone can still be changed: only while there are no cases, because their days were counted in it.
    pub time_zone_open: bool,
    /// Id of the policy that new cases of the head office open under.
    pub policy: String,
}

impl From<Settings> for SettingsView {
    fn from(s: Settings) -> Self {
        Self { company: s.company, time_zone: s.time_zone, time_zone_open: s.time_zone_open, policy: s.policy }
    }
}

/// What changes of the settings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SettingsPatch)]
pub struct SettingsBody {
    /// Name of the organisation.
    #[schema(min_length = 1, max_length = 200)]
    company: Option<String>,
    /// Business time zone, an IANA name.
    #[schema(min_length = 1, max_length = 64)]
    time_zone: Option<String>,
}

async fn settings(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<SettingsView>> {
    query.done()?;
    Ok(Json(web.app().settings(&caller.actor).await?.into()))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<SettingsBody>,
) -> Answer<Json<SettingsView>> {
    query.done()?;
    let SettingsBody { company, time_zone } = body.value;
    Ok(Json(web.app().change_settings(&caller.actor, SettingsPatch { company, time_zone }).await?.into()))
}
