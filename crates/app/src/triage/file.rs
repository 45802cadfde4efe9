//! A model as bytes: a line that names the format, a line of JSON, the numbers, and a digest of it all. The same model
//! gives the same bytes; bytes that are not a whole model of this format are refused, never half read.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::model::Model;

/// The first line: the format and its version.
const MARK: &[u8] = b"bihuan-triage 1\n";
/// Labels and traits of the largest model that is read.
const MOST_LABELS: usize = 2_000;
const MOST_TRAITS: usize = 2_000_000;

#[derive(Serialize, Deserialize)]
struct Head {
    labels: Vec<String>,
    traits: usize,
    scales: Vec<f32>,
    sharpness: f32,
}

/// The bytes are no whole model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadModel {
    /// Another format, or another version of it.
    #[error("not a model of this version (bihuan-triage 1)")]
    Format,
    /// Cut short, changed or inconsistent.
    #[error("the model is damaged")]
    Damaged,
}

impl Model {
    /// As bytes.
    ///
    /// # Errors
    /// When a number is not one; a learned model has none of those.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let head = Head {
            labels: self.labels.clone(),
            traits: self.idf.len(),
            scales: self.scales.clone(),
            sharpness: self.sharpness,
        };
        let mut out = MARK.to_vec();
        out.extend(serde_json::to_vec(&head)?);
        out.push(b'\n');
        self.hashes.iter().for_each(|h| out.extend(h.to_le_bytes()));
        self.idf.iter().for_each(|v| out.extend(v.to_le_bytes()));
        self.weights.iter().for_each(|w| out.extend(w.to_le_bytes()));
        let digest = Sha256::digest(&out);
        out.extend(digest);
        Ok(out)
    }

    /// From bytes.
    ///
    /// # Errors
    /// `BadModel`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let (body, digest) = bytes.split_at_checked(bytes.len().saturating_sub(32)).ok_or(BadModel::Format)?;
        let rest = body.strip_prefix(MARK).ok_or(BadModel::Format)?;
        if Sha256::digest(body).as_slice() != digest {
            return Err(BadModel::Damaged);
        }
        let end = rest.iter().position(|b| *b == b'\n').ok_or(BadModel::Damaged)?;
        let head: Head = serde_json::from_slice(&rest[..end]).map_err(|_| BadModel::Damaged)?;
        let (labels, machines) = (head.labels.len(), head.scales.len());
        let fits = (2..=MOST_LABELS).contains(&labels)
            && machines == if labels == 2 { 1 } else { labels }
            && head.traits <= MOST_TRAITS
            && head.labels.is_sorted()
            && head.sharpness.is_finite()
            && rest.len() - end - 1 == head.traits * 12 + (head.traits + 1) * machines * 2;
        if !fits {
            return Err(BadModel::Damaged);
        }
        let numbers = &rest[end + 1..];
        let (hashes, numbers) = numbers.split_at(head.traits * 8);
        let (idf, weights) = numbers.split_at(head.traits * 4);
        let hashes = hashes.as_chunks::<8>().0.iter().map(|b| u64::from_le_bytes(*b)).collect();
        let idf: Vec<f32> = idf.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        let mut model = Self::of_traits(hashes, idf);
        if model.index.len() != head.traits {
            return Err(BadModel::Damaged);
        }
        model.weights = weights.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect();
        model.labels = head.labels;
        model.scales = head.scales;
        model.sharpness = head.sharpness;
        Ok(model)
    }
}
