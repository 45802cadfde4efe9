//! `bihuan import-events`: an event log becomes lives of cases, told in order of time.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bihuan_app::App;
use bihuan_app::intake::{Act, Annals, Contact, Deed, Outcome, PastLife, Tally};
use bihuan_channels::tables::{EventCase, EventMapping, EventRow, Implied, RowError, Rows, read_events};
use bihuan_domain::case::event::Source;
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::case::text::Field;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use clap::Args;

use crate::import::{Summary, bar, severity};
use crate::place::{Answer, Place, close_sealed};
use crate::rejects::{Rejects, lasting};
use crate::trouble::Trouble;

/// Replay an event log as lives of cases, in order of time
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan import-events --mapping examples/mappings/helpdesk_italian.toml log.csv.gz --json\n\n\
    Every event becomes the decision it names, at its own time, or an internal note where a rule refuses the decision.\n\
    Waiting spans become pauses. Cases that are there already are left alone."
)]
pub struct ImportEvents {
    /// Mapping file: which column means what, which activity which action
    #[arg(long, value_name = "M.toml")]
    mapping: PathBuf,
    /// The log
    file: PathBuf,
    /// Do everything but keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Policy the cases open under; the organisation's own if absent
    #[arg(long, value_name = "ID")]
    policy: Option<String>,
    /// Where rejected rows go [default: FILE.rejected.csv in the current directory]
    #[arg(long, value_name = "FILE")]
    reject: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

impl ImportEvents {
    /// Runs it.
    ///
    /// # Errors
    /// When the mapping, the log or the store cannot be used at all.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open().await?;
        let summary = self.replay(&app).await;
        if self.dry_run {
            app.db().close().await
        } else {
            close_sealed(&app).await
        }
        let summary = summary?;
        self.answer.give(&summary, || summary.text())
    }

    async fn replay(&self, app: &App) -> Result<Summary, Trouble> {
        let began = Instant::now();
        let mapping = EventMapping::load(&self.mapping)?;
        let mut rows = Rows::open_with(&self.file, &mapping.file().read_options())?;
        mapping.check_header(rows.header())?;
        let annals = Annals::open(app, self.policy.as_deref(), self.dry_run).await?;
        let rejects = Rejects::new(self.reject.as_deref(), &self.file, rows.header());
        let log = read_events(&mut rows, &mapping, |error| rejects.push(&error))?;
        let bar = bar(log.cases.len() as u64);
        let source = mapping.source().to_owned();
        let told = {
            let (bar, rejects) = (bar.clone(), rejects.clone());
            log.cases.into_iter().filter_map(move |case| {
                bar.inc(1);
                let lines: Vec<u64> = case.events.iter().map(|event| event.line).collect();
                match past_life(&source, case) {
                    Ok(life) => Some((lines, life)),
                    Err((line, code, field)) => {
                        rejects.push(&rejected(line, code, field));
                        None
                    }
                }
            })
        };
        let tally = annals
            .take_in(told, |lines, outcome| {
                if let Outcome::Rejected { code, detail } = outcome {
                    let code = lasting(code);
                    for line in lines {
                        rejects.push(&rejected(line, code, &detail));
                    }
                }
            })
            .await;
        bar.finish_and_clear();
        let (rejected, reject_file) = rejects.finish()?;
        let tally = Tally { read: log.rows, rejected, ..tally? };
        Ok(Summary { tally, dry_run: self.dry_run, reject_file, seconds: began.elapsed().as_secs_f64() })
    }
}

/// The rows of a log are not kept once read: the reject file names their lines.
fn rejected(line: u64, code: &'static str, detail: &str) -> RowError {
    RowError { line, code, column: None, detail: detail.to_owned(), original: Vec::new() }
}

fn act(code: &str) -> Option<Act> {
    Some(match code {
        "register" => Act::Register,
        "assign" => Act::Assign,
        "classify" => Act::Classify,
        "contact" => Act::Contact,
        "wait_customer" => Act::Wait(WaitReason::Customer),
        "wait_third_party" => Act::Wait(WaitReason::ThirdParty),
        "wait_parts" => Act::Wait(WaitReason::Parts),
        "resume" => Act::Resume,
        "investigate" => Act::Investigate,
        "propose" => Act::Propose,
        "resolve" => Act::Resolve,
        "close" => Act::Close,
        "reopen" => Act::Reopen,
        "note" => Act::Note,
        "escalate" => Act::Escalate,
        "transfer" => Act::Transfer,
        _ => return None,
    })
}

type Unknown = (u64, &'static str, &'static str);

fn deed(event: &EventRow) -> Result<Deed, Unknown> {
    let unknown = |field| (event.line, "unknown_value", field);
    let attribute = |name: &str| event.attributes.get(name).cloned();
    Ok(Deed {
        at: UtcMs::new(event.at_ms),
        act: act(&event.action).ok_or(unknown("action"))?,
        activity: event.activity.clone(),
        resource: attribute("handler").or_else(|| event.resource.clone()),
        unit: attribute("unit"),
        severity: attribute("severity").map(|s| severity(&s).ok_or(unknown("severity"))).transpose()?,
        category: attribute("category"),
        resumes: event.implies == Some(Implied::Resume),
        reopens: event.implies == Some(Implied::Reopen),
    })
}

/// One case of a log in the words of the domain. A log has codes and no words, so what it says of the case is kept as
/// the verbatim, line by line.
fn past_life(source: &str, case: EventCase) -> Result<PastLife, Unknown> {
    let Some(first) = case.events.first() else { return Err((0, "missing_value", "events")) };
    let unknown = |field| (first.line, "unknown_value", field);
    let opened_at_ms = case.opened_at_ms.map_or(first.at_ms, |at| at.min(first.at_ms));
    let about = |name: &str| case.events.iter().find_map(|event| event.attributes.get(name)).cloned();
    let verbatim: Vec<String> = std::iter::once(format!("{source}: {}", case.external_id))
        .chain(first.attributes.iter().map(|(name, value)| format!("{name}: {value}")))
        .collect();
    let mut texts = vec![
        (Field::Subject, about("subject").unwrap_or_else(|| format!("{} · {}", case.external_id, first.activity))),
        (Field::Verbatim, verbatim.join("\n")),
    ];
    texts.extend(
        [(Field::Symptom, about("symptom")), (Field::Product, about("product"))]
            .into_iter()
            .filter_map(|(field, text)| Some((field, text?))),
    );
    let channel = about("channel").unwrap_or_else(|| "web".to_owned());
    let kind = about("kind").unwrap_or_else(|| "quality_issue".to_owned());
    Ok(PastLife {
        received_at: UtcMs::new(opened_at_ms),
        channel: channel.parse::<Channel>().map_err(|_| unknown("channel"))?,
        kind: kind.parse::<Kind>().map_err(|_| unknown("kind"))?,
        texts,
        contact: Contact { reference: about("customer").map(|id| format!("{source}:{id}")), ..Contact::default() },
        deeds: case.events.iter().map(deed).collect::<Result<_, _>>()?,
        source: Source { system: source.to_owned(), external_id: case.external_id },
    })
}
