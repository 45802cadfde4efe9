//! Telling people in the console. Who hears of what follows from the case and the policy's escalation ladder; each is
//! written in the transaction of what it tells of, under a key, so nobody is told twice. Nobody is told what they did
//! themselves, nor what they do not want to hear of. Preferences are one person's and no business fact.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::calendar::Zone;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::EscalationCause;
use bihuan_domain::case::text::Field;
use bihuan_domain::complaint::approval::Approval;
use bihuan_domain::complaint::evidence_request::EvidenceRequest;
use bihuan_domain::complaint::visit::{SupportRequest, Visit};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::{NotificationKind as Kind, Outside, Wish};
use bihuan_domain::reactions::Alert;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::notification::{self, Notification};
use bihuan_store::nouns::{absence, case as row, duty, evidence_request, text, user};
use bihuan_store::{Conn, Fault, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::cases::drafts::person;
use crate::cases::evidence_link;
use crate::cases::find::permit_read;
use crate::failure::Failure;
use crate::notices;
use crate::paging::PageAsk;

/// The console's own preferences of one person, at most, in bytes of JSON.
pub const MOST_CONSOLE_BYTES: usize = 16 << 10;

/// Somebody's preferences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// How to be told, by kind; what is not there is as by default.
    pub events: BTreeMap<Kind, Wish>,
    /// Where and when to be told outside the console.
    pub outside: Outside,
    /// What the console keeps for itself: theme, density, sizes of panes, what comes after an action.
    pub console: Map<String, Value>,
}

impl Preferences {
    pub(crate) fn of(conn: &mut Conn, user: Id) -> Result<Self, Fault> {
        match notification::preferences(conn, user)? {
            None => Ok(Self::default()),
            Some(body) => serde_json::from_str(&body).map_err(|e| Fault::Corrupt(format!("preferences: {e}"))),
        }
    }

    /// How somebody wants to be told of one kind.
    pub fn wish(&self, kind: Kind) -> Wish {
        self.events.get(&kind).copied().unwrap_or_default()
    }
}

/// A notification as it is read.
#[derive(Debug, Clone)]
pub struct Told {
    /// The row.
    pub row: Notification,
    /// Number of the case, if the reader may still see it.
    pub number: Option<String>,
    /// Subject of the case, if the reader may still see it.
    pub subject: Option<String>,
    /// Name of whoever did it.
    pub by: Option<String>,
}

/// A page of notifications.
#[derive(Debug, Clone)]
pub struct ToldPage {
    /// How many are unread, up to [`notification::COUNTED`].
    pub unread: i64,
    /// Newest first.
    pub items: Vec<Told>,
    /// After which id the next page begins.
    pub next: Option<Id>,
}

/// What is read now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Everything up to one.
    UpTo(Id),
    /// Everything about a case.
    OfCase(Id),
    /// These.
    These(Vec<Id>),
}

/// One thing to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct News<'a> {
    /// What it is.
    pub kind: Kind,
    /// The case it is about.
    pub case: Option<Id>,
    /// Who did it.
    pub by: Option<Id>,
    /// Codes and numbers.
    pub data: &'a Value,
    /// Told once a key.
    pub key: &'a str,
}

/// Tells one person one thing, once a key; outside the console too, as they wish. What is not in their list is nowhere.
///
/// # Errors
/// Faults.
pub(crate) fn tell(tx: &mut Tx, zone: &Zone, user: Id, news: News<'_>) -> Result<(), Fault> {
    let News { kind, case, by, data, key } = news;
    let wishes = Preferences::of(tx, user)?;
    if !wishes.wish(kind).in_app {
        return Ok(());
    }
    let new = Notification {
        id: tx.new_id(),
        user,
        kind,
        case,
        by,
        data: data.to_string(),
        created_at: tx.now(),
        read_at: None,
    };
    if notification::insert(tx, &new, key)? {
        notices::leave(tx, &wishes, zone, &new)?;
        tx.stir();
    }
    Ok(())
}

