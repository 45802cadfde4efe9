//! The first run: whoever holds the one-time link names the organisation, its zone, policy and units and becomes its first
//! administrator, all in one transaction. Data for trying it out are told afterwards by a job, whose progress can be read.
//!
//! It must never do anything once somebody may sign in.

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{OrgTree, Refusal, RoleAt, UnitEvent, UnitKind, UserEvent, check_password};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::{case, session, unit, user};
use bihuan_store::{Fault, Tx, jobs};
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::app::App;
use crate::demo::Demo;
use crate::failure::Failure;
use crate::organisation::{check_code, check_name};
use crate::record::record;
use crate::secrets::{self, Secret, discreet};
use crate::settings::{self, check_template, check_zone};
use crate::sign_in::{decision, first, lock_version};
use crate::users::{check_language, check_login};

/// The job that tells data for trying it out.
pub const DEMO: &str = "setup_demo";
/// Most units made at the set-up.
pub const MOST_UNITS: usize = 200;
/// Cases told for trying it out.
const DEMO_CASES: usize = 600;

/// A unit made at the set-up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupUnit {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The units below it.
    #[serde(default)]
    pub children: Vec<Self>,
}

/// What the first administrator enters.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSetup {
    /// Name of the organisation.
    pub company: String,
    /// Sign-in name of the first administrator.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their password.
    pub password: String,
    /// BCP 47 tag.
    pub language: String,
    /// Business time zone, an IANA name.
    pub time_zone: String,
    /// Id of the policy that new cases open under.
    pub policy: String,
    /// The units below the head office.
    pub units: Vec<SetupUnit>,
    /// Whether to tell a year of made-up data.
    pub demo: bool,
}

discreet!(NewSetup);

impl Default for NewSetup {
    /// Nobody yet: Chinese, Shanghai's time, the general policy, the head office alone.
    fn default() -> Self {
        Self {
            company: String::new(),
            login: String::new(),
            name: String::new(),
            password: String::new(),
            language: "zh-Hans".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            policy: "general".to_owned(),
            units: Vec::new(),
            demo: false,
        }
    }
}

/// How far the telling of made-up data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DemoProgress {
    /// Where it stands.
    pub standing: DemoStanding,
    /// Cases told so far.
    pub cases: u64,
    /// Cases to be told.
    pub of: u64,
}

/// Where the telling stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DemoStanding {
    /// Nobody asked for it.
    None,
    /// It is waiting or at work.
    Running,
    /// All is told.
    Done,
    /// It was given up; what is there stays.
    Failed,
}

/// What anybody may know of this service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Whether somebody may sign in.
    pub set_up: bool,
    /// Name of the organisation.
    pub company: Option<String>,
}

impl Access {
    /// A one-time link secret while there is no user yet; an older one is then no longer good. `None` once set up.
    ///
    /// # Errors
    /// Faults.
    pub async fn setup_link(&self) -> Result<Option<Secret>, Failure> {
        let secret = Secret::draw()?;
        let hash = secret.digest();
        let offered = self.db().write("setup.offer", move |tx| {
            if user::any(tx)? {
                return Ok::<_, Fault>(false);
            }
            let now = tx.now();
            session::offer_setup(tx, &hash, now)?;
            Ok(true)
        });
        Ok(offered.await?.then_some(secret))
    }

    /// Tells whether a link is good, without using it up.
    ///
    /// # Errors
    /// `SetupLinkSpent`; faults.
    pub async fn check_setup_link(&self, link: &str) -> Result<(), Failure> {
        let (hash, stale) = (secrets::digest(link), self.db().now().plus_ms(-self.rules().setup_ms));
        let good = self.db().read(move |c| Ok::<_, Fault>(!user::any(c)? && session::setup_good(c, &hash, stale)?));
        if good.await? { Ok(()) } else { Err(Refusal::SetupLinkSpent.into()) }
    }

    /// What anybody may know of this service, also before signing in.
    ///
    /// # Errors
    /// Faults.
    pub async fn about(&self) -> Result<About, Failure> {
        let about = self.db().read(|c| {
            let company = bihuan_store::nouns::policy::setting(c, crate::app::setting::COMPANY)?;
            Ok::<_, Fault>(About { set_up: user::any(c)?, company })
        });
        Ok(about.await?)
    }

