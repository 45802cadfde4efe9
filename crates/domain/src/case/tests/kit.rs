//! The words the tests are written in: `given(policy).at(instant).registered(…).when(command).happens(…)`. Every accepted
//! decision is checked on the way: its events survive JSON, the journal folds to the same state, no clock is both met and
//! cancelled, the verbatim stays, an open case has an owner.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::actor::{Actor, Grant, Permission, Scope, Who, default_permissions};
use crate::calendar::{Calendars, PeakWindows, Zone};
use crate::case::clock::{Clock, Standing};
use crate::case::command::{CaseCommand, Message, Register};
use crate::case::decide::decide;
use crate::case::event::{
    Answer, CaseEvent, Classification, ClosureReason, Complainant, ContactResult, Direction, FollowUpResult,
    MessageRole, Party, Remedy,
};
use crate::case::evolve::{Decided, fold};
use crate::case::facts::{Facts, Neighbour};
use crate::case::refusal::Refusal;
use crate::case::stage::{Stage, WaitReason};
use crate::case::state::Case;
use crate::case::text::{Field, TextRef};
use crate::case::timer::timers;
use crate::complaint::approval::StandsInFor;
use crate::complaint::remedy::Term;
use crate::complaint::result::FollowUpVisit;
use crate::ids::{CaseNumber, Id};
use crate::money::Money;
use crate::policy::{Policies, Resolved};
use crate::time::UtcMs;
use crate::trade::{Channel, Kind, Priority, Role, Severity};

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

pub const CASE: Id = Id::from_i64(1);
pub const OTHER_CASE: Id = Id::from_i64(2);
pub const REGION: Id = Id::from_i64(10);
pub const STATION: Id = Id::from_i64(11);
pub const OTHER_STATION: Id = Id::from_i64(12);
pub const AGENT: Id = Id::from_i64(101);
pub const LEAD: Id = Id::from_i64(102);
pub const COLLEAGUE: Id = Id::from_i64(103);
pub const STRANGER: Id = Id::from_i64(104);
pub const CUSTOMER: Id = Id::from_i64(900);

pub const TEMPLATES: [&str; 5] = ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"];

/// A policy with its calendars, as the app would hand them to a decision.
pub struct House {
    pub policy: Resolved,
    pub calendars: Calendars,
    pub peaks: Vec<PeakWindows>,
    pub zone: Zone,
}

impl House {
    pub fn of(policies: &Policies, id: &str) -> Self {
        let on = "2026-11-01".parse().unwrap();
        let policy = policies.resolve(id, on).unwrap_or_else(|f| panic!("{id}: {f:?}"));
        let mut calendars = Calendars::embedded();
        for (name, spec) in &policy.policy.calendars {
            calendars.name(name, spec).unwrap();
        }
        let peaks = policy.policy.peak.values().map(|p| PeakWindows::resolve(p).unwrap()).collect();
        Self { policy, calendars, peaks, zone: Zone::named("Asia/Shanghai").unwrap() }
    }
}

pub fn house(id: &str) -> &'static House {
    static HOUSES: LazyLock<BTreeMap<&'static str, House>> = LazyLock::new(|| {
        let shipped = Policies::with_builtin([]).unwrap();
        TEMPLATES.iter().map(|id| (*id, House::of(&shipped, id))).collect()
    });
    &HOUSES[id]
}

/// A house whose policy is a template with something written over it.
pub fn own_house(template: &str, over: &str) -> &'static House {
    let words = "{ zh_hans = \"试\", zh_hant = \"試\", en = \"Test\" }";
    let text = format!(
        "id = \"own\"\nversion = 1\nname = {words}\neffective_from = \"2000-01-01\"\ninherits = [\"{template}\"]\n{over}"
    );
    let policies = Policies::with_builtin([("own.toml", text.as_str())]).unwrap();
    Box::leak(Box::new(House::of(&policies, "own")))
}

pub fn t(text: &str) -> UtcMs {
    text.parse().unwrap()
}

pub fn text(n: i64) -> TextRef {
    TextRef { id: Id::from_i64(n), digest: format!("{n:064x}") }
}

