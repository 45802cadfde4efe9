//! Problems as RFC 9457 documents: a stable `code`, the `data` that explains it, and a `title` in the reader's language.
//! A problem travels in the response's extensions and is written by [`crate::edge`], which knows the language and the
//! request id. A fault is logged here, once, and never shown.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::Failure;
use bihuan_store::blobs::BlobError;
use bihuan_store::{ConstraintKind, Fault};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::v1::cases::timeline::TimelineEntry;

/// A problem document as it is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// `urn:bihuan:problem:<code>`.
    pub r#type: String,
    /// One sentence in the reader's language that says what to do.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: String,
    /// What exactly, for whoever looks into it; English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// `urn:bihuan:request:<id>`: name it when you ask for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The data of the sentence.
    #[schema(additional_properties)]
    pub data: Map<String, Value>,
    /// Each unusable field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
}

/// An unusable field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldError {
    /// Path of the field in the body, or name of the parameter.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// One sentence in the reader's language that says what is wrong with it.
    pub title: String,
    /// What was given or what is allowed.
    pub detail: String,
}

impl FieldError {
    /// An error whose sentence is said when the reader's language is known.
    pub fn new(field: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.to_owned(), title: String::new(), detail: detail.into() }
    }
}

/// A problem on its way out.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Status.
    pub status: StatusCode,
    /// Stable code.
    pub code: String,
    /// English detail.
    pub detail: Option<String>,
    /// Data.
    pub data: Map<String, Value>,
    /// Unusable fields.
    pub errors: Vec<FieldError>,
    /// Seconds to wait.
    pub retry_after_s: Option<u64>,
}

/// What handlers answer.
pub type Answer<T = Response> = Result<T, Problem>;

impl Problem {
    /// A problem with nothing but its code.
    pub fn of(status: StatusCode, code: &str) -> Self {
        Self { status, code: code.to_owned(), detail: None, data: Map::new(), errors: Vec::new(), retry_after_s: None }
    }

    /// An unusable field: 422.
    pub fn field(field: &str, code: &str, detail: impl Into<String>) -> Self {
        let detail: String = detail.into().chars().take(300).collect();
        let mut problem = Self::of(StatusCode::UNPROCESSABLE_ENTITY, "unusable_input");
        problem.data.insert("field".into(), field.into());
        problem.detail = Some(format!("{field}: {code} {detail}").trim_end().to_owned());
        problem.errors.push(FieldError::new(field, code, detail));
        problem
    }

