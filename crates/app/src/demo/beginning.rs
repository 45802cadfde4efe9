//! The beginning of a story: the customer's words, the judgement, who takes it.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::command::{CaseCommand as C, Register};
use bihuan_domain::case::event::LinkKind;
use bihuan_domain::case::event::{
    AnonymousReason, Classification, Complainant, ContactResult, Direction, MessageRole, Occurred, Party, Remedy,
};
use bihuan_domain::case::facts::Neighbour;
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::CaseNumber;
use bihuan_domain::trade::{BehaviouralCause, Channel, Complexity, EmotionalState, Kind, Precision};

use super::cast::customer_id;
use super::opening::{Fate, Matter};
use super::season::{DAY, HOUR, MINUTE};
use super::story::{Go, Story, case_id};
use super::trade::Trade;
use super::words::common::JUDGED_ANEW;
use super::words::{Saying, appliances};

impl Story<'_> {
    /// Takes the case in, at once for a machine, while they talk for a person.
    pub(super) fn register(&mut self) -> Go {
        let by_person = matches!(
            self.opening.channel,
            Channel::Phone
                | Channel::WalkIn
                | Channel::Voicemail
                | Channel::Letter
                | Channel::Regulator
                | Channel::Proactive
        );
        let taker = if by_person {
            let desk = self.desk;
            // Who calls as the year ends is written up by its end: every life has its beginning.
            if self.later(MINUTE / 2, 3 * MINUTE).is_err() {
                self.now = self.scene.year.until.max(self.received);
            }
            self.somebody(desk)
        } else {
            Actor::system()
        };
        let texts = self.fields();
        let judged = by_person || self.chance.once_in(350);
        let classification = if judged { self.judgement() } else { Classification::default() };
        let occurred = self.chance.once_in(600).then(|| Occurred {
            at: self.received.plus_ms(-self.chance.between(1, 9) * DAY),
            precision: Precision::Day,
        });
        let complainant = if self.opening.anonymous {
            Complainant::Anonymous { reason: AnonymousReason::Refused }
        } else {
            Complainant::Customer { id: customer_id(self.scene.first, self.opening.customer) }
        };
        let new = Register {
            number: self.number(),
            kind: self.opening.kind,
            channel: self.opening.channel,
            complainant,
            reachable: !self.opening.anonymous,
            received_at: self.received,
            occurred,
            unit: self.desk.unit,
            owner: taker.user().map_or(Party::Unit(self.desk.unit), Party::User),
            texts,
            source: None,
            classification,
            wished: Vec::new(),
        };
        self.does(&taker, &C::Register(Box::new(new)))?;
        if let (Some(earlier), true) = (self.opening.repeats, self.opening.fate != Fate::Duplicate) {
            let received_at = self.scene.year.arrivals[earlier];
            let other = case_id(received_at);
            let neighbour = Neighbour { id: other, received_at, over: true };
            self.tied(&Actor::system(), &C::Link { kind: LinkKind::Repeat, other }, neighbour)?;
        }
        Ok(())
    }

    /// Numbers that look drawn and are all different: a walk through all of them in steps that never meet.
    fn number(&self) -> CaseNumber {
        const STEP: u64 = 61_803_399;
        let day = self.scene.world.zone.business_date(self.received);
        CaseNumber::draw(
            day.year(),
            day.month(),
            (self.place as u64 + self.scene.year.seed % 97_331).wrapping_mul(STEP),
        )
    }

    fn fields(&mut self) -> Vec<(Field, bihuan_domain::case::text::TextRef)> {
        let (words, product) = (self.words, self.opening.product);
        let mut out = Vec::with_capacity(6);
        match self.opening.matter {
            Matter::Trouble { trouble, symptom, demand, bad_batch } => {
                let subject = Saying::of(product).mark("：").then(trouble.subject);
                out.push((Field::Subject, self.text(subject)));
                let when = self.chance.one(words.when);
                let feeling = self.feeling();
                let verbatim = Saying::of(when).then(product).mark(words.comma).then(symptom).mark(words.stop);
                let verbatim = verbatim.then(demand).mark(words.comma).then(feeling);
                out.push((Field::Verbatim, self.text(verbatim)));
                out.push((Field::Demand, self.text(Saying::of(demand))));
                if self.chance.once_in(350) {
                    out.push((Field::Symptom, self.text(Saying::of(symptom))));
                }
                let batch = if bad_batch {
                    appliances::BAD_BATCH.to_owned()
                } else {
                    format!("B26{:02}{}", self.chance.between(1, 12), self.chance.one(&["A", "B", "C", "D"]))
                };
                if bad_batch || self.chance.once_in(120) {
                    out.push((Field::Serial, self.text(Saying::of("批次").word(&batch))));
                }
            }
            Matter::Question(question, _) => {
                out.push((Field::Subject, self.text(Saying::of(product))));
                out.push((Field::Verbatim, self.text(Saying::of(question))));
            }
            Matter::Word(word) => {
                out.push((Field::Subject, self.text(Saying::of(product))));
                out.push((Field::Verbatim, self.text(Saying::of(word))));
            }
        }
        let order = format!(
            "DD{}{:06}",
            self.scene.world.zone.business_date(self.received).strftime("%y%m%d"),
            self.chance.below(1_000_000)
        );
        let reference = if self.chance.once_in(450) {
            (Field::OrderRef, Saying::default().word(&order))
        } else {
            (Field::Product, Saying::of(product))
        };
        out.push((reference.0, self.text(reference.1)));
        out
    }

    fn feeling(&mut self) -> &'static str {
        let all = self.words.feelings;
        let (from, to) = match self.opening.emotion {
            EmotionalState::Calm => (0, 3),
            EmotionalState::Upset => (3, 5),
            EmotionalState::Angry => (4, all.len()),
            EmotionalState::Extreme => (all.len() - 2, all.len()),
        };
        self.chance.one(&all[from..to.min(all.len())])
    }

    fn judgement(&mut self) -> Classification {
        let Matter::Trouble { trouble, .. } = self.opening.matter else {
            let category = if self.opening.kind == Kind::Inquiry { "information" } else { "suggestion" };
            return Classification {
                category: Some(category.to_owned()),
                severity: Some(self.opening.severity),
                complexity: Some(Complexity::Simple),
                emotional_state: Some(self.opening.emotion),
                ..Classification::default()
            };
        };
        let back =
            [Remedy::Repair, Remedy::Exchange, Remedy::ReturnAndRefund, Remedy::RefundOnly, Remedy::PartialRefund];
        let rude = trouble.category.starts_with("service_attitude");
        let loud = self.opening.emotion == EmotionalState::Extreme;
        Classification {
            category: Some(trouble.category.to_owned()),
            severity: Some(self.opening.severity),
            complexity: Some(if self.opening.fate == Fate::Simple { Complexity::Simple } else { Complexity::Complex }),
            emotional_state: Some(self.opening.emotion),
            causes: if rude { vec![self.chance.one(BehaviouralCause::ALL)] } else { Vec::new() },
            safety_risk: trouble.category.starts_with("safety") && self.opening.kind == Kind::Complaint,
            gross_service_failure: loud && self.chance.once_in(60),
            brand_risk: loud && self.chance.once_in(120),
            media_involved: self.opening.channel == Channel::SocialMedia && self.chance.once_in(150),
            remedy_demanded: trouble.remedies.iter().any(|r| back.contains(r))
                && self.opening.kind != Kind::ServiceReview,
            ..Classification::default()
        }
    }

    /// Judges it, if nobody has yet; now and then a first judgement is put right.
    pub(super) fn judge(&mut self) -> Go {
        let judged = self.case().is_some_and(|c| c.classification.category.is_some());
        if !judged {
            let classification = self.judgement();
            let agent = self.agent();
            self.does(&agent, &C::Classify { classification, reason: None })?;
            // The head of the desk is on duty.
            if self.case().is_some_and(|c| c.course.emergency.is_some()) {
                let lead = self.lead();
                self.does(&lead, &C::AcceptEmergency {})?;
            }
            return Ok(());
        }
        let changes = self.chance.once_in(25);
        let Some(mut classification) = self.case().map(|c| c.classification.clone()).filter(|_| changes) else {
            return Ok(());
        };
        if classification.safety_risk {
            return Ok(());
        }
        let up = bihuan_domain::trade::Severity::Major;
        if classification.severity.is_some_and(|s| s < up) {
            classification.severity = Some(up);
            let reason = self.staff_text(JUDGED_ANEW);
            self.by_agent(&C::Classify { classification, reason: Some(reason) })?;
        }
        Ok(())
    }

    /// Tells the customer that it has arrived.
    pub(super) fn acknowledge(&mut self) -> Go {
        let phrase = self.chance.one(self.words.acknowledgements);
        self.message(&Actor::system(), Direction::Outbound, &[MessageRole::Acknowledgement], false, Saying::of(phrase))
    }

    /// Whether the customer sits and waits for an answer.
    pub(super) const fn is_live(&self) -> bool {
        matches!(self.opening.channel, Channel::Chat | Channel::App)
    }

    /// The first word: at once where somebody waits, a text by itself elsewhere.
    pub(super) fn greet(&mut self) -> Go {
        let troubled = matches!(self.opening.matter, Matter::Trouble { .. });
        match self.opening.channel {
            Channel::Chat | Channel::App => {
                self.at_counter(MINUTE / 3, 3 * MINUTE + MINUTE / 2)?;
                let phrase = self.chance.one(self.words.acknowledgements);
                let roles = [MessageRole::Acknowledgement];
                self.send(&roles, true, Saying::of(phrase))?;
            }
            Channel::WalkIn => {
                self.later(MINUTE / 2, 3 * MINUTE)?;
                self.contact(Channel::WalkIn, ContactResult::Reached)?;
            }
            Channel::Voicemail => {
                self.later(2 * MINUTE, 12 * MINUTE)?;
                self.contact(Channel::Phone, ContactResult::Reached)?;
            }
            _ if troubled
                && self.opening.trade != Trade::Stations
                && (self.opening.trade == Trade::OnlineShop || self.chance.once_in(550)) =>
            {
                self.later(MINUTE, 10 * MINUTE)?;
                self.acknowledge()?;
            }
            _ => {}
        }
        // Stations have ten minutes, day and night (S3-10), and tell head office the same day (S3-11).
        if troubled && self.opening.trade == Trade::Stations && matches!(self.opening.fate, Fate::Simple | Fate::Full) {
            self.later(MINUTE, 7 * MINUTE)?;
            self.judge()?;
            self.contact(Channel::Phone, ContactResult::Reached)?;
            self.later(5 * MINUTE, 50 * MINUTE)?;
            self.assign()?;
            if self.chance.once_in(900) && self.opening.severity != bihuan_domain::trade::Severity::Critical {
                self.report()?;
            }
        }
        Ok(())
    }

    /// The head of the desk gives it to one of their people.
    pub(super) fn assign(&mut self) -> Go {
        self.judge()?;
        self.later(MINUTE, 25 * MINUTE)?;
        let desk = self.desk;
        let owner = self.case().and_then(|c| c.owner.user());
        // Who took it mostly keeps it (首问负责).
        let handler = match owner {
            Some(owner) if self.chance.once_in(700) => owner,
            _ => self.somebody(desk).user().unwrap_or(desk.unit),
        };
        let lead = self.lead();
        self.does(&lead, &C::Assign { handler, unit: desk.unit })
    }

    /// An answer settles it.
    pub(super) fn simple(&mut self) -> Go {
        let quick = self.is_live() || matches!(self.opening.channel, Channel::Phone | Channel::WalkIn);
        let slow = if quick { 40 * MINUTE } else { 12 * HOUR };
        if self.case().is_some_and(|c| c.handler.is_none()) {
            self.at_desk(2 * MINUTE, slow)?;
            self.assign()?;
        }
        self.at_desk(MINUTE, slow)?;
        self.chased()?;
        let answer = match self.opening.matter {
            Matter::Question(_, answer) => answer,
            _ => self.chance.one(self.words.results),
        };
        self.send(&[MessageRole::DefiniteAnswer, MessageRole::Result], true, Saying::of(answer))?;
        self.later(MINUTE, 3 * HOUR)?;
        self.resolve()?;
        self.conclude(true)
    }
}