/// Tells everybody concerned of a decision.
///
/// # Errors
/// Faults.
pub(crate) fn tell_of(
    tx: &mut Tx,
    zone: &Zone,
    case: &Case,
    version: i64,
    who: Who,
    ladder: &[Role],
    alerts: &[Alert],
) -> Result<(), Fault> {
    let by = match who {
        Who::User(id) => Some(id),
        _ => None,
    };
    let mine = || case.handler.into_iter().chain(case.owner.user());
    for (n, alert) in alerts.iter().enumerate() {
        let (kind, data) = (kind_of(alert), data_of(alert));
        if let Alert::EvidenceAsked(request) = alert {
            evidence_link::leave(tx, case, *request, &format!("{}:{version}:{n}", case.id))?;
        }
        let mut people: Vec<Id> = match alert {
            Alert::Assigned => case.handler.into_iter().collect(),
            Alert::TransferOffered => offered(tx, case, ladder)?,
            Alert::TransferRefused | Alert::WatchCheckpoint(_) | Alert::CareDue(_) => mine().collect(),
            Alert::ApprovalAsked { approval, overdue } => signers(tx, case, ladder, *approval, *overdue)?,
            Alert::ApprovalDecided(approval) => asked(case, *approval).map(|a| a.by).into_iter().collect(),
            Alert::EvidenceAsked(request) => answerers(tx, case, ladder, *request)?,
            Alert::EvidenceOverdue(request, level) => {
                let mut people = answerers(tx, case, ladder, *request)?;
                // Whom the escalation of the same moment tells is not told of the same thing twice.
                let raised =
                    |a: &Alert| matches!(a, Alert::Escalated(to, EscalationCause::EvidenceOverdue) if to == level);
                if !alerts.iter().any(raised) {
                    people.extend(with_above(tx, case, ladder, *level)?);
                }
                people.extend(request_of(case, *request).and_then(|r| r.by));
                people
            }
            Alert::EvidenceCame(request) => mine().chain(request_of(case, *request).and_then(|r| r.by)).collect(),
            Alert::VisitPlanned(visit) => visit_of(case, *visit).map(|v| v.visitor).into_iter().collect(),
            Alert::VisitOverdue(visit) => {
                let mut people = with_above(tx, case, ladder, 1)?;
                people.extend(visit_of(case, *visit).map(|v| v.visitor));
                people
            }
            Alert::SupportAsked { support, overdue } => {
                let mut people = notification::holders(tx, Role::ServiceManagement, case.unit)?;
                if *overdue || people.is_empty() {
                    people.extend(with_above(tx, case, ladder, 1)?);
                }
                people.extend(support_of(case, *support).and_then(|s| s.by));
                people
            }
            Alert::SupportAnswered(support) => mine().chain(support_of(case, *support).and_then(|s| s.by)).collect(),
            Alert::LoanerOverdue(loaner) => {
                let lent = case.course.loaners.iter().find(|l| l.id == *loaner);
                let mut people: Vec<Id> = mine().chain(lent.and_then(|l| l.by)).collect();
                if people.is_empty() {
                    people = above(tx, case.unit, ladder, 1)?;
                }
                people
            }
            Alert::FailureReviewAsked { .. } => with_above(tx, case, ladder, 1)?,
            Alert::DutyAsked(turn) => on_duty(tx, case, ladder, *turn)?,
            Alert::Adjudicated | Alert::AdjudicationReversed => charged(tx, case)?,
            Alert::AppealMade => deciders(tx, case)?,
            Alert::AppealDecided { .. } => {
                let judged = case.course.adjudication.as_ref();
                let mut people = charged(tx, case)?;
                people.extend(judged.into_iter().flat_map(|a| a.appeal.iter().map(|p| p.by).chain([a.by])));
                people
            }
            Alert::Mentioned(people) => people.clone(),
            Alert::CustomerWrote => {
                let people: Vec<Id> = mine().collect();
                if people.is_empty() { above(tx, case.unit, ladder, 1)? } else { people }
            }
            Alert::Escalated(level, _) | Alert::EscalationOverdue(level) => with_above(tx, case, ladder, *level)?,
            Alert::EscalationTakenUp => {
                let raised = case.course.escalations.iter().rev().take(1).filter_map(|e| e.by);
                mine().chain(raised).collect()
            }
            // Whoever stands at the top names the leader.
            Alert::SponsorAsked { .. } => with_above(tx, case, ladder, u8::try_from(ladder.len()).unwrap_or(u8::MAX))?,
            Alert::SponsorNamed(sponsor) => vec![*sponsor],
            Alert::DueSoon(_) | Alert::Breached(_) | Alert::Emergency | Alert::PingPong(_) | Alert::Stalled => {
                with_above(tx, case, ladder, 1)?
            }
        };
        people.sort_unstable();
        people.dedup();
        for user in people.into_iter().filter(|u| Some(*u) != by) {
            let key = format!("{}:{version}:{n}", case.id);
            tell(tx, zone, user, News { kind, case: Some(case.id), by, data: &data, key: &key })?;
        }
    }
    Ok(())
}

