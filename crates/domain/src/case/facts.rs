//! Everything a rule may look at besides the case itself. If a rule wants to know more, it is added here and fetched
//! before: there is no looking up inside a decision.

use super::refusal::Refusal;
use super::state::Case;
use crate::actor::{Actor, Permission, Place};
use crate::calendar::{Calendar, Calendars, PeakWindows, Span, Zone};
use crate::channel::ChannelLimit;
use crate::complaint::approval::StandsInFor;
use crate::custom_field::CustomField;
use crate::ids::Id;
use crate::policy::{ConditionFacts, OwnCategories, Period, PeriodSet, Resolved};
use crate::time::UtcMs;
use crate::trade::Role;

/// Facts of one decision.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The case's id (drawn before it is registered).
    pub case: Id,
    /// Now.
    pub now: UtcMs,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy the case is pinned to (for a new case: the one in force at receipt).
    pub policy: &'a Resolved,
    /// The policy's calendars with the site's own hours laid over them, by name.
    pub calendars: &'a Calendars,
    /// The busy hours in force (S0-27).
    pub peaks: &'a [PeakWindows],
    /// The business time zone.
    pub zone: &'a Zone,
    /// The case's unit and everything above it.
    pub lineage: &'a [Id],
    /// The organisation's own fields.
    pub fields: &'a [CustomField],
    /// What is known of the cases it is tied to in this command.
    pub neighbour: Option<Neighbour>,
    /// The limit of the channel it came by at its unit, if that is stricter than the policy may be (S2-09).
    pub channel: Option<ChannelLimit>,
    /// The organisation's own categories (S1-14).
    pub categories: &'a OwnCategories,
    /// Absent people whose deputy the actor is now, with their roles; fetched for signing and taking up only.
    pub stands_in_for: &'a [StandsInFor],
    /// What the customer was granted this calendar year in other cases, in minor units; fetched for promises only.
    pub granted_this_year: i64,
    /// The customer wants no care contacts (S3-49); fetched where the policy plans some.
    pub care_declined: bool,
    /// The roles of whoever is named to lead, where the case is; fetched for naming a leader only.
    pub named_roles: Option<&'a [Role]>,
    /// The station an adjudication names, and everything above it; none without one.
    pub station_lineage: &'a [Id],
}

/// What a link or merge must know of the other case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The other case.
    pub id: Id,
    /// When it came in.
    pub received_at: UtcMs,
    /// It is closed or archived.
    pub over: bool,
}

impl Facts<'_> {
    /// A calendar of the policy.
    pub fn calendar(&self, name: &str) -> Result<&Calendar, Refusal> {
        self.calendars
            .named(name)
            .map(AsRef::as_ref)
            .map_err(|e| Refusal::Calendar { calendar: name.to_owned(), detail: e.code().into() })
    }

    /// The end of a span from an instant on a named calendar, without pauses.
    pub fn end_of(&self, calendar: &str, from: UtcMs, span: &Span) -> Result<UtcMs, Refusal> {
        let no = |detail: &str| Refusal::Calendar { calendar: calendar.to_owned(), detail: detail.to_owned() };
        let due = self.calendar(calendar)?.due_brief(from, span, &[], None).map_err(|e| no(e.code()))?;
        due.at().ok_or_else(|| no("frozen"))
    }

    /// Refuses unless the actor holds a permission where the case is.
    pub fn permit(&self, permission: Permission, case: &Case) -> Result<(), Refusal> {
        let station = case.course.adjudication.as_ref().is_some_and(|a| self.at_station(permission, a.station));
        if permission == Permission::CaseAppeal {
            // For the station that is charged, wherever the case has gone since.
            return if station { Ok(()) } else { Err(Refusal::NotPermitted { permission }) };
        }
        let place = self.place(case);
        // A transfer on offer lets the receiver in, or nobody could take it.
        let offered = case.transfer.as_ref().is_some_and(|t| {
            Some(t.to) == self.actor.user().map(super::event::Party::User) || Some(t.unit) == self.actor.unit
        });
        let receiving = offered && matches!(permission, Permission::CaseTransfer | Permission::CaseRead);
        let charged = station && permission == Permission::CaseRead;
        if self.actor.may(permission, &place) || charged || (receiving && self.actor.may_somewhere(permission)) {
            Ok(())
        } else {
            Err(Refusal::NotPermitted { permission })
        }
    }

    fn at_station(&self, permission: Permission, station: Id) -> bool {
        self.actor.may(permission, &Place { owner: None, handler: None, unit: station, lineage: self.station_lineage })
    }

    /// The roles the actor holds where the case is.
    pub fn roles(&self, case: &Case) -> Vec<Role> {
        self.actor.roles_at(&self.place(case))
    }

    fn place(&self, case: &Case) -> Place<'_> {
        Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: self.lineage }
    }

    /// The channel periods an instant falls in (S0-24…27).
    pub fn periods(&self, at: UtcMs) -> Vec<Period> {
        // Without opening hours of its own a channel counts as always open.
        let open = self.calendars.named("business_hours").is_ok_and(|c| c.is_open(at).unwrap_or(true));
        let peak = self.peaks.iter().any(|p| p.is_peak(at));
        let mut out = vec![if open { Period::InHours } else { Period::AfterHours }];
        if peak {
            out.push(Period::Peak);
        } else if open {
            out.push(Period::OffPeak);
        }
        out
    }
}

impl Case {
    /// The case as a policy's conditions see it.
    pub fn condition_facts(&self) -> ConditionFacts<'_> {
        ConditionFacts {
            kind: self.kind,
            channel: self.channel,
            severity: self.classification.severity,
            priority: self.priority,
            complexity: self.classification.complexity,
            category: self.classification.category.as_deref(),
            period: PeriodSet::of(self.periods.contains(&Period::InHours), self.periods.contains(&Period::Peak)),
            remedy_demanded: self.classification.remedy_demanded,
        }
    }
}
