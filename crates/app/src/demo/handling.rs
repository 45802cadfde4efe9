//! The middle and the end of a story: contact, facts, proposals, waits, result, closing.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::command::CaseCommand as C;
use bihuan_domain::case::event::{Answer, ClosureReason, ContactResult, FollowUpResult, MessageRole, Party, Remedy};
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::complaint::adjudication::Judgement;
use bihuan_domain::complaint::checklist::{Progress, StepSort, StepStanding, progress};
use bihuan_domain::complaint::liability::{LiableParty, Share};
use bihuan_domain::policy::CloseNeeds;
use bihuan_domain::trade::{Channel, Kind, Severity};

use super::opening::Matter;
use super::season::{DAY, HOUR, MINUTE};
use super::story::{Go, Stop, Story};
use super::trade::Trade;
use super::words::Saying;
use super::words::common::{NOTES, REFUSED, REPORTED, STATION_JUDGED, STATION_LIABLE, SUMMARIES, TRANSFER};
use bihuan_domain::case::text::Field;

/// Classes of the complaints that are judged valid, by the second they came in.
const JUDGED: [&str; 3] = ["repair_quality_rework", "service_timeliness", "service_attitude"];

impl Story<'_> {
    /// The whole way of a dissatisfaction.
    pub(super) fn full(&mut self) -> Go {
        let station = self.opening.trade == Trade::Stations;
        if !station {
            self.at_desk(5 * MINUTE, 2 * HOUR)?;
        }
        if !station {
            self.assign()?;
            if self.chance.once_in(70) {
                self.hand_over()?;
            }
            self.at_desk(10 * MINUTE, 6 * HOUR)?;
            if self.chance.once_in(140) {
                self.contact(Channel::Phone, ContactResult::NoAnswer)?;
                self.at_desk(HOUR, 5 * HOUR)?;
            }
            self.contact(Channel::Phone, ContactResult::Reached)?;
        }
        self.chased()?;
        if self.case().is_some_and(|c| c.classification.severity == Some(Severity::Critical)) {
            self.report()?;
        }
        if self.chance.once_in(180) {
            let (note, text) = (self.id(), self.staff_text(NOTES));
            self.by_agent(&C::Note { note, text, attachments: Vec::new(), mentions: Vec::new() })?;
        }
        self.settle(false)
    }

    /// Finds out, offers, carries out, concludes; `again` after a reopening, when much is known.
    pub(super) fn settle(&mut self, again: bool) -> Go {
        let urgent = self.opening.severity == Severity::Critical;
        self.at_desk(30 * MINUTE, if urgent || again { 5 * HOUR } else { 14 * HOUR })?;
        self.verify()?;
        if !again {
            self.judge_station()?;
        }
        if !again && self.chance.once_in(210) {
            self.wait()?;
        }
        self.propose(false)?;
        let mut rounds = 0;
        while rounds < 2 && self.chance.once_in(if rounds == 0 { 85 } else { 250 }) {
            rounds += 1;
            self.answer(Answer::Rejected)?;
            self.propose(true)?;
        }
        if self.chance.once_in(60) {
            self.answer(Answer::Understood)?;
        }
        self.answer(Answer::Accepted)?;
        if self.chance.once_in(450) {
            self.at_desk(20 * MINUTE, 6 * HOUR)?;
            self.by_agent(&C::Execute {})?;
        }
        if self.chance.once_in(120) {
            self.at_desk(4 * HOUR, 20 * HOUR)?;
            let phrase = self.chance.one(self.words.updates);
            self.send(&[MessageRole::ProgressUpdate], true, Saying::of(phrase))?;
        }
        self.at_desk(2 * HOUR, 3 * DAY)?;
        self.resolve()?;
        self.conclude(again)
    }

    /// Tells head office; stations do so the same day (S3-11).
    pub(super) fn report(&mut self) -> Go {
        self.later(20 * MINUTE, 3 * HOUR)?;
        let text = self.staff_text(REPORTED);
        self.by_agent(&C::ReportToHq { text })
    }

    /// 首问负责: the other desk must take it; some do not.
    fn hand_over(&mut self) -> Go {
        let desks = self.scene.cast.desks_of(self.opening.trade);
        let other = &desks[self.chance.below(desks.len())];
        let receiver = self.somebody(other);
        let Some(to) = receiver.user().filter(|to| self.case().is_some_and(|c| c.owner.user() != Some(*to))) else {
            return Ok(());
        };
        self.at_desk(5 * MINUTE, 2 * HOUR)?;
        let reason = self.staff_text(TRANSFER);
        self.by_agent(&C::OfferTransfer { to: Party::User(to), unit: other.unit, reason })?;
        self.at_desk(5 * MINUTE, 3 * HOUR)?;
        if self.chance.once_in(160) {
            let reason = self.staff_text(REFUSED);
            self.does(&receiver, &C::RefuseTransfer { reason })
        } else {
            self.does(&receiver, &C::AcceptTransfer {})
        }
    }

    /// The customer asks how it stands.
    pub(super) fn chased(&mut self) -> Go {
        if !self.chance.once_in(55) {
            return Ok(());
        }
        self.later(HOUR, 10 * HOUR)?;
        let phrase = self.chance.one(self.words.chasers);
        self.hear(Saying::of(phrase))?;
        self.does(&Actor::system(), &C::Chase { by: None })?;
        if self.chance.once_in(200) {
            let text = self.staff_text(SUMMARIES);
            self.by_agent(&C::SetText { field: Field::Summary, text })?;
        }
        let slow = if self.is_live() { 3 * MINUTE } else { 2 * HOUR };
        self.at_counter(MINUTE, slow)?;
        let phrase = self.chance.one(self.words.updates);
        self.send(&[MessageRole::ProgressUpdate], true, Saying::of(phrase))
    }

    pub(super) fn verify(&mut self) -> Go {
        let phrase = self.chance.one(self.words.findings);
        let finding = self.text(Saying::of(phrase));
        self.by_agent(&C::Verify { finding, preliminary: false, causes: Vec::new(), departments: Vec::new() })?;
        if self.case().is_some_and(|c| c.classification.safety_risk && c.course.safety.is_none()) {
            let reason = self.staff_text(REPORTED);
            self.by_agent(&C::AssessSafety { report: false, reason, document: None })?;
        }
        Ok(())
    }

    /// Goes there, where the policy asks for it before a result (S3-26).
    fn visit(&mut self) -> Go {
        let (Some(case), Some(bound)) = (self.case(), self.bound()) else { return Ok(()) };
        let asked = |p: &Progress<'_>| p.rule.sort == StepSort::OnSiteVisit && p.standing == StepStanding::Open;
        if !progress(case, &bound.policy).iter().any(asked) {
            return Ok(());
        }
        let (visit, place, at, agent) = (self.id(), self.staff_text(NOTES), self.now, self.agent());
        let Some(visitor) = agent.user() else { return Ok(()) };
        self.does(&agent, &C::PlanVisit { visit, at, place, visitor })?;
        let finding = self.staff_text(REPORTED);
        self.does(&agent, &C::CompleteVisit { visit, at, finding, attachments: Vec::new() })
    }

    /// Head office finds some complaints to be the station's doing (S3-19). Which, follows from when they came in, so that no
    /// other story is told differently for it.
    fn judge_station(&mut self) -> Go {
        let is_one = self.opening.trade == Trade::Stations && self.opening.kind == Kind::Complaint;
        let Some(class) = JUDGED.get((self.received.ms() / 1_000 % 16) as usize).filter(|_| is_one) else {
            return Ok(());
        };
        let Some(station) = self.case().map(|c| c.unit) else { return Err(Stop::Here) };
        let Some(head) = self.scene.cast.region_head(station).cloned() else { return Ok(()) };
        let share = Share { party: LiableParty::Station, percent: 100, unit: Some(station) };
        let reason = self.text(Saying::of(STATION_LIABLE));
        self.by_agent(&C::DecideLiability { shares: vec![share], reason: Some(reason) })?;
        self.at_desk(30 * MINUTE, 6 * HOUR)?;
        let (adjudication, reason) = (self.id(), self.text(Saying::of(STATION_JUDGED)));
        let judgement = Judgement {
            confirmed: true,
            class: (*class).to_owned(),
            finding: None,
            station,
            station_caused: true,
            reason,
        };
        self.does(&head, &C::Adjudicate { adjudication, judgement: Box::new(judgement) })
    }

    /// Waits for the customer, for parts or for an inspection.
    fn wait(&mut self) -> Go {
        let parts = self.remedies().contains(&Remedy::Repair);
        let reason = match self.chance.below(10) {
            0..=5 => WaitReason::Customer,
            6..=8 if parts => WaitReason::Parts,
            6..=8 => WaitReason::ThirdParty,
            _ => WaitReason::Inspection,
        };
        if reason == WaitReason::Customer {
            let phrase = self.chance.one(self.words.questions);
            self.send(&[MessageRole::Question], true, Saying::of(phrase))?;
            self.by_agent(&C::Pause { reason })?;
            self.later(20 * MINUTE, 3 * DAY + 12 * HOUR)?;
            let phrase = self.chance.one(self.words.answers);
            self.hear(Saying::of(phrase))?;
            if self.is_live() {
                self.at_counter(MINUTE, 3 * MINUTE + MINUTE / 2)?;
                let phrase = self.chance.one(self.words.updates);
                return self.send(&[MessageRole::ProgressUpdate], true, Saying::of(phrase));
            }
        } else {
            self.by_agent(&C::Pause { reason })?;
            self.at_desk(DAY, 6 * DAY)?;
            if self.case().is_some_and(|c| c.waiting.is_some()) {
                self.by_agent(&C::Resume {})?;
            }
        }
        self.at_desk(10 * MINUTE, 6 * HOUR)
    }

    fn propose(&mut self, better: bool) -> Go {
        self.at_desk(15 * MINUTE, 7 * HOUR)?;
        let phrase = self.chance.one(if better { self.words.better_proposals } else { self.words.proposals });
        let (proposal, text) = (self.id(), self.text(Saying::of(phrase)));
        let remedies = self.remedies();
        let promised_at = self.now.plus_ms(3 * DAY);
        let steps = Some(self.text(Saying::of(self.words.steps)));
        self.by_agent(&C::Propose { proposal, text, remedies, promised_at, terms: Vec::new(), steps, fee: None })
    }

    fn answer(&mut self, answer: Answer) -> Go {
        self.later(5 * MINUTE, 20 * HOUR)?;
        let Some(proposal) = self.case().and_then(|c| c.proposal()).map(|p| p.id) else { return Err(Stop::Here) };
        let channel = self.talking();
        self.by_agent(&C::AnswerProposal { proposal, answer, channel })
    }

    fn remedies(&mut self) -> Vec<Remedy> {
        match self.opening.matter {
            Matter::Trouble { trouble, .. } => vec![self.chance.one(trouble.remedies)],
            _ => vec![Remedy::Explanation],
        }
    }

    pub(super) fn resolve(&mut self) -> Go {
        self.visit()?;
        self.plan()?;
        let accepted = self.case().and_then(|c| c.proposal()).map(|p| p.remedies.clone());
        let remedies = accepted.unwrap_or_else(|| self.remedies());
        let phrase = self.chance.one(self.words.results);
        let text = self.text(Saying::of(phrase));
        self.by_agent(&C::Resolve { remedies, text })
    }

    /// Does what the policy asks before closing; a dissatisfied customer is heard again first (`sure`: they are not).
    pub(super) fn conclude(&mut self, sure: bool) -> Go {
        let Some(needs) = self.needs() else { return Err(Stop::Here) };
        let dissatisfied = !sure && self.opening.kind == Kind::Complaint && self.chance.once_in(55);
        let informed = self.case().is_some_and(|c| c.course.informed_at.is_some());
        if !informed && (needs == CloseNeeds::Informed || self.chance.once_in(450)) {
            self.at_desk(5 * MINUTE, 5 * HOUR)?;
            let phrase = self.chance.one(self.words.results);
            self.send(&[MessageRole::Result], true, Saying::of(phrase))?;
            if !sure && self.is_silence_enough() && self.chance.once_in(90) {
                self.at_desk(7 * DAY + HOUR, 10 * DAY)?;
                return self.by_agent(&C::Close { reason: ClosureReason::CustomerSilent, ground: None });
            }
        }
        match needs {
            CloseNeeds::Informed => {}
            CloseNeeds::FollowedUp => self.follow_up(!dissatisfied)?,
            CloseNeeds::Confirmed | CloseNeeds::Satisfied => self.confirm(!dissatisfied)?,
        }
        if dissatisfied && needs != CloseNeeds::Informed {
            self.at_desk(HOUR, 12 * HOUR)?;
            self.propose(true)?;
            self.answer(Answer::Accepted)?;
            self.at_desk(2 * HOUR, 2 * DAY)?;
            self.resolve()?;
            return self.conclude(true);
        }
        self.later(2 * MINUTE, 8 * HOUR)?;
        let reason = if needs == CloseNeeds::Confirmed || needs == CloseNeeds::Satisfied {
            ClosureReason::Confirmed
        } else {
            ClosureReason::Completed
        };
        self.by_agent(&C::Close { reason, ground: None })
    }

    fn follow_up(&mut self, satisfied: bool) -> Go {
        let wanted = self
            .bound()
            .and_then(|b| b.policy.policy.follow_up.as_ref())
            .map(|f| f.channels.clone())
            .unwrap_or_default();
        let channel = if wanted.is_empty() || wanted.contains(&self.talking()) { self.talking() } else { wanted[0] };
        self.at_desk(5 * HOUR, 3 * DAY)?;
        if self.chance.once_in(90) {
            self.by_agent(&C::FollowUp { channel, result: FollowUpResult::NotReached, visit: None })?;
            self.at_desk(3 * HOUR, 22 * HOUR)?;
        }
        let result = if satisfied { FollowUpResult::Satisfied } else { FollowUpResult::Dissatisfied };
        self.by_agent(&C::FollowUp { channel, result, visit: None })
    }

    fn confirm(&mut self, satisfied: bool) -> Go {
        self.later(10 * MINUTE, 2 * DAY)?;
        let channel = if self.talking() == Channel::Phone { Channel::Phone } else { self.talking() };
        self.by_agent(&C::ConfirmResult { satisfied, channel })
    }

    fn needs(&self) -> Option<CloseNeeds> {
        let case = self.case()?;
        Some(self.bound()?.policy.close_rule(&case.condition_facts()).map_or(CloseNeeds::Confirmed, |r| r.needs))
    }

    fn is_silence_enough(&self) -> bool {
        let rule = self.case().zip(self.bound()).and_then(|(c, b)| b.policy.close_rule(&c.condition_facts()));
        rule.is_some_and(|r| r.silent_after.is_some())
    }
}