/// A complaint by phone with everything intake asks for, demand included, not judged yet.
pub fn complaint() -> Register {
    Register {
        number: CaseNumber::draw(2026, 2, 48_305_172),
        kind: Kind::Complaint,
        channel: Channel::Phone,
        complainant: Complainant::Customer { id: CUSTOMER },
        reachable: true,
        received_at: UtcMs::default(),
        occurred: None,
        unit: STATION,
        owner: Party::User(AGENT),
        texts: [Field::Subject, Field::Verbatim, Field::Demand, Field::Symptom, Field::Product]
            .into_iter()
            .enumerate()
            .map(|(n, f)| (f, text(10 + n as i64)))
            .collect(),
        source: None,
        classification: Classification::default(),
        wished: Vec::new(),
    }
}

pub fn of_kind(kind: Kind) -> Register {
    Register { kind, ..complaint() }
}

pub fn by_channel(channel: Channel) -> Register {
    Register { channel, ..complaint() }
}

pub fn judged(severity: Severity) -> Classification {
    Classification { category: Some("product_quality".into()), severity: Some(severity), ..Classification::default() }
}

pub fn with_role(user: Id, unit: Id, role: Role, scope: Scope) -> Actor {
    let grants = default_permissions(role).into_iter().map(|permission| Grant { permission, scope }).collect();
    Actor { who: Who::User(user), unit: Some(unit), grants, roles: vec![(role, scope)] }
}

pub fn with_only(user: Id, unit: Id, permissions: &[Permission], scope: Scope) -> Actor {
    let grants = permissions.iter().map(|p| Grant { permission: *p, scope }).collect();
    Actor { who: Who::User(user), unit: Some(unit), grants, roles: vec![] }
}

/// A case as it goes along.
pub struct Story {
    pub house: &'static House,
    pub case: Option<Case>,
    pub now: UtcMs,
    pub actor: Actor,
    pub neighbour: Option<Neighbour>,
    pub fields: Vec<crate::custom_field::CustomField>,
    /// Absent people the actor stands in for now.
    pub stands_in_for: Vec<StandsInFor>,
    /// What the customer was granted in other cases this year.
    pub granted_this_year: i64,
    /// The customer wants no care contacts.
    pub care_declined: bool,
    /// The roles of whoever is named to lead.
    pub named_roles: Option<Vec<Role>>,
    pub channel: Option<crate::channel::ChannelLimit>,
    pub journal: Vec<(Decided, Vec<CaseEvent>)>,
    last: Result<Vec<CaseEvent>, Refusal>,
    looked_at: bool,
}

pub fn given(policy: &str) -> Story {
    given_house(house(policy))
}

pub fn given_house(house: &'static House) -> Story {
    Story {
        house,
        case: None,
        now: t("2026-11-02T10:00:00+08:00"),
        actor: Actor { unit: Some(STATION), ..Actor::everything(Who::User(AGENT)) },
        neighbour: None,
        fields: Vec::new(),
        channel: None,
        stands_in_for: Vec::new(),
        granted_this_year: 0,
        care_declined: false,
        named_roles: None,
        journal: Vec::new(),
        last: Ok(Vec::new()),
        looked_at: true,
    }
}

impl Story {
    pub fn at(mut self, instant: &str) -> Self {
        self.now = t(instant);
        self
    }

    pub fn later(mut self, ms: i64) -> Self {
        self.now = self.now.plus_ms(ms);
        self
    }

    pub fn by(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// Whoever is named to lead holds this role where the case is.
    pub fn names_somebody_with(mut self, role: Role) -> Self {
        self.named_roles = Some(vec![role]);
        self
    }

    pub fn beside(mut self, neighbour: Neighbour) -> Self {
        self.neighbour = Some(neighbour);
        self
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            case: CASE,
            now: self.now,
            actor: &self.actor,
            policy: &self.house.policy,
            calendars: &self.house.calendars,
            peaks: &self.house.peaks,
            zone: &self.house.zone,
            lineage: &[STATION, REGION],
            fields: &self.fields,
            neighbour: self.neighbour,
            channel: self.channel,
            categories: crate::policy::OwnCategories::NONE,
            stands_in_for: &self.stands_in_for,
            granted_this_year: self.granted_this_year,
            care_declined: self.care_declined,
            named_roles: self.named_roles.as_deref(),
            station_lineage: &[STATION, REGION],
        }
    }

    /// Received now.
    pub fn registered(self, new: Register) -> Self {
        let received_at = self.now;
        self.done(CaseCommand::Register(Box::new(Register { received_at, ..new })))
    }

