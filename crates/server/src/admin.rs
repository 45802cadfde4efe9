//! `bihuan admin`: what the machine's own administrator does without signing in: the set-up link, a user, a token. Whoever
//! can open the data can do anything with them anyway; here it is at least on the record.

use std::io::Read as _;
use std::process::ExitCode;

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::intake::operator;
use bihuan_app::set_up::ensure_head_office;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::actor::Permission;
use bihuan_domain::organisation::RoleAt;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::user;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Set-up link, users and tokens from the machine itself
#[derive(Args, Debug)]
pub struct Admin {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    /// Print a new set-up link, as long as nobody may sign in; the one before is void
    #[command(after_help = "Example:\n  bihuan admin setup-link --data ./data")]
    SetupLink {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        answer: Answer,
    },
    /// Take a new key for passwords and other secrets and seal them with it; stop every server first. Backups made before
    /// need the key they were made with
    #[command(after_help = "Example:\n  bihuan admin rotate-key --data ./data")]
    RotateKey {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        answer: Answer,
    },
    /// Enter a user with a role that reaches everywhere
    #[command(
        after_help = "Example:\n  echo 'a long first password' | bihuan admin user --login chen --name 陈 --role admin"
    )]
    User {
        /// Sign-in name
        #[arg(long)]
        login: String,
        /// Name
        #[arg(long)]
        name: String,
        /// Role, e.g. admin, supervisor, agent
        #[arg(long)]
        role: String,
        /// BCP 47 tag
        #[arg(long, default_value = "zh-Hans")]
        language: String,
        /// Without a password: for tokens only
        #[arg(long)]
        no_password: bool,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        answer: Answer,
    },
    /// Make an API token for a user; it is shown this once
    #[command(
        after_help = "Example:\n  bihuan admin token --login chen --name nightly-export --permissions case.read,customer.read"
    )]
    Token {
        /// Sign-in name of the user it acts for
        #[arg(long)]
        login: String,
        /// What it is for
        #[arg(long, default_value = "command line")]
        name: String,
        /// `all` the user may, or codes with commas
        #[arg(long, default_value = "all")]
        permissions: String,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        answer: Answer,
    },
}

#[derive(Debug, Serialize)]
struct Link {
    setup_link: Option<String>,
}

#[derive(Debug, Serialize)]
struct Made {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

async fn access(app: &App) -> Result<Access, Trouble> {
    Ok(Access::open(app.db().clone(), AccessRules::default()).await?)
}

fn permissions(text: &str) -> Result<Option<Vec<Permission>>, Trouble> {
    if text == "all" {
        return Ok(None);
    }
    let list = text.split(',').map(|code| {
        code.trim()
            .parse()
            .map_err(|_| Trouble::argument("unknown_permission", format!("there is no permission {code}")))
    });
    list.collect::<Result<_, _>>().map(Some)
}

impl Admin {
    /// Runs it.
    ///
    /// # Errors
    /// What the organisation's rules refuse; faults.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        match self.act {
            Act::SetupLink { place, answer } => {
                let app = place.open().await?;
                let link = access(&app).await?.setup_link().await?;
                app.db().close().await;
                let link = Link { setup_link: link.map(|l| format!("/setup#{}", l.reveal())) };
                answer.give(&link, || {
                    link.setup_link.clone().unwrap_or_else(|| "somebody may sign in already".to_owned())
                })
            }
            Act::User { login, name, role, language, no_password, place, answer } => {
                let role: Role = role.parse().map_err(|e| Trouble::argument("unknown_role", format!("{e}")))?;
                let mut password = String::new();
                if !no_password {
                    std::io::stdin().lock().take(4096).read_to_string(&mut password)?;
                }
                let password = Some(password.trim_end_matches(['\r', '\n']).to_owned()).filter(|p| !p.is_empty());
                if password.is_none() && !no_password {
                    return Err(Trouble::argument(
                        "no_password",
                        "give the password on standard input, or --no-password",
                    ));
                }
                let app = place.open().await?;
                let unit = ensure_head_office(app.db(), operator().who).await?;
                let new = NewUser { login, name, unit, language, roles: vec![RoleAt::everywhere(role)], password };
                let made = access(&app).await?.create_user(&operator(), new).await;
                app.db().close().await;
                let made = Made { id: made?.to_string(), token: None };
                answer.give(&made, || made.id.clone())
            }
            Act::RotateKey { place, answer } => {
                let sealed = place.rotate_key().await?;
                answer.give(&serde_json::json!({ "sealed": sealed }), || format!("{sealed} secrets sealed anew"))
            }
            Act::Token { login, name, permissions: codes, place, answer } => {
                let permissions = permissions(&codes)?;
                let app = place.open().await?;
                let made = token(&app, &login, NewToken { name, permissions, expires_at: None }).await;
                app.db().close().await;
                let made = made?;
                answer.give(&made, || made.token.clone().unwrap_or_default())
            }
        }
    }
}

async fn token(app: &App, login: &str, new: NewToken) -> Result<Made, Trouble> {
    let asked = login.to_owned();
    let found = app.db().read(move |c| user::by_login(c, &asked)).await?;
    let user = found.ok_or_else(|| Trouble::argument("unknown_user", format!("there is no user {login}")))?;
    let (id, secret) = access(app).await?.issue_token(&operator(), user.id, new).await?;
    Ok(Made { id: id.to_string(), token: Some(secret.reveal().to_owned()) })
}
