#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
#[test]
fn every_shipped_policy_resolves() {
    for f in check(builtin()) { println!("{f}"); }
    assert!(check(builtin()).iter().all(|f| f.gravity() == Gravity::Warning));
    println!("{}", show(&Policies::with_builtin([]).unwrap().resolve("auto_station", "2026-11-22".parse().unwrap()).unwrap()));
}