const fn kind_of(alert: &Alert) -> Kind {
    match alert {
        Alert::Assigned => Kind::Assigned,
        Alert::TransferOffered => Kind::TransferOffered,
        Alert::TransferRefused => Kind::TransferRefused,
        Alert::Mentioned(_) => Kind::Mentioned,
        Alert::CustomerWrote => Kind::CustomerWrote,
        Alert::DueSoon(_) => Kind::DueSoon,
        Alert::Breached(_) => Kind::Breached,
        Alert::Escalated(..) => Kind::Escalated,
        Alert::EscalationTakenUp => Kind::EscalationTakenUp,
        Alert::EscalationOverdue(_) => Kind::EscalationOverdue,
        Alert::SponsorAsked { .. } => Kind::SponsorAsked,
        Alert::SponsorNamed(_) => Kind::SponsorNamed,
        Alert::Emergency => Kind::Emergency,
        Alert::PingPong(_) => Kind::PingPong,
        Alert::Stalled => Kind::Stalled,
        Alert::WatchCheckpoint(_) => Kind::WatchCheckpoint,
        Alert::CareDue(_) => Kind::CareDue,
        Alert::ApprovalAsked { .. } => Kind::ApprovalAsked,
        Alert::ApprovalDecided(_) => Kind::ApprovalDecided,
        Alert::EvidenceAsked(_) => Kind::EvidenceAsked,
        Alert::EvidenceOverdue(..) => Kind::EvidenceOverdue,
        Alert::EvidenceCame(_) => Kind::EvidenceCame,
        Alert::VisitPlanned(_) => Kind::VisitPlanned,
        Alert::VisitOverdue(_) => Kind::VisitOverdue,
        Alert::SupportAsked { .. } => Kind::SupportAsked,
        Alert::SupportAnswered(_) => Kind::SupportAnswered,
        Alert::LoanerOverdue(_) => Kind::LoanerOverdue,
        Alert::FailureReviewAsked { .. } => Kind::FailureReviewAsked,
        Alert::DutyAsked(_) => Kind::DutyAsked,
        Alert::Adjudicated => Kind::ComplaintAdjudicated,
        Alert::AdjudicationReversed => Kind::ComplaintReversed,
        Alert::AppealMade => Kind::AppealMade,
        Alert::AppealDecided { .. } => Kind::AppealDecided,
    }
}

/// What is told of an alert besides its case: codes and numbers.
pub(crate) fn data_of(alert: &Alert) -> Value {
    match alert {
        Alert::DueSoon(clock) | Alert::Breached(clock) => json!({ "clock": clock }),
        Alert::Escalated(level, cause) => json!({ "level": level, "cause": cause }),
        Alert::EscalationOverdue(level) => json!({ "level": level }),
        Alert::SponsorAsked { overdue } | Alert::FailureReviewAsked { overdue } => json!({ "overdue": overdue }),
        Alert::ApprovalAsked { approval, overdue } => json!({ "approval": approval, "overdue": overdue }),
        Alert::ApprovalDecided(approval) => json!({ "approval": approval }),
        Alert::EvidenceAsked(request) | Alert::EvidenceCame(request) => json!({ "request": request }),
        Alert::EvidenceOverdue(request, level) => json!({ "request": request, "level": level }),
        Alert::VisitPlanned(visit) | Alert::VisitOverdue(visit) => json!({ "visit": visit }),
        Alert::SupportAsked { support, overdue } => json!({ "support": support, "overdue": overdue }),
        Alert::SupportAnswered(support) => json!({ "support": support }),
        Alert::LoanerOverdue(loaner) => json!({ "loaner": loaner }),
        Alert::DutyAsked(turn) => json!({ "turn": turn }),
        Alert::AppealDecided { granted } => json!({ "granted": granted }),
        Alert::PingPong(transfers) => json!({ "transfers": transfers }),
        Alert::WatchCheckpoint(number) | Alert::CareDue(number) => json!({ "number": number }),
        _ => json!({}),
    }
}

fn request_of(case: &Case, request: Id) -> Option<&EvidenceRequest> {
    case.course.investigation.requests.iter().find(|r| r.id == request)
}

