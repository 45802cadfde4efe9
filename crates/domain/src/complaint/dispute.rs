//! A dispute that the ordinary course did not end: negotiated round by round (S0-59, S0-62), or brought to somebody
//! outside by the ways of consumer law art. 39. What binds stays a solution the customer accepted: a settlement is its
//! paper, so authority over money is asked for there and not here.

use serde::{Deserialize, Serialize};

use crate::case::event::{Answer, CaseEvent, EscalationCause};
use crate::case::facts::Facts;
use crate::case::refusal::{Refusal, TimeField};
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::complaint::escalation;
use crate::ids::Id;
use crate::money::Money;
use crate::time::UtcMs;

codes! {
    /// Which way a dispute goes (consumer law art. 39; A.8: default, not from the source S0-63).
    pub enum DisputeWay {
        /// Negotiated between the two sides.
        Negotiation = "negotiation",
        /// Mediated by a consumers' association or another body.
        Mediation = "mediation",
        /// Complained of to an authority (12315).
        Authority = "authority",
        /// Arbitrated, where both agreed to it.
        Arbitration = "arbitration",
        /// Brought to court.
        Litigation = "litigation",
    }
}

impl DisputeWay {
    /// Whether somebody outside decides on its course.
    pub const fn is_outside(self) -> bool {
        !matches!(self, Self::Negotiation)
    }

    /// Whether somebody outside may decide the matter itself.
    const fn has_ruling(self) -> bool {
        matches!(self, Self::Arbitration | Self::Litigation)
    }
}

/// In which order a dispute goes further (S0-63, whose ladder the source leaves open; A.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DisputeRule {
    /// The ways, first to last.
    pub ladder: Vec<DisputeWay>,
    /// Requirement ids or articles.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    pub default: bool,
}

impl Default for DisputeRule {
    fn default() -> Self {
        Self { ladder: DisputeWay::ALL.to_vec(), basis: "消费者权益保护法 39; A.8".to_owned(), default: true }
    }
}

impl DisputeRule {
    /// Every way in the order of the ladder, each once. Those a policy leaves out come last, as the law has them: it may
    /// order the ways, but which one a customer goes is theirs to choose (consumer law art. 39).
    pub fn ways(&self) -> Vec<DisputeWay> {
        let mut ways: Vec<DisputeWay> = Vec::new();
        for way in self.ladder.iter().chain(DisputeWay::ALL) {
            if !ways.contains(way) {
                ways.push(*way);
            }
        }
        ways
    }
}

codes! {
    /// How a dispute stands.
    pub enum DisputeStanding {
        /// Begun, or filed and not yet accepted.
        Open = "open",
        /// Taken on by the body outside.
        Accepted = "accepted",
        /// Not taken on.
        NotAccepted = "not_accepted",
        /// Settled between the sides.
        Settled = "settled",
        /// Ruled.
        Ruled = "ruled",
        /// Ended without agreement.
        Terminated = "terminated",
        /// Taken back by the customer.
        Withdrawn = "withdrawn",
    }
}

impl DisputeStanding {
    /// Whether nothing more comes.
    pub const fn is_end(self) -> bool {
        !matches!(self, Self::Open | Self::Accepted)
    }
}

codes! {
    /// Why a body did not take it on, or ended it without agreement (令121 art. 16, 23; B.6).
    pub enum DisputeGround {
        /// Not this body's to handle.
        OutsideRemit = "outside_remit",
        /// Handled before.
        HandledBefore = "handled_before",
        /// Not bought to live with.
        NotConsumption = "not_consumption",
        /// More than three years ago.
        TooLate = "too_late",
        /// Papers missing or untrue.
        BadPapers = "bad_papers",
        /// Not the person they said to be.
        Impersonation = "impersonation",
        /// No agreement in the time the law gives.
        NoAgreement = "no_agreement",
        /// A side does not take part any more.
        SideRefused = "side_refused",
    }
}

codes! {
    /// For whom somebody sits at the table.
    pub enum DisputeSide {
        /// For us.
        Ours = "ours",
        /// The customer.
        Customer = "customer",
        /// Somebody the customer sends (S0-59).
        Representative = "representative",
        /// Neither: a mediator, an expert.
        ThirdParty = "third_party",
    }
}

