//! What every handler can reach, and the router made from the table of endpoints.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use bihuan_app::App;
use bihuan_app::access::Access;
use bihuan_app::chat::Chats;
use bihuan_app::counter::Counter;
use bihuan_app::customers::Customers;
use bihuan_app::portal::Portal;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::endpoint::Endpoint;
use crate::{auth, console, cors, document, edge, operations, problem, v1};

/// The largest JSON body in bytes: every text of a case at its longest would be more, which nobody needs.
pub const MOST_BODY_BYTES: usize = 4 << 20;
/// The largest attachment in bytes.
pub const MOST_FILE_BYTES: usize = 25 << 20;
/// The longest a request may take; streams of events are answered at once and go on.
pub const LONGEST: Duration = Duration::from_secs(30);

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    app: App,
    access: Access,
    customers: Customers,
    portal: Portal,
    chats: Chats,
    counter: Counter,
    https: bool,
    behind_proxy: bool,
    metrics: Option<PrometheusHandle>,
    closing: watch::Receiver<bool>,
}

impl Web {
    /// Composes it. `closing` turns true when the server stops: open event streams end then. `https` marks cookies
    /// `Secure`.
    pub fn new(
        app: App,
        access: Access,
        https: bool,
        metrics: Option<PrometheusHandle>,
        closing: watch::Receiver<bool>,
    ) -> Self {
        let customers = Customers::new(app.db().clone());
        let portal = Portal::new(app.clone(), access.clone());
        let chats = Chats::new(app.clone(), portal.clone());
        let counter = Counter::new(app.clone(), access.clone());
        let behind_proxy = false;
        Self(Arc::new(Inner { app, access, customers, portal, chats, counter, https, behind_proxy, metrics, closing }))
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// Who is who, and what they may.
    pub fn access(&self) -> &Access {
        &self.0.access
    }

    /// The customers.
    pub fn customers(&self) -> &Customers {
        &self.0.customers
    }

    /// The customer's side.
    pub fn portal(&self) -> &Portal {
        &self.0.portal
    }

    /// Live chat.
    pub fn chats(&self) -> &Chats {
        &self.0.chats
    }

    /// The shop counter.
    pub fn counter(&self) -> &Counter {
        &self.0.counter
    }

    /// Whether the outside speaks https.
    pub fn https(&self) -> bool {
        self.0.https
    }

    /// Takes the proxy's word for where a caller comes from; only for a server that nobody reaches past its proxy. To be
    /// said before the first clone.
    #[must_use]
    pub fn behind_proxy(mut self, behind: bool) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            inner.behind_proxy = behind;
        }
        self
    }

    /// Whether a proxy's `X-Forwarded-For` is believed.
    pub fn is_behind_proxy(&self) -> bool {
        self.0.behind_proxy
    }

    /// The metrics recorder, if this process has one.
    pub fn metrics(&self) -> Option<&PrometheusHandle> {
        self.0.metrics.as_ref()
    }

    /// Turns true when the server stops.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.0.closing.clone()
    }
}

/// The whole router.
pub fn router(web: Web) -> Router {
    let mut router = Router::new();
    for endpoint in v1::endpoints() {
        let Endpoint { path, access, run, .. } = endpoint;
        let guarded = run.route_layer(from_fn_with_state((web.clone(), access), auth::guard));
        router = router.route(&format!("/api/v1{path}"), guarded);
    }
    router
        .route("/api/openapi.json", get(document::serve))
        .route("/healthz", get(operations::healthz))
        .route("/readyz", get(operations::readyz))
        .route("/metrics", get(operations::metrics))
        .merge(document::page())
        .fallback(console::serve)
        .method_not_allowed_fallback(|| async {
            problem::Problem::of(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
        })
        .layer(from_fn_with_state(web.clone(), cors::cors))
        .layer(DefaultBodyLimit::max(MOST_BODY_BYTES))
        .layer(CatchPanicLayer::custom(edge::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONGEST))
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn(edge::edge))
        .with_state(web)
}
