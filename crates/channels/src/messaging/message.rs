//! What a platform's request says, in one shape for all of them.

/// What was received.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// What it says.
    pub message: Incoming,
    /// What names this request among all: whoever has seen it before does nothing.
    pub replay_key: String,
}

/// What a request says.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// The platform tries the address; it wants exactly this back.
    Challenge(String),
    /// Somebody wrote.
    Message {
        /// The platform's id of it.
        id: String,
        /// The platform's id of whom it is from.
        from: String,
        /// The platform's id of the account it is to.
        to: String,
        /// When, in seconds.
        at_s: i64,
        /// What.
        content: Content,
    },
    /// A telephone call.
    Call {
        /// The call centre's id of it.
        id: String,
        /// What happened.
        event: super::CallEvent,
        /// Who calls.
        from: String,
        /// Whom they called.
        to: String,
        /// When, in seconds.
        at_s: i64,
        /// Seconds it took, once it ended.
        duration_s: Option<i64>,
        /// Where the recording is.
        recording_url: Option<String>,
    },
}

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Words.
    Text(String),
    /// A picture.
    Image {
        /// The platform's id of the file.
        media: String,
        /// Where it is, if the platform says.
        url: Option<String>,
    },
    /// A spoken message.
    Voice {
        /// The platform's id of the file.
        media: String,
        /// How it is coded.
        format: String,
        /// What the platform understood.
        words: Option<String>,
    },
    /// A film.
    Video {
        /// The platform's id of the file.
        media: String,
    },
    /// Another file.
    File {
        /// The platform's id of the file.
        media: String,
        /// Its name.
        name: String,
    },
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// What it is called.
        label: String,
    },
    /// Something happened without words: somebody follows the account, taps a menu.
    Event {
        /// The platform's name of it.
        name: String,
        /// What it was about.
        key: String,
    },
    /// Something this version does not know; kept by its name so that nothing is lost silently.
    Other(String),
}

/// What is answered in the same breath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `Content-Type`.
    pub media_type: &'static str,
    /// The body.
    pub body: String,
}
