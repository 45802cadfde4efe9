//! Accounts at messaging platforms. Their secrets go in and never come out; what the platforms send comes to
//! `/in/{platform}/{account}`, beside the API.

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use bihuan_app::messaging::NewAccount;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::messaging::MessagingPlatform;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::messaging::{Account, Secrets};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, MessagingPlatformCode, MessagingTestStepCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        paged(Endpoint::get("/messaging-accounts", admin, "The accounts at messaging platforms", list))
            .lists::<AccountView>(),
        Endpoint::post("/messaging-accounts", admin, "Sets an account at a messaging platform up", create)
            .takes::<AccountBody>()
            .gives::<AccountView>(201),
        Endpoint::get("/messaging-accounts/{account}", admin, "An account, without its secrets", show)
            .gives::<AccountView>(200),
        Endpoint::put("/messaging-accounts/{account}", admin, "Changes an account; a secret left out stays", change)
            .takes::<AccountBody>()
            .gives::<AccountView>(200)
            .versioned(),
        Endpoint::post(
            "/messaging-accounts/{account}/test",
            admin,
            "Tries an account, soon and once; how it went then stands at the account",
            test,
        ),
        Endpoint::delete("/messaging-accounts/{account}", admin, "Ends an account; its secrets go with it", end),
    ]
}

/// An account, without its secrets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessagingAccount)]
pub struct AccountView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Where it is.
    #[schema(value_type = MessagingPlatformCode)]
    pub platform: MessagingPlatform,
    /// What it is for.
    pub name: String,
    /// The unit its cases come into.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// App id, corporation id or app key.
    pub receiver: String,
    /// Whether messages are taken.
    pub enabled: bool,
    /// Where the platform sends to, below the server's address.
    pub address: String,
    /// Since when.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// Address of the platform's API; empty: the platform's own. Of a generic account where answers go.
    pub api_base: String,
    /// Agent id (WeCom) or robot code (DingTalk).
    pub agent: String,
    /// Whether answers can go out: what signs in for them is there.
    pub answers: bool,
    /// When it last heard something.
    #[schema(value_type = Option<Instant>)]
    pub heard_at: Option<UtcMs>,
    /// When the platform last took something.
    #[schema(value_type = Option<Instant>)]
    pub sent_at: Option<UtcMs>,
    /// When the platform last did not.
    #[schema(value_type = Option<Instant>)]
    pub failed_at: Option<UtcMs>,
    /// Why, while that holds; English.
    pub last_error: Option<String>,
    /// When it was last tried.
    #[schema(value_type = Option<Instant>)]
    pub tested_at: Option<UtcMs>,
    /// Milliseconds that took.
    pub test_ms: Option<i64>,
    /// Where it failed; null: it did not.
    #[schema(value_type = Option<MessagingTestStepCode>)]
    pub test_step: Option<String>,
    /// What was said then; English.
    pub test_fault: Option<String>,
}

impl From<Account> for AccountView {
    fn from(a: Account) -> Self {
        Self {
            address: format!("/in/{}/{}", a.platform, a.id),
            answers: match a.platform {
                MessagingPlatform::Generic => !a.api_base.is_empty(),
                MessagingPlatform::Wecom | MessagingPlatform::Dingtalk => {
                    a.secrets.app_secret.is_some() && !a.agent.is_empty()
                }
                _ => a.secrets.app_secret.is_some() && !a.receiver.is_empty(),
            },
            api_base: a.api_base,
            agent: a.agent,
            heard_at: a.state.heard_at,
            sent_at: a.state.sent_at,
            failed_at: a.state.failed_at,
            last_error: a.state.last_error,
            tested_at: a.state.tested_at,
            test_ms: a.state.test_ms,
            test_step: a.state.test_step,
            test_fault: a.state.test_fault,
            id: a.id,
            version: a.version,
            platform: a.platform,
            name: a.name,
            unit: a.unit,
            receiver: a.receiver,
            enabled: a.enabled,
            created_at: a.created_at,
        }
    }
}

