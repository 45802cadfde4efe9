//! Canned texts: words written once and used often, with places for what differs. The places are a closed list, so that
//! a misspelt one is found when the text is written and not in front of a customer.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;

codes! {
    /// Who may use a canned text.
    pub enum TextScope {
        /// Its writer.
        Own = "own",
        /// A unit and all below it.
        Unit = "unit",
        /// Everybody.
        Everybody = "everybody",
    }
}

codes! {
    /// A place in a canned text that is filled in for a case, written `{{customer.name}}`.
    pub enum TextVariable {
        /// The customer's name as the reader may see it.
        CustomerName = "customer.name",
        /// The case's number.
        CaseNumber = "case.number",
        /// What it is about.
        CaseSubject = "case.subject",
        /// The product.
        CaseProduct = "case.product",
        /// The order.
        CaseOrderRef = "case.order_ref",
        /// When it came in.
        CaseReceivedAt = "case.received_at",
        /// The time last promised to the customer.
        CasePromisedAt = "case.promised_at",
        /// Whoever writes.
        AgentName = "agent.name",
        /// Whoever handles it.
        HandlerName = "handler.name",
        /// Whoever is accountable.
        OwnerName = "owner.name",
        /// The unit it lies with.
        UnitName = "unit.name",
        /// The organisation.
        CompanyName = "company.name",
        /// The day it is.
        Today = "today",
    }
}

/// A piece of a canned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// A place to fill in.
    Variable(TextVariable),
}

/// A place that is not on the list, or is not closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown variable {name:?} at character {position}")]
pub struct UnknownVariable {
    /// What stands between the braces.
    pub name: String,
    /// Where it begins, in characters from 0.
    pub position: usize,
}

/// Takes a text apart.
///
/// # Errors
/// The first place that is not on the list.
pub fn pieces(body: &str) -> Result<Vec<Piece<'_>>, UnknownVariable> {
    let mut out = Vec::new();
    let mut rest = body;
    while let Some(start) = rest.find("{{") {
        let (before, from) = rest.split_at(start);
        if !before.is_empty() {
            out.push(Piece::Words(before));
        }
        let inside = &from[2..];
        let unknown = |name: &str| UnknownVariable {
            name: name.trim().chars().take(60).collect(),
            position: body[..body.len() - from.len()].chars().count(),
        };
        let Some(end) = inside.find("}}") else { return Err(unknown(inside)) };
        let name = &inside[..end];
        out.push(Piece::Variable(name.trim().parse().map_err(|_| unknown(name))?));
        rest = &inside[end + 2..];
    }
    if !rest.is_empty() {
        out.push(Piece::Words(rest));
    }
    Ok(out)
}

/// Puts the values in. What has no value stays as it stands, and is named in the second answer once each.
///
/// # Errors
/// As [`pieces`].
pub fn fill(
    body: &str,
    mut value: impl FnMut(TextVariable) -> Option<String>,
) -> Result<(String, Vec<TextVariable>), UnknownVariable> {
    let mut out = String::with_capacity(body.len());
    let mut missing = Vec::new();
    for piece in pieces(body)? {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Variable(variable) => match value(variable).filter(|v| !v.trim().is_empty()) {
                Some(value) => out.push_str(&value),
                None => {
                    out.push_str(&format!("{{{{{variable}}}}}"));
                    if !missing.contains(&variable) {
                        missing.push(variable);
                    }
                }
            },
        }
    }
    Ok((out, missing))
}

/// What ranking looks at.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Shortcut, if it has one.
    pub shortcut: Option<&'a str>,
    /// Name.
    pub name: &'a str,
    /// Words.
    pub body: &'a str,
    /// Its own writer asks.
    pub own: bool,
    /// It is for the case's channel and category, as far as it says: how many of them fit. `None`: one does not.
    pub fits: Option<u8>,
}

/// How well a text answers what was typed; `None` when it does not. Higher is better.
pub fn rank(candidate: &Candidate<'_>, query: &str) -> Option<u32> {
    let query = query.trim().to_lowercase();
    let name = candidate.name.to_lowercase();
    let shortcut = candidate.shortcut.map(str::to_lowercase);
    let found = if query.is_empty() {
        100
    } else if shortcut.as_deref() == Some(query.as_str()) {
        1_000
    } else if shortcut.as_deref().is_some_and(|s| s.starts_with(&query)) {
        800
    } else if name.starts_with(&query) {
        600
    } else if name.contains(&query) {
        400
    } else if candidate.body.to_lowercase().contains(&query) {
        200
    } else {
        return None;
    };
    // What is for another channel or category comes last, but is still found by its name.
    let fit = candidate.fits.map_or(0, |n| 50 + 20 * u32::from(n));
    Some(found + fit + if candidate.own { 10 } else { 0 })
}

/// Of a canned text; its words lie in its row, the journal has a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum CannedTextEvent {
    /// It was written, or written anew.
    Written {
        /// For whom.
        scope: TextScope,
        /// For which unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Id>,
        /// sha256 of its words, in hex.
        digest: String,
    },
    /// It was taken away.
    Removed {},
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_misspelt_place_is_refused_with_its_position() {
        let flaw = pieces("您好，{{customer.nme}}！").unwrap_err();
        assert_eq!(flaw, UnknownVariable { name: "customer.nme".into(), position: 3 });
        assert_eq!(pieces("{{case.number").unwrap_err().position, 0);
        assert_eq!(pieces("a } b { c").unwrap(), [Piece::Words("a } b { c")]);
    }

    #[test]
    fn what_is_not_known_stays_visible_and_is_named() {
        let known = |v| (v == TextVariable::CaseNumber).then(|| "2611-1".to_owned());
        let (text, missing) = fill("{{ case.number }}：{{customer.name}}，{{customer.name}}", known).unwrap();
        assert_eq!(text, "2611-1：{{customer.name}}，{{customer.name}}");
        assert_eq!(missing, [TextVariable::CustomerName]);
    }

    #[test]
    fn the_shortcut_comes_before_the_name_and_the_name_before_the_words() {
        let text = |shortcut, name, body| Candidate { shortcut, name, body, own: false, fits: Some(0) };
        let ranks: Vec<_> = [
            text(Some("th"), "退货", ""),
            text(Some("thdz"), "退货地址", ""),
            text(None, "thanks", ""),
            text(None, "致谢", "th"),
        ]
        .iter()
        .map(|c| rank(c, "TH").unwrap())
        .collect();
        assert!(ranks.windows(2).all(|w| w[0] > w[1]), "{ranks:?}");
        assert_eq!(rank(&text(None, "x", "y"), "z"), None);
        let other = Candidate { fits: None, ..text(None, "thanks", "") };
        assert!(rank(&other, "th") < rank(&text(None, "thanks", ""), "th"));
    }
}
