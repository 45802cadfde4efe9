//! What is learned from, and the learning of it. A service has it done by a process of its own that reads beside it,
//! because learning takes some two hundred megabytes for some seconds, and a service that idles has no use for them.

use std::collections::HashMap;
use std::io::{self, BufRead as _, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::triage::{TriageEvent, TriageSubject};
use bihuan_store::nouns::triage as rows;
use bihuan_store::{Db, Fault, Location, Options};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::propose::Said;
use super::versions::LEAST_CASES;
use super::{Example, Prepared, Settings, cross_validate, learn_sharply};

/// Cases learned from at most, the newest.
pub(super) const MOST_CASES: usize = 10_000;
/// Cases read at once.
const PAGE: u32 = 500;
/// A label with fewer cases is left out.
const LEAST_OF_LABEL: usize = 5;
/// Parts of the cross-validation.
const FOLDS: usize = 3;

/// What a subject's label is in a case that was judged; none: not told.
fn label(case: &Case, subject: TriageSubject) -> Option<String> {
    let c = &case.classification;
    match subject {
        TriageSubject::Category => c.category.clone(),
        TriageSubject::Priority => c.severity.is_some().then(|| case.priority.code().to_owned()),
        TriageSubject::EmotionalState => c.emotional_state.map(|e| e.code().to_owned()),
        TriageSubject::ResponsibleDepartment => Some(case.unit.to_string()),
        TriageSubject::SafetyRisk => None,
    }
}

/// What is learned from in a judged case: its words and its labels, and nothing else of it, because ten thousand whole
/// cases are a hundred megabytes.
struct Lesson {
    case: Id,
    said: Said,
    labels: Vec<(TriageSubject, String)>,
}

impl Lesson {
    fn of(case: &Case, said: Said) -> Self {
        let labels = TriageSubject::LEARNED.into_iter().filter_map(|s| Some((s, label(case, s)?))).collect();
        Self { case: case.id, said, labels }
    }
}

/// The newest cases that were judged, with their words, read a page at a time.
async fn lessons(db: &Db) -> Result<Vec<Lesson>, Fault> {
    let (mut out, mut before) = (Vec::new(), Id::from_i64(i64::MAX));
    loop {
        let from = before;
        let page = db.read(move |c| {
            let mut page = Vec::new();
            for case in rows::judged(c, from, PAGE)? {
                let said = Said::of(c, &case)?;
                page.push(Lesson::of(&case, said));
            }
            Ok::<_, Fault>(page)
        });
        let page = page.await?;
        let more = page.len() == PAGE as usize;
        before = page.last().map_or(before, |l| l.case);
        out.extend(page);
        if !more || out.len() >= MOST_CASES {
            return Ok(out);
        }
    }
}

fn odd(e: impl std::fmt::Display) -> Fault {
    Fault::Corrupt(format!("learning: {e}"))
}

/// A version that was learned.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Learned {
    pub subject: TriageSubject,
    pub number: i64,
    in_use: bool,
    newest_case: Id,
    texts: u32,
    /// JSON.
    quality: String,
    pub event: TriageEvent,
    /// Follows its line as it is; its length stands in it.
    #[serde(skip)]
    pub body: Vec<u8>,
    bytes: usize,
}

impl Learned {
    /// As kept.
    pub(super) fn version(&self, learned_at: UtcMs) -> rows::Version {
        rows::Version {
            subject: self.subject,
            number: self.number,
            in_use: self.in_use,
            learned_at,
            newest_case: self.newest_case,
            texts: i64::from(self.texts),
            quality: self.quality.clone(),
        }
    }
}

/// The numbers that versions to come have.
pub(super) type Numbers = Vec<(TriageSubject, i64)>;

