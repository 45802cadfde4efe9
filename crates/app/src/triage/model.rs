//! A model: the traits it knows, their weights for each label, and how sure it may be.

use std::collections::HashMap;

use bihuan_store::search::Words;

use super::features::{Trait, counts, traits};
use super::learn::{Vector, in_parts};

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The labels, sorted.
    pub labels: Vec<String>,
    pub(super) index: HashMap<u64, u32>,
    pub(super) hashes: Vec<u64>,
    pub(super) idf: Vec<f32>,
    /// For each trait the weight for each machine in units of its scale, and at the end the bases.
    pub(super) weights: Vec<i16>,
    pub(super) scales: Vec<f32>,
    /// Sharpness of the shares: fitted on texts that were not learned from.
    pub(super) sharpness: f32,
}

/// What a model says of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// The label.
    pub label: String,
    /// How sure, between 0 and 1.
    pub share: f32,
    /// The words that led to it, the strongest first, as the folded text has them, each with its weight.
    pub words: Vec<(String, f32)>,
}

impl Model {
    pub(super) fn of_traits(hashes: Vec<u64>, idf: Vec<f32>) -> Self {
        let index = hashes.iter().enumerate().map(|(n, h)| (*h, n as u32)).collect();
        Self { labels: Vec::new(), index, hashes, idf, weights: Vec::new(), scales: Vec::new(), sharpness: 2.0 }
    }

    /// Takes the machines' weights, rounded as a file keeps them: what was measured is what is kept.
    pub(super) fn take(&mut self, machines: &[Vec<f32>]) {
        let most = |weights: &Vec<f32>| weights.iter().fold(f32::MIN_POSITIVE, |most, w| most.max(w.abs()));
        self.scales = machines.iter().map(|weights| most(weights) / f32::from(i16::MAX)).collect();
        self.weights = vec![0; (self.idf.len() + 1) * machines.len()];
        for (m, weights) in machines.iter().enumerate() {
            for (t, w) in weights.iter().enumerate() {
                self.weights[t * machines.len() + m] = (w / self.scales[m]).round() as i16;
            }
        }
    }

    pub(super) fn vector(&self, counted: &[(u64, f32)]) -> Vector {
        let mut out: Vector = Vec::with_capacity(counted.len());
        let mut square = 0.0_f32;
        for (hash, tf) in counted {
            if let Some(&t) = self.index.get(hash) {
                let v = tf * self.idf[t as usize];
                square += v * v;
                out.push((t, v));
            }
        }
        let length = square.sqrt().max(f32::MIN_POSITIVE);
        for (_, v) in &mut out {
            *v /= length;
        }
        out
    }

    fn row(&self, at: usize) -> &[i16] {
        let m = self.scales.len();
        self.weights.get(at * m..(at + 1) * m).unwrap_or_default()
    }

    /// The margin of each label.
    pub(super) fn margins(&self, vector: &[(u32, f32)]) -> Vec<f32> {
        let mut out: Vec<f32> = self.row(self.idf.len()).iter().map(|w| f32::from(*w)).collect();
        for (t, v) in vector {
            for (sum, w) in out.iter_mut().zip(self.row(*t as usize)) {
                *sum += f32::from(*w) * v;
            }
        }
        for (sum, scale) in out.iter_mut().zip(&self.scales) {
            *sum *= scale;
        }
        if let [only] = out[..] { vec![-only, only] } else { out }
    }

    pub(super) fn best(margins: &[f32]) -> usize {
        (0..margins.len()).fold(0, |best, n| if margins[n] > margins[best] { n } else { best })
    }

    /// Its opinion of a text, with up to `most_words` words; none of an empty text or one of which it knows nothing.
    pub fn opinion(&self, text: &str, most_words: usize) -> Option<Opinion> {
        let words = Words::of(text);
        let traits = traits(&words);
        let counted = counts(&traits);
        let vector = self.vector(&counted);
        if vector.is_empty() {
            return None;
        }
        let margins = self.margins(&vector);
        let best = Self::best(&margins);
        let share = 1.0 / margins.iter().map(|m| ((m - margins[best]) * self.sharpness).exp()).sum::<f32>();
        let words = if most_words == 0 { Vec::new() } else { self.led(best, &words, &traits, &vector, most_words) };
        Some(Opinion { label: self.labels[best].clone(), share, words })
    }

    /// Opinions of many texts, on all cores, in order.
    pub fn opinions(&self, texts: &[&str], most_words: usize) -> Vec<Option<Opinion>> {
        in_parts(texts, |text| self.opinion(text, most_words))
    }

    /// What each word brought: a trait's part is spread evenly over the places where it stands, and over its characters.
    fn led(&self, label: usize, words: &Words, traits: &[Trait], vector: &Vector, most: usize) -> Vec<(String, f32)> {
        let (machine, side) = if self.scales.len() == 1 { (0, label as f32 * 2.0 - 1.0) } else { (label, 1.0) };
        let mut places: HashMap<u32, f32> = HashMap::new();
        for t in traits.iter().filter_map(|t| self.index.get(&t.hash)) {
            *places.entry(*t).or_default() += 1.0;
        }
        let brought: HashMap<u32, f32> = vector
            .iter()
            .map(|(t, v)| (*t, side * v * f32::from(self.row(*t as usize)[machine]) * self.scales[machine]))
            .collect();
        let mut bytes = vec![0.0_f32; words.folded.len()];
        for t in traits {
            if let Some((n, total)) = self.index.get(&t.hash).and_then(|n| Some((n, brought.get(n)?))) {
                let each = total / places[n] / (t.to - t.from) as f32;
                bytes[t.from as usize..t.to as usize].iter_mut().for_each(|b| *b += each);
            }
        }
        let mut summed: HashMap<&str, f32> = HashMap::new();
        for at in &words.at {
            *summed.entry(&words.folded[at.clone()]).or_default() += bytes[at.clone()].iter().sum::<f32>();
        }
        let mut led: Vec<(&str, f32)> = summed.into_iter().filter(|(_, w)| *w > 0.0).collect();
        led.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        led.truncate(most);
        led.into_iter().map(|(word, weight)| (word.to_owned(), weight)).collect()
    }
}
