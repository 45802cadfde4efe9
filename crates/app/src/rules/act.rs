//! A rule acts on a case: each of its actions is one command, asked like anybody's and refused like anybody's. A refusal
//! is written down and not tried again. Runs in the transaction of whoever heard of the cause, with the case's head locked.

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::automation::{Action, MOST_A_DAY, MOST_DEPTH, Rule, Verdict};
use bihuan_domain::case::Case;
use bihuan_domain::case::Refusal;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::notification;
use bihuan_store::nouns::rule::{self, Run};
use bihuan_store::nouns::text::NewText;
use bihuan_store::{Fault, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::say;
use crate::access::actor_in;
use crate::cases::find::permit_read;
use crate::cases::parties;
use crate::cases::sending::told;
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::notifications::{News, tell};
use crate::world::World;

const DAY_MS: i64 = 24 * 3_600_000;

/// Why a rule is looked at.
pub(super) struct Cause {
    /// A code: what happened, or the moment that came.
    pub code: &'static str,
    /// Names this firing, so that there is only one.
    pub key: String,
    /// The rules that led to it.
    pub behind: Vec<Id>,
}

/// What came of one action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionOutcome {
    /// The action's code.
    pub action: String,
    /// `done`, `nothing` (it was so already) or `refused`.
    pub outcome: String,
    /// Code of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// What explains it.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
}

impl ActionOutcome {
    fn of(action: &Action, outcome: &str) -> Self {
        Self { action: action.code().into(), outcome: outcome.into(), refusal: None, data: Value::Null }
    }

    fn refused(action: &Action, refusal: String, data: Value) -> Self {
        Self { refusal: Some(refusal), data, ..Self::of(action, "refused") }
    }
}

/// The account of a firing, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Each condition with what was found.
    pub conditions: Verdict,
    /// Each action with what came of it.
    pub actions: Vec<ActionOutcome>,
    /// The rules that led to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<Id>,
}

/// Lets a rule act, once a key; true when the case is with somebody by it (S1-15).
pub(super) fn act(
    tx: &mut Tx,
    world: &World,
    work: &mut Work<'_>,
    rule: &Rule,
    verdict: Verdict,
    cause: Cause,
) -> Result<bool, Failure> {
    let Some(case) = work.case().map(|c| c.id) else { return Ok(false) };
    if rule::ran(tx, &cause.key)? {
        return Ok(rule.terms.actions.iter().any(Action::routes));
    }
    let (now, before) = (tx.now(), work.version());
    let depth = u32::try_from(cause.behind.len()).unwrap_or(u32::MAX).saturating_add(1);
    let runs = rule::runs_since(tx, case, rule.id, now.plus_ms(-DAY_MS))?;
    let often = runs >= i64::from(MOST_A_DAY);
    let mut actions = Vec::new();
    let outcome = if depth > MOST_DEPTH {
        "too_deep"
    } else if often {
        "too_often"
    } else {
        for (n, action) in rule.terms.actions.iter().enumerate() {
            actions.push(if runs > 0 && matches!(action, Action::SendText { .. }) {
                // Said today already: what answers by itself is not answered again and again.
                ActionOutcome::of(action, "nothing")
            } else {
                one(tx, world, work, rule, action, &format!("{}:{n}", cause.key))?
            });
        }
        let count = |outcome: &str| actions.iter().filter(|a| a.outcome == outcome).count();
        match (count("done"), count("refused")) {
            (0, 0) => "nothing",
            (0, _) => "refused",
            (_, 0) => "done",
            _ => "part",
        }
    };
    let commands = u32::try_from(work.version() - before).unwrap_or(0);
    let came = |(action, told): (&Action, &ActionOutcome)| action.routes() && told.outcome != "refused";
    let routed = rule.terms.actions.iter().zip(&actions).any(came);
    let account = Account { conditions: verdict, actions, behind: cause.behind };
    let run = Run {
        id: tx.new_id(),
        rule: rule.id,
        case,
        cause: cause.code.to_owned(),
        depth,
        before_version: before,
        after_version: work.version(),
        outcome: outcome.to_owned(),
        detail: serde_json::to_string(&account).map_err(|e| Fault::Sql(e.to_string()))?,
        at: now,
        commands,
    };
    rule::add_run(tx, &run, &cause.key)?;
    Ok(routed)
}

fn one(
    tx: &mut Tx,
    world: &World,
    work: &mut Work<'_>,
    rule: &Rule,
    action: &Action,
    key: &str,
) -> Result<ActionOutcome, Failure> {
    let Some(case) = work.case().cloned() else { return Ok(ActionOutcome::of(action, "nothing")) };
    if let Action::Notify { users, roles } = action {
        let told = notify(tx, world, &case, rule, users, roles, key)?;
        return Ok(ActionOutcome::of(action, if told == 0 { "nothing" } else { "done" }));
    }
    let (words, by) = match action {
        Action::SendText { text } => match say::said(tx, world, rule.id, &case, *text)? {
            Some((words, by)) => (Some(words), by),
            None => (None, None),
        },
        _ => (action.words(&rule.name, &world.fields).map(|body| NewText::new(tx.new_id(), body)), None),
    };
    let (new, reference) = (tx.new_id(), words.as_ref().map(|w| w.reference.clone()));
    let Some(command) = action.command(&case, &world.fields, new, reference, by) else {
        // The field it sets was archived or changed since; the text it says was taken away.
        let field = if matches!(action, Action::SendText { .. }) { "text" } else { "field" };
        return Ok(ActionOutcome::refused(action, "unusable_input".into(), json!({ "field": field })));
    };
    let (actor, now) = (Actor::everything(Who::Rule(rule.id)), tx.now());
    let decided = parties::check(tx, world, &actor, Some(&case), &command, now)
        .and_then(|()| work.step(tx, &actor, now, &command));
    match decided {
        Ok(()) => {
            work.keep(words);
            Ok(ActionOutcome::of(action, "done"))
        }
        Err(Failure::Refused(Refusal::NothingChanges)) => Ok(ActionOutcome::of(action, "nothing")),
        Err(Failure::Fault(fault)) => Err(fault.into()),
        Err(refusal) => {
            let (code, data) = told(&refusal);
            Ok(ActionOutcome::refused(action, code, data))
        }
    }
}

/// Tells those who may read the case; answers how many.
fn notify(
    tx: &mut Tx,
    world: &World,
    case: &Case,
    rule: &Rule,
    users: &[Id],
    roles: &[Role],
    key: &str,
) -> Result<usize, Failure> {
    let mut people = users.to_vec();
    for role in roles {
        people.extend(notification::holders(tx, *role, case.unit)?);
    }
    people.sort_unstable();
    people.dedup();
    let mut told = 0;
    for user in people {
        let reads = actor_in(tx, user)?.is_some_and(|actor| permit_read(world, &actor, case).is_ok());
        if reads {
            let data = json!({ "rule": rule.id, "name": rule.name });
            let (kind, case) = (NotificationKind::RuleFired, Some(case.id));
            tell(tx, &world.zone, user, News { kind, case, by: None, data: &data, key })?;
            told += 1;
        }
    }
    Ok(told)
}
