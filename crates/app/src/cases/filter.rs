//! Which cases: one filter for lists, counts, saved views and the query string, so that all of them mean the same. What
//! is relative (`me`, "within seven days") is worked out when it is asked, never when it is saved.
//!
//! Conditions become two halves: those an index answers, and the rest, which is asked of a bounded window of rows.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::complaint::dispute::DisputeWay;
use bihuan_domain::complaint::escalation::{EscalationOrigin, EscalationStanding};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState, Kind, Priority, Severity};
use bihuan_store::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::world::World;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Somebody, as a filter names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Whoever asks.
    Me,
    /// Nobody.
    Nobody,
    /// This user.
    User(Id),
}

impl std::str::FromStr for Whom {
    type Err = &'static str;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "me" => Ok(Self::Me),
            "none" => Ok(Self::Nobody),
            id => id.parse().map(Self::User).map_err(|_| "me, none or an identifier"),
        }
    }
}

impl Serialize for Whom {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Me => s.serialize_str("me"),
            Self::Nobody => s.serialize_str("none"),
            Self::User(id) => id.serialize(s),
        }
    }
}

impl<'de> Deserialize<'de> for Whom {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! filter {
    ($($(#[$meta:meta])* $field:ident: $type:ty = $json:literal unless $skip:literal),+ $(,)?) => {
        /// Which cases. Every field given must fit; a field that is left out asks nothing. As JSON it has the same names
        /// as the query parameters of `GET /cases`.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Filter {
            $($(#[$meta])* #[serde(rename = $json, skip_serializing_if = $skip)] pub $field: $type),+
        }
    };
}

filter! {
    /// Open, or not.
    open: Option<bool> = "open" unless "Option::is_none",
    /// Past due.
    overdue: Option<bool> = "overdue" unless "Option::is_none",
    /// Emergencies.
    emergency: Option<bool> = "emergency" unless "Option::is_none",
    /// Codes of kinds.
    kinds: Vec<Kind> = "kind" unless "Vec::is_empty",
    /// Codes of channels.
    channels: Vec<Channel> = "channel" unless "Vec::is_empty",
    /// Codes of stages.
    stages: Vec<Stage> = "stage" unless "Vec::is_empty",
    /// Codes of stages or waits.
    statuses: Vec<String> = "status" unless "Vec::is_empty",
    /// Codes of priorities.
    priorities: Vec<Priority> = "priority" unless "Vec::is_empty",
    /// Codes of severities.
    severities: Vec<Severity> = "severity" unless "Vec::is_empty",
    /// At least this severe, 1-4.
    severity_at_least: Option<u8> = "severity_at_least" unless "Option::is_none",
    /// A category or its children.
    category: Option<String> = "category" unless "Option::is_none",
    /// In this unit or below it.
    unit: Option<Id> = "unit" unless "Option::is_none",
    /// Handled by.
    handler: Option<Whom> = "handler" unless "Option::is_none",
    /// Owned by.
    owner: Option<Whom> = "owner" unless "Option::is_none",
    /// Handled or owned by whoever asks.
    mine: Option<bool> = "mine" unless "Option::is_none",
    /// Nobody handles it.
    unassigned: Option<bool> = "unassigned" unless "Option::is_none",
    /// Something happened that whoever asks has not read.
    unread: Option<bool> = "unread" unless "Option::is_none",
    /// Of this customer.
    customer: Option<Id> = "customer" unless "Option::is_none",
    /// Received at or after.
    received_from: Option<UtcMs> = "received_from" unless "Option::is_none",
    /// Received before.
    received_before: Option<UtcMs> = "received_before" unless "Option::is_none",
    /// Received within so many days before now.
    received_within_days: Option<u32> = "received_within_days" unless "Option::is_none",
    /// Touched at or after.
    touched_from: Option<UtcMs> = "touched_from" unless "Option::is_none",
    /// Touched before.
    touched_before: Option<UtcMs> = "touched_before" unless "Option::is_none",
    /// Nobody touched it for so many days before now.
    untouched_for_days: Option<u32> = "untouched_for_days" unless "Option::is_none",
    /// Closed at or after.
    closed_from: Option<UtcMs> = "closed_from" unless "Option::is_none",
    /// Closed before.
    closed_before: Option<UtcMs> = "closed_before" unless "Option::is_none",
    /// Closed within so many days before now.
    closed_within_days: Option<u32> = "closed_within_days" unless "Option::is_none",
    /// Due before.
    due_before: Option<UtcMs> = "due_before" unless "Option::is_none",
    /// Due within so many minutes from now, or overdue.
    due_within_minutes: Option<u32> = "due_within_minutes" unless "Option::is_none",
    /// At least this level.
    escalated_at_least: Option<u8> = "escalated_at_least" unless "Option::is_none",
    /// Who first wanted it to go up (C.7).
    escalated_by: Vec<EscalationOrigin> = "escalated_by" unless "Vec::is_empty",
    /// How the escalation in force stands.
    escalations: Vec<EscalationStanding> = "escalation" unless "Vec::is_empty",
    /// A dispute goes on, the gravest of them one of these ways.
    disputes: Vec<DisputeWay> = "dispute" unless "Vec::is_empty",
    /// It waits for something.
    paused: Option<bool> = "paused" unless "Option::is_none",
    /// The customer's state in the last contact.
    emotional_states: Vec<EmotionalState> = "emotional_state" unless "Vec::is_empty",
    /// May harm the brand.
    brand_risk: Option<bool> = "brand_risk" unless "Option::is_none",
    /// What the customer said of the result.
    satisfied: Option<bool> = "satisfied" unless "Option::is_none",
    /// Reopened at least once.
    reopened: Option<bool> = "reopened" unless "Option::is_none",
    /// A transfer to whoever asks, or to their unit, waits for an answer.
    offered_to_me: Option<bool> = "offered_to_me" unless "Option::is_none",
    /// Offered to this user.
    offered_to: Option<Id> = "offered_to" unless "Option::is_none",
    /// Opened under this policy.
    policy: Option<String> = "policy" unless "Option::is_none",
    /// Values of own fields: `code:option`, `code:from..to`.
    fields: Vec<String> = "field" unless "Vec::is_empty",
    /// Imported from this system.
    source: Option<String> = "source" unless "Option::is_none",
    /// Holds every one of these words; looks at the thousand cases in which they were written last.
    q: Option<String> = "q" unless "Option::is_none",
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The agent's queue: emergencies, complaints, what is due first.
    #[default]
    Queue,
    /// Latest received first.
    Newest,
    /// Earliest received first.
    Oldest,
    /// Latest touched first.
    Touched,
    /// Due first; what has no due time comes last.
    Due,
    /// Most urgent first: emergencies, high, normal, low; then complaints and what is due first. The queue by its other
    /// name, so that a table's column can be sorted by.
    Priority,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 6] = [Self::Queue, Self::Newest, Self::Oldest, Self::Touched, Self::Due, Self::Priority];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Touched => "touched",
            Self::Due => "due",
            Self::Priority => "priority",
        }
    }

    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Queue | Self::Priority => "queue_key",
            Self::Newest | Self::Oldest => "received_at",
            Self::Touched => "touched_at",
            Self::Due => "due_key",
        }
    }

    pub(super) const fn descending(self) -> bool {
        matches!(self, Self::Newest | Self::Touched)
    }
}

