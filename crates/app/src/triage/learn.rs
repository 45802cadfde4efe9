//! Learning: a linear support vector machine for each label against the others, by dual coordinate descent (Hsieh and
//! others 2008, the method of LIBLINEAR), over weights of traits (tf-idf). The same texts and seed give the same model.

use std::collections::HashMap;

use super::features::{counts, traits};
use super::model::Model;
use bihuan_store::search::Words;

/// A text with the label it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its label.
    pub label: String,
}

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Decides the order in which texts are looked at, and the folds.
    pub seed: u64,
    /// Traits that are kept, those in most texts first.
    pub most_traits: usize,
    /// Cost of a text on the wrong side.
    pub cost: f32,
    /// Passes over the texts.
    pub rounds: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, most_traits: 400_000, cost: 1.0, rounds: 12 }
    }
}

/// Why nothing can be learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLittle {
    /// Fewer than two labels.
    #[error("at least two labels are needed")]
    Labels,
    /// No trait stands in two texts.
    #[error("the texts have nothing in common")]
    Traits,
}

/// A text as weights of known traits, of length one.
pub(super) type Vector = Vec<(u32, f32)>;

/// Texts cut and counted once, for learning several times (folds).
pub struct Prepared {
    pub(super) counted: Vec<Vec<(u64, f32)>>,
    pub(super) labels: Vec<String>,
}

impl Prepared {
    /// Cuts and counts, on all cores.
    pub fn of(examples: &[Example]) -> Self {
        let counted = in_parts(examples, |e| counts(&traits(&Words::of(&e.text))));
        Self { counted, labels: examples.iter().map(|e| e.label.clone()).collect() }
    }
}

/// A function of each item, on all cores, in order.
pub(super) fn in_parts<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let part = items.len().div_ceil(cores).max(1);
    let each = &each;
    std::thread::scope(|scope| {
        let running: Vec<_> =
            items.chunks(part).map(|chunk| scope.spawn(move || chunk.iter().map(each).collect::<Vec<R>>())).collect();
        running.into_iter().flat_map(|r| r.join().unwrap_or_default()).collect()
    })
}

/// A small generator of our own: its numbers must never change with a library.
pub(super) struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// At most so many of the texts, drawn by the seed.
pub fn sample(mut examples: Vec<Example>, most: usize, seed: u64) -> Vec<Example> {
    if examples.len() > most {
        Dice(seed).shuffle(&mut examples);
        examples.truncate(most);
    }
    examples
}

/// Learns from the texts with these numbers.
///
/// # Errors
/// `TooLittle`.
pub fn learn(prepared: &Prepared, rows: &[usize], settings: Settings) -> Result<Model, TooLittle> {
    let mut labels: Vec<String> = rows.iter().map(|r| prepared.labels[*r].clone()).collect();
    labels.sort_unstable();
    labels.dedup();
    if labels.len() < 2 {
        return Err(TooLittle::Labels);
    }
    let mut model = vocabulary(prepared, rows, settings);
    if model.index.is_empty() {
        return Err(TooLittle::Traits);
    }
    let vectors: Vec<Vector> = in_parts(rows, |r| model.vector(&prepared.counted[*r]));
    let numbers: HashMap<&str, usize> = labels.iter().enumerate().map(|(n, l)| (l.as_str(), n)).collect();
    let truth: Vec<usize> = rows.iter().map(|r| numbers[prepared.labels[*r].as_str()]).collect();
    let traits = model.idf.len();
    // Of two labels one machine tells both.
    let machines: Vec<usize> = if labels.len() == 2 { vec![1] } else { (0..labels.len()).collect() };
    let machines: Vec<Vec<f32>> = in_parts(&machines, |label| one(&vectors, &truth, *label, traits, settings));
    model.labels = labels;
    model.take(&machines);
    Ok(model)
}

/// The traits worth keeping: in two texts at least, those in most texts first.
fn vocabulary(prepared: &Prepared, rows: &[usize], settings: Settings) -> Model {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for row in rows {
        for (hash, _) in &prepared.counted[*row] {
            *seen.entry(*hash).or_default() += 1;
        }
    }
    let mut kept: Vec<(u64, u32)> = seen.into_iter().filter(|(_, n)| *n >= 2).collect();
    kept.sort_unstable_by_key(|(hash, n)| (std::cmp::Reverse(*n), *hash));
    kept.truncate(settings.most_traits);
    let texts = rows.len() as f32;
    let idf = kept.iter().map(|(_, n)| ((1.0 + texts) / (1.0 + *n as f32)).ln() + 1.0).collect();
    Model::of_traits(kept.into_iter().map(|(hash, _)| hash).collect(), idf)
}

/// One label against the others: the weights of the traits, the last one being the base.
fn one(vectors: &[Vector], truth: &[usize], label: usize, traits: usize, settings: Settings) -> Vec<f32> {
    let mut weights = vec![0.0_f32; traits + 1];
    let mut alpha = vec![0.0_f32; vectors.len()];
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    let mut dice = Dice(settings.seed ^ (label as u64).wrapping_mul(0x9e37_79b9));
    let ridge = 0.5 / settings.cost;
    for _ in 0..settings.rounds {
        dice.shuffle(&mut order);
        let mut moved = 0.0_f32;
        for &i in &order {
            let side = if truth[i] == label { 1.0 } else { -1.0 };
            let margin: f32 = weights[traits] + vectors[i].iter().map(|(t, v)| weights[*t as usize] * v).sum::<f32>();
            let slope = side * margin - 1.0 + ridge * alpha[i];
            if alpha[i] == 0.0 && slope >= 0.0 {
                continue;
            }
            // Each text has the length one and the base adds one: its own square is two.
            let new = (alpha[i] - slope / (2.0 + ridge)).max(0.0);
            let step = (new - alpha[i]) * side;
            if step == 0.0 {
                continue;
            }
            moved = moved.max(step.abs());
            alpha[i] = new;
            for (t, v) in &vectors[i] {
                weights[*t as usize] += step * v;
            }
            weights[traits] += step;
        }
        if moved < 1e-3 {
            break;
        }
    }
    weights
}
