//! A policy as a person reads it on a terminal: the ways through the stages, and each deadline with its source.

use std::fmt::Write as _;

use super::resolved::Resolved;
use super::shape::{ClockRule, Condition, Policy};

/// A resolved policy as English text.
pub fn show(resolved: &Resolved) -> String {
    let mut out = String::new();
    let layers: Vec<_> = resolved.sources.iter().map(|s| format!("{}@{}", s.id, s.version)).collect();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "layers   {}\ndigest   {}", layers.join(" < "), resolved.digest);
    out + &show_layer(&resolved.policy)
}

/// A policy or statutory layer as written, as English text.
pub fn show_layer(policy: &Policy) -> String {
    let mut out = String::new();
    let to = policy.effective_to.map_or_else(|| "…".to_owned(), |d| d.to_string());
    let _ = writeln!(out, "policy   {}@{} ({})", policy.id, policy.version, policy.layer);
    let _ = writeln!(out, "name     {} / {}", policy.name.zh_hans, policy.name.en);
    let _ = writeln!(out, "in force {} to {to}", policy.effective_from);
    flows(&mut out, policy);
    clocks(&mut out, &policy.clocks);
    if !policy.channels.is_empty() {
        let row = |c: &super::ChannelDuty| {
            [c.channel.to_string(), c.owner.to_string(), c.backup.to_string(), c.limit.clone()]
        };
        table(&mut out, "channels", ["channel", "owner", "backup", "limit"], policy.channels.iter().map(row));
    }
    if !policy.closes.is_empty() {
        let row = |c: &super::CloseRule| [condition(&c.when), c.needs.to_string(), c.basis.clone()];
        table(&mut out, "closing", ["when", "needs", "basis"], policy.closes.iter().map(row));
    }
    if !policy.retention.is_empty() {
        let row = |(class, r): (&String, &super::Retention)| [class.clone(), format!("{} y", r.years), r.basis.clone()];
        table(&mut out, "retention", ["records", "at least", "basis"], policy.retention.iter().map(row));
    }
    out
}

fn flows(out: &mut String, policy: &Policy) {
    for flow in &policy.flows {
        let kinds: Vec<_> = flow.kinds.iter().map(|k| k.code()).collect();
        let rows = flow.states.iter().map(|s| {
            let next: Vec<_> = s.next.iter().map(|n| n.code()).collect();
            [s.stage.to_string(), s.accountable.to_string(), next.join(" ")]
        });
        table(out, &format!("flow {}", kinds.join(", ")), ["stage", "accountable", "next"], rows);
    }
}

fn clocks(out: &mut String, clocks: &[ClockRule]) {
    let rows = clocks.iter().map(|c| {
        let stop: Vec<_> = c.stop.iter().map(|s| s.code()).collect();
        let mut marks = String::new();
        for (set, mark) in [(c.statutory, " law"), (c.default, " default, not from the source")] {
            marks.push_str(if set { mark } else { "" });
        }
        [
            c.id.clone(),
            c.milestone.to_string(),
            format!("{} {}", c.target, c.calendar),
            format!("{} -> {}", c.start, stop.join("|")),
            condition(&c.when),
            format!("{}{}", c.basis, if marks.is_empty() { String::new() } else { format!(" [{}]", marks.trim()) }),
        ]
    });
    table(out, "clocks", ["id", "milestone", "target", "start -> stop", "when", "basis"], rows);
}

/// A condition in one line; `always` when it asks nothing.
fn condition(when: &Condition) -> String {
    fn codes<T: std::fmt::Display>(list: &[T]) -> Option<String> {
        (!list.is_empty()).then(|| list.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
    }
    let parts = [
        codes(&when.kinds),
        codes(&when.channels),
        codes(&when.categories),
        when.severity_at_least.map(|s| format!("severity>={s}")),
        when.severity_at_most.map(|s| format!("severity<={s}")),
        when.priority_at_least.map(|p| format!("priority>={p}")),
        when.priority_at_most.map(|p| format!("priority<={p}")),
        when.complexity.map(|c| c.to_string()),
        when.period.map(|p| p.to_string()),
        when.remedy_demanded.map(|d| if d { "remedy demanded".to_owned() } else { "no remedy demanded".to_owned() }),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "always".to_owned() } else { parts.join(", ") }
}

fn table<const N: usize>(out: &mut String, title: &str, head: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let rows: Vec<[String; N]> = std::iter::once(head.map(str::to_owned)).chain(rows).collect();
    let width = |n: usize| rows.iter().map(|r| r[n].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let _ = writeln!(out, "\n{title}");
    for row in &rows {
        let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
    }
}
