//! The life of one case, told command by command at the instants it would have had. The teller looks at the state and
//! the policy like an agent does and asks only what is in its place: a refusal is a mistake of the story, is counted, and
//! must not happen.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::command::{CaseCommand as C, Message};
use bihuan_domain::case::event::{ClosureReason, ContactResult, Direction, MessageRole, RejectionGround};
use bihuan_domain::case::facts::Neighbour;
use bihuan_domain::case::text::TextRef;
use bihuan_domain::complaint::plan::owed;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;

use super::cast::{Cast, Desk, NO_NODE};
use super::chance::Chance;
use super::opening::{Fate, Opening, Year};
use super::season::{DAY, HOUR, MINUTE, hour, midnight};
use super::trade::Trade;
use super::words::common::{self, Common, common};
use super::words::{Cutter, Saying};
use crate::cases::write::{Beside, Ready, Work};
use crate::failure::Failure;
use crate::world::{Bound, World};

/// What every story is told in.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Policies and calendars.
    pub world: &'a World,
    /// Who plays.
    pub cast: &'a Cast,
    /// The year.
    pub year: Year<'a>,
    /// Where customers' ids begin.
    pub first: UtcMs,
}

/// Why a story stops.
pub enum Stop {
    /// The present is reached, or nobody went on: the case stays as it is.
    Here,
    /// The machine failed.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Whether the story goes on.
pub type Go = Result<(), Stop>;

/// A story being told.
pub struct Story<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) place: usize,
    pub(super) opening: Opening,
    pub(super) desk: &'a Desk,
    pub(super) words: &'static Common,
    pub(super) chance: Chance,
    pub(super) received: UtcMs,
    pub(super) now: UtcMs,
    pub(super) work: Work<'a>,
    cutter: &'a mut Cutter,
    refused: &'a mut Vec<String>,
    drawn: u16,
    /// Nobody goes on after so many more steps.
    left: Option<u32>,
}

impl<'a> Story<'a> {
    /// Opens the story of the case at a place of the year.
    pub fn open(scene: Scene<'a>, place: usize, cutter: &'a mut Cutter, refused: &'a mut Vec<String>) -> Self {
        let received = scene.year.arrivals[place];
        let opening = scene.year.opening(place);
        let mut chance = Chance::stream(scene.year.seed, 6, place as u64);
        // Some of the recent ones have been forgotten on a desk.
        let forgotten = scene.year.until.since(received) < 60 * DAY && chance.once_in(170);
        let left = forgotten.then(|| chance.between(2, 9) as u32);
        Self {
            scene,
            place,
            opening,
            desk: &scene.cast.desks_of(opening.trade)[opening.desk],
            words: common(opening.language),
            chance,
            received,
            now: received,
            work: Work::new(scene.world, case_id(received)).under(opening.trade.policy()).quietly(),
            cutter,
            refused,
            drawn: 0,
            left,
        }
    }

    /// Tells it to its end or to the present, as rows to be written.
    ///
    /// # Errors
    /// Faults of policies.
    pub fn tell(mut self) -> Result<Ready, Failure> {
        match self.life() {
            Ok(()) | Err(Stop::Here) => {}
            Err(Stop::Failed(failure)) => return Err(failure),
        }
        self.work.pass(self.scene.year.until)?;
        self.work.ready()
    }

    fn life(&mut self) -> Go {
        self.register()?;
        if !matches!(self.opening.fate, Fate::Duplicate) {
            self.greet()?;
        }
        match self.opening.fate {
            Fate::Duplicate => self.merge()?,
            Fate::Rejected => self.reject()?,
            Fate::Simple => self.simple()?,
            Fate::Withdrawn => self.withdraw()?,
            Fate::Unreachable => self.unreachable()?,
            Fate::Full => self.full()?,
        }
        self.afterwards()
    }

    fn merge(&mut self) -> Go {
        self.later(5 * MINUTE, 20 * MINUTE)?;
        let Some(earlier) = self.opening.repeats else { return Err(Stop::Here) };
        let received_at = self.scene.year.arrivals[earlier];
        let other = case_id(received_at);
        let lead = self.lead();
        self.tied(&lead, &C::MergeInto { other }, Neighbour { id: other, received_at, over: false })
    }

    fn reject(&mut self) -> Go {
        self.at_desk(20 * MINUTE, 10 * HOUR)?;
        let ground = self.chance.one(&[
            RejectionGround::OutsideRemit,
            RejectionGround::NoMatter,
            RejectionGround::AlreadyHandled,
        ]);
        let text = Saying::of(self.words.acknowledgements[0]);
        self.send(&[MessageRole::DefiniteAnswer, MessageRole::Result], true, text)?;
        self.later(2 * MINUTE, 30 * MINUTE)?;
        self.by_agent(&C::Close { reason: ClosureReason::Rejected, ground: Some(ground) })
    }