impl std::str::FromStr for Sort {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|sort| sort.code() == s).ok_or(())
    }
}

/// `AND`ed fragments with a `?` for each value; numbered when they are put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Where {
    pub sql: Vec<String>,
    pub values: Vec<Value>,
}

impl Where {
    pub fn and(&mut self, fragment: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push(fragment.to_owned());
        self.values.extend(values);
    }

    pub fn of(fragment: &str, values: impl IntoIterator<Item = Value>) -> Self {
        let mut w = Self::default();
        w.and(fragment, values);
        w
    }

    pub fn with(mut self, other: Self) -> Self {
        self.sql.extend(other.sql);
        self.values.extend(other.values);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    pub fn text(&self) -> String {
        if self.sql.is_empty() { "1 = 1".to_owned() } else { self.sql.join(" AND ") }
    }

    fn any_of<'a>(&mut self, column: &str, codes: impl ExactSizeIterator<Item = &'a str>) {
        if codes.len() > 0 {
            let marks = vec!["?"; codes.len()].join(", ");
            self.and(&format!("{column} IN ({marks})"), codes.map(Value::from));
        }
    }

    /// Any of several conditions.
    pub fn either(places: &[Self]) -> Self {
        let sql = places.iter().map(Self::text).collect::<Vec<_>>().join(" OR ");
        Self::of(&format!("({sql})"), places.iter().flat_map(|p| p.values.clone()))
    }
}

