//! What was measured: a table for people, JSON for programs.

use std::time::Duration;

use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What.
    pub what: String,
    /// On which engine.
    pub engine: &'static str,
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// What the issue asks, e.g. `<= 15`.
    pub target: Option<String>,
    /// Whether it is met.
    pub met: Option<bool>,
    /// What else is worth knowing.
    pub detail: String,
}

/// All figures of a run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// In order of measuring.
    pub figures: Vec<Figure>,
}

impl Report {
    /// Adds a figure without a target.
    pub fn note(
        &mut self,
        what: impl Into<String>,
        engine: &'static str,
        value: f64,
        unit: &'static str,
        detail: impl Into<String>,
    ) {
        self.push(Figure { what: what.into(), engine, value, unit, target: None, met: None, detail: detail.into() });
    }

    /// Adds one that must not be above a limit.
    pub fn at_most(
        &mut self,
        what: impl Into<String>,
        engine: &'static str,
        value: f64,
        limit: f64,
        unit: &'static str,
        detail: impl Into<String>,
    ) {
        let target = Some(format!("<= {limit}"));
        self.push(Figure {
            what: what.into(),
            engine,
            value,
            unit,
            target,
            met: Some(value <= limit),
            detail: detail.into(),
        });
    }

    /// Adds one that must not be below a limit.
    pub fn at_least(
        &mut self,
        what: impl Into<String>,
        engine: &'static str,
        value: f64,
        limit: f64,
        unit: &'static str,
        detail: impl Into<String>,
    ) {
        let target = Some(format!(">= {limit}"));
        self.push(Figure {
            what: what.into(),
            engine,
            value,
            unit,
            target,
            met: Some(value >= limit),
            detail: detail.into(),
        });
    }

    fn push(&mut self, figure: Figure) {
        let met = match figure.met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        println!(
            "{:44} {:10} {:>10.2} {:8} {:>10} {:6}  {}",
            figure.what,
            figure.engine,
            figure.value,
            figure.unit,
            figure.target.as_deref().unwrap_or(""),
            met,
            figure.detail
        );
        self.figures.push(figure);
    }
}

/// The share `per_hundred` of the times is not longer than this, in milliseconds.
pub fn percentile(times: &mut [Duration], per_hundred: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * per_hundred).div_ceil(100).saturating_sub(1);
    times.get(place).map_or(0.0, |t| t.as_secs_f64() * 1_000.0)
}
