//! Somebody at the counter as a machine: what may be done, and what follows. It never decides on the case.

use serde::Serialize;

use super::{CounterEvent, CounterState, Departure};
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

codes! {
    /// What is done at the counter.
    pub enum Move {
        /// Calls the number, perhaps again.
        Call = "call",
        /// Serves them.
        Serve = "serve",
        /// They were served.
        Finish = "finish",
        /// They went away.
        Leave = "leave",
    }
}

/// Somebody at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The case that holds what they said.
    pub case: Id,
    /// The shop.
    pub unit: Id,
    /// The business day, `YYYY-MM-DD`.
    pub day: String,
    /// Their number of that day.
    pub number: u32,
    /// Where they stand.
    pub state: CounterState,
    /// When they came.
    pub arrived_at: UtcMs,
    /// When their number was called last.
    pub called_at: Option<UtcMs>,
    /// When somebody began to serve them.
    pub served_at: Option<UtcMs>,
    /// Who.
    pub served_by: Option<Id>,
    /// When they went, served or not.
    pub ended_at: Option<UtcMs>,
}

/// Why something may not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum CounterRefusal {
    /// Somebody is being served, or was.
    #[error("they are served already")]
    VisitServed,
    /// Nobody serves them yet.
    #[error("nobody serves them yet")]
    VisitNotServed,
    /// They were served, and it is over.
    #[error("the visit is over")]
    VisitOver,
    /// Nobody waits.
    #[error("nobody waits")]
    NobodyWaits,
    /// No counter is at this unit.
    #[error("the unit has no counter")]
    NoCounter,
}

impl CounterRefusal {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::VisitServed => "visit_served",
            Self::VisitNotServed => "visit_not_served",
            Self::VisitOver => "visit_over",
            Self::NobodyWaits => "nobody_waits",
            Self::NoCounter => "no_counter",
        }
    }
}

impl Visit {
    /// Somebody who came; none when that is not how it begins.
    pub fn arrived(event: &CounterEvent) -> Option<Self> {
        let CounterEvent::Arrived { case, unit, day, number, at } = event else { return None };
        Some(Self {
            case: *case,
            unit: *unit,
            day: day.clone(),
            number: *number,
            state: CounterState::Waiting,
            arrived_at: *at,
            called_at: None,
            served_at: None,
            served_by: None,
            ended_at: None,
        })
    }

    /// As it stands after an event.
    #[must_use]
    pub fn after(mut self, at: UtcMs, event: &CounterEvent) -> Self {
        match event {
            CounterEvent::Arrived { .. } => {}
            CounterEvent::Called {} => {
                (self.state, self.called_at, self.ended_at) = (CounterState::Called, Some(at), None);
            }
            CounterEvent::Served { by } => {
                (self.state, self.served_at, self.served_by) = (CounterState::Served, Some(at), Some(*by));
            }
            CounterEvent::Done {} => (self.state, self.ended_at) = (CounterState::Done, Some(at)),
            CounterEvent::Gone { .. } => (self.state, self.ended_at) = (CounterState::Gone, Some(at)),
        }
        self
    }

    /// What follows when somebody does something. Whoever went away may come back and be called.
    ///
    /// # Errors
    /// `VisitServed`; `VisitNotServed`; `VisitOver`.
    pub fn decide(&self, what: Move, by: Id) -> Result<Vec<CounterEvent>, CounterRefusal> {
        use CounterState as S;
        let event = match (what, self.state) {
            (_, S::Done) => return Err(CounterRefusal::VisitOver),
            (Move::Call, S::Waiting | S::Called | S::Gone) => CounterEvent::Called {},
            (Move::Serve, S::Waiting | S::Called) => CounterEvent::Served { by },
            // The same hand twice is once.
            (Move::Serve, S::Served) if self.served_by == Some(by) => return Ok(Vec::new()),
            (Move::Finish, S::Served) => CounterEvent::Done {},
            (Move::Finish, _) => return Err(CounterRefusal::VisitNotServed),
            (Move::Leave, S::Waiting | S::Called) => CounterEvent::Gone { why: Departure::Left },
            (Move::Leave, S::Gone) => return Ok(Vec::new()),
            (Move::Serve, S::Gone) => return Err(CounterRefusal::VisitOver),
            (Move::Call | Move::Serve | Move::Leave, S::Served) => return Err(CounterRefusal::VisitServed),
        };
        Ok(vec![event])
    }