/// `?` to `$1`, `$2` … in order; our fragments hold no question mark in quotes.
pub(super) fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 16);
    let mut n = 0;
    for c in sql.chars() {
        if c == '?' {
            n += 1;
            out.push_str(&format!("${n}"));
        } else {
            out.push(c);
        }
    }
    out
}

impl Filter {
    /// The cases of one narrow thing, each by an index of its own: rather than by where the actor may look.
    pub(super) fn narrow(&self, actor: &Actor, world: &World) -> Option<Vec<Where>> {
        let me = Value::from(actor.user());
        let user = |whom: Whom| match whom {
            Whom::Me => me.clone(),
            Whom::User(id) => id.into(),
            Whom::Nobody => Value::Null,
        };
        let one = |sql: &str, value: Value| Some(vec![Where::of(sql, [value])]);
        if self.offered_to_me == Some(true) {
            let mut places = vec![Where::of("transfer_to_user = ?", [me])];
            places.extend(actor.unit.map(|unit| Where::of("transfer_to_unit = ?", [unit.into()])));
            return Some(places);
        }
        if let Some(id) = self.offered_to {
            return one("transfer_to_user = ?", id.into());
        }
        if let Some(id) = self.customer {
            return one("customer_id = ?", id.into());
        }
        if let Some(whom @ (Whom::Me | Whom::User(_))) = self.handler {
            return one("handler_id = ?", user(whom));
        }
        if self.mine == Some(true) {
            return Some(vec![Where::of("handler_id = ?", [me.clone()]), Where::of("owner_id = ?", [me])]);
        }
        if let Some(whom @ (Whom::Me | Whom::User(_))) = self.owner {
            return one("owner_id = ?", user(whom));
        }
        let units = world.subtree(self.unit?);
        (units.len() <= super::walk::MOST_UNITS)
            .then(|| units.into_iter().map(|unit| Where::of("unit_id = ?", [unit.into()])).collect())
    }

