//! The shipped policies against the sources, and every way a policy file can be wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod broken;
mod broken_rules;
mod law;
mod matrix;
mod merging;

use super::*;
use crate::trade::{Channel, Complexity, Kind, Priority, Severity};
use jiff::civil::Date;
use std::sync::LazyLock;

/// A day on which everything shipped is in force.
fn today() -> Date {
    day("2026-11-22")
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn shipped(id: &str) -> Resolved {
    static SHIPPED: LazyLock<Policies> = LazyLock::new(|| Policies::with_builtin([]).unwrap());
    SHIPPED.resolve(id, today()).unwrap_or_else(|found| panic!("{id}: {}", lines(&found)))
}

fn lines(found: &[Finding]) -> String {
    found.iter().map(|f| format!("{f}\n")).collect()
}

/// An ordinary complaint by phone in business hours.
fn complaint() -> ConditionFacts<'static> {
    ConditionFacts {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        severity: Some(Severity::General),
        priority: Priority::Normal,
        complexity: Some(Complexity::Simple),
        category: Some("product_quality.defect"),
        period: PeriodSet::of(true, false),
        remedy_demanded: false,
    }
}

/// The head of a policy over `inherits`, to which a test adds what it is about.
fn over(inherits: &str, rest: &str) -> String {
    format!(
        "id = \"ours\"\nversion = 1\nname = {{ zh_hans = \"我们\", zh_hant = \"我們\", en = \"Ours\" }}\n\
         effective_from = \"2026-01-01\"\ninherits = [\"{inherits}\"]\n{rest}"
    )
}

fn resolve_ours(text: &str) -> Result<Resolved, Vec<Finding>> {
    Policies::with_builtin([("ours.toml", text)])?.resolve("ours", today())
}
