//! `bihuan demo`: a year of an organisation that does not exist, to look around in and to measure with.

use std::process::ExitCode;
use std::time::Instant;

use bihuan_app::demo::{Demo, Told};
use bihuan_app::secrets::{Passwords, Secret};
use bihuan_domain::calendar::Zone;
use bihuan_domain::time::UtcMs;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde::Serialize;

use crate::place::{Answer, Place, close_sealed};
use crate::trouble::Trouble;

/// Fill an empty database with a believable year of synthetic cases for the five templates
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan demo --cases 1000 --data ./demo\n  bihuan demo --cases 1000000 --seed 7 --until 2026-11-22 --database postgres://user@host/name\n\n\
    Everything goes through the rules and into the journal like real cases; no alert is sent. The same seed and day tell\n\
    the same year. Names, telephone numbers and mail addresses are made up. An administrator `demo` is made, whose\n\
    password is printed once, when there is no user yet."
)]
pub struct DemoTool {
    /// How many cases
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    cases: usize,
    /// The same seed tells the same year
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Last day of the year that is told [default: today, until now]
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    told: Told,
    seconds: f64,
    cases_per_second: f64,
    login: Option<&'static str>,
    password: Option<String>,
}

impl DemoTool {
    /// Runs it. A command the rules refused is a mistake of the story: it is shown, and the exit code is 1.
    ///
    /// # Errors
    /// `not_empty` when there are cases already; faults.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open_to_fill().await?;
        let until = self.present(app.db().now(), &app.world().zone)?;
        let is_new = app.db().read(bihuan_store::nouns::user::any).await.map(|any| !any)?;
        let password = if is_new { Some(Secret::draw()?.reveal().to_owned()) } else { None };
        let admin_password_hash = match &password {
            Some(password) => Some(Passwords::new(1).hash(password.clone()).await?),
            None => None,
        };
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let demo =
            Demo { cases: self.cases, seed: self.seed, until, admin_password_hash, tellers: cores.clamp(2, 4) - 1 };
        let (bar, began) = (bar(self.cases as u64), Instant::now());
        let told = app.demo(demo, |done| bar.set_position(done as u64)).await;
        bar.finish_and_clear();
        close_sealed(&app).await;
        let (told, seconds) = (told?, began.elapsed().as_secs_f64());
        let summary = Summary {
            cases_per_second: told.cases as f64 / seconds,
            told,
            seconds,
            login: password.as_ref().map(|_| "demo"),
            password,
        };
        self.answer.give(&summary, || summary.text())?;
        Ok(if summary.told.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// The end of the last day, but never later than now.
    fn present(&self, now: UtcMs, zone: &Zone) -> Result<UtcMs, Trouble> {
        let Some(day) = self.until else { return Ok(now) };
        let end = zone.day_end(day).map_err(|e| Trouble::argument("until", e.to_string()))?;
        Ok(end.plus_ms(-1).min(now))
    }
}

fn bar(cases: u64) -> ProgressBar {
    let bar = ProgressBar::new(cases);
    let style = "{elapsed_precise} [{bar:40}] {pos}/{len} cases, {per_sec}, {eta} left";
    bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

impl Summary {
    fn text(&self) -> String {
        let t = &self.told;
        let mut out = format!(
            "{} cases with {} decisions in {:.1} s ({:.0} cases/s), {} still open",
            t.cases, t.decisions, self.seconds, self.cases_per_second, t.open
        );
        for (policy, cases) in &t.by_policy {
            out.push_str(&format!("\n  {policy:18} {cases:>9}"));
        }
        if let (Some(login), Some(password)) = (self.login, &self.password) {
            out.push_str(&format!("\nSign in as {login} with {password}"));
        }
        for refusal in &t.refusals {
            out.push_str(&format!("\nrefused: {refusal}"));
        }
        out
    }
}
