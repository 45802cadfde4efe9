//! What is learned from, and the learning of it: lines in, versions out. A service has it done by a process of its own,
//! because learning takes some two hundred megabytes for some seconds, and a service that idles has no use for them.

use std::collections::HashMap;
use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::triage::{TriageEvent, TriageSubject};
use bihuan_store::Fault;
use bihuan_store::nouns::triage as rows;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::propose::Said;
use super::versions::LEAST_CASES;
use super::{Example, Prepared, Settings, cross_validate, learn_sharply};

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
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lesson {
    case: Id,
    said: Said,
    labels: Vec<(TriageSubject, String)>,
}

impl Lesson {
    pub(super) fn of(case: &Case, said: Said) -> Self {
        let labels = TriageSubject::LEARNED.into_iter().filter_map(|s| Some((s, label(case, s)?))).collect();
        Self { case: case.id, said, labels }
    }

    /// As a line.
    pub(super) fn write(&self, to: &mut Vec<u8>) -> Result<(), Fault> {
        line(to, self)
    }
}

/// The first line: the numbers of the versions to come.
pub(super) fn opening(numbers: &[(TriageSubject, i64)]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    line(&mut out, &numbers)?;
    Ok(out)
}

fn line(to: &mut impl Write, value: &impl Serialize) -> Result<(), Fault> {
    serde_json::to_writer(&mut *to, value).map_err(odd)?;
    to.write_all(b"\n").map_err(odd)
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

/// Reads lessons, learns every subject and writes the versions: the learning process.
///
/// # Errors
/// When what is read is not what a service writes, or nobody reads what is written.
pub fn learn_from(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut lines = input.lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let numbers: Vec<(TriageSubject, i64)> = serde_json::from_str(&first)?;
    let lessons = lines.map(|l| Ok(serde_json::from_str(&l?)?)).collect::<io::Result<Vec<Lesson>>>()?;
    for (subject, number) in numbers {
        if let Some(learned) = learn_one(subject, &lessons, number).map_err(io::Error::other)? {
            line(&mut output, &learned).map_err(io::Error::other)?;
            output.write_all(&learned.body)?;
        }
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

/// Has the lessons learned: by `program triage learn`, or here when there is no such program (any more).
///
/// # Errors
/// When the program fails, or answers what is no version.
pub(super) fn learned(program: Option<&Path>, lessons: &[u8]) -> Result<Vec<Learned>, Fault> {
    let mut output = Vec::new();
    let begun = program.map(|p| {
        Command::new(p).args(["triage", "learn"]).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
    });
    match begun {
        Some(Ok(mut child)) => {
            // It reads everything before it says anything.
            let told = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(lessons));
            let heard = child.stdout.take().map_or(Ok(0), |mut out| out.read_to_end(&mut output));
            let status = child.wait().map_err(odd)?;
            told.and(heard).map_err(odd)?;
            if !status.success() {
                return Err(odd(format!("its process ended with {status}")));
            }
        }
        Some(Err(error)) => {
            tracing::warn!(%error, "no process of its own for learning; it is done here");
            learn_from(lessons, &mut output).map_err(odd)?;
        }
        None => learn_from(lessons, &mut output).map_err(odd)?,
    }
    read(&output)
}