    /// Makes the head office, its units and the first administrator, and fixes zone and policy; answers the user.
    ///
    /// # Errors
    /// `SetupLinkSpent`, `UnitTooDeep`, the password's refusals, `Input`; faults.
    pub async fn complete_setup(&self, link: &str, new: NewSetup) -> Result<Id, Failure> {
        let new = checked(new)?;
        check_password(&new.password, &new.login, self.rules().min_password_chars)?;
        let hash = secrets::digest(link);
        let password_hash = self.passwords().hash(new.password.clone()).await?;
        let setup_ms = self.rules().setup_ms;
        let made = self.db().write("setup.complete", move |tx| {
            let now = tx.now();
            if user::any(tx)? || !session::spend_setup(tx, &hash, now.plus_ms(-setup_ms))? {
                return Err(Failure::from(Refusal::SetupLinkSpent));
            }
            found(tx, &new, password_hash)
        });
        let user = made.await?;
        self.reload_tree().await?;
        Ok(user)
    }
}

impl App {
    /// How far the telling of made-up data is.
    ///
    /// # Errors
    /// `NotSignedIn` for what is no user; faults.
    pub async fn demo_progress(&self, actor: &Actor) -> Result<DemoProgress, Failure> {
        actor.user().ok_or(Failure::NotSignedIn)?;
        let of = DEMO_CASES as u64;
        let told = self.db().read(move |c| {
            let Some(state) = jobs::state_of(c, DEMO)? else {
                return Ok(DemoProgress { standing: DemoStanding::None, cases: 0, of: 0 });
            };
            Ok::<_, Fault>(match state {
                jobs::State::Done => DemoProgress { standing: DemoStanding::Done, cases: of, of },
                jobs::State::Parked => {
                    DemoProgress { standing: DemoStanding::Failed, cases: case::count(c)?.min(of), of }
                }
                jobs::State::Open => {
                    DemoProgress { standing: DemoStanding::Running, cases: case::count(c)?.min(of), of }
                }
            })
        });
        Ok(told.await?)
    }