    /// With a detail.
    pub fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into().chars().take(500).collect());
        self
    }

    /// With one datum.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.data.insert(key.to_owned(), value.into());
        self
    }

    fn wait(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// The document in a language.
    pub fn document(&self, language: crate::language::Language, request: &str) -> ProblemDocument {
        let told = |e: &FieldError| FieldError {
            // A sentence the words do not know by code (a finding in a policy) was written where it was found.
            title: if e.title.is_empty() { language.field(&e.code, &e.detail) } else { e.title.clone() },
            ..e.clone()
        };
        ProblemDocument {
            r#type: format!("urn:bihuan:problem:{}", self.code),
            title: language.sentence(&self.code, &self.data),
            status: self.status.as_u16(),
            code: self.code.clone(),
            detail: self.detail.clone(),
            instance: (!request.is_empty()).then(|| format!("urn:bihuan:request:{request}")),
            data: self.data.clone(),
            errors: self.errors.iter().map(told).collect(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"bihuan\""));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => {
                let status = match &refusal {
                    r if r.is_permission() => StatusCode::FORBIDDEN,
                    bihuan_domain::case::Refusal::NoSuchCase => StatusCode::NOT_FOUND,
                    _ => StatusCode::CONFLICT,
                };
                let said = refusal.to_string();
                let mut problem = Self::of(status, &refusal.code()).because(said);
                if let Ok(Value::Object(mut whole)) = serde_json::to_value(&refusal)
                    && let Some(Value::Object(data)) = whole.remove("data")
                {
                    problem.data = data;
                }
                problem
            }
            Failure::Organisation(refusal) => {
                use bihuan_domain::organisation::Refusal as R;
                let status = match &refusal {
                    R::WrongCredentials | R::WrongCode | R::TicketSpent => StatusCode::UNAUTHORIZED,
                    R::ExceedsOwn { .. } => StatusCode::FORBIDDEN,
                    R::PasswordTooShort { .. } | R::PasswordTooLong { .. } | R::PasswordIsLogin => {
                        StatusCode::UNPROCESSABLE_ENTITY
                    }
                    _ => StatusCode::CONFLICT,
                };
                let mut problem = Self::of(status, refusal.code()).because(refusal.to_string());
                if let Ok(Value::Object(mut data)) = serde_json::to_value(&refusal) {
                    data.remove("code");
                    problem.data = data;
                }
                problem
            }
            Failure::Chat(refusal) => Self::of(StatusCode::CONFLICT, refusal.code()).because(refusal.to_string()),
            Failure::Counter(refusal) => Self::of(StatusCode::CONFLICT, refusal.code()).because(refusal.to_string()),
            Failure::Stale { current } => Self::of(StatusCode::PRECONDITION_FAILED, "stale").with("current", current),
            Failure::Newer { events } => {
                let shown: Vec<TimelineEntry> = events.into_iter().map(Into::into).collect();
                Self::of(StatusCode::CONFLICT, "newer_events")
                    .with("count", shown.len())
                    .with("events", serde_json::to_value(shown).unwrap_or_default())
            }
            Failure::DraftNewer { counter } => Self::of(StatusCode::CONFLICT, "draft_newer").with("counter", counter),
            Failure::NotFound { what } => Self::of(StatusCode::NOT_FOUND, "not_found").with("what", what),
            Failure::NotPermitted(p) => Self::of(StatusCode::FORBIDDEN, "not_permitted").with("permission", p.code()),
            Failure::NotSignedIn => Self::of(StatusCode::UNAUTHORIZED, "not_signed_in"),
            Failure::SecondFactorNeeded { ticket, expires_at } => {
                Self::of(StatusCode::UNAUTHORIZED, "second_factor_needed")
                    .with("ticket", ticket.reveal())
                    .with("expires_at", expires_at.to_string())
            }
            Failure::TooMany { retry_after_s } => Self::of(StatusCode::TOO_MANY_REQUESTS, "too_many")
                .with("retry_after_s", retry_after_s)
                .wait(retry_after_s),
            Failure::Input { field, code, detail } => Self::field(field, code, detail),
            Failure::Flaws(flaws) => {
                crate::input::fields(flaws.into_iter().map(|(field, code)| FieldError::new(field, code, "")).collect())
            }
            Failure::Fault(fault) => fault.into(),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let unavailable = StatusCode::SERVICE_UNAVAILABLE;
        match &fault {
            // A promise of the schema that the rules could not see: somebody else was quicker, or named what is not there.
            Fault::Constraint { kind: ConstraintKind::Unique, name } => {
                Self::of(StatusCode::CONFLICT, "taken").with("what", name.as_str())
            }
            Fault::Constraint { kind: ConstraintKind::ForeignKey, name } => Self::field(name, "no_such_reference", ""),
            Fault::Unavailable(_) | Fault::DiskFull | Fault::Closed | Fault::ReadOnly => {
                tracing::error!(code = fault.code(), %fault, "store");
                Self::of(unavailable, fault.code()).wait(2)
            }
            _ => {
                tracing::error!(code = fault.code(), %fault, "fault");
                Self::of(StatusCode::INTERNAL_SERVER_ERROR, fault.code())
            }
        }
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::TooLarge { limit } => {
                Self::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").with("limit_bytes", json!(limit))
            }
            BlobError::Missing => Self::of(StatusCode::NOT_FOUND, "not_found").with("what", "attachment"),
            BlobError::Damaged => {
                tracing::error!("a stored file is damaged");
                Self::of(StatusCode::INTERNAL_SERVER_ERROR, "file_damaged")
            }
            BlobError::Fault(fault) => fault.into(),
        }
    }
}
