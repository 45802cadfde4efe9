//! Mailboxes: which are read and sent from, how they go, and what came into them lately (S4-05). Secrets are taken and never
//! answered.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use bihuan_app::mail::came::CaseMail;
use bihuan_app::mail::{Delivery, MailboxShown, MailboxTerms, NewMailbox, RenewalTerms, Security, ServerTerms};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use bihuan_store::nouns::mail::Came;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::show::ActionView;
use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, KindCode};
use crate::endpoint::{Access, Answers, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        Endpoint::get("/mailboxes", admin, "The mailboxes, with how the last look into each went", list)
            .lists::<MailboxView>(),
        Endpoint::post("/mailboxes", admin, "Makes a mailbox of a unit; it is read at once when enabled", create)
            .takes::<MailboxBody>()
            .gives::<MailboxView>(201),
        Endpoint::get("/mailboxes/{mailbox}", admin, "A mailbox", show).gives::<MailboxView>(200),
        Endpoint::put("/mailboxes/{mailbox}", admin, "Changes a mailbox; a secret left out stays", change)
            .takes::<MailboxBody>()
            .gives::<MailboxView>(200)
            .versioned(),
        Endpoint::delete("/mailboxes/{mailbox}", admin, "Ends a mailbox; its secrets are forgotten", remove),
        Endpoint::post(
            "/mailboxes/{mailbox}/test",
            admin,
            "Signs in at both servers, soon and once; how it went then stands at the mailbox",
            test,
        ),
        Endpoint::get(
            "/mailboxes/{mailbox}/mail",
            admin,
            "What came lately, newest first, and what became of it",
            mail,
        )
        .lists::<CameView>(),
        Endpoint::get(
            "/cases/{case}/mail-in",
            Access::May(P::CaseRead),
            "What came into a case by mail, newest first",
            came,
        )
        .lists::<CaseMailView>()
        .tag("cases"),
        Endpoint::post(
            "/cases/{case}/mail-in/{mail}/pictures",
            Access::May(P::CaseNote),
            "Asks for the pictures a message only names: they are fetched soon and become files of the case",
            pictures,
        )
        .tag("cases"),
        Endpoint::post(
            "/cases/{case}/mail-in/{mail}/raw",
            Access::May(P::CustomerReveal),
            "A message as it came, for a recorded reason",
            raw,
        )
        .takes::<RawBody>()
        .answers(Answers::Bytes)
        .tag("cases"),
        Endpoint::post(
            "/cases/{case}/mail-in/{mail}/erasure",
            Access::May(P::CustomerErase),
            "Erases a message as it came, for a recorded reason; what the case says of it stays",
            erasure,
        )
        .takes::<RawBody>()
        .tag("cases"),
        Endpoint::get("/cases/{case}/mail", Access::May(P::CaseRead), "How the mail of a case went out", deliveries)
            .lists::<DeliveryView>()
            .tag("cases"),
    ]
}

/// A server and the name one signs in by.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MailServer)]
pub struct ServerBody {
    /// Name or address.
    #[schema(min_length = 1, max_length = 253)]
    host: String,
    /// Port.
    #[schema(minimum = 1)]
    port: u16,
    /// `tls`, `start_tls`, `plain` (to this machine only) or `plain_anywhere`.
    #[schema(value_type = MailSecurity)]
    security: Security,
    /// The name; none: without signing in, for sending only.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1_000)]
    user: Option<String>,
    /// The secret is an OAuth2 access token (XOAUTH2).
    #[serde(default)]
    #[schema(default = false)]
    oauth2: bool,
}

/// How a line to a mail server is protected.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the schema alone")]
#[schema(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting.
    StartTls,
    /// In the clear, to this machine only.
    Plain,
    /// In the clear, wherever.
    PlainAnywhere,
}

impl From<ServerTerms> for ServerBody {
    fn from(s: ServerTerms) -> Self {
        Self { host: s.host, port: s.port, security: s.security, user: s.user, oauth2: s.oauth2 }
    }
}

impl From<ServerBody> for ServerTerms {
    fn from(s: ServerBody) -> Self {
        Self { host: s.host, port: s.port, security: s.security, user: s.user, oauth2: s.oauth2 }
    }
}

/// Where an access token is renewed by a refresh token (RFC 6749 §6).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MailboxRenewal)]
pub struct RenewalBody {
    /// The provider's token endpoint.
    #[schema(min_length = 8, max_length = 2_000)]
    token_endpoint: String,
    /// The client.
    #[schema(min_length = 1, max_length = 1_000)]
    client_id: String,
    /// Scope; empty: as it was granted.
    #[serde(default)]
    #[schema(default = "", max_length = 2_000)]
    scope: String,
}