    fn withdraw(&mut self) -> Go {
        self.at_desk(20 * MINUTE, 3 * HOUR)?;
        self.assign()?;
        self.at_desk(HOUR, 2 * DAY)?;
        self.hear(Saying::of(self.words.answers[0]))?;
        self.later(2 * MINUTE, 20 * MINUTE)?;
        self.by_agent(&C::Close { reason: ClosureReason::Withdrawn, ground: None })
    }

    fn unreachable(&mut self) -> Go {
        self.at_desk(10 * MINUTE, 3 * HOUR)?;
        self.assign()?;
        for _ in 0..3 {
            self.at_desk(3 * HOUR, 20 * HOUR)?;
            self.contact(Channel::Phone, ContactResult::NoAnswer)?;
            self.next_day()?;
        }
        self.by_agent(&C::Close { reason: ClosureReason::Unreachable, ground: None })
    }

    /// Reopened now and then; filed when the watch is over.
    fn afterwards(&mut self) -> Go {
        let full = self.opening.fate == Fate::Full;
        if full && self.chance.once_in(32) {
            self.at_desk(2 * DAY, 12 * DAY)?;
            let reason = self.staff_text(common::REOPENED);
            self.by_agent(&C::Reopen { reason })?;
            self.at_desk(HOUR, 8 * HOUR)?;
            self.contact(Channel::Phone, ContactResult::Reached)?;
            self.settle(true)?;
        }
        if self.chance.once_in(550) {
            self.at_desk(31 * DAY, 75 * DAY)?;
            if let Some(until) = self.case().and_then(|c| c.watch.as_ref()).map(|w| w.until) {
                self.now = self.now.max(until.plus_ms(9 * HOUR));
                self.present()?;
            }
            let lead = self.lead();
            self.does(&lead, &C::Archive {})?;
        }
        Ok(())
    }

    // --- time ---

    fn present(&self) -> Go {
        if self.now > self.scene.year.until { Err(Stop::Here) } else { Ok(()) }
    }