fn visit_of(case: &Case, visit: Id) -> Option<&Visit> {
    case.course.investigation.visits.iter().find(|v| v.id == visit)
}

fn support_of(case: &Case, support: Id) -> Option<&SupportRequest> {
    case.course.investigation.supports.iter().find(|s| s.id == support)
}

/// Who of the unit asked may answer; where nobody may, who leads it. Outside nobody is told here.
fn answerers(conn: &mut Conn, case: &Case, ladder: &[Role], request: Id) -> Result<Vec<Id>, Fault> {
    let Some(unit) = request_of(case, request).and_then(|r| r.unit) else { return Ok(Vec::new()) };
    let people = evidence_request::answerers(conn, unit)?;
    if people.is_empty() { above(conn, unit, ladder, 1) } else { Ok(people) }
}

/// Whose turn it is in an emergency (S0-54): who is on duty, one after the other, then the ladder a level at a time, then
/// from the beginning. Who is away is asked through their deputy.
fn on_duty(tx: &mut Tx, case: &Case, ladder: &[Role], turn: u32) -> Result<Vec<Id>, Fault> {
    let now = tx.now();
    let mut turns: Vec<Vec<Id>> = Vec::new();
    for user in duty::on_duty(tx, case.unit, now)? {
        let away = absence::load(tx, user)?.filter(|a| a.holds(now));
        turns.push(vec![away.and_then(|a| a.deputy).unwrap_or(user)]);
    }
    for role in ladder {
        let people = notification::holders(tx, *role, case.unit)?;
        if !people.is_empty() {
            turns.push(people);
        }
    }
    let place = (turn.max(1) - 1) as usize;
    match turns.len() {
        0 => Ok(case.handler.into_iter().chain(case.owner.user()).collect()),
        all => Ok(turns.swap_remove(place % all)),
    }
}

fn asked(case: &Case, approval: Id) -> Option<&Approval> {
    case.course.approvals.iter().find(|a| a.id == approval)
}

/// Who holds the role whose signature is due, and whoever stands in for them while they are away; where nobody does, or
/// when its time has passed, the ladder too. Whoever asked is not asked back.
fn signers(tx: &mut Tx, case: &Case, ladder: &[Role], approval: Id, overdue: bool) -> Result<Vec<Id>, Fault> {
    let Some(asked) = asked(case, approval) else { return Ok(Vec::new()) };
    let Some(role) = asked.needs() else { return Ok(Vec::new()) };
    let mut people = notification::holders(tx, role, case.unit)?;
    if overdue {
        people.push(asked.by);
    } else {
        people.retain(|p| *p != asked.by);
    }
    if people.is_empty() || overdue {
        people.extend(above(tx, case.unit, ladder, 1)?);
    }
    let now = tx.now();
    for user in people.clone() {
        let away = absence::load(tx, user)?.filter(|a| a.holds(now));
        people.extend(away.and_then(|a| a.deputy));
    }
    Ok(people)
}

/// Who leads the station that is charged: they may appeal.
fn charged(conn: &mut Conn, case: &Case) -> Result<Vec<Id>, Fault> {
    let Some(judged) = &case.course.adjudication else { return Ok(Vec::new()) };
    notification::holders(conn, Role::StationManager, judged.station)
}

/// Who may decide an appeal: not whoever judged, not whoever appealed.
fn deciders(conn: &mut Conn, case: &Case) -> Result<Vec<Id>, Fault> {
    let Some(judged) = &case.course.adjudication else { return Ok(Vec::new()) };
    let mut people = notification::holders(conn, Role::ServiceManagement, case.unit)?;
    people.extend(notification::holders(conn, Role::QualityManager, case.unit)?);
    people.retain(|p| *p != judged.by && judged.appeal.as_ref().is_none_or(|a| a.by != *p));
    Ok(people)
}

/// Whoever may take a transfer on offer: the person, or who leads the unit.
fn offered(conn: &mut Conn, case: &Case, ladder: &[Role]) -> Result<Vec<Id>, Fault> {
    match case.transfer.as_ref().map(|t| (t.to.user(), t.unit)) {
        Some((Some(user), _)) => Ok(vec![user]),
        Some((None, unit)) => above(conn, unit, ladder, 1),
        None => Ok(Vec::new()),
    }
}