    /// Asks for something; what comes of it is to be looked at.
    pub fn when(mut self, command: CaseCommand) -> Self {
        assert!(self.looked_at || self.last.is_ok(), "nobody looked at the refusal {:?}", self.last);
        let decided = decide(self.case.as_ref(), &command, &self.facts());
        assert_eq!(decided, decide(self.case.as_ref(), &command, &self.facts()), "a decision is the same twice");
        if let Ok(events) = &decided {
            self.record(events.clone());
        }
        self.last = decided;
        self.looked_at = false;
        self
    }

    /// Asks for something that must come true.
    pub fn done(self, command: CaseCommand) -> Self {
        let said = format!("{command:?}");
        let story = self.when(command);
        assert!(story.last.is_ok(), "{said}: {:?}", story.last);
        story
    }

    pub fn all_done(self, commands: impl IntoIterator<Item = CaseCommand>) -> Self {
        commands.into_iter().fold(self, Self::done)
    }

    fn record(&mut self, events: Vec<CaseEvent>) {
        let when = Decided { case: CASE, at: self.now, by: self.actor.who };
        let before = self.case.take();
        self.case = fold(before.clone(), &events, &when);
        self.journal.push((when, events));
        check(before.as_ref(), self.case.as_ref().expect("a case"), &self.journal);
    }

    /// The ticker comes by and fires what is due, like the worker does.
    pub fn ticked(mut self) -> Self {
        let human = std::mem::replace(&mut self.actor, Actor::system());
        for _ in 0..1000 {
            let hours = self.house.policy.policy.intake.stalled_after_hours;
            let due = timers(self.case(), hours).into_iter().find(|t| t.at <= self.now);
            let Some(timer) = due else { break };
            self = self.done(CaseCommand::Timer { key: timer.key });
        }
        self.actor = human;
        self
    }

    /// How often something happened by now.
    pub fn rang(self, event: &str, times: usize) -> Self {
        let all = self.journal.iter().flat_map(|(_, events)| events);
        let codes = all.map(|e| serde_json::to_value(e).expect("an event")["event"].clone());
        assert_eq!(codes.filter(|c| c == event).count(), times, "{event}");
        self
    }

    pub fn case(&self) -> &Case {
        self.case.as_ref().expect("a registered case")
    }

    pub fn clock(&self, name: &str) -> &Clock {
        let names: Vec<_> = self.case().clocks.iter().map(|c| c.name.as_str()).collect();
        self.case().clock(name).unwrap_or_else(|| panic!("no clock {name} among {names:?}"))
    }

    pub fn has_clock(&self, name: &str) -> bool {
        self.case().clock(name).is_some()
    }

    pub fn events(&self) -> &[CaseEvent] {
        self.last.as_deref().expect("accepted")
    }

    /// The codes of the last events begin in this order (others may stand between).
    pub fn happens(mut self, codes: &[&str]) -> Self {
        self.looked_at = true;
        let all: Vec<String> = self.events().iter().map(code).collect();
        let mut rest = all.iter();
        for wanted in codes {
            assert!(rest.any(|c| c == wanted), "{wanted} is not (in this order) among {all:?}");
        }
        self
    }

    pub fn never(mut self, unwanted: &str) -> Self {
        self.looked_at = true;
        let all: Vec<String> = self.events().iter().map(code).collect();
        assert!(!all.iter().any(|c| c == unwanted), "{unwanted} is among {all:?}");
        self
    }

    pub fn refused(mut self, wanted: &str) -> Self {
        self.looked_at = true;
        let refusal = self.last.as_ref().expect_err("refused");
        assert_eq!(refusal.code(), wanted, "{refusal:?}");
        self
    }

    /// Either way.
    pub fn whatever(mut self) -> Self {
        self.looked_at = true;
        self
    }

    pub fn refusal(&self) -> &Refusal {
        self.last.as_ref().expect_err("refused")
    }

    pub fn stage(self, stage: Stage) -> Self {
        assert_eq!(self.case().stage, stage);
        self
    }

    pub fn standing(self, clock: &str, standing: Standing) -> Self {
        assert_eq!(self.clock(clock).standing(), standing, "{clock}: {:?}", self.clock(clock));
        self
    }

    pub fn due(self, clock: &str, at: &str) -> Self {
        let due = self.clock(clock).due.as_ref().map(|d| d.at);
        assert_eq!(due, Some(t(at)), "{clock} is due {due:?}");
        self
    }