    /// What may be done now: the rule's own answer, dry.
    pub fn may(&self, by: Id) -> Vec<Move> {
        let all = Move::ALL.iter().copied();
        all.filter(|what| self.decide(*what, by).is_ok_and(|events| !events.is_empty())).collect()
    }

    /// The day it belongs to is over: whoever was not served is gone, and who was is done.
    pub fn day_over(&self) -> Option<CounterEvent> {
        match self.state {
            CounterState::Waiting | CounterState::Called => Some(CounterEvent::Gone { why: Departure::DayOver }),
            CounterState::Served => Some(CounterEvent::Done {}),
            CounterState::Done | CounterState::Gone => None,
        }
    }

    /// How long they waited until somebody served them; until they went, or until now, when nobody did.
    pub fn waited_ms(&self, now: UtcMs) -> i64 {
        let until = self.served_at.or(self.ended_at).unwrap_or(now);
        (until.ms() - self.arrived_at.ms()).max(0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ME: Id = Id::from_i64(7);
    const OTHER: Id = Id::from_i64(8);

    fn at(minutes: i64) -> UtcMs {
        UtcMs::new(minutes * 60_000)
    }

    fn given(moves: &[(i64, Move)]) -> Visit {
        let (case, unit, day) = (Id::from_i64(1), Id::from_i64(2), "2026-09-22".to_owned());
        let came = Visit::arrived(&CounterEvent::Arrived { case, unit, day, number: 12, at: at(0) }).unwrap();
        moves.iter().fold(came, |visit, (when, what)| {
            let events = visit.decide(*what, ME).unwrap();
            events.iter().fold(visit, |visit, event| visit.after(at(*when), event))
        })
    }

    #[test]
    fn s0_10_somebody_comes_is_called_served_and_goes_and_how_long_they_waited_is_known() {
        assert_eq!((given(&[]).state, given(&[]).waited_ms(at(3))), (CounterState::Waiting, 3 * 60_000));
        let served = given(&[(4, Move::Call), (6, Move::Serve)]);
        assert_eq!((served.called_at, served.served_at, served.served_by), (Some(at(4)), Some(at(6)), Some(ME)));
        let done = given(&[(4, Move::Call), (6, Move::Serve), (20, Move::Finish)]);
        assert_eq!((done.state, done.ended_at, done.waited_ms(at(99))), (CounterState::Done, Some(at(20)), 6 * 60_000));
        assert_eq!(done.decide(Move::Call, ME), Err(CounterRefusal::VisitOver));
    }

    #[test]
    fn one_person_serves_them_and_nobody_is_finished_who_was_not_served() {
        let served = given(&[(1, Move::Serve)]);
        assert_eq!(served.decide(Move::Serve, ME), Ok(vec![]), "twice is once");
        assert_eq!(served.decide(Move::Serve, OTHER), Err(CounterRefusal::VisitServed));
        assert_eq!(given(&[]).decide(Move::Finish, ME), Err(CounterRefusal::VisitNotServed));
    }

    #[test]
    fn who_went_away_may_come_back_and_is_called_again() {
        let gone = given(&[(1, Move::Call), (5, Move::Leave)]);
        assert_eq!((gone.state, gone.may(ME)), (CounterState::Gone, vec![Move::Call]));
        let back = given(&[(1, Move::Call), (5, Move::Leave), (9, Move::Call)]);
        assert_eq!((back.state, back.ended_at), (CounterState::Called, None));
        assert_eq!(back.may(ME), [Move::Call, Move::Serve, Move::Leave]);
    }

    #[test]
    fn at_the_end_of_the_day_nobody_waits_any_more() {
        assert_eq!(given(&[]).day_over(), Some(CounterEvent::Gone { why: Departure::DayOver }));
        assert_eq!(given(&[(1, Move::Serve)]).day_over(), Some(CounterEvent::Done {}));
        assert_eq!(given(&[(1, Move::Leave)]).day_over(), None);
    }
}