/// An account to be set up or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMessagingAccount)]
pub struct AccountBody {
    /// Where it is; does not change.
    #[schema(value_type = MessagingPlatformCode)]
    platform: MessagingPlatform,
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The unit its cases come into.
    #[schema(value_type = Ident)]
    unit: Id,
    /// App id, corporation id or app key.
    #[serde(default)]
    #[schema(max_length = 200)]
    receiver: String,
    /// Its secrets; needed for a new account; one that is left out stays.
    secrets: Option<SecretsBody>,
    /// Whether messages are taken.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
    /// Address of the platform's API; empty: the platform's own. Of a generic account where answers go. With another one
    /// the app secret is forgotten unless given anew.
    #[serde(default)]
    #[schema(max_length = 500)]
    api_base: String,
    /// Agent id (WeCom) or robot code (DingTalk), to answer by.
    #[serde(default)]
    #[schema(max_length = 200)]
    agent: String,
}

/// What an account's requests are checked by; each platform needs its own of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MessagingSecrets)]
pub struct SecretsBody {
    /// Token (WeChat, WeCom, Feishu, DingTalk).
    #[schema(min_length = 1, max_length = 200)]
    token: Option<String>,
    /// Key of the envelope, 43 characters (WeChat in the safe mode, WeCom, DingTalk).
    #[schema(min_length = 1, max_length = 200)]
    aes_key: Option<String>,
    /// Encrypt key (Feishu).
    #[schema(min_length = 1, max_length = 200)]
    encrypt_key: Option<String>,
    /// App secret: what answers sign in with (WeChat, WeCom, Feishu, DingTalk), and what a DingTalk robot's messages are
    /// signed by.
    #[schema(min_length = 1, max_length = 200)]
    app_secret: Option<String>,
    /// Shared secret, 16 bytes at least (generic).
    #[schema(min_length = 16, max_length = 200)]
    secret: Option<String>,
}

const fn yes() -> bool {
    true
}

impl From<AccountBody> for NewAccount {
    fn from(b: AccountBody) -> Self {
        let secrets = b.secrets.map(|s| Secrets {
            token: s.token,
            aes_key: s.aes_key,
            encrypt_key: s.encrypt_key,
            app_secret: s.app_secret,
            secret: s.secret,
        });
        Self {
            platform: b.platform,
            name: b.name,
            unit: b.unit,
            receiver: b.receiver,
            secrets,
            enabled: b.enabled,
            api_base: b.api_base,
            agent: b.agent,
        }
    }
}

fn answer(status: StatusCode, account: Account) -> Response {
    tagged(status, account.version, &AccountView::from(account))
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer<Response> {
    let ask = page_ask(&mut query)?;
    query.done()?;
    let found = web.app().messaging_accounts(&caller.actor, ask).await?;
    Ok(page(&uri, found.map(AccountView::from)))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<AccountBody>) -> Answer<Response> {
    query.done()?;
    let account = web.app().create_messaging_account(&caller.actor, body.value.into()).await?;
    let place = format!("/messaging-accounts/{}", account.id);
    Ok(located(answer(StatusCode::CREATED, account), &place))
}

async fn show(State(web): State<Web>, caller: Caller, Path(account): Path<String>, query: Query) -> Answer<Response> {
    query.done()?;
    let found = web.app().messaging_account(&caller.actor, id(&account, "account")?).await?;
    Ok(answer(StatusCode::OK, found))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(account): Path<String>,
    query: Query,
    seen: Seen,
    body: Body<AccountBody>,
) -> Answer<Response> {
    query.done()?;
    let account = id(&account, "account")?;
    let changed = web.app().change_messaging_account(&caller.actor, account, seen.0, body.value.into()).await?;
    Ok(answer(StatusCode::OK, changed))
}

async fn test(State(web): State<Web>, caller: Caller, Path(account): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.app().test_messaging_account(&caller.actor, id(&account, "account")?).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn end(State(web): State<Web>, caller: Caller, Path(account): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.app().end_messaging_account(&caller.actor, id(&account, "account")?).await?;
    Ok(StatusCode::NO_CONTENT)
}