    pub fn so(self, look: impl FnOnce(&Case)) -> Self {
        look(self.case());
        self
    }
}

pub fn code(event: &CaseEvent) -> String {
    serde_json::to_value(event).unwrap()["event"].as_str().unwrap().to_owned()
}

/// What holds after every decision.
pub fn check(before: Option<&Case>, case: &Case, journal: &[(Decided, Vec<CaseEvent>)]) {
    let again = journal.iter().fold(None, |state, (when, events)| {
        let json = serde_json::to_string(events).unwrap();
        let back: Vec<CaseEvent> = serde_json::from_str(&json).unwrap();
        assert_eq!(&back, events, "events survive JSON");
        fold(state, &back, when)
    });
    assert_eq!(again.as_ref(), Some(case), "the journal folds to the row");
    let row: Case = serde_json::from_str(&serde_json::to_string(case).unwrap()).unwrap();
    assert_eq!(&row, case, "the row survives JSON");
    for clock in &case.clocks {
        assert!(!(clock.met_at.is_some() && clock.cancelled.is_some()), "met and cancelled: {clock:?}");
        assert!(clock.is_open() || !clock.is_paused(), "ended yet paused: {clock:?}");
    }
    let mut names: Vec<_> = case.clocks.iter().map(|c| &c.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), case.clocks.len(), "clock names are unique");
    if case.stage.is_over() {
        assert_eq!(case.open_clocks().count(), 0, "no clock is open after closing");
        assert!(case.waiting.is_none() && case.transfer.is_none());
    }
    assert_eq!(case.stage.is_over(), case.closure.is_some(), "closed has a reason, open has none");
    if let Some(before) = before {
        assert_eq!(before.text(Field::Verbatim), case.text(Field::Verbatim), "the verbatim never changes (S3-45)");
        let lowered = journal.last().is_some_and(|(_, e)| e.iter().any(|e| code(e) == "emergency_lowered"));
        assert!(!before.classification.safety_risk || case.classification.safety_risk || lowered, "safety only upward");
        assert!(
            before.course.first_resolved_at.is_none()
                || before.course.first_resolved_at == case.course.first_resolved_at
        );
    }
    assert!(case.priority == Priority::Emergency || !case.classification.safety_risk);
}

// Commands in the trade's words.

pub fn classify(severity: Severity) -> CaseCommand {
    judge(judged(severity))
}

pub fn judge(classification: Classification) -> CaseCommand {
    CaseCommand::Classify { classification, reason: None }
}

pub fn judge_because(classification: Classification) -> CaseCommand {
    CaseCommand::Classify { classification, reason: Some(text(77)) }
}

pub fn assign(handler: Id) -> CaseCommand {
    CaseCommand::Assign { handler, unit: STATION }
}

pub fn offer(to: Party, unit: Id) -> CaseCommand {
    CaseCommand::OfferTransfer { to, unit, reason: text(70) }
}

pub fn message(direction: Direction, substantive: bool, roles: &[MessageRole]) -> CaseCommand {
    CaseCommand::RecordMessage(Box::new(Message {
        message: Id::from_i64(500),
        direction,
        channel: Channel::Email,
        text: text(50),
        substantive,
        roles: roles.to_vec(),
        promised_at: None,
        emotional_state: None,
        attachments: vec![],
    }))
}

pub fn customer_writes() -> CaseCommand {
    message(Direction::Inbound, true, &[])
}

pub fn reply() -> CaseCommand {
    message(Direction::Outbound, true, &[])
}

pub fn holding_reply() -> CaseCommand {
    message(Direction::Outbound, true, &[MessageRole::Holding])
}

pub fn definite_answer() -> CaseCommand {
    message(Direction::Outbound, true, &[MessageRole::DefiniteAnswer])
}

pub fn question() -> CaseCommand {
    message(Direction::Outbound, true, &[MessageRole::Question])
}

pub fn tell_result() -> CaseCommand {
    message(Direction::Outbound, true, &[MessageRole::Result])
}

pub fn acknowledge() -> CaseCommand {
    message(Direction::Outbound, false, &[MessageRole::Acknowledgement])
}

/// A call at an instant.
pub fn call(at: UtcMs, result: ContactResult) -> CaseCommand {
    CaseCommand::LogContact { contact: Id::from_i64(600), channel: Channel::Phone, result, at }
}

pub fn spoken(at: UtcMs) -> CaseCommand {
    call(at, ContactResult::Reached)
}

