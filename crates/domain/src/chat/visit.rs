//! A visit as a machine: what may be done, and what follows. It never decides on the case: a chat that ends leaves its case
//! open for whoever owns it.

use serde::Serialize;

use super::rule::ChatRule;
use super::{ChatEnd, ChatEvent, ChatState, ClosingQuestion, HandoffReason};
use crate::ids::Id;
use crate::time::UtcMs;

/// The agent asked whether it may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Why.
    pub why: ClosingQuestion,
    /// When.
    pub at: UtcMs,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// The case that holds what is said.
    pub case: Id,
    /// Whose team answers.
    pub unit: Id,
    /// Where it stands.
    pub state: ChatState,
    /// Who serves it, or did last.
    pub agent: Option<Id>,
    /// Who is asked to take it, until when.
    pub offered: Option<(Id, UtcMs)>,
    /// A machine gave it to a human.
    pub handed_off: bool,
    /// When somebody came.
    pub began_at: UtcMs,
    /// When it was first taken.
    pub served_at: Option<UtcMs>,
    /// The agent asked whether it may end, and nothing was said since.
    pub asked: Option<Asked>,
    /// When and how it ended.
    pub ended: Option<(UtcMs, ChatEnd)>,
    /// How the visitor rated it.
    pub stars: Option<u8>,
}

/// Why something may not be done with a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum ChatRefusal {
    /// Somebody else serves it.
    #[error("somebody else serves this chat")]
    ChatTaken,
    /// Nobody serves it yet.
    #[error("nobody serves this chat yet")]
    ChatNotServed,
    /// The visitor was not asked, or still has time to answer (B.8).
    #[error("the visitor was not asked, or still has time to answer")]
    ChatNotAsked,
    /// It is over.
    #[error("the chat is over")]
    ChatEnded,
    /// It is rated when it is over, once, with 1 to 5 stars.
    #[error("a chat is rated once, when it is over")]
    ChatNotRateable,
}

impl ChatRefusal {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ChatTaken => "chat_taken",
            Self::ChatNotServed => "chat_not_served",
            Self::ChatNotAsked => "chat_not_asked",
            Self::ChatEnded => "chat_ended",
            Self::ChatNotRateable => "chat_not_rateable",
        }
    }
}

impl Chat {
    /// A visit that begins.
    pub const fn begun(case: Id, unit: Id, at: UtcMs) -> Self {
        Self {
            case,
            unit,
            state: ChatState::Waiting,
            agent: None,
            offered: None,
            handed_off: false,
            began_at: at,
            served_at: None,
            asked: None,
            ended: None,
            stars: None,
        }
    }

    /// As it stands after an event.
    #[must_use]
    pub fn after(mut self, at: UtcMs, event: &ChatEvent) -> Self {
        match event {
            ChatEvent::Began { .. } => {}
            ChatEvent::Offered { agent, until } => self.offered = Some((*agent, *until)),
            ChatEvent::OfferLapsed { .. } => self.offered = None,
            ChatEvent::Taken { agent } => {
                (self.state, self.agent, self.offered) = (ChatState::Served, Some(*agent), None);
                self.served_at.get_or_insert(at);
            }
            ChatEvent::Asked { why } => self.asked = Some(Asked { why: *why, at }),
            ChatEvent::Continued {} => self.asked = None,
            ChatEvent::HandedOff { .. } => {
                (self.state, self.agent, self.offered, self.asked) = (ChatState::Waiting, None, None, None);
                self.handed_off = true;
            }
            ChatEvent::Ended { how } => {
                (self.state, self.offered, self.asked) = (ChatState::Ended, None, None);
                self.ended = Some((at, *how));
            }
            ChatEvent::Rated { stars } => self.stars = Some(*stars),
        }
        self
    }

    /// An agent takes it.
    ///
    /// # Errors
    /// `ChatTaken`; `ChatEnded`.
    pub fn take(&self, agent: Id) -> Result<Vec<ChatEvent>, ChatRefusal> {
        match self.state {
            ChatState::Waiting => Ok(vec![ChatEvent::Taken { agent }]),
            ChatState::Served if self.agent == Some(agent) => Ok(Vec::new()),
            ChatState::Served => Err(ChatRefusal::ChatTaken),
            ChatState::Ended => Err(ChatRefusal::ChatEnded),
        }
    }

