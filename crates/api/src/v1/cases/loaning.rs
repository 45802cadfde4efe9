//! What a customer is lent for the time being (S0-55, 家用汽车三包 art. 21): handing out, taking back, and what is out.

use axum::Json as Out;
use axum::extract::{Path, State};
use bihuan_app::cases::loaners::LoanerOut;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::complaint::loaner::{Lending, Loaner, LoanerKind};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::Words;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, LoanerKindCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Query, Seen, id};
use crate::once::Once;
use crate::problem::Answer;
use crate::web::Web;

/// The longest name and serial number, in characters.
const NAME: usize = 400;
/// The longest note on a condition, in characters.
const MOST: usize = 10_000;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/loaners",
            may(P::CaseRead),
            "What is lent to customers in cases you may see, first due first",
            out,
        )
        .lists::<LoanerOutView>(),
        adds(Endpoint::post(
            "/cases/{case}/loaners",
            may(P::CaseInvestigate),
            "Lends something for the time being; in an emergency, or where the policy allows it",
            hand_out,
        ))
        .takes::<LoanerBody>(),
        adds(Endpoint::post(
            "/cases/{case}/loaners/{loaner}/return",
            may(P::CaseInvestigate),
            "Takes it back, with its condition; also once the case is closed",
            take_back,
        ))
        .takes::<ReturnBody>(),
    ]
}

/// Something to lend.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLoaner)]
pub struct LoanerBody {
    /// What it is.
    #[schema(value_type = LoanerKindCode)]
    kind: LoanerKind,
    /// Its name in words.
    #[schema(min_length = 1, max_length = 400)]
    item: String,
    /// Serial number, number plate, inventory number.
    #[schema(max_length = 400)]
    serial: Option<String>,
    /// When it went out; now if not given.
    #[schema(value_type = Option<Instant>)]
    out_at: Option<UtcMs>,
    /// By when it is due back.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its condition when it went out.
    #[schema(min_length = 1, max_length = 10000)]
    condition: String,
    /// Since when the customer's own is in repair, where that is the reason (art. 21).
    #[schema(value_type = Option<Instant>)]
    repair_since: Option<UtcMs>,
}

async fn hand_out(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<LoanerBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let given = &body.value;
    let item = change.must("item", &given.item, NAME)?;
    let serial = change.may("serial", given.serial.as_deref(), NAME)?;
    let condition = change.must("condition", &given.condition, MOST)?;
    let lending = Lending {
        loaner: web.app().db().new_id(),
        kind: given.kind,
        item: item.reference.clone(),
        serial: serial.as_ref().map(|t| t.reference.clone()),
        out_at: given.out_at.unwrap_or_else(|| web.app().db().now()),
        due_at: given.due_at,
        condition: condition.reference.clone(),
        repair_since: given.repair_since,
    };
    let words = [item, condition].into_iter().chain(serial).collect();
    change.add(&once, &body.bytes, C::HandOutLoaner(Box::new(lending)), words).await
}

/// Something that came back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLoanerReturn)]
pub struct ReturnBody {
    /// When it came back; now if not given.
    #[schema(value_type = Option<Instant>)]
    in_at: Option<UtcMs>,
    /// Its condition.
    #[schema(min_length = 1, max_length = 10000)]
    condition: String,
}

async fn take_back(
    State(web): State<Web>,
    caller: Caller,
    Path((case, loaner)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<ReturnBody>,
) -> Answer {
    let loaner = id(&loaner, "loaner")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let condition = change.must("condition", &body.value.condition, MOST)?;
    let in_at = body.value.in_at.unwrap_or_else(|| web.app().db().now());
    let command = C::TakeBackLoaner { loaner, in_at, condition: condition.reference.clone() };
    change.add(&once, &body.bytes, command, vec![condition]).await
}

/// Something lent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Loaner)]
pub struct LoanerView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// What it is.
    #[schema(value_type = LoanerKindCode)]
    kind: LoanerKind,
    /// Its name; null once erased.
    item: Option<String>,
    /// Serial number, number plate, inventory number; null without, or once erased.
    serial: Option<String>,
    /// When it went out.
    #[schema(value_type = Instant)]
    out_at: UtcMs,
    /// By when it is due back.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its condition when it went out; null once erased.
    condition_out: Option<String>,
    /// Who handed it out.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
    /// When it came back; null while it is out.
    #[schema(value_type = Option<Instant>)]
    in_at: Option<UtcMs>,
    /// Its condition when it came back.
    condition_in: Option<String>,
    /// Its time passed and it was not back.
    overdue: bool,
}

impl LoanerView {
    pub(super) fn of(l: &Loaner, words: &Words) -> Self {
        let word = |t: &bihuan_domain::case::text::TextRef| words.get(&t.id).cloned();
        Self {
            id: l.id,
            kind: l.kind,
            item: word(&l.item),
            serial: l.serial.as_ref().and_then(word),
            out_at: l.out_at,
            due_at: l.due_at,
            condition_out: word(&l.condition_out),
            by: l.by,
            in_at: l.in_at,
            condition_in: l.condition_in.as_ref().and_then(word),
            overdue: l.overdue,
        }
    }
}

/// Something that is out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LoanerOut)]
pub struct LoanerOutView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// What it is.
    #[schema(value_type = LoanerKindCode)]
    kind: LoanerKind,
    /// Its name; null once erased.
    item: Option<String>,
    /// Serial number; null without, or once erased.
    serial: Option<String>,
    /// When it went out.
    #[schema(value_type = Instant)]
    out_at: UtcMs,
    /// By when it is due back.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time has passed.
    overdue: bool,
    /// Number of its case.
    case_number: String,
    /// Subject of its case; null once erased.
    subject: Option<String>,
    /// The unit its case is in.
    unit_name: Option<String>,
}

impl From<LoanerOut> for LoanerOutView {
    fn from(o: LoanerOut) -> Self {
        Self {
            id: o.loaner.id,
            kind: o.loaner.kind,
            item: o.item,
            serial: o.serial,
            out_at: o.loaner.out_at,
            due_at: o.loaner.due_at,
            overdue: o.loaner.overdue,
            case_number: o.number,
            subject: o.subject,
            unit_name: o.unit_name,
        }
    }
}

async fn out(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Out<Vec<LoanerOutView>>> {
    query.done()?;
    let found = web.app().loaners_out(&caller.actor).await?;
    Ok(Out(found.into_iter().map(Into::into).collect()))
}
