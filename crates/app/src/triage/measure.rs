//! How good a model is, told by texts it did not learn from.

use serde::{Deserialize, Serialize};

use super::learn::{Dice, Prepared, Settings, TooLittle, in_parts, learn};
use super::model::Model;

/// How good a model is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Texts it was asked about.
    pub texts: u32,
    /// The share it got right, 0 to 1.
    pub accuracy: f64,
    /// The mean of the labels' F1: a rare label counts as much as a frequent one.
    pub macro_f1: f64,
    /// Each label.
    pub labels: Vec<LabelQuality>,
    /// Rows: what it was; columns: what the model said; in the order of `labels`.
    pub confusion: Vec<Vec<u32>>,
}

/// How good a model is on one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelQuality {
    /// The label.
    pub label: String,
    /// Texts that have it.
    pub texts: u32,
    /// Of those said to have it, the share that has.
    pub precision: f64,
    /// Of those that have it, the share said to.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl Quality {
    /// Counts what was (first) against what was said (second). A label that was never seen and never said is left out.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
        let mut names: Vec<&str> = pairs.iter().flat_map(|(was, said)| [*was, *said]).collect();
        names.sort_unstable();
        names.dedup();
        let number = |name: &str| names.binary_search(&name).unwrap_or_default();
        let mut confusion = vec![vec![0_u32; names.len()]; names.len()];
        for (was, said) in &pairs {
            confusion[number(was)][number(said)] += 1;
        }
        let share = |part: u32, whole: u32| if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) };
        let labels: Vec<LabelQuality> = (0..names.len())
            .map(|n| {
                let right = confusion[n][n];
                let texts = confusion[n].iter().sum::<u32>();
                let said = confusion.iter().map(|row| row[n]).sum::<u32>();
                LabelQuality {
                    label: names[n].to_owned(),
                    texts,
                    precision: share(right, said),
                    recall: share(right, texts),
                    f1: share(2 * right, texts + said),
                }
            })
            .collect();
        let right = (0..names.len()).map(|n| confusion[n][n]).sum();
        let macro_f1 = labels.iter().map(|l| l.f1).sum::<f64>() / labels.len().max(1) as f64;
        Self { texts: pairs.len() as u32, accuracy: share(right, pairs.len() as u32), macro_f1, labels, confusion }
    }
}

/// The numbers of the texts in `folds` parts, each with every label in proportion.
fn folds(prepared: &Prepared, rows: &[usize], folds: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut order = rows.to_vec();
    Dice(seed).shuffle(&mut order);
    order.sort_by(|a, b| prepared.labels[*a].cmp(&prepared.labels[*b]));
    (0..folds).map(|f| order.iter().copied().skip(f).step_by(folds).collect()).collect()
}

/// Learns `folds` times without one part and asks about that part; answers the quality and the sharpness that fits.
///
/// # Errors
/// `TooLittle`.
pub fn cross_validate(prepared: &Prepared, count: usize, settings: Settings) -> Result<(Quality, f32), TooLittle> {
    let all: Vec<usize> = (0..prepared.labels.len()).collect();
    let parts = folds(prepared, &all, count, settings.seed);
    let mut asked = Vec::with_capacity(all.len());
    for part in &parts {
        let mut rest: Vec<usize> = all.clone();
        let held: std::collections::HashSet<usize> = part.iter().copied().collect();
        rest.retain(|r| !held.contains(r));
        asked.extend(ask(&learn(prepared, &rest, settings)?, prepared, part));
    }
    let quality = Quality::of(asked.iter().map(|a| (a.was.as_str(), a.said.as_str())));
    Ok((quality, sharpness(&asked)))
}

/// Learns from all texts; how sure the model may be is fitted on a fifth, held out at first.
///
/// # Errors
/// `TooLittle`.
pub fn learn_sharply(prepared: &Prepared, settings: Settings) -> Result<Model, TooLittle> {
    let all: Vec<usize> = (0..prepared.labels.len()).collect();
    let parts = folds(prepared, &all, 5, settings.seed);
    let rest: Vec<usize> = parts[1..].concat();
    let tried = learn(prepared, &rest, settings).map(|m| sharpness(&ask(&m, prepared, &parts[0])));
    let mut model = learn(prepared, &all, settings)?;
    if let Ok(sharpness) = tried {
        model.sharpness = sharpness;
    }
    Ok(model)
}

struct Asked {
    was: String,
    said: String,
    margins: Vec<f32>,
    right: Option<usize>,
}

fn ask(model: &Model, prepared: &Prepared, rows: &[usize]) -> Vec<Asked> {
    in_parts(rows, |row| {
        let margins = model.margins(&model.vector(&prepared.counted[*row]));
        let was = prepared.labels[*row].clone();
        let right = model.labels.binary_search(&was).ok();
        Asked { said: model.labels[Model::best(&margins)].clone(), was, margins, right }
    })
}

/// The model's answers to prepared texts against what they were.
pub fn measure(model: &Model, prepared: &Prepared) -> Quality {
    let all: Vec<usize> = (0..prepared.labels.len()).collect();
    let asked = ask(model, prepared, &all);
    Quality::of(asked.iter().map(|a| (a.was.as_str(), a.said.as_str())))
}

/// The sharpness under which the shares surprise least.
fn sharpness(asked: &[Asked]) -> f32 {
    let surprise = |sharpness: f32| -> f64 {
        let one = |a: &Asked| {
            let right = a.right?;
            let sum: f32 = a.margins.iter().map(|m| ((m - a.margins[right]) * sharpness).exp()).sum();
            Some(f64::from(sum.ln()))
        };
        asked.iter().filter_map(one).sum()
    };
    let tried = (1..=40).map(|n| n as f32 * 0.25);
    tried.map(|s| (s, surprise(s))).min_by(|a, b| a.1.total_cmp(&b.1)).map_or(2.0, |(s, _)| s)
}
