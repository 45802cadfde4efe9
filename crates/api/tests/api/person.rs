//! Somebody with a token of their own, for tests that need several people.
#![allow(clippy::unwrap_used, dead_code)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Reply, TestApp};
use reqwest::Method;
use serde_json::Value;

/// Somebody.
pub struct Person<'a> {
    pub shop: &'a TestApp,
    pub token: String,
}

impl<'a> Person<'a> {
    /// With a role everywhere.
    pub async fn of(shop: &'a TestApp, login: &str, role: Role) -> Self {
        Self::at(shop, login, role, None).await
    }

    /// With a role at one unit, or everywhere.
    pub async fn at(shop: &'a TestApp, login: &str, role: Role, unit: Option<&str>) -> Self {
        let reach = if unit.is_some() { Reach::Unit } else { Reach::All };
        let at = RoleAt { role: role.into(), reach, unit: unit.map(|u| u.parse().unwrap()) };
        Self { shop, token: shop.token_at(login, at).await }
    }

    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let request = self.shop.client.request(method, format!("{}/api/v1{path}", self.shop.base));
        let request = request.bearer_auth(&self.token);
        Reply::of(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.ask(Method::GET, path, None).await.good()
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::PUT, path, Some(body)).await
    }

    pub async fn id(&self) -> String {
        self.get("/me").await["user"].as_str().unwrap().to_owned()
    }

    /// The kinds of what they were told, the latest first.
    pub async fn told(&self) -> Vec<String> {
        let told = self.get("/me/notifications").await;
        let kind = |n: &Value| n["kind"].as_str().unwrap().to_owned();
        told["items"].as_array().unwrap().iter().map(kind).collect()
    }
}
