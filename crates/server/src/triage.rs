//! `bihuan triage`: the learner on any table of labelled texts, so that anyone can check what it is worth.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use bihuan_app::triage::{
    Example, Model, Prepared, Quality, Settings, cross_validate, learn_for, learn_sharply, measure,
};
use bihuan_channels::tables::{Cell, Format, Rows, Sheet};
use clap::{ArgGroup, Args, Subcommand};
use serde::Serialize;

use crate::place::Answer;
use crate::trouble::Trouble;

/// Texts opined on together, and the largest table that is learned from.
const BATCH: usize = 4_096;
const MOST_TEXTS: usize = 1_000_000;
/// The largest model file that is read, in bytes.
const MOST_MODEL_BYTES: u64 = 1 << 30;

/// Learn to label texts, and label them
#[derive(Args, Debug)]
pub struct TriageTool {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    Train(Train),
    Predict(Predict),
    /// Learn for a service that runs: its task on standard input, versions on standard output
    #[command(hide = true)]
    Learn,
}

/// Learn from labelled texts and say how good the model is on texts it did not learn from
#[derive(Args, Debug)]
#[command(
    group = ArgGroup::new("measured").required(true).multiple(true).args(["test", "folds", "out"]),
    after_help = "Example:\n  bihuan triage train --train a.csv --test b.csv --text review --label category\n  \
    bihuan triage train --train all.csv.gz --folds 5 --text title --text body --label category --out model.bin"
)]
struct Train {
    /// Table to learn from: CSV, TSV, XLSX or JSON lines, plain or gzipped
    #[arg(long, value_name = "FILE")]
    train: PathBuf,
    /// Table to measure on
    #[arg(long, value_name = "FILE")]
    test: Option<PathBuf>,
    /// Column of the text; several are joined
    #[arg(long, value_name = "COLUMN", required = true)]
    text: Vec<String>,
    /// Column of the label
    #[arg(long, value_name = "COLUMN")]
    label: String,
    /// Cross-validate on the table to learn from, in so many parts
    #[arg(long, value_name = "K", conflicts_with = "test", value_parser = clap::value_parser!(u32).range(2..=100))]
    folds: Option<u32>,
    /// Learn from at most so many rows, drawn by the seed
    #[arg(long, value_name = "ROWS")]
    sample: Option<usize>,
    /// Decides every order; the same seed gives the same model
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write the model
    #[arg(long, value_name = "MODEL")]
    out: Option<PathBuf>,
    #[command(flatten)]
    answer: Answer,
}

/// Label the texts of a table: label, share and the words that led to it, a row each
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan triage predict --model model.bin --text review new.csv.gz --format jsonl")]
struct Predict {
    /// Model written by `bihuan triage train --out`
    #[arg(long, value_name = "MODEL")]
    model: PathBuf,
    /// Table of texts
    file: PathBuf,
    /// Column of the text; several are joined
    #[arg(long, value_name = "COLUMN", required = true)]
    text: Vec<String>,
    /// csv or jsonl
    #[arg(long, default_value = "csv")]
    format: String,
    /// Words to name for each text
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(0..=50))]
    words: u8,
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say on standard error how fast it was
    #[arg(long)]
    timing: bool,
}

#[derive(Debug, Serialize)]
struct Learned {
    texts: usize,
    rejected: u64,
    unlabelled: u64,
    labels: usize,
    folds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<Quality>,
    model: Option<PathBuf>,
    seconds: f64,
}

/// The texts of a table.
struct Texts {
    examples: Vec<Example>,
    rejected: u64,
    unlabelled: u64,
}

fn joined(row: &bihuan_channels::tables::Row, columns: &[String]) -> String {
    columns.iter().filter_map(|c| row.get(c)).collect::<Vec<_>>().join("\n")
}

fn columns_there(rows: &Rows, columns: &[&String]) -> Result<(), Trouble> {
    match columns.iter().find(|c| rows.header().position(c).is_none()) {
        None => Ok(()),
        Some(missing) => {
            let there = rows.header().names().join(", ");
            Err(Trouble::argument("unknown_column", format!("there is no column {missing}; there are: {there}")))
        }
    }
}

fn read(path: &Path, text: &[String], label: &str) -> Result<Texts, Trouble> {
    let rows = Rows::open(path)?;
    let label = label.to_owned();
    columns_there(&rows, &text.iter().chain([&label]).collect::<Vec<_>>())?;
    let mut out = Texts { examples: Vec::new(), rejected: 0, unlabelled: 0 };
    for row in rows {
        let Ok(row) = row else {
            out.rejected += 1;
            continue;
        };
        let (text, label) = (joined(&row, text), row.get(&label).unwrap_or_default().trim());
        if label.is_empty() || text.trim().is_empty() {
            out.unlabelled += 1;
        } else if out.examples.len() == MOST_TEXTS {
            return Err(Trouble::argument("too_many_texts", format!("at most {MOST_TEXTS} texts are learned from")));
        } else {
            out.examples.push(Example { text, label: label.to_owned() });
        }
    }
    Ok(out)
}