impl From<RenewalTerms> for RenewalBody {
    fn from(r: RenewalTerms) -> Self {
        Self { token_endpoint: r.token_endpoint, client_id: r.client_id, scope: r.scope }
    }
}

impl From<RenewalBody> for RenewalTerms {
    fn from(r: RenewalBody) -> Self {
        Self { token_endpoint: r.token_endpoint, client_id: r.client_id, scope: r.scope }
    }
}

/// A mailbox, without its secrets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mailbox)]
pub struct MailboxView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    version: i64,
    /// What it is for; also the name its mail goes out under.
    name: String,
    /// Its own address.
    address: String,
    /// The unit its cases come into.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Whether it is read and sent from.
    enabled: bool,
    /// Read by IMAP here.
    incoming: Option<ServerBody>,
    /// The folder that is read.
    folder: String,
    /// Sent by SMTP here.
    outgoing: Option<ServerBody>,
    /// What a new case is until somebody judges it.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// Whether a new case is acknowledged.
    acknowledge: bool,
    /// Words of the acknowledgement by language, instead of ours.
    acknowledgement: BTreeMap<String, String>,
    /// Whether mail of mailing lists becomes cases.
    lists: bool,
    /// Whether a secret for reading is kept.
    has_incoming_secret: bool,
    /// Whether a secret for sending is kept.
    has_outgoing_secret: bool,
    /// Where its access token is renewed.
    renewal: Option<RenewalBody>,
    /// Whether a secret of the client that renews is kept.
    has_client_secret: bool,
    /// Whether a refresh token is kept.
    has_refresh_token: bool,
    /// Until when the access token is good.
    #[schema(value_type = Option<Instant>)]
    access_until: Option<UtcMs>,
    /// When it was last looked into with success.
    #[schema(value_type = Option<Instant>)]
    looked_at: Option<UtcMs>,
    /// When the last message came.
    #[schema(value_type = Option<Instant>)]
    came_at: Option<UtcMs>,
    /// When it last failed.
    #[schema(value_type = Option<Instant>)]
    failed_at: Option<UtcMs>,
    /// Why, while that holds.
    last_error: Option<String>,
    /// When it was last tried.
    #[schema(value_type = Option<Instant>)]
    tested_at: Option<UtcMs>,
    /// Why reading did not work then, as `last_error`.
    test_incoming: Option<String>,
    /// Why sending did not work then.
    test_outgoing: Option<String>,
    /// Since when it is there.
    #[schema(value_type = Instant)]
    created_at: UtcMs,
}

impl From<MailboxShown> for MailboxView {
    fn from(MailboxShown { mailbox, terms }: MailboxShown) -> Self {
        Self {
            id: mailbox.id,
            version: mailbox.version,
            name: mailbox.name,
            address: mailbox.address,
            unit: mailbox.unit,
            enabled: mailbox.enabled,
            incoming: terms.incoming.map(ServerBody::from),
            folder: terms.folder,
            outgoing: terms.outgoing.map(ServerBody::from),
            kind: terms.kind,
            acknowledge: terms.acknowledge,
            acknowledgement: terms.acknowledgement,
            lists: terms.lists,
            has_incoming_secret: !mailbox.incoming_secret.is_empty(),
            has_outgoing_secret: !mailbox.outgoing_secret.is_empty(),
            renewal: terms.renewal.map(RenewalBody::from),
            has_client_secret: !mailbox.renewal.client_secret.is_empty(),
            has_refresh_token: !mailbox.renewal.refresh_token.is_empty(),
            access_until: mailbox.access_until,
            looked_at: mailbox.looked_at,
            came_at: mailbox.came_at,
            failed_at: mailbox.failed_at,
            last_error: mailbox.last_error,
            tested_at: mailbox.tested_at,
            test_incoming: mailbox.test_incoming,
            test_outgoing: mailbox.test_outgoing,
            created_at: mailbox.created_at,
        }
    }
}