/// Handler and owner, and who stands at a level of the policy's ladder.
fn with_above(conn: &mut Conn, case: &Case, ladder: &[Role], level: u8) -> Result<Vec<Id>, Fault> {
    let mut people = above(conn, case.unit, ladder, level)?;
    people.extend(case.handler.into_iter().chain(case.owner.user()));
    Ok(people)
}

/// Who holds the role of a level of the ladder at a unit; where nobody does, of the next level that somebody holds.
fn above(conn: &mut Conn, unit: Id, ladder: &[Role], level: u8) -> Result<Vec<Id>, Fault> {
    for role in ladder.iter().skip(usize::from(level.max(1)) - 1) {
        let people = notification::holders(conn, *role, unit)?;
        if !people.is_empty() {
            return Ok(people);
        }
    }
    Ok(Vec::new())
}

impl App {
    /// A page of one's own notifications, newest first. What one may no longer see of a case is left out.
    ///
    /// # Errors
    /// Faults.
    pub async fn notifications(&self, actor: &Actor, ask: PageAsk, unread_only: bool) -> Result<ToldPage, Failure> {
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        self.db()
            .read(move |c| {
                let mut rows = notification::page(c, user, ask.after, unread_only, ask.rows())?;
                let more = rows.len() > ask.size() as usize;
                rows.truncate(ask.size() as usize);
                let next = rows.last().filter(|_| more).map(|r| r.id);
                let by: Vec<Id> = rows.iter().filter_map(|r| r.by).collect();
                let names: BTreeMap<Id, String> = user::names(c, &by)?.into_iter().collect();
                let mut known: BTreeMap<Id, Option<(String, Option<Id>)>> = BTreeMap::new();
                for id in rows.iter().filter_map(|r| r.case) {
                    if let std::collections::btree_map::Entry::Vacant(place) = known.entry(id) {
                        let found = row::load(c, id)?.filter(|s| permit_read(&world, &actor, &s.case).is_ok());
                        place.insert(found.map(|s| {
                            let subject = s.case.texts.get(Field::Subject.code()).map(|t| t.id);
                            (s.case.number.to_string(), subject)
                        }));
                    }
                }
                let subjects: Vec<Id> = known.values().flatten().filter_map(|(_, subject)| *subject).collect();
                let subjects: BTreeMap<Id, String> =
                    text::by_ids(c, &subjects)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect();
                let told = |row: Notification| {
                    let case = row.case.and_then(|id| known.get(&id)?.clone());
                    Told {
                        number: case.as_ref().map(|(number, _)| number.clone()),
                        subject: case.and_then(|(_, subject)| subjects.get(&subject?).cloned()),
                        by: row.by.and_then(|id| names.get(&id).cloned()),
                        row,
                    }
                };
                Ok(ToldPage {
                    unread: notification::unread(c, user)?,
                    items: rows.into_iter().map(told).collect(),
                    next,
                })
            })
            .await
    }

    /// Marks some of one's own as read; what is not there is no error.
    ///
    /// # Errors
    /// Faults.
    pub async fn read_notifications(&self, actor: &Actor, what: Read) -> Result<(), Failure> {
        let user = person(actor)?;
        self.db()
            .write("notification.read", move |tx| {
                match what {
                    Read::UpTo(last) => notification::read_up_to(tx, user, last)?,
                    Read::OfCase(case) => notification::read_of_case(tx, user, case)?,
                    Read::These(ids) => {
                        for id in ids {
                            notification::read_one(tx, user, id)?;
                        }
                    }
                }
                Ok::<_, Failure>(())
            })
            .await
    }

    /// One's own preferences.
    ///
    /// # Errors
    /// Faults.
    pub async fn preferences(&self, actor: &Actor) -> Result<Preferences, Failure> {
        let user = person(actor)?;
        Ok(self.db().read(move |c| Preferences::of(c, user)).await?)
    }

    /// Keeps one's own preferences, all of them anew.
    ///
    /// # Errors
    /// `Input` when they are too large; faults.
    pub async fn prefer(&self, actor: &Actor, wanted: Preferences) -> Result<(), Failure> {
        let user = person(actor)?;
        let body = serde_json::to_string(&wanted).map_err(|e| Fault::Sql(format!("preferences: {e}")))?;
        if body.len() > MOST_CONSOLE_BYTES {
            return Err(Failure::input("console", "too_long", MOST_CONSOLE_BYTES.to_string()));
        }
        self.db().write("preference.keep", move |tx| Ok::<_, Failure>(notification::prefer(tx, user, &body)?)).await
    }
}