impl TriageTool {
    /// Runs it.
    ///
    /// # Errors
    /// When a table, a column or a model is not usable.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        match self.act {
            Act::Train(train) => train.run(),
            Act::Predict(predict) => predict.run(),
            Act::Learn => {
                learn_for(std::io::stdin(), std::io::stdout()).await?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Train {
    fn run(self) -> Result<ExitCode, Trouble> {
        let began = Instant::now();
        let mut texts = read(&self.train, &self.text, &self.label)?;
        if let Some(most) = self.sample {
            texts.examples = bihuan_app::triage::sample(texts.examples, most, self.seed);
        }
        let settings = Settings { seed: self.seed, ..Settings::default() };
        let little = |e: bihuan_app::triage::TooLittle| Trouble::argument("too_little", e.to_string());
        let prepared = Prepared::of(&texts.examples);
        let mut quality = None;
        if let Some(folds) = self.folds {
            quality = Some(cross_validate(&prepared, folds as usize, settings).map_err(little)?.0);
        }
        if self.test.is_some() || self.out.is_some() {
            let model = learn_sharply(&prepared, settings).map_err(little)?;
            if let Some(test) = &self.test {
                let test = read(test, &self.text, &self.label)?;
                quality = Some(measure(&model, &Prepared::of(&test.examples)));
            }
            if let Some(out) = &self.out {
                let bytes = model.to_bytes().map_err(std::io::Error::other)?;
                std::fs::write(out, bytes)?;
            }
        }
        let mut labels: Vec<&str> = texts.examples.iter().map(|e| e.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        let learned = Learned {
            texts: texts.examples.len(),
            rejected: texts.rejected,
            unlabelled: texts.unlabelled,
            labels: labels.len(),
            folds: self.folds,
            quality,
            model: self.out.clone(),
            seconds: began.elapsed().as_secs_f64(),
        };
        self.answer.give(&learned, || shown(&learned))
    }
}

/// For people: the figures, each label, and what was taken for what.
fn shown(learned: &Learned) -> String {
    let mut out = format!(
        "{} texts, {} labels, {} rows rejected, {} without text or label, {:.1} s",
        learned.texts, learned.labels, learned.rejected, learned.unlabelled, learned.seconds
    );
    if let Some(quality) = &learned.quality {
        let how = learned.folds.map_or("test table".to_owned(), |k| format!("{k}-fold cross-validation"));
        out.push_str(&format!(
            "\n{how}, {} texts: accuracy {:.4}, macro-F1 {:.4}\n\n    texts  precision  recall      F1  label",
            quality.texts, quality.accuracy, quality.macro_f1
        ));
        for l in &quality.labels {
            out.push_str(&format!(
                "\n{:>9}  {:>9.4}  {:>6.4}  {:>6.4}  {}",
                l.texts, l.precision, l.recall, l.f1, l.label
            ));
        }
        out.push_str("\n\nConfusion (rows: what it was; columns: what was said, in the same order)");
        for (row, l) in quality.confusion.iter().zip(&quality.labels) {
            let row: String = row.iter().map(|n| format!("{n:>7}")).collect();
            out.push_str(&format!("\n{row}  {}", l.label));
        }
    }
    if let Some(path) = &learned.model {
        out.push_str(&format!("\n\nModel: {}", path.display()));
    }
    out
}

impl Predict {
    fn run(self) -> Result<ExitCode, Trouble> {
        if std::fs::metadata(&self.model)?.len() > MOST_MODEL_BYTES {
            return Err(Trouble::argument("bad_model", format!("{}: too large", self.model.display())));
        }
        let model = Model::from_bytes(&std::fs::read(&self.model)?)
            .map_err(|e| Trouble::argument("bad_model", format!("{}: {e}", self.model.display())))?;
        let format: Format = self.format.parse()?;
        let columns = ["line", "label", "share", "words"];
        let mut sheet = match &self.output {
            Some(path) => Sheet::create(path, format, &columns, jiff::tz::TimeZone::UTC)?,
            None => Sheet::to_writer(std::io::stdout(), format, &columns)?,
        };
        let mut rows = Rows::open(&self.file)?;
        columns_there(&rows, &self.text.iter().collect::<Vec<_>>())?;
        let (mut count, mut bad, mut spent) = (0_usize, 0_usize, 0.0_f64);
        loop {
            let mut batch: Vec<(u64, String)> = Vec::with_capacity(BATCH);
            for row in rows.by_ref().take(BATCH) {
                match row {
                    Ok(row) => batch.push((row.line_number, joined(&row, &self.text))),
                    Err(error) => {
                        bad += 1;
                        writeln!(std::io::stderr(), "bihuan: {error}")?;
                        batch.push((0, String::new()));
                    }
                }
            }
            if batch.is_empty() {
                break;
            }
            let began = Instant::now();
            let texts: Vec<&str> = batch.iter().map(|(_, text)| text.as_str()).collect();
            let opinions = model.opinions(&texts, usize::from(self.words));
            spent += began.elapsed().as_secs_f64();
            for ((line, _), opinion) in batch.iter().zip(opinions).filter(|((line, _), _)| *line > 0) {
                count += 1;
                let line = Cell::Int(i64::try_from(*line).unwrap_or(i64::MAX));
                match opinion {
                    None => sheet.row(&[line, Cell::Empty, Cell::Empty, Cell::Empty])?,
                    Some(o) => {
                        let words: Vec<&str> = o.words.iter().map(|(word, _)| word.as_str()).collect();
                        let (share, words) = (format!("{:.4}", o.share), words.join(" "));
                        sheet.row(&[line, Cell::Text(&o.label), Cell::Text(&share), Cell::Text(&words)])?;
                    }
                }
            }
        }
        sheet.finish()?;
        if self.timing {
            let rate = count as f64 / spent.max(1e-9);
            writeln!(std::io::stderr(), "{count} texts in {spent:.2} s, {rate:.0} a second")?;
        }
        Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
