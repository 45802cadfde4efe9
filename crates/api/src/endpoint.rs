//! One endpoint: method, path, who may, what it takes, what it answers, and the function that runs. The router and the
//! OpenAPI document are both made from these, so that a route without documentation or without a stated access cannot
//! be written.

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use bihuan_domain::actor::Permission;
use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::web::Web;

/// Who may call an endpoint at all; where exactly a permission holds is asked again at the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Whoever shows a key of the portal in `X-Portal-Key`, for the one case it opens.
    Guest,
    /// Whoever shows the link of a request for evidence in `X-Evidence-Key`, for that one request.
    Respondent,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds this permission somewhere.
    May(Permission),
}

impl Access {
    /// As it stands in the document under `x-permission`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Guest => "guest",
            Self::Respondent => "respondent",
            Self::SignedIn => "signed_in",
            Self::May(permission) => permission.code(),
        }
    }
}

/// Schemas by name, as utoipa collects them.
pub type Schemas = Vec<(String, RefOr<Schema>)>;

/// A JSON schema with the named schemas it refers to.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Its name among the components.
    pub name: fn() -> String,
    /// The schema itself.
    pub schema: fn() -> RefOr<Schema>,
    /// What it refers to.
    pub others: fn(&mut Schemas),
}

impl Shape {
    /// Of a type.
    pub fn of<T: ToSchema>() -> Self {
        Self { name: || T::name().into_owned(), schema: <T as PartialSchema>::schema, others: <T as ToSchema>::schemas }
    }
}

/// A parameter in the path, the query or a header.
#[derive(Clone)]
pub struct Param {
    /// `path`, `query` or `header`.
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub says: &'static str,
    /// Its JSON schema.
    pub schema: Value,
    /// It must be there.
    pub required: bool,
}

/// What a request carries.
#[derive(Clone, Copy)]
pub enum Carries {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(Shape),
    /// A form with one file.
    File,
    /// TOML or CSV as text.
    Text,
}

/// What a good answer carries.
#[derive(Clone, Copy)]
pub enum Answers {
    /// Nothing: 204.
    Nothing,
    /// JSON.
    Json(Shape),
    /// A page of JSON lines: an array of this.
    List(Shape),
    /// Bytes of an attachment.
    Bytes,
    /// Bytes of an attachment, or the part of them that a `Range` asks for.
    Part,
    /// A stream of events.
    Stream,
    /// A table as CSV.
    Csv,
}

/// An endpoint.
pub struct Endpoint {
    /// In upper case.
    pub method: &'static str,
    /// Below `/api/v1`, with `{names}`.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
    /// The noun it belongs to.
    pub tag: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Its parameters.
    pub params: Vec<Param>,
    /// What a request carries.
    pub carries: Carries,
    /// Status of a good answer.
    pub status: u16,
    /// What it carries.
    pub answers: Answers,
    /// It changes something that has a version: `If-Match`, 409, 412.
    pub versioned: bool,
    /// It makes something: `Idempotency-Key`.
    pub once: bool,
    /// Whoever asks too often waits: 429 with `Retry-After`.
    pub limited: bool,
    /// What runs.
    pub run: MethodRouter<Web>,
}

/// A schema of a string with a bound.
pub fn text(longest: usize) -> Value {
    serde_json::json!({ "type": "string", "maxLength": longest })
}

/// A schema of a place in the journal's feed.
pub fn cursor() -> Value {
    serde_json::json!({ "type": "string", "maxLength": 39, "pattern": "^[0-9]{1,18}[.][0-9]{1,18}$" })
}

/// A schema of an identifier in a parameter.
pub fn ident() -> Value {
    serde_json::json!({ "type": "string", "minLength": 13, "maxLength": 13, "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{12}$" })
}

