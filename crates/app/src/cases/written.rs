//! What somebody writes in a case: a reply to the customer or a note for colleagues, with the files and people that go
//! with it. The same shape is a draft, is held back for a moment, and becomes the ordinary command: there is one door.

use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::command::Message;
use bihuan_domain::case::event::{Direction, MessageRole};
use bihuan_domain::case::text::{TextFormat, TextRef, WritingSort};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState};
use bihuan_store::Fault;
use bihuan_store::nouns::text::NewText;
use serde::{Deserialize, Serialize};

use super::change::check_text;
use crate::app::App;
use crate::failure::Failure;
use crate::rich;

/// The longest text in characters, rich or plain.
pub const MOST_CHARS: usize = 262_144;
/// Files that go with one text at most.
pub const MOST_FILES: usize = 20;
/// People one note calls at most.
pub const MOST_MENTIONS: usize = 50;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Plain or HTML.
    pub format: TextFormat,
    /// The words; HTML is cleaned.
    pub text: String,
    /// Files of the case that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Id>,
    /// People a note calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Id>,
    /// By which channel a reply goes; the case's own if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What a reply is beyond its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<MessageRole>,
    /// A human wrote it and it says something (C.1); if left out, unless it is a holding text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substantive: Option<bool>,
    /// A time promised in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<UtcMs>,
    /// How the customer felt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotional_state: Option<EmotionalState>,
}

fn single<T: Ord + Copy>(field: &'static str, list: &[T], most: usize) -> Result<(), Failure> {
    let given = list.len();
    if given > most {
        return Err(Failure::input(field, "too_many", most.to_string()));
    }
    let mut sorted = list.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() == given { Ok(()) } else { Err(Failure::input(field, "given_twice", "")) }
}

impl Written {
    /// Plain words and nothing else.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            format: TextFormat::Plain,
            text: text.into(),
            attachments: Vec::new(),
            mentions: Vec::new(),
            channel: None,
            roles: Vec::new(),
            substantive: None,
            promised_at: None,
            emotional_state: None,
        }
    }

    /// Checked against its bounds, HTML cleaned; pictures and people in the HTML are added to the lists. Words may still
    /// be empty, as in a draft.
    ///
    /// # Errors
    /// `Input`.
    pub fn checked(mut self, sort: WritingSort) -> Result<Self, Failure> {
        if self.text.chars().count() > MOST_CHARS {
            return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
        }
        if self.text.contains('\0') {
            return Err(Failure::input("text", "nul_character", ""));
        }
        single("attachments", &self.attachments, MOST_FILES)?;
        single("mentions", &self.mentions, MOST_MENTIONS)?;
        single("roles", &self.roles, MessageRole::ALL.len())?;
        if sort == WritingSort::Reply && !self.mentions.is_empty() {
            return Err(Failure::input("mentions", "only_in_notes", ""));
        }
        if sort == WritingSort::Note && !(self.roles.is_empty() && self.channel.is_none() && self.promised_at.is_none())
        {
            return Err(Failure::input("roles", "only_in_replies", ""));
        }
        if self.format == TextFormat::Html {
            if rich::too_many_tags(&self.text) {
                return Err(Failure::input("text", "too_many_tags", rich::MOST_TAGS.to_string()));
            }
            let rich = rich::clean(&self.text);
            if rich.html.chars().count() > MOST_CHARS {
                return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
            }
            self.text = rich.html;
            for picture in rich.pictures {
                if !self.attachments.contains(&picture) {
                    self.attachments.push(picture);
                }
            }
            for person in rich.mentions.into_iter().filter(|_| sort == WritingSort::Note) {
                if !self.mentions.contains(&person) {
                    self.mentions.push(person);
                }
            }
            single("attachments", &self.attachments, MOST_FILES)?;
            single("mentions", &self.mentions, MOST_MENTIONS)?;
        }
        self.roles.sort_unstable();
        Ok(self)
    }

    /// Its words ready to be kept: salted, digested, cut for search. It has been [`Self::checked`].
    ///
    /// # Errors
    /// `Input` on empty words.
    pub fn words(&self, app: &App) -> Result<NewText, Failure> {
        let id = app.db().new_id();
        match self.format {
            TextFormat::Plain => {
                check_text("text", &self.text)?;
                Ok(NewText::new(id, self.text.as_str()))
            }
            TextFormat::Html => {
                let rich = rich::clean(&self.text);
                check_text("text", &rich.plain)?;
                Ok(NewText::rich(id, rich.plain, rich.html))
            }
        }
    }

    /// The ordinary command that says it. `own` is the case's own channel.
    pub fn command(&self, sort: WritingSort, id: Id, text: TextRef, own: Channel) -> CaseCommand {
        match sort {
            WritingSort::Reply => CaseCommand::RecordMessage(Box::new(Message {
                message: id,
                direction: Direction::Outbound,
                channel: self.channel.unwrap_or(own),
                text,
                substantive: self.substantive.unwrap_or(!self.roles.contains(&MessageRole::Holding)),
                roles: self.roles.clone(),
                promised_at: self.promised_at,
                emotional_state: self.emotional_state,
                attachments: self.attachments.clone(),
            })),
            WritingSort::Note => CaseCommand::Note {
                note: id,
                text,
                attachments: self.attachments.clone(),
                mentions: self.mentions.clone(),
            },
        }
    }

    /// This, with what was begun since after it: nothing of either is lost.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        if !later.text.trim().is_empty() {
            (self.format, self.text) = match (self.format, later.format) {
                (TextFormat::Plain, TextFormat::Plain) => {
                    (TextFormat::Plain, format!("{}\n\n{}", self.text, later.text))
                }
                (first, second) => {
                    let html = |format, text: &str| match format {
                        TextFormat::Html => text.to_owned(),
                        TextFormat::Plain => rich::of_plain(text),
                    };
                    (TextFormat::Html, html(first, &self.text) + &html(second, &later.text))
                }
            };
        }
        let add = |list: &mut Vec<Id>, more: Vec<Id>| {
            for id in more {
                if !list.contains(&id) {
                    list.push(id);
                }
            }
        };
        add(&mut self.attachments, later.attachments);
        add(&mut self.mentions, later.mentions);
        self
    }

    /// From its stored form.
    ///
    /// # Errors
    /// `Corrupt`.
    pub fn read(content: &str) -> Result<Self, Fault> {
        serde_json::from_str(content).map_err(|e| Fault::Corrupt(format!("what was written: {e}")))
    }

    /// Its stored form.
    ///
    /// # Errors
    /// Faults.
    pub fn stored(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(|e| Fault::Sql(format!("what was written: {e}")))
    }
}