    /// All conditions, as the rest that is asked of each row. `is_open` is left to the caller when it is `true`.
    pub(super) fn rest(&self, actor: &Actor, now: UtcMs) -> Where {
        let mut w = Where::default();
        let me = Value::from(actor.user());
        self.flags(&mut w);
        self.lists(&mut w);
        if let Some(level) = self.severity_at_least {
            w.and("severity >= ?", [level.into()]);
        }
        if let Some(category) = &self.category {
            // `a` and its children `a.…`: the dot's successor in ASCII is the slash.
            let (from, to) = (format!("{category}."), format!("{category}/"));
            w.and(
                "(category = ? OR (category >= ? AND category < ?))",
                [category.as_str().into(), from.into(), to.into()],
            );
        }
        if let Some(unit) = self.unit {
            w.and("unit_id IN (SELECT descendant FROM unit_closure WHERE ancestor = ?)", [unit.into()]);
        }
        for (column, whom) in [("handler_id", self.handler), ("owner_id", self.owner)] {
            match whom {
                Some(Whom::Me) => w.and(&format!("{column} = ?"), [me.clone()]),
                Some(Whom::User(id)) => w.and(&format!("{column} = ?"), [id.into()]),
                Some(Whom::Nobody) => w.and(&format!("{column} IS NULL"), []),
                None => {}
            }
        }
        match self.mine {
            Some(true) => w.and("(handler_id = ? OR owner_id = ?)", [me.clone(), me.clone()]),
            Some(false) => w.and(
                "(handler_id IS NULL OR handler_id <> ?) AND (owner_id IS NULL OR owner_id <> ?)",
                [me.clone(), me.clone()],
            ),
            None => {}
        }
        if let Some(unread) = self.unread {
            // What one has never opened is unread while it is open.
            let sign = if unread { ">" } else { "<=" };
            w.and(
                &format!(
                    "news {sign} COALESCE((SELECT seen FROM case_read m WHERE m.user_id = ? AND m.case_id = id), \
                     CASE WHEN is_open THEN 0 ELSE news END)"
                ),
                [me.clone()],
            );
        }
        self.offers(&mut w, actor);
        self.times(&mut w, now);
        if let Some(id) = self.customer {
            w.and("customer_id = ?", [id.into()]);
        }
        if let Some(level) = self.escalated_at_least {
            w.and("escalation_level >= ?", [level.into()]);
        }
        for (column, text) in [("policy_id", &self.policy), ("source_system", &self.source)] {
            if let Some(text) = text {
                w.and(&format!("{column} = ?"), [text.into()]);
            }
        }
        w
    }

    /// Bounds of what a list is sorted by: the walk along the index begins and ends there.
    pub(super) fn bounds(&self, sort: Sort, now: UtcMs) -> Where {
        let mut w = Where::default();
        let days = |n: Option<u32>| n.map(|n| now.plus_ms(-i64::from(n) * DAY_MS));
        let within = self.due_within_minutes.map(|n| now.plus_ms(i64::from(n) * MINUTE_MS));
        let bounds: &[(&str, Option<UtcMs>)] = match sort {
            Sort::Newest | Sort::Oldest => &[
                ("received_at >= ?", self.received_from),
                ("received_at >= ?", days(self.received_within_days)),
                ("received_at < ?", self.received_before),
            ],
            // Closing is touching: what was closed since was touched since.
            Sort::Touched => &[
                ("touched_at >= ?", self.touched_from),
                ("touched_at >= ?", self.closed_from),
                ("touched_at >= ?", days(self.closed_within_days)),
                ("touched_at < ?", self.touched_before),
                ("touched_at < ?", days(self.untouched_for_days)),
            ],
            Sort::Due => &[("due_key < ?", self.due_before), ("due_key < ?", within)],
            Sort::Queue | Sort::Priority => &[],
        };
        for (sql, at) in bounds {
            if let Some(at) = at {
                w.and(sql, [(*at).into()]);
            }
        }
        w
    }

    /// The order along which its cases are counted with the fewest rows looked at.
    pub(super) fn counted_along(&self) -> Sort {
        if self.due_within_minutes.is_some() || self.due_before.is_some() {
            Sort::Due
        } else if self.open == Some(true) {
            Sort::Queue
        } else if self.closed_from.is_some()
            || self.closed_within_days.is_some()
            || self.touched_from.is_some()
            || self.untouched_for_days.is_some()
        {
            Sort::Touched
        } else if self.received_from.is_some() || self.received_within_days.is_some() {
            Sort::Newest
        } else {
            Sort::Queue
        }
    }

    /// It means something else for each who asks.
    pub(crate) fn is_personal(&self) -> bool {
        self.mine.is_some()
            || self.unread.is_some()
            || self.offered_to_me.is_some()
            || [self.handler, self.owner].contains(&Some(Whom::Me))
    }