    /// Its agent asks whether it may end.
    ///
    /// # Errors
    /// `ChatNotServed`; `ChatTaken` when it is somebody else's; `ChatEnded`.
    pub fn ask(&self, agent: Id, why: ClosingQuestion) -> Result<Vec<ChatEvent>, ChatRefusal> {
        self.serves(agent)?;
        let again = self.asked.is_some_and(|a| a.why == why);
        Ok(if again { Vec::new() } else { vec![ChatEvent::Asked { why }] })
    }

    /// The visitor said something: whatever was asked is answered by it.
    pub fn spoke(&self) -> Option<ChatEvent> {
        self.asked.map(|_| ChatEvent::Continued {})
    }

    /// The visitor ends it: with that they permit it, when they were asked.
    pub fn leave(&self) -> Option<ChatEvent> {
        let how = if self.asked.is_some() { ChatEnd::Permitted } else { ChatEnd::Visitor };
        (self.state != ChatState::Ended).then_some(ChatEvent::Ended { how })
    }

    /// Until when the visitor has time to answer whether it may end.
    pub fn answer_until(&self, rule: &ChatRule) -> Option<UtcMs> {
        self.asked.map(|asked| {
            let seconds = match asked.why {
                ClosingQuestion::Completed => rule.after_completion_s,
                ClosingQuestion::Silent => rule.silence_s,
            };
            asked.at.plus_ms(i64::from(seconds) * 1_000)
        })
    }

    /// What time brings: nobody answered the question, the agent did not take it, or the visitor went away while waiting.
    pub fn lapse(&self, now: UtcMs, away_since: Option<UtcMs>, rule: &ChatRule) -> Option<ChatEvent> {
        if self.state == ChatState::Ended {
            return None;
        }
        if let (Some(asked), Some(until)) = (self.asked, self.answer_until(rule))
            && now >= until
        {
            let how = match asked.why {
                ClosingQuestion::Completed => ChatEnd::Completed,
                ClosingQuestion::Silent => ChatEnd::Silent,
            };
            return Some(ChatEvent::Ended { how });
        }
        let away = away_since.is_some_and(|since| now >= since.plus_ms(i64::from(rule.away_s) * 1_000));
        if self.state == ChatState::Waiting && away {
            return Some(ChatEvent::Ended { how: ChatEnd::Abandoned });
        }
        self.offered.filter(|(_, until)| now >= *until).map(|(agent, _)| ChatEvent::OfferLapsed { agent })
    }

    /// When time next brings something.
    pub fn wakes_at(&self, away_since: Option<UtcMs>, rule: &ChatRule) -> Option<UtcMs> {
        if self.state == ChatState::Ended {
            return None;
        }
        let away = away_since
            .filter(|_| self.state == ChatState::Waiting)
            .map(|since| since.plus_ms(i64::from(rule.away_s) * 1_000));
        [self.answer_until(rule), self.offered.map(|(_, until)| until), away].into_iter().flatten().min()
    }

    /// Its agent ends it: only when the visitor was asked and has had the time to answer.
    ///
    /// # Errors
    /// `ChatNotAsked`; as [`Self::ask`].
    pub fn end(&self, agent: Id, now: UtcMs, rule: &ChatRule) -> Result<Vec<ChatEvent>, ChatRefusal> {
        self.serves(agent)?;
        match self.lapse(now, None, rule) {
            Some(ended @ ChatEvent::Ended { .. }) => Ok(vec![ended]),
            _ => Err(ChatRefusal::ChatNotAsked),
        }
    }

    /// A machine gives it to a human.
    ///
    /// # Errors
    /// `ChatEnded`.
    pub fn hand_off(&self, reasons: Vec<HandoffReason>) -> Result<Vec<ChatEvent>, ChatRefusal> {
        if self.state == ChatState::Ended {
            return Err(ChatRefusal::ChatEnded);
        }
        Ok(vec![ChatEvent::HandedOff { reasons }])
    }

    /// The visitor rates how they were served.
    ///
    /// # Errors
    /// `ChatNotRateable`.
    pub fn rate(&self, stars: u8) -> Result<Vec<ChatEvent>, ChatRefusal> {
        if self.state != ChatState::Ended || self.stars.is_some() || !(1..=5).contains(&stars) {
            return Err(ChatRefusal::ChatNotRateable);
        }
        Ok(vec![ChatEvent::Rated { stars }])
    }