codes! {
    /// How a round ended.
    pub enum RoundResult {
        /// The sides agree.
        Agreed = "agreed",
        /// They go on.
        GoesOn = "goes_on",
        /// They part.
        Failed = "failed",
    }
}

/// Somebody at the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// For whom.
    pub side: DisputeSide,
    /// Their name, erasable.
    pub name: TextRef,
    /// The file that says they may speak for the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Id>,
}

/// One round of negotiation (S0-62).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// When it was held.
    pub held_at: UtcMs,
    /// Who sat there.
    pub participants: Vec<Participant>,
    /// What was offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Money>,
    /// What was asked instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter_offer: Option<Money>,
    /// What was said.
    pub minutes: TextRef,
    /// The customer reads the minutes in the portal (S0-59).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// How it ended.
    pub result: RoundResult,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// Identifier.
    pub id: Id,
    /// Which way it goes.
    pub way: DisputeWay,
    /// The body outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<TextRef>,
    /// The number of its papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<TextRef>,
    /// What it is about.
    pub matter: TextRef,
    /// When it began or was filed, as the papers say.
    pub filed_at: UtcMs,
    /// When the body took it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<UtcMs>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<UtcMs>,
    /// How it stands.
    pub standing: DisputeStanding,
    /// Why it was not taken on, or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<DisputeGround>,
    /// How it ended, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TextRef>,
    /// The authority may publish it (消费投诉公示); none while unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
    /// The rounds, in the order they were written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// The accepted solution it was settled with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Id>,
}

/// What a dispute begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Drawn for it.
    pub dispute: Id,
    /// Which way.
    pub way: DisputeWay,
    /// The body outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<TextRef>,
    /// The number of its papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<TextRef>,
    /// What it is about.
    pub matter: TextRef,
    /// When it was filed, as the papers say.
    pub filed_at: UtcMs,
}

/// A step of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which dispute.
    pub dispute: Id,
    /// How it stands now.
    pub standing: DisputeStanding,
    /// Since when, as the papers say.
    pub at: UtcMs,
    /// Why it was not taken on, or ended without agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<DisputeGround>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TextRef>,
    /// The number of the papers, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<TextRef>,
    /// Whether the authority may publish it, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
}

/// Begins a dispute. Whoever is complained of outside the house is looked at one level higher (ESC: an authority).
pub fn open(case: &Case, given: &Opening, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    past(given.filed_at, facts)?;
    if given.way.is_outside() && given.body.is_none() {
        return Err(Refusal::BodyMissing);
    }
    let same = |d: &&Dispute| d.way == given.way && !d.standing.is_end() && !given.way.is_outside();
    if let Some(going) = case.course.disputes.iter().find(same) {
        return Err(Refusal::DisputeGoesOn { way: going.way });
    }
    let mut events = vec![CaseEvent::DisputeOpened(Box::new(given.clone()))];
    let open = !matches!(case.stage, Stage::Closed | Stage::Archived);
    if given.way.is_outside() && open {
        // At the top of the ladder there is nobody above.
        events.extend(escalation::up(case, EscalationCause::Publicity, None, facts).ok());
    }
    Ok(events)
}

/// Writes down a round.
pub fn hold(case: &Case, dispute: Id, round: &Round, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    going(case, dispute)?;
    past(round.held_at, facts)?;
    let seat = |sides: &[DisputeSide]| round.participants.iter().any(|p| sides.contains(&p.side));
    if !seat(&[DisputeSide::Ours]) || !seat(&[DisputeSide::Customer, DisputeSide::Representative]) {
        return Err(Refusal::SideMissing);
    }
    let currency = &facts.policy.policy.remedy.currency;
    for money in [&round.offer, &round.counter_offer].into_iter().flatten() {
        if money.currency.code() != currency || money.amount_minor < 0 {
            return Err(Refusal::OtherCurrency { currency: currency.clone() });
        }
    }
    // Whoever agrees for the customer can show that they may (S0-59).
    let unproven = |p: &Participant| p.side == DisputeSide::Representative && p.authority.is_none();
    if round.result == RoundResult::Agreed && !seat(&[DisputeSide::Customer]) && round.participants.iter().any(unproven)
    {
        return Err(Refusal::AuthorityNotShown);
    }
    Ok(vec![CaseEvent::DisputeRoundHeld { dispute, round: Box::new(round.clone()) }])
}