    /// Tells made-up data; a second run, after a stop half-way, leaves what is there.
    pub(crate) async fn tell_demo(&self) -> Result<(), Failure> {
        let until = self.db().now();
        let demo = Demo { cases: DEMO_CASES, seed: 1, until, admin_password_hash: None, tellers: 1 };
        match self.demo(demo, |_| {}).await {
            Ok(_) | Err(Failure::Input { code: "not_empty", .. }) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

fn checked(mut new: NewSetup) -> Result<NewSetup, Failure> {
    check_name("company", &new.company)?;
    check_name("name", &new.name)?;
    check_login(&new.login)?;
    check_language(&new.language)?;
    new.time_zone = check_zone(&new.time_zone)?;
    new.policy = check_template(&new.policy)?;
    let mut count = 0;
    check_units(&new.units, 2, &mut count)?;
    Ok(new)
}

/// Names, kinds, depth and number; `level` counts from 1 at the head office.
fn check_units(units: &[SetupUnit], level: usize, count: &mut usize) -> Result<(), Failure> {
    if !units.is_empty() && level > OrgTree::MAX_DEPTH {
        return Err(Refusal::UnitTooDeep { max: OrgTree::MAX_DEPTH }.into());
    }
    for one in units {
        *count += 1;
        if *count > MOST_UNITS {
            return Err(Failure::input("units", "too_many", MOST_UNITS.to_string()));
        }
        check_name("units", &one.name)?;
        if one.kind == UnitKind::HeadOffice {
            return Err(Refusal::HeadOffice.into());
        }
        check_units(&one.children, level + 1, count)?;
    }
    Ok(())
}

/// All of it.
fn found(tx: &mut Tx, new: &NewSetup, password_hash: String) -> Result<Id, Failure> {
    let (user_id, now) = (tx.new_id(), tx.now());
    let who = Who::User(user_id);
    let top = head_office(tx, who, new.company.trim())?;
    settings::set_company(tx, who, now, new.company.trim())?;
    settings::set_zone(tx, who, now, &new.time_zone)?;
    settings::set_unit_policy(tx, who, now, top, &new.policy)?;
    let mut number = 0;
    make_units(tx, who, top, &new.units, &mut number)?;
    let admin = user::User {
        id: user_id,
        version: 1,
        login: new.login.trim().to_owned(),
        name: new.name.trim().to_owned(),
        password_hash: Some(password_hash),
        must_change_password: false,
        unit: top,
        language: new.language.clone(),
        active: true,
        created_at: now,
        second_factor: false,
    };
    let roles = vec![RoleAt::everywhere(Role::Admin)];
    let stream = Stream::new("user", user_id);
    let events = [UserEvent::Created { unit: top }, UserEvent::RolesSet { roles: roles.clone() }];
    record(tx, &first(&stream, now, who, "setup", &events), |tx, proof| {
        user::insert(tx, proof, &admin)?;
        Ok(user::set_roles(tx, proof, &roles)?)
    })?;
    if new.demo {
        jobs::enqueue(tx, DEMO, DEMO, "{}", now)?;
    }
    Ok(user_id)
}

/// Units get the codes U1, U2 … in the order they are told; each can be renamed later.
fn make_units(tx: &mut Tx, who: Who, parent: Id, units: &[SetupUnit], number: &mut u32) -> Result<(), Failure> {
    for one in units {
        let id = tx.new_id();
        let code = loop {
            *number += 1;
            let code = check_code(&format!("U{number}"))?;
            // An import that came before the set-up may have made units.
            if unit::by_code(tx, &code)?.is_none() {
                break code;
            }
        };
        let made = unit::Unit {
            id,
            version: 1,
            parent: Some(parent),
            kind: one.kind,
            code,
            name: one.name.trim().to_owned(),
            calendar: None,
            territory: Vec::new(),
            archived_at: None,
        };
        let (stream, at) = (Stream::new("unit", id), tx.now());
        let events = [UnitEvent::Created { kind: one.kind, parent: Some(parent) }];
        record(tx, &first(&stream, at, who, "setup", &events), |tx, proof| Ok(unit::insert(tx, proof, &made)?))?;
        make_units(tx, who, id, &one.children, number)?;
    }
    Ok(())
}

/// The head office by its name: made, or renamed when an import that came before the set-up has made it.
fn head_office(tx: &mut Tx, who: Who, name: &str) -> Result<Id, Failure> {
    let now = tx.now();
    if let Some(id) = unit::root(tx)? {
        let stream = Stream::new("unit", id);
        let version = lock_version(tx, &stream)?;
        let mut top = unit::load(tx, id)?.ok_or(Failure::NotFound { what: "unit" })?;
        top.name = name.to_owned();
        let events = [UnitEvent::Renamed {}];
        let renamed = decision(&stream, version, tx, who, "setup", &events);
        record(tx, &renamed, |tx, proof| Ok(unit::update(tx, proof, &top)?))?;
        return Ok(id);
    }
    let id = tx.new_id();
    make_head_office(tx, id, who, now, name)?;
    Ok(id)
}

/// The unit above all others; made when the organisation was not set up yet, and named at the set-up.
///
/// # Errors
/// Faults.
pub async fn ensure_head_office(db: &bihuan_store::Db, who: Who) -> Result<Id, Failure> {
    if let Some(id) = db.read(unit::root).await? {
        return Ok(id);
    }
    let made = db.write("setup.head_office", move |tx| {
        if let Some(id) = unit::root(tx)? {
            return Ok(id);
        }
        let (id, now) = (tx.new_id(), tx.now());
        make_head_office(tx, id, who, now, "HQ")?;
        Ok::<_, Failure>(id)
    });
    made.await
}

/// The unit above all others.
fn make_head_office(tx: &mut Tx, id: Id, who: Who, at: UtcMs, name: &str) -> Result<(), Failure> {
    let top = unit::Unit {
        id,
        version: 1,
        parent: None,
        kind: UnitKind::HeadOffice,
        code: check_code("HQ")?,
        name: name.to_owned(),
        calendar: None,
        territory: Vec::new(),
        archived_at: None,
    };
    let stream = Stream::new("unit", id);
    let events = [UnitEvent::Created { kind: UnitKind::HeadOffice, parent: None }];
    record(tx, &first(&stream, at, who, "setup", &events), |tx, proof| Ok(unit::insert(tx, proof, &top)?))
}