impl Endpoint {
    fn new<H: Handler<T, Web>, T: 'static>(
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        access: Access,
        summary: &'static str,
        run: H,
    ) -> Self {
        let mut params = Vec::new();
        for name in path.split('/').filter_map(|s| s.strip_prefix('{')?.strip_suffix('}')) {
            let (says, schema) = path_param(name);
            params.push(Param { place: "path", name, says, schema, required: true });
        }
        let tag = path.split('/').nth(1).unwrap_or_default();
        Self {
            method,
            path,
            access,
            tag,
            summary,
            params,
            carries: Carries::Nothing,
            status: 204,
            answers: Answers::Nothing,
            versioned: false,
            once: false,
            limited: false,
            run: on(filter, run),
        }
    }

    /// `GET`.
    pub fn get<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        access: Access,
        summary: &'static str,
        run: H,
    ) -> Self {
        Self::new("GET", MethodFilter::GET, path, access, summary, run)
    }

    /// `POST`.
    pub fn post<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        access: Access,
        summary: &'static str,
        run: H,
    ) -> Self {
        Self::new("POST", MethodFilter::POST, path, access, summary, run)
    }

    /// `PUT`.
    pub fn put<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        access: Access,
        summary: &'static str,
        run: H,
    ) -> Self {
        Self::new("PUT", MethodFilter::PUT, path, access, summary, run)
    }

    /// `DELETE`.
    pub fn delete<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        access: Access,
        summary: &'static str,
        run: H,
    ) -> Self {
        Self::new("DELETE", MethodFilter::DELETE, path, access, summary, run)
    }

    /// A JSON body.
    pub fn takes<T: ToSchema>(mut self) -> Self {
        self.carries = Carries::Json(Shape::of::<T>());
        self
    }

    /// A body of another sort.
    pub fn carries(mut self, carries: Carries) -> Self {
        self.carries = carries;
        self
    }

    /// A JSON answer.
    pub fn gives<T: ToSchema>(mut self, status: u16) -> Self {
        (self.status, self.answers) = (status, Answers::Json(Shape::of::<T>()));
        self
    }

    /// An array of JSON.
    pub fn lists<T: ToSchema>(mut self) -> Self {
        (self.status, self.answers) = (200, Answers::List(Shape::of::<T>()));
        self
    }

    /// An answer of another sort.
    pub fn answers(mut self, answers: Answers) -> Self {
        (self.status, self.answers) = (200, answers);
        self
    }

    /// Changes something that has a version.
    pub fn versioned(mut self) -> Self {
        self.versioned = true;
        self
    }

    /// Counted: whoever asks too often waits.
    pub fn limited(mut self) -> Self {
        self.limited = true;
        self
    }

    /// Makes something, once a key.
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// A query parameter.
    pub fn query(mut self, name: &'static str, says: &'static str, schema: Value) -> Self {
        self.params.push(Param { place: "query", name, says, schema, required: false });
        self
    }

    /// A query parameter that must be there.
    pub fn needs(mut self, name: &'static str, says: &'static str, schema: Value) -> Self {
        self.params.push(Param { place: "query", name, says, schema, required: true });
        self
    }

    /// The noun it belongs to, when that is not the first word of the path.
    pub fn tag(mut self, tag: &'static str) -> Self {
        self.tag = tag;
        self
    }
}

fn path_param(name: &str) -> (&'static str, Value) {
    match name {
        "case" => (
            "Identifier or case number of a case",
            serde_json::json!({ "type": "string", "minLength": 13, "maxLength": 16, "pattern": "^[0-9A-Z-]{13,16}$" }),
        ),
        "field" => ("Which text", crate::codes::list::<bihuan_domain::case::text::Field>()),
        "sort" => ("Reply or note", crate::codes::list::<bihuan_domain::case::text::WritingSort>()),
        "display" => ("Key of a number display, as it stands in its address", text(100)),
        "token" => ("What stands in the address of a code", text(60)),
        "version" => ("Number of a version, from 1", serde_json::json!({ "type": "integer", "minimum": 1 })),
        "entry" => ("Id of a question", text(40)),
        "clock" => ("Name of a clock of the case", text(100)),
        "policy" => ("Id of a policy", text(100)),
        "step" => ("Id of a step of the checklist", text(100)),
        "region" => (
            "Region of a calendar, such as CN",
            serde_json::json!({ "type": "string", "pattern": "^[A-Z0-9-]{2,20}$" }),
        ),
        "category" => ("Code of a category", text(200)),
        "role" => (
            "Code of a delivered role, or identifier of one's own",
            serde_json::json!({ "type": "string", "maxLength": 40, "pattern": crate::codes::ROLE_KEY }),
        ),
        _ => ("Identifier", ident()),
    }
}
