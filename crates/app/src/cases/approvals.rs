//! Approvals (S2-23): what a decision about them must know, the rows they leave, and the queue of those that wait.

use std::collections::BTreeMap;
use std::sync::Arc;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::decide::decide;
use bihuan_domain::case::event::{Answer, CaseEvent, Complainant, Remedy};
use bihuan_domain::case::text::Field;
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::complaint::approval::{Approval, ApprovalStanding, StandsInFor};
use bihuan_domain::complaint::authority::{Suggestion, suggest};
use bihuan_domain::complaint::remedy::{LegalGround, Term, least};
use bihuan_domain::ids::Id;
use bihuan_domain::money::Money;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::approval::{self as store, Waiting};
use bihuan_store::nouns::{case as row, user};
use bihuan_store::{Conn, Value};

use super::find::permit_read;
use super::show::words;
use super::write::{Beside, SideRow, facts};
use crate::access::actor_in;
use crate::app::App;
use crate::failure::Failure;
use crate::paging::{QueueAsk, QueuePage, through};
use crate::world::World;

/// The largest price of a question, in minor units: what the law grants for it is what a number of the web can say exactly.
pub(super) const LARGEST_MINOR: i64 = 9_007_199_254_740_991 / 3;

/// The roles somebody holds where a case is.
pub(super) fn roles_at(world: &World, case: &Case, actor: &Actor) -> Vec<Role> {
    let lineage = world.lineage(case.unit);
    actor.roles_at(&Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage })
}

/// Absent people whose deputy somebody is, with the roles they hold where the case is.
pub(super) fn stands_in_for(
    conn: &mut Conn,
    world: &World,
    case: &Case,
    me: Id,
    at: UtcMs,
) -> Result<Vec<StandsInFor>, Failure> {
    let mut found = Vec::new();
    for user in store::absent_for(conn, me, at)? {
        if let Some(actor) = actor_in(conn, user)? {
            found.push(StandsInFor { user, roles: roles_at(world, case, &actor) });
        }
    }
    Ok(found)
}

/// What the case's customer was granted in other cases in the calendar year of an instant, in minor units.
pub(super) fn granted_this_year(conn: &mut Conn, world: &World, case: &Case, at: UtcMs) -> Result<i64, Failure> {
    let Complainant::Customer { id } = case.complainant else { return Ok(0) };
    let year = world.zone.business_date(at).year();
    let start = |year| world.zone.month_start(year, 1).map_err(|e| Failure::input("at", "out_of_range", e.code()));
    Ok(store::granted(conn, id, start(year)?, start(year + 1)?, case.id)?)
}