pub fn verify() -> CaseCommand {
    CaseCommand::Verify { finding: text(60), preliminary: false, causes: vec![], departments: vec![] }
}

pub fn preliminary() -> CaseCommand {
    CaseCommand::Verify { finding: text(61), preliminary: true, causes: vec![], departments: vec![STATION] }
}

/// What a visit to ask about the result brought back: a finding and a signature.
pub fn visit_record(at: UtcMs) -> FollowUpVisit {
    FollowUpVisit { at, visitor: AGENT, finding: text(64), attachments: vec![Id::from_i64(700)] }
}

pub fn propose(n: i64, promised_at: UtcMs) -> CaseCommand {
    CaseCommand::Propose {
        proposal: Id::from_i64(n),
        text: text(62),
        remedies: vec![Remedy::Repair, Remedy::Apology],
        promised_at,
        terms: vec![],
        steps: Some(text(63)),
        fee: None,
    }
}

pub fn yuan(amount: i64) -> Money {
    Money::new(amount * 100, "CNY").unwrap()
}

pub fn term(remedy: Remedy, amount: i64) -> Term {
    Term { remedy, amount: Some(yuan(amount)), price: None, ground: None }
}

/// Offers compensation of so many yuan.
pub fn offer_money(n: i64, amount: i64, promised_at: UtcMs) -> CaseCommand {
    CaseCommand::Propose {
        proposal: Id::from_i64(n),
        text: text(62),
        remedies: vec![Remedy::Compensation, Remedy::Apology],
        promised_at,
        terms: vec![term(Remedy::Compensation, amount)],
        steps: Some(text(63)),
        fee: None,
    }
}

/// Asks for the approval of compensation of so many yuan.
pub fn ask_money(n: i64, amount: i64) -> CaseCommand {
    let terms = vec![term(Remedy::Compensation, amount)];
    CaseCommand::RequestApproval { approval: Id::from_i64(n), terms, reason: text(63) }
}

/// Signs an approval.
pub fn sign(n: i64) -> CaseCommand {
    CaseCommand::DecideApproval { approval: Id::from_i64(n), granted: true, reason: None }
}

pub fn answer(n: i64, answer: Answer) -> CaseCommand {
    CaseCommand::AnswerProposal { proposal: Id::from_i64(n), answer, channel: Channel::Phone }
}

pub fn resolve() -> CaseCommand {
    CaseCommand::Resolve { remedies: vec![Remedy::Repair], text: text(63) }
}

pub fn follow_up(result: FollowUpResult) -> CaseCommand {
    CaseCommand::FollowUp { channel: Channel::Phone, result, visit: None }
}

pub fn confirm(satisfied: bool) -> CaseCommand {
    CaseCommand::ConfirmResult { satisfied, channel: Channel::Phone }
}

pub fn rate(stars: u8) -> CaseCommand {
    CaseCommand::Rate { stars, process: None, would_return: None, channel: Channel::Web, text: None }
}

pub fn close(reason: ClosureReason) -> CaseCommand {
    CaseCommand::Close { reason, ground: None }
}

pub fn reopen() -> CaseCommand {
    CaseCommand::Reopen { reason: text(64) }
}

pub fn pause(reason: WaitReason) -> CaseCommand {
    CaseCommand::Pause { reason }
}

pub fn offered(to: Party) -> Story {
    given("auto_station").registered(complaint()).done(offer(to, OTHER_STATION))
}

/// Judged, spoken with, resolved.
pub fn resolved(policy: &str, severity: Severity) -> Story {
    let story = given(policy).registered(complaint()).done(classify(severity));
    let now = story.now;
    let seen = unseen(&story);
    story.later(MINUTE).all_done(std::iter::once(spoken(now.plus_ms(MINUTE))).chain(seen).chain([resolve()]))
}

/// Why nobody went there, where the policy asks (S3-26).
pub fn unseen(story: &Story) -> Option<CaseCommand> {
    let steps = crate::complaint::checklist::progress(story.case(), &story.house.policy);
    let asked = steps.iter().any(|p| p.rule.id == "on_site");
    asked.then(|| CaseCommand::SkipStep { step: "on_site".into(), reason: text(69) })
}

/// Resolved, confirmed, closed.
pub fn closed(policy: &str) -> Story {
    resolved(policy, Severity::General).later(MINUTE).all_done([confirm(true), close(ClosureReason::Confirmed)])
}
