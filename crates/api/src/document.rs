//! The OpenAPI 3.1 document, made from the table of endpoints and the schemas of their types. `openapi.json` beside
//! this crate is its snapshot; a test compares, `bihuan openapi` prints it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use utoipa_swagger_ui::SwaggerUi;

use crate::endpoint::{Access, Answers, Carries, Endpoint, Schemas, Shape};
use crate::problem::ProblemDocument;
use crate::v1;
use crate::web::Web;

static DOCUMENT: LazyLock<Value> = LazyLock::new(build);

/// The document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// The document as it is kept in the repository.
pub fn pretty() -> String {
    let mut text = serde_json::to_string_pretty(document()).unwrap_or_default();
    text.push('\n');
    text
}

/// `GET /api/openapi.json`.
pub async fn serve() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(|| DOCUMENT.to_string());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

/// The page at `/api/docs`; everything it needs is in the binary.
pub fn page() -> Router<Web> {
    SwaggerUi::new("/api/docs").config(utoipa_swagger_ui::Config::from("/api/openapi.json")).into()
}

fn build() -> Value {
    let mut components: BTreeMap<String, Value> = BTreeMap::new();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    add(&mut components, Shape::of::<ProblemDocument>());
    for endpoint in v1::endpoints() {
        for shape in shapes(&endpoint) {
            add(&mut components, shape);
        }
        let operation = operation(&endpoint);
        let path = paths.entry(format!("/api/v1{}", endpoint.path)).or_default();
        path.insert(endpoint.method.to_ascii_lowercase(), operation);
    }
    let responses_of_problems: BTreeMap<String, Value> =
        v1::endpoints().iter().flat_map(problems).map(problem_response).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "bihuan",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "After-sales service and complaint quality",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": responses_of_problems,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "An API token, `bh_…`" },
                "session": { "type": "apiKey", "in": "cookie", "name": crate::auth::COOKIE,
                    "description": "A session; unsafe methods repeat its token in `X-CSRF-Token`" },
                "portal": { "type": "apiKey", "in": "header", "name": crate::auth::PORTAL_KEY,
                    "description": "A customer's key to their one case" },
                "evidence": { "type": "apiKey", "in": "header", "name": crate::auth::EVIDENCE_KEY,
                    "description": "The key of a link to one request for evidence" },
            },
        },
    })
}

fn shapes(endpoint: &Endpoint) -> impl Iterator<Item = Shape> {
    let carried = match endpoint.carries {
        Carries::Json(shape) => Some(shape),
        _ => None,
    };
    let answered = match endpoint.answers {
        Answers::Json(shape) | Answers::List(shape) => Some(shape),
        _ => None,
    };
    carried.into_iter().chain(answered)
}

fn add(components: &mut BTreeMap<String, Value>, shape: Shape) {
    let mut all: Schemas = vec![((shape.name)(), (shape.schema)())];
    (shape.others)(&mut all);
    for (name, schema) in all {
        components.insert(name, serde_json::to_value(schema).unwrap_or_default());
    }
}

fn reference(shape: Shape) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", (shape.name)()) })
}

fn operation(e: &Endpoint) -> Value {
    let mut parameters: Vec<Value> = e
        .params
        .iter()
        .map(|p| {
            let many = p.schema.get("type") == Some(&json!("array"));
            let mut param = json!({ "name": p.name, "in": p.place, "description": p.says, "schema": p.schema,
                "required": p.required });
            if many {
                param["style"] = json!("form");
                param["explode"] = json!(true);
            }
            param
        })
        .collect();
    if e.versioned {
        parameters.push(json!({ "name": "If-Match", "in": "header", "required": false,
            "description": "The ETag you saw, or `*` for any; 412 when it is no longer so",
            "schema": { "type": "string", "pattern": "^([*]|\"[0-9]{1,18}\")$" } }));
    }
    if e.once {
        parameters.push(json!({ "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "Names this attempt: the same key again gets what the first got, for 24 hours",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" } }));
    }
    let mut operation = json!({
        "tags": [e.tag],
        "operationId": operation_id(e),
        "summary": e.summary,
        "x-permission": e.access.code(),
        "responses": responses(e),
    });
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    match e.access {
        Access::Public => {}
        Access::Guest => operation["security"] = json!([{ "portal": [] }]),
        Access::Respondent => operation["security"] = json!([{ "evidence": [] }]),
        Access::SignedIn | Access::May(_) => operation["security"] = json!([{ "token": [] }, { "session": [] }]),
    }
    let content = match e.carries {
        Carries::Nothing => return operation,
        Carries::Json(shape) => json!({ "application/json": { "schema": reference(shape) } }),
        Carries::Text => {
            json!({ "text/plain": { "schema": { "type": "string", "minLength": 1, "maxLength": crate::web::MOST_BODY_BYTES } } })
        }
        Carries::File => json!({ "multipart/form-data": { "schema": { "type": "object", "required": ["file"],
            "additionalProperties": false,
            "properties": { "file": { "type": "string", "contentMediaType": "application/octet-stream" } } } } }),
    };
    operation["requestBody"] = json!({ "required": true, "content": content });
    operation
}