/// Learns one subject; none when there is too little to learn from.
fn learn_one(subject: TriageSubject, lessons: &[Lesson], number: i64) -> Result<Option<Learned>, Fault> {
    let text = |said: &Said| match subject {
        TriageSubject::EmotionalState => said.last.clone(),
        _ => said.matter.clone(),
    };
    let label = |l: &Lesson| l.labels.iter().find(|(s, _)| *s == subject).map(|(_, label)| label.clone());
    let mut examples: Vec<Example> = lessons
        .iter()
        .filter_map(|l| Some(Example { label: label(l)?, text: text(&l.said) }))
        .filter(|e| !e.text.trim().is_empty())
        .collect();
    let mut counted: HashMap<String, usize> = HashMap::new();
    examples.iter().for_each(|e| *counted.entry(e.label.clone()).or_default() += 1);
    examples.retain(|e| counted[&e.label] >= LEAST_OF_LABEL);
    if examples.len() < LEAST_CASES {
        return Ok(None);
    }
    let settings = Settings { most_traits: 30_000, rounds: 8, ..Settings::default() };
    let prepared = Prepared::of(&examples);
    let Ok((quality, _)) = cross_validate(&prepared, FOLDS, settings) else { return Ok(None) };
    let Ok(model) = learn_sharply(&prepared, settings) else { return Ok(None) };
    let most = quality.labels.iter().map(|l| l.texts).max().unwrap_or_default();
    let in_use = quality.accuracy > f64::from(most) / f64::from(quality.texts.max(1));
    let body = model.to_bytes().map_err(odd)?;
    let event = TriageEvent::Learned {
        subject,
        number,
        texts: quality.texts,
        macro_f1_permille: (quality.macro_f1 * 1_000.0) as u32,
        in_use,
        digest: Sha256::digest(&body).iter().map(|b| format!("{b:02x}")).collect(),
    };
    Ok(Some(Learned {
        subject,
        number,
        in_use,
        newest_case: lessons.iter().map(|l| l.case).max().unwrap_or(Id::from_i64(0)),
        texts: quality.texts,
        quality: serde_json::to_string(&quality).map_err(odd)?,
        event,
        bytes: body.len(),
        body,
    }))
}

async fn learn_all(db: &Db, numbers: Numbers) -> Result<Vec<Learned>, Fault> {
    let lessons = lessons(db).await?;
    let learned = tokio::task::spawn_blocking(move || {
        let one = |(subject, number): (TriageSubject, i64)| learn_one(subject, &lessons, number).transpose();
        numbers.into_iter().filter_map(one).collect()
    });
    learned.await.map_err(odd)?
}

/// What a learning process is told, on its standard input: not among its arguments, because an address may hold a password.
#[derive(Serialize, Deserialize)]
struct Task {
    numbers: Numbers,
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Reads the task of a service, learns every subject from its data and writes the versions: the learning process.
///
/// # Errors
/// When what is read is no task, the data cannot be read, or nobody reads what is written.
pub async fn learn_for(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let task: Task = serde_json::from_reader(input)?;
    let location = match (task.dir, task.url) {
        (Some(dir), _) => Location::Sqlite { dir },
        (None, url) => Location::Postgres { url: url.unwrap_or_default() },
    };
    let options = Options { read_only: true, readers: 1, connections: 1, ..Options::default() };
    let db = Db::open(&location, options).await.map_err(io::Error::other)?;
    for learned in learn_all(&db, task.numbers).await.map_err(io::Error::other)? {
        serde_json::to_writer(&mut output, &learned)?;
        output.write_all(b"\n")?;
        output.write_all(&learned.body)?;
    }
    output.flush()
}

fn read(mut output: &[u8]) -> Result<Vec<Learned>, Fault> {
    let mut out = Vec::new();
    while !output.is_empty() {
        let mut first = Vec::new();
        output.read_until(b'\n', &mut first).map_err(odd)?;
        let mut learned: Learned = serde_json::from_slice(&first).map_err(odd)?;
        learned.body = vec![0; learned.bytes];
        output.read_exact(&mut learned.body).map_err(odd)?;
        out.push(learned);
    }
    Ok(out)
}

/// Learns every subject: by `program triage learn`, or here when there is no such program.
///
/// # Errors
/// When the program cannot be run or fails, or answers what is no version; faults.
pub(super) async fn learned(program: Option<PathBuf>, db: &Db, numbers: Numbers) -> Result<Vec<Learned>, Fault> {
    let Some(program) = program else { return learn_all(db, numbers).await };
    let (dir, url) = match db.location().clone() {
        Location::Sqlite { dir } => (Some(std::path::absolute(dir).map_err(odd)?), None),
        Location::Postgres { url } => (None, Some(url)),
    };
    let task = serde_json::to_vec(&Task { numbers, dir, url }).map_err(odd)?;
    let said = tokio::task::spawn_blocking(move || -> io::Result<Vec<u8>> {
        let mut learning =
            Command::new(program).args(["triage", "learn"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        // It reads its task before it says anything; what is dropped here ends its input.
        let told = learning.stdin.take().map_or(Ok(()), |mut input| input.write_all(&task));
        let ended = learning.wait_with_output()?;
        told?;
        if ended.status.success() { Ok(ended.stdout) } else { Err(io::Error::other(ended.status.to_string())) }
    });
    read(&said.await.map_err(odd)?.map_err(odd)?)
}