    /// Some time passes, rather less than more.
    pub(super) fn later(&mut self, low: i64, high: i64) -> Go {
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1).ok_or(Stop::Here)?;
        }
        let share = self.chance.below(1_000) as i64;
        self.now = self.now.plus_ms(low + (high - low) * share / 1_000 * share / 1_000);
        self.present()
    }

    /// Some time passes, until somebody is at their desk.
    pub(super) fn at_desk(&mut self, low: i64, high: i64) -> Go {
        self.within_hours(low, high, 70 * MINUTE)
    }

    /// Some time passes; who came while all was closed is served first in the morning.
    pub(super) fn at_counter(&mut self, low: i64, high: i64) -> Go {
        self.within_hours(low, high, 3 * MINUTE)
    }

    fn within_hours(&mut self, low: i64, high: i64, morning_ms: i64) -> Go {
        self.later(low, high)?;
        let (from, to) = self.opening.trade.hours();
        let at = hour(self.now);
        if !(from..to).contains(&at) {
            let morning = midnight(self.now) + from * HOUR + if at >= to { DAY } else { 0 };
            self.now = UtcMs::new(morning + self.chance.between(MINUTE / 2, morning_ms));
        }
        self.present()
    }

    fn next_day(&mut self) -> Go {
        let (from, _) = self.opening.trade.hours();
        self.now = UtcMs::new(midnight(self.now) + DAY + from * HOUR + self.chance.between(5, 200) * MINUTE);
        self.present()
    }

    // --- who acts ---

    pub(super) fn case(&self) -> Option<&Case> {
        self.work.case()
    }

    pub(super) fn bound(&self) -> Option<&Bound> {
        self.work.bound()
    }

    /// The head of the desk where the case is.
    pub(super) fn lead(&self) -> Actor {
        let unit = self.case().map_or(self.desk.unit, |c| c.unit);
        let desk = self.scene.cast.desk(self.opening.trade, unit).unwrap_or(self.desk);
        self.scene.cast.people[desk.lead].actor.clone()
    }

    /// Whoever handles it, or the head of the desk.
    pub(super) fn agent(&self) -> Actor {
        let handler = self.case().and_then(|c| c.handler.or_else(|| c.owner.user()));
        handler.and_then(|id| self.scene.cast.actor(id)).cloned().unwrap_or_else(|| self.lead())
    }

    /// One of a desk's people.
    pub(super) fn somebody(&mut self, desk: &Desk) -> Actor {
        let place = self.chance.one(&desk.staff);
        self.scene.cast.people[place].actor.clone()
    }

    // --- asking ---

    pub(super) fn does(&mut self, actor: &Actor, command: &C) -> Go {
        self.asks(actor, command, None)
    }

    pub(super) fn by_agent(&mut self, command: &C) -> Go {
        self.upward()?;
        let agent = self.agent();
        self.asks(&agent, command, None)
    }

    /// The head of the desk takes up what was brought to them, and names the head of the region to lead a major case; what
    /// went further up, the region does, or the management, which leaves it with the head of the desk (S4-23).
    fn upward(&mut self) -> Go {
        // What nobody took up in time has gone further up meanwhile.
        self.work.pass(self.now)?;
        let Some(case) = self.case() else { return Ok(()) };
        let level = case.waiting_escalation().map(|e| e.level);
        let major = case.course.sponsorship.is_some_and(|s| s.sponsor.is_none());
        let lead = self.lead();
        let region = self.scene.cast.region_head(case.unit).cloned().unwrap_or_else(|| lead.clone());
        let stations = self.opening.trade == Trade::Stations;
        match level {
            Some(1) => self.does(&lead, &C::TakeUp { owner: None })?,
            Some(2) if stations => self.does(&region, &C::TakeUp { owner: None })?,
            Some(_) if stations => {}
            Some(_) => {
                let chief = self.scene.cast.management().cloned().unwrap_or_else(|| lead.clone());
                self.does(&chief, &C::TakeUp { owner: lead.user() })?;
            }
            None => {}
        }
        self.plan()?;
        match region.user().filter(|_| major) {
            Some(sponsor) => self.does(&lead, &C::NameSponsor { sponsor }),
            None => Ok(()),
        }
    }

    /// The way out of an escalation that owes one (S0-58), by whoever is accountable for it.
    pub(super) fn plan(&mut self) -> Go {
        let Some(taken) = self.case().and_then(owed).map(|e| e.taken.is_some()) else { return Ok(()) };
        let lead = self.lead();
        if !taken {
            let chief = self.scene.cast.management().cloned().unwrap_or_else(|| lead.clone());
            self.does(&chief, &C::TakeUp { owner: lead.user() })?;
        }
        let text = self.text(Saying::of(self.words.steps));
        self.does(&lead, &C::PlanRemedy { text, finish_at: self.now.plus_ms(3 * DAY) })
    }

    pub(super) fn tied(&mut self, actor: &Actor, command: &C, neighbour: Neighbour) -> Go {
        self.asks(actor, command, Some(neighbour))
    }

    fn asks(&mut self, actor: &Actor, command: &C, neighbour: Option<Neighbour>) -> Go {
        self.work.pass(self.now)?;
        match self.work.decide(actor, self.now, command, Beside { neighbour, ..Beside::default() }) {
            Ok(()) => Ok(()),
            Err(Failure::Refused(refusal)) => {
                let stage = self.case().map_or("none", |c| c.stage.code());
                self.refused.push(format!("{} {} in {stage}: {refusal}", self.opening.trade.policy(), command.code()));
                Err(Stop::Here)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    // --- words ---

    /// Ids of a case follow from the instant it came in, so they are the same for the same seed.
    pub(super) fn id(&mut self) -> Id {
        self.drawn += 1;
        Id::from_parts(self.received.ms(), NO_NODE, self.drawn)
    }

    pub(super) fn text(&mut self, saying: Saying) -> TextRef {
        let id = self.id();
        let text = self.cutter.text(id, saying);
        let reference = text.reference.clone();
        self.work.keep([text]);
        reference
    }

    pub(super) fn staff_text(&mut self, of: &[&'static str]) -> TextRef {
        let phrase = self.chance.one(of);
        self.text(Saying::of(phrase))
    }

    /// Writes to the customer.
    pub(super) fn send(&mut self, roles: &[MessageRole], substantive: bool, saying: Saying) -> Go {
        let agent = self.agent();
        self.message(&agent, Direction::Outbound, roles, substantive, saying)
    }

    /// Takes down what the customer says.
    pub(super) fn hear(&mut self, saying: Saying) -> Go {
        self.message(&Actor::system(), Direction::Inbound, &[], false, saying)
    }

    pub(super) fn message(
        &mut self,
        actor: &Actor,
        direction: Direction,
        roles: &[MessageRole],
        substantive: bool,
        saying: Saying,
    ) -> Go {
        let (text, message) = (self.text(saying), self.id());
        let channel = self.talking();
        self.does(
            actor,
            &C::RecordMessage(Box::new(Message {
                message,
                direction,
                channel,
                text,
                substantive,
                roles: roles.to_vec(),
                promised_at: None,
                emotional_state: None,
                attachments: Vec::new(),
            })),
        )
    }

    /// The channel one talks by.
    pub(super) fn talking(&self) -> Channel {
        match self.opening.channel {
            Channel::Chat | Channel::App | Channel::Email | Channel::Web | Channel::SocialMedia => self.opening.channel,
            _ => Channel::Phone,
        }
    }

    pub(super) fn contact(&mut self, channel: Channel, result: ContactResult) -> Go {
        let (contact, at) = (self.id(), self.now);
        self.by_agent(&C::LogContact { contact, channel, result, at })
    }
}

/// The id of the case that came in at an instant.
pub const fn case_id(received: UtcMs) -> Id {
    Id::from_parts(received.ms(), NO_NODE, 0)
}