    fn flags(&self, w: &mut Where) {
        for (flag, yes, no) in [
            (self.open.filter(|open| !open), "is_open", "NOT is_open"),
            (self.overdue, "is_overdue", "NOT is_overdue"),
            (self.emergency, "is_emergency", "NOT is_emergency"),
            (self.brand_risk, "brand_risk", "NOT brand_risk"),
            (self.satisfied, "satisfied", "NOT satisfied"),
            (self.reopened, "reopen_count > 0", "reopen_count = 0"),
            (self.unassigned, "handler_id IS NULL", "handler_id IS NOT NULL"),
        ] {
            if let Some(flag) = flag {
                w.and(if flag { yes } else { no }, []);
            }
        }
        if let Some(paused) = self.paused {
            let marks = vec!["?"; WaitReason::ALL.len()].join(", ");
            let not = if paused { "" } else { "NOT " };
            w.and(&format!("status {not}IN ({marks})"), WaitReason::ALL.iter().map(|r| r.code().into()));
        }
    }

    fn lists(&self, w: &mut Where) {
        w.any_of("kind", self.kinds.iter().map(|c| c.code()));
        w.any_of("channel", self.channels.iter().map(|c| c.code()));
        w.any_of("stage", self.stages.iter().map(|c| c.code()));
        w.any_of("status", self.statuses.iter().map(String::as_str));
        w.any_of("priority", self.priorities.iter().map(|c| c.code()));
        w.any_of("escalated_by", self.escalated_by.iter().map(|c| c.code()));
        w.any_of("escalation", self.escalations.iter().map(|c| c.code()));
        w.any_of("dispute", self.disputes.iter().map(|c| c.code()));
        w.any_of("emotional_state", self.emotional_states.iter().map(|c| c.code()));
        if !self.severities.is_empty() {
            let marks = vec!["?"; self.severities.len()].join(", ");
            w.and(&format!("severity IN ({marks})"), self.severities.iter().map(|s| s.level().into()));
        }
    }

    fn offers(&self, w: &mut Where, actor: &Actor) {
        let (me, unit) = (Value::from(actor.user()), Value::from(actor.unit));
        match self.offered_to_me {
            Some(true) => w.and("(transfer_to_user = ? OR transfer_to_unit = ?)", [me, unit]),
            Some(false) => w.and(
                "(transfer_to_user IS NULL OR transfer_to_user <> ?) AND (transfer_to_unit IS NULL OR transfer_to_unit <> ?)",
                [me, unit],
            ),
            None => {}
        }
        if let Some(id) = self.offered_to {
            w.and("transfer_to_user = ?", [id.into()]);
        }
    }

    fn times(&self, w: &mut Where, now: UtcMs) {
        let days = |n: Option<u32>| n.map(|n| now.plus_ms(-i64::from(n) * DAY_MS));
        let within = self.due_within_minutes.map(|n| now.plus_ms(i64::from(n) * MINUTE_MS));
        for (sql, at) in [
            ("received_at >= ?", self.received_from),
            ("received_at >= ?", days(self.received_within_days)),
            ("received_at < ?", self.received_before),
            ("touched_at >= ?", self.touched_from),
            ("touched_at < ?", self.touched_before),
            ("touched_at < ?", days(self.untouched_for_days)),
            ("closed_at >= ?", self.closed_from),
            ("closed_at >= ?", days(self.closed_within_days)),
            ("closed_at < ?", self.closed_before),
            ("next_due_at < ?", self.due_before),
            ("next_due_at < ?", within),
        ] {
            if let Some(at) = at {
                w.and(sql, [at.into()]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_filter_is_the_same_in_json_and_refuses_what_it_does_not_know() {
        let text = r#"{"open":true,"kind":["complaint"],"handler":"me","due_within_minutes":120}"#;
        let filter: Filter = serde_json::from_str(text).unwrap();
        assert_eq!(filter.handler, Some(Whom::Me));
        assert_eq!(serde_json::to_string(&filter).unwrap(), text);
        assert!(serde_json::from_str::<Filter>(r#"{"colour":"red"}"#).is_err());
        assert_eq!(serde_json::to_string(&Filter::default()).unwrap(), "{}");
    }

    #[test]
    fn question_marks_are_numbered_in_order() {
        assert_eq!(numbered("a = ? AND b IN (?, ?)"), "a = $1 AND b IN ($2, $3)");
    }
}
