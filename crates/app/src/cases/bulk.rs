//! The same change to many cases: each by the ordinary command, in a transaction of its own, with its own outcome. A rule
//! that says no to one says nothing about the next; inside a case nothing is ever half done. Asked as a dry run it says
//! what would happen and writes nothing.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::decide::decide;
use bihuan_domain::case::event::{ClosureReason, EscalationCause, LinkKind, Party, RejectionGround};
use bihuan_domain::case::facts::Neighbour;
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::{Priority, Severity};
use bihuan_store::nouns::case as row;
use bihuan_store::nouns::text::NewText;
use futures::StreamExt as _;

use super::find::permit_read;
use super::parties;
use super::write::facts;
use crate::app::App;
use crate::failure::Failure;

/// Cases changed at once.
pub const MOST_CASES: usize = 200;
/// Cases in work at a time: enough for the writer to commit them as groups.
const AT_ONCE: usize = 16;

/// A change to each of many cases.
#[derive(Debug, Clone)]
pub enum BulkChange {
    /// Names the handler; the unit stays if not given.
    Handler {
        /// The user.
        handler: Id,
        /// The unit it goes into.
        unit: Option<Id>,
    },
    /// Offers it to somebody else.
    Transfer {
        /// To whom.
        to: Party,
        /// Into which unit; for a unit, itself; for a user, the case's own if not given.
        unit: Option<Id>,
        /// Why.
        reason: String,
    },
    /// Judges it; what is not given stays.
    Classification {
        /// Category.
        category: Option<String>,
        /// Severity.
        severity: Option<Severity>,
        /// Urgency.
        priority: Option<Priority>,
        /// Why.
        reason: Option<String>,
    },
    /// Lets it wait.
    Pause {
        /// Why.
        reason: WaitReason,
    },
    /// Goes on.
    Resume,
    /// Takes it a level up.
    Escalation {
        /// Why.
        cause: EscalationCause,
    },
    /// Ties it to another case.
    Link {
        /// How they belong together.
        kind: LinkKind,
        /// The other case.
        other: Id,
    },
    /// Goes on in another case.
    Merge {
        /// The other case.
        into: Id,
    },
    /// Closes it.
    Closure {
        /// Why.
        reason: ClosureReason,
        /// Ground of a rejection.
        ground: Option<RejectionGround>,
    },
    /// Read by whoever asks, as it stands.
    Read,
}

/// What came of one case.
#[derive(Debug)]
pub struct BulkOutcome {
    /// The case as it was named.
    pub asked: String,
    /// Done (or, asked as a dry run, would be), or why not.
    pub outcome: Result<(), Failure>,
}

impl BulkChange {
    /// The command for one case; none for what is no business of the case.
    fn command(&self, app: &App, case: &Case) -> Result<Option<(CaseCommand, Vec<NewText>)>, Failure> {
        let plain = |command| Ok(Some((command, Vec::new())));
        match self {
            Self::Handler { handler, unit } => {
                plain(CaseCommand::Assign { handler: *handler, unit: unit.unwrap_or(case.unit) })
            }
            Self::Transfer { to, unit, reason } => {
                let own = if let Party::Unit(id) = to { *id } else { case.unit };
                let words = app.words("reason", reason)?;
                let reason = words.reference.clone();
                let command = CaseCommand::OfferTransfer { to: *to, unit: unit.unwrap_or(own), reason };
                Ok(Some((command, vec![words])))
            }
            Self::Classification { category, severity, priority, reason } => {
                let mut classification = case.classification.clone();
                classification.category = category.clone().or(classification.category);
                classification.severity = severity.or(classification.severity);
                classification.priority = priority.or(classification.priority);
                let words = reason.as_deref().map(|r| app.words("reason", r)).transpose()?;
                let reason = words.as_ref().map(|w| w.reference.clone());
                Ok(Some((CaseCommand::Classify { classification, reason }, words.into_iter().collect())))
            }
            Self::Pause { reason } => plain(CaseCommand::Pause { reason: *reason }),
            Self::Resume => plain(CaseCommand::Resume {}),
            Self::Escalation { cause } => plain(CaseCommand::Escalate { cause: *cause, reason: None }),
            Self::Link { kind, other } => plain(CaseCommand::Link { kind: *kind, other: *other }),
            Self::Merge { into } => plain(CaseCommand::MergeInto { other: *into }),
            Self::Closure { reason, ground } => plain(CaseCommand::Close { reason: *reason, ground: *ground }),
            Self::Read => Ok(None),
        }
    }
}

impl App {
    /// Changes each of the cases, or says what would happen.
    ///
    /// # Errors
    /// `Input` on too many; what happens to one case is in its outcome.
    pub async fn bulk(
        &self,
        actor: &Actor,
        cases: Vec<String>,
        change: &BulkChange,
        dry: bool,
    ) -> Result<Vec<BulkOutcome>, Failure> {
        if cases.is_empty() || cases.len() > MOST_CASES {
            return Err(Failure::input("cases", "out_of_bounds", format!("1–{MOST_CASES}")));
        }
        let one = |asked: String| async move {
            let outcome = self.bulk_one(actor, &asked, change, dry).await;
            BulkOutcome { asked, outcome }
        };
        Ok(futures::stream::iter(cases.into_iter().map(one)).buffered(AT_ONCE).collect().await)
    }

    async fn bulk_one(&self, actor: &Actor, name: &str, change: &BulkChange, dry: bool) -> Result<(), Failure> {
        let id = self.case_id(actor, name).await?;
        let stored = self.db().read(move |c| row::load(c, id)).await?.ok_or(Failure::NotFound { what: "case" })?;
        permit_read(&self.world(), actor, &stored.case)?;
        let Some((command, texts)) = change.command(self, &stored.case)? else {
            if !dry {
                self.mark_read(actor, name, None).await?;
            }
            return Ok(());
        };
        if dry {
            return self.would(actor, stored.case, command).await;
        }
        // What is not given of a judgement is taken from what was just read: it must still be so when it is written.
        let seen = matches!(command, CaseCommand::Classify { .. }).then_some(stored.version);
        self.change(actor, id, seen, command, texts).await.map(|_| ())
    }

    /// Whether a command would come true now.
    async fn would(&self, actor: &Actor, case: Case, command: CaseCommand) -> Result<(), Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        self.db()
            .read(move |c| {
                parties::check(c, &world, &actor, Some(&case), &command, now)?;
                let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
                let lineage = world.lineage(case.unit);
                let mut facts = facts(&case, &actor, now, &world, &bound, &lineage);
                if let CaseCommand::Link { other, .. } | CaseCommand::MergeInto { other } = &command {
                    facts.neighbour = row::load(c, *other)?.map(|s| Neighbour {
                        id: *other,
                        received_at: s.case.received_at,
                        over: s.case.stage.is_over(),
                    });
                }
                decide(Some(&case), &command, &facts)?;
                Ok(())
            })
            .await
    }
}
