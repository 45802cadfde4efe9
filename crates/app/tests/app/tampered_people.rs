//! Rows of units, users and customers that were changed past the journal are named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::stores::{Place, both};
use bihuan_app::app::App;
use bihuan_app::customers::NewCustomer;
use bihuan_app::organisation::NewUnit;
use bihuan_domain::organisation::UnitKind;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Fault, Query};

async fn findings(p: &Place) -> Vec<(String, String)> {
    let dir = tempfile::tempdir().unwrap();
    let app = App::open(p.db.clone(), Blobs::local(dir.path(), 1 << 20).unwrap()).await.unwrap();
    let verified = app.verify().await.unwrap();
    verified.findings.into_iter().map(|f| (f.stream.unwrap().kind.to_string(), f.detail)).collect()
}

async fn tamper(p: &Place, sql: &'static str) {
    p.db.write("test.tamper", move |tx| tx.execute(&Query::dynamic(sql.to_owned()), &[]).map(|_| ()))
        .await
        .unwrap_or_else(|fault: Fault| panic!("{fault}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tampered_unit_user_or_customer_is_named() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let station =
            NewUnit { parent: top, kind: UnitKind::Station, code: "S1".into(), name: "一站".into(), calendar: None };
        p.access.create_unit(&admin, station).await.unwrap();
        let wang =
            NewCustomer { name: Some("王女士".into()), phone: Some("13800138000".into()), ..Default::default() };
        p.customers.create(&admin, wang).await.unwrap();
        assert_eq!(findings(&p).await, []);

        for (change, back, kind, column) in [
            (
                "UPDATE unit SET archived_at = 1 WHERE code = 'S1'",
                "UPDATE unit SET archived_at = NULL",
                "unit",
                "archived_at",
            ),
            (
                "UPDATE unit SET kind = 'team' WHERE code = 'S1'",
                "UPDATE unit SET kind = 'station' WHERE code = 'S1'",
                "unit",
                "kind",
            ),
            ("UPDATE users SET active = FALSE", "UPDATE users SET active = TRUE", "user", "active"),
            (
                "UPDATE users SET second_factor = TRUE",
                "UPDATE users SET second_factor = FALSE",
                "user",
                "second_factor",
            ),
            ("UPDATE user_role SET reach = 'own'", "UPDATE user_role SET reach = 'all'", "user", "roles"),
            ("UPDATE customer SET email = 'x@example.com'", "UPDATE customer SET email = NULL", "customer", "email"),
            ("UPDATE customer SET version = 9", "UPDATE customer SET version = 1", "customer", "version"),
        ] {
            tamper(&p, change).await;
            let found = findings(&p).await;
            assert!(found.len() == 1 && found[0].0 == kind && found[0].1.contains(column), "{change}: {found:?}");
            tamper(&p, back).await;
        }
        assert_eq!(findings(&p).await, []);
        for (gone, kind) in [("DELETE FROM customer", "customer")] {
            tamper(&p, gone).await;
            let found = findings(&p).await;
            assert!(found.len() == 1 && found[0].0 == kind && found[0].1.contains("missing"), "{found:?}");
        }
    })
    .await;
}
