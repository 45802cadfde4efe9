//! Policies put in force by an administrator. A version is only ever added: cases have pinned the earlier ones. What
//! the check finds wrong is answered with line and key; nothing that loosens the law gets in (S0-04).

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{Finding, Gravity, Policies, PolicyRef, check, load};
use bihuan_store::Fault;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::policy as row;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::failure::Failure;
use crate::record::{Decision, record};

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
            return Err(Failure::input("policy", "too_long", format!("{MOST_POLICY_BYTES} bytes at most")));
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
                Failure::Fault(fault @ Fault::Constraint { .. }) if fault.is_unique("policy_text", "policy_id") => {
                    Failure::input("policy", "version_taken", format!("{}@{}", reference.id, reference.version))
                }
                other => other,
            })?;
        self.refresh().await?;
        Ok(Put::InForce(reference, findings))
    }
}

/// The identifier of a stream that exists once for a name: the same name, the same stream.
pub(crate) fn named_stream(kind: &'static str, name: &str) -> Stream {
    let digest = Sha256::digest(name.as_bytes());
    let mut first = [0u8; 8];
    first.copy_from_slice(&digest[..8]);
    Stream::new(kind, Id::from_i64(i64::from_be_bytes(first) & i64::MAX))
}