/// Moves a dispute on.
pub fn step(case: &Case, step: &Step, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    use DisputeStanding as S;
    let dispute = going(case, step.dispute)?;
    past(step.at, facts)?;
    if step.at < dispute.accepted_at.unwrap_or(dispute.filed_at) {
        return Err(Refusal::Before { what: TimeField::DisputeAt, than: TimeField::LastEvent });
    }
    let outside = dispute.way.is_outside();
    let fits = match step.standing {
        S::Open => false,
        S::Accepted | S::NotAccepted => outside && dispute.standing == S::Open,
        S::Ruled => dispute.way.has_ruling() && dispute.standing == S::Accepted,
        S::Settled | S::Terminated | S::Withdrawn => true,
    };
    if !fits {
        return Err(Refusal::DisputeStep { from: dispute.standing, to: step.standing });
    }
    if matches!(step.standing, S::NotAccepted | S::Terminated) && step.ground.is_none() {
        return Err(Refusal::GroundNeeded);
    }
    if step.standing == S::Ruled && step.outcome.is_none() {
        return Err(Refusal::ReasonNeeded);
    }
    let agreed = case.proposal().filter(|p| p.answer == Some(Answer::Accepted)).map(|p| p.id);
    if step.standing == S::Settled && agreed.is_none() {
        return Err(Refusal::NothingAgreed);
    }
    let settlement = agreed.filter(|_| step.standing == S::Settled);
    Ok(vec![CaseEvent::DisputeMoved { step: Box::new(step.clone()), settlement }])
}

/// Refuses while a dispute outside the house goes on: a case is not over before it is.
pub fn over(case: &Case) -> Result<(), Refusal> {
    let open = |d: &&Dispute| d.way.is_outside() && !d.standing.is_end();
    case.course.disputes.iter().find(open).map_or(Ok(()), |d| Err(Refusal::DisputeGoesOn { way: d.way }))
}

impl Case {
    /// The way of the gravest dispute that goes on: a court before an authority before a talk.
    pub fn gravest_dispute(&self) -> Option<DisputeWay> {
        let going = self.course.disputes.iter().filter(|d| !d.standing.is_end());
        going.map(|d| d.way).max_by_key(|w| DisputeWay::ALL.iter().position(|a| a == w))
    }
}

/// What an event makes of the disputes.
pub fn evolve(disputes: &mut Vec<Dispute>, event: &CaseEvent) {
    match event {
        CaseEvent::DisputeOpened(o) => disputes.push(Dispute {
            id: o.dispute,
            way: o.way,
            body: o.body.clone(),
            reference: o.reference.clone(),
            matter: o.matter.clone(),
            filed_at: o.filed_at,
            accepted_at: None,
            ended_at: None,
            standing: DisputeStanding::Open,
            ground: None,
            outcome: None,
            published: None,
            rounds: Vec::new(),
            settlement: None,
        }),
        CaseEvent::DisputeRoundHeld { dispute, round } => {
            if let Some(d) = disputes.iter_mut().find(|d| d.id == *dispute) {
                d.rounds.push((**round).clone());
            }
        }
        CaseEvent::DisputeMoved { step, settlement } => {
            let Some(d) = disputes.iter_mut().find(|d| d.id == step.dispute) else { return };
            d.standing = step.standing;
            if step.standing == DisputeStanding::Accepted {
                d.accepted_at = Some(step.at);
            }
            d.ended_at = step.standing.is_end().then_some(step.at);
            d.ground = step.ground;
            d.settlement = *settlement;
            d.outcome = step.outcome.clone().or_else(|| d.outcome.take());
            d.reference = step.reference.clone().or_else(|| d.reference.take());
            d.published = step.published.or(d.published);
        }
        _ => {}
    }
}

fn going(case: &Case, dispute: Id) -> Result<&Dispute, Refusal> {
    let found = case.course.disputes.iter().find(|d| d.id == dispute).ok_or(Refusal::NoSuchDispute)?;
    if found.standing.is_end() { Err(Refusal::DisputeOver { standing: found.standing }) } else { Ok(found) }
}

fn past(at: UtcMs, facts: &Facts<'_>) -> Result<(), Refusal> {
    if at > facts.now { Err(Refusal::InFuture { what: TimeField::DisputeAt }) } else { Ok(()) }
}