    fn serves(&self, agent: Id) -> Result<(), ChatRefusal> {
        match self.state {
            ChatState::Ended => Err(ChatRefusal::ChatEnded),
            ChatState::Waiting => Err(ChatRefusal::ChatNotServed),
            ChatState::Served if self.agent == Some(agent) => Ok(()),
            ChatState::Served => Err(ChatRefusal::ChatTaken),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ME: Id = Id::from_i64(7);
    const OTHER: Id = Id::from_i64(8);

    fn at(s: i64) -> UtcMs {
        UtcMs::new(s * 1_000)
    }

    fn waiting() -> Chat {
        Chat::begun(Id::from_i64(1), Id::from_i64(2), at(0))
    }

    fn served() -> Chat {
        waiting().after(at(5), &ChatEvent::Taken { agent: ME })
    }

    #[test]
    fn one_agent_takes_it_and_the_second_is_told() {
        assert_eq!(waiting().take(ME), Ok(vec![ChatEvent::Taken { agent: ME }]));
        assert_eq!(served().take(ME), Ok(vec![]), "twice is once");
        assert_eq!(served().take(OTHER), Err(ChatRefusal::ChatTaken));
        assert_eq!(served().ask(OTHER, ClosingQuestion::Completed), Err(ChatRefusal::ChatTaken));
        assert_eq!(waiting().ask(ME, ClosingQuestion::Completed), Err(ChatRefusal::ChatNotServed));
    }

    #[test]
    fn b_8_an_agent_ends_only_after_asking_and_a_minute_without_a_new_need() {
        let rule = ChatRule::default();
        assert_eq!(served().end(ME, at(4_000), &rule), Err(ChatRefusal::ChatNotAsked), "however long it is silent");
        for (why, how) in [(ClosingQuestion::Completed, ChatEnd::Completed), (ClosingQuestion::Silent, ChatEnd::Silent)]
        {
            let asked = served().after(at(100), &ChatEvent::Asked { why });
            assert_eq!(asked.end(ME, at(159), &rule), Err(ChatRefusal::ChatNotAsked), "59 seconds");
            assert_eq!(asked.lapse(at(159), None, &rule), None);
            assert_eq!(asked.lapse(at(160), None, &rule), Some(ChatEvent::Ended { how }));
            assert_eq!(asked.wakes_at(None, &rule), Some(at(160)));
            let spoke = asked.clone().after(at(130), &asked.spoke().unwrap());
            assert_eq!(spoke.lapse(at(4_000), None, &rule), None, "a new need: it goes on");
        }
    }

    #[test]
    fn b_8_the_visitor_may_end_it_and_by_that_permits_it_when_asked() {
        assert_eq!(served().leave(), Some(ChatEvent::Ended { how: ChatEnd::Visitor }));
        let asked = served().after(at(100), &ChatEvent::Asked { why: ClosingQuestion::Completed });
        assert_eq!(asked.leave(), Some(ChatEvent::Ended { how: ChatEnd::Permitted }));
        let ended = asked.after(at(101), &ChatEvent::Ended { how: ChatEnd::Permitted });
        assert_eq!((ended.leave(), ended.state), (None, ChatState::Ended));
        assert_eq!(ended.take(OTHER), Err(ChatRefusal::ChatEnded));
        assert_eq!(served().rate(5), Err(ChatRefusal::ChatNotRateable), "not while it goes on");
        let rated = ended.clone().after(at(102), &ended.rate(4).unwrap()[0]);
        assert_eq!((rated.stars, rated.rate(5)), (Some(4), Err(ChatRefusal::ChatNotRateable)));
    }

    #[test]
    fn an_offer_lapses_and_a_visitor_who_left_while_waiting_has_abandoned_it() {
        let rule = ChatRule::default();
        let offered = waiting().after(at(0), &ChatEvent::Offered { agent: ME, until: at(30) });
        assert_eq!(offered.lapse(at(29), None, &rule), None);
        assert_eq!(offered.lapse(at(30), None, &rule), Some(ChatEvent::OfferLapsed { agent: ME }));
        assert_eq!(waiting().lapse(at(190), Some(at(10)), &rule), Some(ChatEvent::Ended { how: ChatEnd::Abandoned }));
        assert_eq!(served().lapse(at(190), Some(at(10)), &rule), None, "the agent's answer waits for them in the case");
    }

    #[test]
    fn what_a_machine_hands_off_waits_again_before_the_others() {
        let reasons = vec![HandoffReason::RefusesAi];
        let events = served().hand_off(reasons.clone()).unwrap();
        let after = served().after(at(9), &events[0]);
        assert_eq!((after.state, after.agent, after.handed_off), (ChatState::Waiting, None, true));
        assert_eq!(after.served_at, Some(at(5)), "when it was first served stays");
    }
}