/// The rows an event leaves; `case` is as it is after it.
pub(super) fn rows(case: &Case, at: UtcMs, event: &CaseEvent) -> Vec<SideRow> {
    let side = |query, values: Vec<Value>| SideRow { query, values };
    match event {
        CaseEvent::ApprovalRequested { approval, due_at, .. } => vec![
            side(&store::sql::clear, vec![case.id.into()]),
            side(&store::sql::ask, vec![(*approval).into(), case.id.into(), (*due_at).into()]),
        ],
        CaseEvent::ApprovalDecided { approval, standing: ApprovalStanding::Pending, due_at: Some(due_at), .. } => {
            vec![side(&store::sql::wait_on, vec![(*approval).into(), (*due_at).into()])]
        }
        CaseEvent::ApprovalDecided { .. } | CaseEvent::Closed { .. } => {
            // Only a case that asked has a row.
            let asked = !case.course.approvals.is_empty();
            asked.then(|| side(&store::sql::clear, vec![case.id.into()])).into_iter().collect()
        }
        CaseEvent::SolutionAnswered { proposal, answer: Answer::Accepted, .. } => {
            let Complainant::Customer { id: customer } = case.complainant else { return Vec::new() };
            let terms = case.course.proposals.iter().find(|p| p.id == *proposal).map(|p| &p.terms);
            let amounts = terms.into_iter().flatten().filter_map(|t| t.amount.as_ref());
            let sum: i64 = amounts.fold(0, |sum, m| sum.saturating_add(m.amount_minor));
            let values = || vec![(*proposal).into(), case.id.into(), customer.into(), at.into(), sum.into()];
            (sum > 0).then(|| side(&store::sql::grant, values())).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// An approval that waits, with its case.
#[derive(Debug, Clone)]
pub struct ApprovalLine {
    /// Its case.
    pub case: Case,
    /// Its version.
    pub version: i64,
    /// The approval.
    pub approval: Approval,
    /// Words of the case, the approval's reason among them.
    pub words: BTreeMap<Id, String>,
    /// The case's subject.
    pub subject: Option<String>,
    /// Name of whoever asked.
    pub by_name: String,
    /// Why the reader may not sign it now.
    pub refused: Option<Refusal>,
}

/// What is usual in a case.
#[derive(Debug, Clone)]
pub struct Usual {
    /// The currency of all amounts.
    pub currency: String,
    /// What the standard proposes.
    pub suggestions: Vec<Suggestion>,
    /// What the law grants at least on the ground asked for, with its article.
    pub least: Option<(&'static str, Money)>,
    /// How much more the reader may promise in this case by themselves, in minor units; none = without limit.
    pub mine_minor: Option<i64>,
}

impl App {
    /// A page of the approvals that wait where the reader may sign approvals, the most urgent first; `mine`: only those
    /// they may sign now.
    ///
    /// # Errors
    /// Faults.
    pub async fn approvals(
        &self,
        actor: &Actor,
        mine: bool,
        ask: QueueAsk,
    ) -> Result<QueuePage<ApprovalLine>, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        if !actor.may_somewhere(Permission::CaseApprove) {
            return Ok(QueuePage { items: Vec::new(), next: None });
        }
        let found = self.db().read(move |conn| {
            let rows = |c: &mut Conn, at, most| Ok::<_, Failure>(store::waiting(c, at, most)?);
            let see = |c: &mut Conn, waiting| line(c, &world, &actor, now, &waiting, mine);
            through(conn, ask, rows, |w| (w.due_at, w.id), see)
        });
        found.await
    }

    /// What the compensation standard proposes in a case, what the law grants at least, and how far the reader's own
    /// authority goes. `price`: what the customer paid, in minor units of the policy's currency.
    ///
    /// # Errors
    /// `NotFound` also when the reader may not see the case; `Input`; faults.
    pub async fn usual_remedies(
        &self,
        actor: &Actor,
        name: &str,
        price: Option<i64>,
        ground: Option<LegalGround>,
    ) -> Result<Usual, Failure> {
        let (world, now) = (self.world(), self.db().now());
        let shown = self.case(actor, name).await?;
        let case = shown.case;
        let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
        let lineage = world.lineage(case.unit);
        let (of, then) = (Arc::clone(&world), case.clone());
        let granted = self.db().read(move |conn| granted_this_year(conn, &of, &then, now)).await?;
        let mut facts = facts(&case, actor, now, &world, &bound, &lineage);
        facts.granted_this_year = granted;
        let rule = &bound.policy.policy.remedy;
        if price.is_some_and(|p| !(1..=LARGEST_MINOR).contains(&p)) {
            return Err(Failure::input("price", "out_of_range", LARGEST_MINOR.to_string()));
        }
        let money = |amount| Money::new(amount, &rule.currency).ok();
        let price = price.and_then(money);
        let suggestions =
            Remedy::ALL.iter().filter_map(|remedy| suggest(&case, *remedy, price.as_ref(), &facts)).collect();
        let term = Term { remedy: Remedy::Compensation, amount: None, price, ground };
        let mine_minor = rule.left(&facts.roles(&case), case.course.granted_minor(), facts.granted_this_year);
        Ok(Usual { currency: rule.currency.clone(), suggestions, least: least(&term), mine_minor })
    }
}

/// What a dry run of the rules about money must know besides the case.
pub(super) fn beside_of(
    conn: &mut Conn,
    world: &World,
    case: &Case,
    actor: &Actor,
    at: UtcMs,
) -> Result<Beside, Failure> {
    // Only what waits for somebody's signature or hand is judged by more than the case: the page of any other asks for
    // nothing.
    let signs = case.course.approvals.iter().any(|a| a.needs().is_some());
    let waits = signs || case.waiting_escalation().is_some();
    let Some(me) = actor.user().filter(|_| waits) else { return Ok(Beside::default()) };
    let granted_this_year = if signs { granted_this_year(conn, world, case, at)? } else { 0 };
    Ok(Beside { stands_in_for: stands_in_for(conn, world, case, me, at)?, granted_this_year, ..Beside::default() })
}

/// An approval that waits, as a reader may see it; none where they may not sign approvals, or, of `mine`, not this one.
fn line(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    now: UtcMs,
    waiting: &Waiting,
    mine: bool,
) -> Result<Option<ApprovalLine>, Failure> {
    let Some(stored) = row::load(conn, waiting.case)? else { return Ok(None) };
    let case = stored.case;
    if permit_read(world, actor, &case).is_err() || case.stage.is_over() {
        return Ok(None);
    }
    let Some(approval) = case.course.approvals.iter().find(|a| a.id == waiting.id).cloned() else { return Ok(None) };
    let command = CaseCommand::DecideApproval { approval: approval.id, granted: true, reason: None };
    let beside = beside_of(conn, world, &case, actor, now)?;
    let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
    let lineage = world.lineage(case.unit);
    let mut facts = facts(&case, actor, now, world, &bound, &lineage);
    if facts.permit(Permission::CaseApprove, &case).is_err() {
        return Ok(None);
    }
    facts.stands_in_for = &beside.stands_in_for;
    facts.granted_this_year = beside.granted_this_year;
    let refused = decide(Some(&case), &command, &facts).err();
    if mine && refused.is_some() {
        return Ok(None);
    }
    let words = words(conn, case.id)?;
    let subject = case.text(Field::Subject).and_then(|t| words.get(&t.id).cloned());
    let by_name = user::names(conn, &[approval.by])?.pop().map(|(_, name)| name).unwrap_or_default();
    Ok(Some(ApprovalLine { case, version: stored.version, approval, words, subject, by_name, refused }))
}