/// `post_cases_case_pause`: unique because method and path are.
fn operation_id(e: &Endpoint) -> String {
    let words = e.path.split(['/', '{', '}', '-']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("_");
    format!("{}_{words}", e.method.to_ascii_lowercase())
}

fn responses(e: &Endpoint) -> Value {
    let mut all = Map::new();
    let (said, content) = match e.answers {
        Answers::Nothing => ("Done", None),
        Answers::Json(shape) => ("Good", Some(json!({ "application/json": { "schema": reference(shape) } }))),
        Answers::List(shape) => {
            ("Good", Some(json!({ "application/json": { "schema": { "type": "array", "items": reference(shape) } } })))
        }
        Answers::Csv => ("A table", Some(json!({ "text/csv": { "schema": { "type": "string" } } }))),
        Answers::Bytes | Answers::Part => {
            ("The file", Some(json!({ "*/*": { "schema": { "type": "string", "format": "binary" } } })))
        }
        Answers::Stream => ("Events", Some(json!({ "text/event-stream": { "schema": { "type": "string" } } }))),
    };
    let mut good = json!({ "description": said });
    if let Some(content) = content {
        good["content"] = content;
    }
    all.insert(e.status.to_string(), good);
    if matches!(e.answers, Answers::Part) {
        all.insert(
            "206".into(),
            json!({ "description": "The part asked for",
            "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } }),
        );
    }
    for (status, _) in problems(e) {
        all.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/Problem{status}") }));
    }
    Value::Object(all)
}

/// One component a status, because every operation has the same.
fn problem_response((status, said): (u16, &'static str)) -> (String, Value) {
    let content =
        json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/ProblemDocument" } } });
    (format!("Problem{status}"), json!({ "description": said, "content": content }))
}

fn problems(e: &Endpoint) -> Vec<(u16, &'static str)> {
    let mut out =
        vec![(400, "Not readable"), (500, "A fault of ours"), (503, "Try again soon"), (504, "Took too long")];
    if e.access != Access::Public {
        out.push((401, "Sign in first"));
        out.push((403, "Not permitted"));
    }
    let named = e.path.contains('{');
    let changes = e.method != "GET";
    // A body may name what is not there, as a path may.
    let of_version = e.params.iter().any(|p| p.name == "version");
    if named || changes || of_version {
        out.push((404, "No such thing, or not one you may see"));
    }
    // Not every unit has a counter to look at.
    if changes || e.path.starts_with("/counters/") {
        out.push((409, "A rule says no; the code says which"));
    }
    if e.versioned {
        out.push((412, "Changed meanwhile"));
    }
    if !matches!(e.carries, Carries::Nothing) {
        out.push((413, "Too large"));
        out.push((415, "Another media type is wanted"));
    }
    if changes || e.params.iter().any(|p| p.place != "path") || named {
        out.push((422, "A field is unusable"));
    }
    if matches!(e.answers, Answers::Part) {
        out.push((416, "No such part"));
    }
    if matches!(e.tag, "session" | "setup") {
        out.push((401, "Sign in first"));
    }
    if e.limited || matches!(e.tag, "session" | "setup") {
        out.push((429, "Too many tries"));
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_snapshot_is_what_the_code_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        if std::env::var_os("BIHUAN_WRITE_OPENAPI").is_some() {
            std::fs::write(path, pretty()).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == pretty(),
            "the API changed: look at the difference, then bihuan openapi > crates/api/openapi.json"
        );
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_operation_has_its_own_id() {
        let text = document().to_string();
        for name in text.split("#/components/schemas/").skip(1).map(|s| s.split('"').next().unwrap()) {
            assert!(!document()["components"]["schemas"][name].is_null(), "{name} is referred to and not there");
        }
        let mut seen = BTreeSet::new();
        for e in v1::endpoints() {
            assert!(seen.insert(operation_id(&e)), "{} {} twice", e.method, e.path);
            assert!(!e.summary.is_empty() && !e.tag.is_empty(), "{} {}", e.method, e.path);
        }
    }

    #[test]
    fn bodies_refuse_what_they_do_not_know() {
        for e in v1::endpoints() {
            if let Carries::Json(shape) = e.carries {
                let schema = serde_json::to_value((shape.schema)()).unwrap();
                assert_eq!(schema["additionalProperties"], json!(false), "{} {}", e.method, e.path);
            }
        }
    }
}
