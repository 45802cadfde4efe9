//! Policies put in force by an administrator. A version is only ever added: cases have pinned the earlier ones. What
//! the check finds wrong is answered with line and key; nothing that loosens the law gets in (S0-04).

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::Refusal;
use bihuan_domain::policy::{Finding, Gravity, Policies, PolicyRef, check, load};
use bihuan_store::Fault;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::policy as row;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::failure::Failure;
use crate::record::{Decision, record};
use crate::sign_in::{decision, lock_version};

/// The largest policy file, in bytes.
pub const MOST_POLICY_BYTES: usize = 1 << 20;

/// What happened to a policy; ids and digests only, the text is kept beside.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum PolicyEvent {
    /// A version was put in force.
    PutInForce {
        /// Which policy.
        policy: String,
        /// Which version.
        version: u32,
        /// SHA-256 of the text, in hexadecimal.
        digest: String,
    },
    /// A version that had not begun was withdrawn.
    Withdrawn {
        /// Which policy.
        policy: String,
        /// Which version.
        version: u32,
    },
}

/// What came of putting a policy in force.
#[derive(Debug)]
pub enum Put {
    /// It is in force from its day on; warnings stand beside.
    InForce(PolicyRef, Vec<Finding>),
    /// It cannot be used.
    Flawed(Vec<Finding>),
}

impl App {
    /// Everything wrong with a policy text, beside the policies there are.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` when it is too long; faults.
    pub async fn check_policy(&self, actor: &Actor, text: &str) -> Result<Vec<Finding>, Failure> {
        if !actor.may_somewhere(Permission::PolicyRead) {
            return Err(Failure::NotPermitted(Permission::PolicyRead));
        }
        if text.len() > MOST_POLICY_BYTES {
            return Err(Failure::input("policy", "too_long", MOST_POLICY_BYTES.to_string()));
        }
        let kept = self.db().read(row::all_policies).await?;
        let named: Vec<(String, String)> =
            kept.into_iter().map(|(id, v, body)| (format!("{id}@{v}.toml"), body)).collect();
        let mut files: Vec<(&str, &str)> = named.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        files.push(("policy.toml", text));
        let mut findings = check(&files);
        // The present ones were checked when they came; only what this text brings with it is told.
        let before = check(&files[..files.len() - 1]);
        findings.retain(|f| !before.contains(f));
        // A version that is there is not replaced.
        if let (Ok(new), true) = (load("policy.toml", text), findings.iter().all(|f| f.gravity() != Gravity::Error))
            && let Err(more) = Policies::with_builtin(files.iter().copied())
            && self.world().policies.get(&new.policy.id, Some(new.policy.version)).is_some()
        {
            findings.extend(more);
        }
        Ok(findings)
    }

    /// Puts a policy version in force, from its `effective_from` on.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; a version that is there already; faults. Flaws of the policy are in the answer.
    pub async fn put_policy(&self, actor: &Actor, text: &str) -> Result<Put, Failure> {
        // A policy rules over all units: a grant for some of them is not enough.
        if !actor.scopes(Permission::PolicyWrite).any(|s| s == bihuan_domain::actor::Scope::All) {
            return Err(Failure::NotPermitted(Permission::PolicyWrite));
        }
        let findings = self.check_policy(actor, text).await?;
        if findings.iter().any(|f| f.gravity() == Gravity::Error) {
            return Ok(Put::Flawed(findings));
        }
        let loaded = match load("policy.toml", text) {
            Ok(loaded) => loaded,
            Err(finding) => return Ok(Put::Flawed(vec![finding])),
        };
        let reference = PolicyRef { id: loaded.policy.id.clone(), version: loaded.policy.version };
        let digest = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
        let (who, id, body) = (actor.who, self.db().new_id(), text.to_owned());
        let put = reference.clone();
        self.db()
            .write("policy.put", move |tx| {
                let stream = Stream::new("policy", id);
                let events = [PolicyEvent::PutInForce { policy: put.id.clone(), version: put.version, digest }];
                let at = tx.now();
                let decision = Decision {
                    stream: &stream,
                    expected_version: None,
                    at,
                    who,
                    command: "put_policy",
                    policy: None,
                    events: &events,
                };
                record(tx, &decision, |tx, proof| Ok(row::add_policy(tx, proof, &put.id, put.version, &body)?))
            })
            .await
            .map_err(|failure: Failure| match failure {
                Failure::Fault(Fault::Constraint { .. }) => {
                    Failure::input("policy", "version_taken", format!("{}@{}", reference.id, reference.version))
                }
                other => other,
            })?;
        self.refresh().await?;
        Ok(Put::InForce(reference, findings))
    }
}

impl App {
    /// Withdraws a version that has not begun: nobody can have pinned it. Its number is not used again.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `PolicyShipped`, `PolicyInForce`, `PolicyBuiltOn`; faults.
    pub async fn withdraw_policy(&self, actor: &Actor, id: &str, version: u32) -> Result<(), Failure> {
        if !actor.scopes(Permission::PolicyWrite).any(|s| s == bihuan_domain::actor::Scope::All) {
            return Err(Failure::NotPermitted(Permission::PolicyWrite));
        }
        let world = self.world();
        let nothing = || Failure::NotFound { what: "policy" };
        let policy = world.policies.get(id, Some(version)).ok_or_else(nothing)?;
        let name = || id.to_owned();
        if crate::rulebook::is_shipped(id, version) {
            return Err(Refusal::PolicyShipped { policy: name(), version }.into());
        }
        if policy.effective_from <= world.zone.business_date(self.db().now()) {
            return Err(Refusal::PolicyInForce { policy: name(), version }.into());
        }
        let kept = self.db().read(row::all_policies).await?;
        let rest: Vec<(String, String)> = kept
            .into_iter()
            .filter(|(i, v, _)| (i.as_str(), *v) != (id, version))
            .map(|(i, v, body)| (format!("{i}@{v}.toml"), body))
            .collect();
        let files: Vec<(&str, &str)> = rest.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        if check(&files).iter().any(|f| f.gravity() == Gravity::Error) {
            return Err(Refusal::PolicyBuiltOn { policy: name(), version }.into());
        }
        let (who, id) = (actor.who, name());
        self.db()
            .write("policy.withdraw", move |tx| {
                let row_id = row::policy_row(tx, &id, version)?.ok_or(Failure::NotFound { what: "policy" })?;
                let stream = Stream::new("policy", row_id);
                let head = lock_version(tx, &stream)?;
                let events = [PolicyEvent::Withdrawn { policy: id, version }];
                record(tx, &decision(&stream, head, tx, who, "withdraw_policy", &events), |tx, proof| {
                    Ok(row::withdraw_policy(tx, proof)?)
                })
            })
            .await?;
        self.refresh().await
    }
}

/// The identifier of a stream that exists once for a name: the same name, the same stream.
pub(crate) fn named_stream(kind: &'static str, name: &str) -> Stream {
    let digest = Sha256::digest(name.as_bytes());
    let mut first = [0u8; 8];
    first.copy_from_slice(&digest[..8]);
    Stream::new(kind, Id::from_i64(i64::from_be_bytes(first) & i64::MAX))
}