/// A mailbox to be made or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMailbox)]
pub struct MailboxBody {
    /// The unit its cases come into: asked of a new one, and it stays.
    #[serde(default)]
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// What it is for; also the name its mail goes out under.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Its own address.
    #[schema(min_length = 3, max_length = 254)]
    address: String,
    /// Whether it is read and sent from.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
    /// Read by IMAP here; none: it only sends.
    #[serde(default)]
    incoming: Option<ServerBody>,
    /// The folder that is read.
    #[serde(default = "inbox")]
    #[schema(default = "INBOX", min_length = 1, max_length = 200)]
    folder: String,
    /// Sent by SMTP here; none: it only reads.
    #[serde(default)]
    outgoing: Option<ServerBody>,
    /// What a new case is until somebody judges it.
    #[serde(default = "inquiry")]
    #[schema(value_type = KindCode, default = "inquiry")]
    kind: Kind,
    /// Whether a new case is acknowledged, with its number and the promised time.
    #[serde(default = "yes")]
    #[schema(default = true)]
    acknowledge: bool,
    /// Words of the acknowledgement by language (`zh-Hans`, `zh-Hant`, `en`), instead of ours; `{number}` must stand in
    /// them, `{promised}` and `{subject}` may.
    #[serde(default)]
    acknowledgement: BTreeMap<String, String>,
    /// Whether mail of mailing lists becomes cases.
    #[serde(default)]
    #[schema(default = false)]
    lists: bool,
    /// Password or token for reading; left out: as it was, unless the server changes.
    #[serde(default)]
    #[schema(max_length = 8_000)]
    incoming_secret: Option<String>,
    /// Password or token for sending; left out: as it was, unless the server changes.
    #[serde(default)]
    #[schema(max_length = 8_000)]
    outgoing_secret: Option<String>,
    /// Where the access token of servers with `oauth2` is renewed; none: their secrets are what they are.
    #[serde(default)]
    renewal: Option<RenewalBody>,
    /// Secret of the client that renews; left out: as it was, unless client or endpoint change.
    #[serde(default)]
    #[schema(max_length = 8_000)]
    client_secret: Option<String>,
    /// Refresh token; left out: as it was, unless client or endpoint change.
    #[serde(default)]
    #[schema(max_length = 8_000)]
    refresh_token: Option<String>,
}

const fn yes() -> bool {
    true
}

fn inbox() -> String {
    "INBOX".to_owned()
}

const fn inquiry() -> Kind {
    Kind::Inquiry
}

impl From<MailboxBody> for NewMailbox {
    fn from(b: MailboxBody) -> Self {
        Self {
            name: b.name,
            address: b.address,
            enabled: b.enabled,
            terms: MailboxTerms {
                incoming: b.incoming.map(ServerTerms::from),
                folder: b.folder,
                outgoing: b.outgoing.map(ServerTerms::from),
                kind: b.kind,
                acknowledge: b.acknowledge,
                acknowledgement: b.acknowledgement,
                lists: b.lists,
                renewal: b.renewal.map(RenewalTerms::from),
            },
            incoming_secret: b.incoming_secret,
            outgoing_secret: b.outgoing_secret,
            client_secret: b.client_secret,
            refresh_token: b.refresh_token,
        }
    }
}

/// A message that came into a mailbox; its words are in its case alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailIn)]
pub struct CameView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// When it was taken in.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// What it is: `message`, `auto_reply`, `auto_generated`, `bounce`, `report`, `list`, `calendar`.
    kind: String,
    /// What became of it: `new_case`, `message`, `bounce`, `auto_reply`, `report`, `list`, `own`.
    outcome: String,
    /// The case it is in.
    #[schema(value_type = Option<Ident>)]
    case: Option<Id>,
    /// Whether the raw message is kept here; one that is too large is only in its mailbox.
    kept: bool,
}

impl From<Came> for CameView {
    fn from(c: Came) -> Self {
        Self { id: c.id, at: c.at, kind: c.kind, outcome: c.outcome, case: c.case, kept: c.digest.is_some() }
    }
}

/// A message that came into a case by mail.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseMail)]
pub struct CaseMailView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// When it was taken in.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// The message of the case; none where it began the case.
    #[schema(value_type = Option<Ident>)]
    message: Option<Id>,
    /// Whether the raw message is kept here.
    kept: bool,
    /// Pictures it only names, which lie elsewhere and are not fetched unasked.
    #[schema(minimum = 0)]
    pictures: i64,
    /// `waiting`, `shown` or `failed` once they were asked for.
    pictures_standing: Option<String>,
    /// The files of the case they became.
    #[schema(value_type = Vec<Ident>)]
    picture_files: Vec<Id>,
    /// Why the last that did not come failed: `private_address`, `no_picture`, `timeout`, `status 404` …
    pictures_trouble: Option<String>,
    /// When the raw message was erased; without it one that is not kept was too large.
    #[schema(value_type = Option<Instant>)]
    erased_at: Option<UtcMs>,
    /// What may be done now, and why not: `pictures`, `raw`, `erasure`; one that makes no sense now is not named.
    actions: Vec<ActionView>,
}

impl From<CaseMail> for CaseMailView {
    fn from(CaseMail { came: c, actions }: CaseMail) -> Self {
        Self {
            id: c.id,
            at: c.at,
            message: c.message,
            kept: c.digest.is_some(),
            pictures: c.pictures,
            pictures_standing: c.pictures_standing,
            picture_files: serde_json::from_str(&c.picture_files).unwrap_or_default(),
            pictures_trouble: c.pictures_trouble,
            erased_at: c.erased_at,
            actions: actions.into_iter().map(ActionView::from).collect(),
        }
    }
}

/// Why a message is looked at as it came, or erased.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRawMail)]
pub struct RawBody {
    /// Why; it is recorded.
    #[schema(min_length = 4, max_length = 500)]
    reason: String,
}

/// How a message of a case went out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailOut)]
pub struct DeliveryView {
    /// The message of the case.
    #[schema(value_type = Ident)]
    message: Id,
    /// `waiting`, `sent` (the server took it), `failed`, `bounced`.
    standing: String,
    /// Attempts so far.
    #[schema(minimum = 0)]
    attempts: i64,
    /// Why the last attempt failed.
    error: Option<String>,
    /// Since when it stands so.
    #[schema(value_type = Instant)]
    at: UtcMs,
}

impl From<Delivery> for DeliveryView {
    fn from(d: Delivery) -> Self {
        Self { message: d.message, standing: d.standing, attempts: d.attempts, error: d.error, at: d.at }
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<MailboxView>>> {
    query.done()?;
    Ok(Json(web.app().mailboxes(&caller.actor).await?.into_iter().map(MailboxView::from).collect()))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<MailboxBody>) -> Answer {
    query.done()?;
    let rest = body.value;
    let unit = rest.unit.ok_or_else(|| Problem::field("unit", "missing_field", ""))?;
    let view = MailboxView::from(web.app().create_mailbox(&caller.actor, unit, rest.into()).await?);
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), &format!("/mailboxes/{}", view.id)))
}

async fn show(State(web): State<Web>, caller: Caller, Path(mailbox): Path<String>, query: Query) -> Answer {
    query.done()?;
    let view = MailboxView::from(web.app().mailbox(&caller.actor, id(&mailbox, "mailbox")?).await?);
    Ok(tagged(StatusCode::OK, view.version, &view))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(mailbox): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<MailboxBody>,
) -> Answer {
    query.done()?;
    if body.value.unit.is_some() {
        return Err(Problem::field("unit", "unknown_field", "a mailbox stays in its unit"));
    }
    let mailbox = id(&mailbox, "mailbox")?;
    let view = MailboxView::from(web.app().change_mailbox(&caller.actor, mailbox, seen.0, body.value.into()).await?);
    Ok(tagged(StatusCode::OK, view.version, &view))
}

async fn remove(
    State(web): State<Web>,
    caller: Caller,
    Path(mailbox): Path<String>,
    query: Query,
) -> Answer<StatusCode> {
    query.done()?;
    web.app().delete_mailbox(&caller.actor, id(&mailbox, "mailbox")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn test(State(web): State<Web>, caller: Caller, Path(mailbox): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.app().test_mailbox(&caller.actor, id(&mailbox, "mailbox")?).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn mail(
    State(web): State<Web>,
    caller: Caller,
    Path(mailbox): Path<String>,
    query: Query,
) -> Answer<Json<Vec<CameView>>> {
    query.done()?;
    let found = web.app().mail_of_mailbox(&caller.actor, id(&mailbox, "mailbox")?).await?;
    Ok(Json(found.into_iter().map(CameView::from).collect()))
}

async fn deliveries(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<DeliveryView>>> {
    query.done()?;
    let case = web.app().case(&caller.actor, &case).await?.case.id;
    let found = web.app().deliveries_of_case(&caller.actor, case).await?;
    Ok(Json(found.into_iter().map(DeliveryView::from).collect()))
}

async fn came(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<CaseMailView>>> {
    query.done()?;
    let found = web.app().mail_of_case(&caller.actor, &case).await?;
    Ok(Json(found.into_iter().map(CaseMailView::from).collect()))
}

async fn pictures(
    State(web): State<Web>,
    caller: Caller,
    Path((case, mail)): Path<(String, String)>,
    query: Query,
) -> Answer<StatusCode> {
    query.done()?;
    web.app().ask_pictures(&caller.actor, &case, id(&mail, "mail")?).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn erasure(
    State(web): State<Web>,
    caller: Caller,
    Path((case, mail)): Path<(String, String)>,
    query: Query,
    body: Body<RawBody>,
) -> Answer<StatusCode> {
    query.done()?;
    web.app().erase_mail(&caller.actor, &case, id(&mail, "mail")?, &body.value.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn raw(
    State(web): State<Web>,
    caller: Caller,
    Path((case, mail)): Path<(String, String)>,
    query: Query,
    body: Body<RawBody>,
) -> Answer {
    query.done()?;
    let bytes = web.app().raw_mail(&caller.actor, &case, id(&mail, "mail")?, &body.value.reason).await?;
    let mut response = Response::new(bytes.into());
    let headers = [
        ("content-type", "application/octet-stream"),
        ("content-disposition", "attachment; filename=\"message.eml\""),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
