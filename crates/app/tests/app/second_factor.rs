//! Signing in with a second factor, and the limits of trying.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::stores::{PASSWORD, Place, both};
use bihuan_app::Failure;
use bihuan_app::second_factor::Proof;
use bihuan_app::secrets::Secret;
use bihuan_app::sign_in::{Session, Visit};
use bihuan_domain::organisation::Refusal;
use bihuan_store::journal::{self, Stream};
use bihuan_store::vault::{self, Vault};
use bihuan_store::{Conn, Fault, Query, testing};

fn refused<T>(result: Result<T, Failure>) -> Refusal {
    match result {
        Err(Failure::Organisation(refusal)) => refusal,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// What an authenticator shows now.
fn code(place: &Place, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(place.db.now().ms() / 1_000).unwrap()).to_string()
}

async fn ticket(place: &Place) -> Secret {
    match place.access.sign_in("admin", PASSWORD, "Firefox").await {
        Err(Failure::SecondFactorNeeded { ticket, .. }) => ticket,
        other => panic!("{:?}", other.map(|s| s.user)),
    }
}

/// The administrator with a second factor: its secret and the recovery codes.
async fn enrolled(place: &Place) -> (Session, String, Vec<String>) {
    place.set_up().await;
    let session = place.sign_in("admin").await;
    let who = place.who(&session).await;
    let begun = place.access.begin_second_factor(&who).await.unwrap();
    assert!(begun.uri.starts_with("otpauth://totp/") && begun.uri.contains("secret="), "{}", begun.uri);
    assert!(place.access.sign_in("admin", PASSWORD, "").await.is_ok(), "it does not count before it is proved");
    assert_eq!(refused(place.access.confirm_second_factor(&who, "000000").await), Refusal::WrongCode);
    let codes = place.access.confirm_second_factor(&who, &code(place, &begun.secret)).await.unwrap();
    assert_eq!(codes.0.len(), 10);
    (session, begun.secret, codes.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_password_the_code_is_asked_and_is_good_once() {
    both(|p| async move {
        let (_, secret, _) = enrolled(&p).await;
        let shown = code(&p, &secret);
        let first = ticket(&p).await;
        let replayed = p.access.sign_in_further(first.reveal(), Proof::Code(shown), "").await;
        assert_eq!(refused(replayed), Refusal::WrongCode, "the code that proved the set-up is used up");

        p.pass_minutes(1);
        let shown = code(&p, &secret);
        let (one, two) = (ticket(&p).await, ticket(&p).await);
        let session = p.access.sign_in_further(one.reveal(), Proof::Code(shown.clone()), "Firefox").await.unwrap();
        let who = p.who(&session).await;
        assert_eq!(refused(p.access.sign_in_further(two.reveal(), Proof::Code(shown), "").await), Refusal::WrongCode);
        let spent = p.access.sign_in_further(one.reveal(), Proof::Code("000000".into()), "").await;
        assert_eq!(refused(spent), Refusal::TicketSpent);

        let late = ticket(&p).await;
        p.pass_minutes(6);
        let late = p.access.sign_in_further(late.reveal(), Proof::Code(code(&p, &secret)), "").await;
        assert_eq!(refused(late), Refusal::TicketSpent);
        let history = p.db.read(move |c| journal::read(c, &Stream::new("user", who.user))).await.unwrap();
        assert!(history.iter().all(|row| !row.body.contains(&secret)), "no secret in the record");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_in_a_row() {
    both(|p| async move {
        let (_, secret, _) = enrolled(&p).await;
        p.pass_minutes(1);
        let ticket = ticket(&p).await;
        for _ in 0..5 {
            let guess = p.access.sign_in_further(ticket.reveal(), Proof::Code("123456".into()), "").await;
            assert_eq!(refused(guess), Refusal::WrongCode);
        }
        let right = p.access.sign_in_further(ticket.reveal(), Proof::Code(code(&p, &secret)), "").await;
        assert!(matches!(right, Err(Failure::TooMany { .. })), "even the right one waits");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_opens_once_and_new_ones_void_the_old() {
    both(|p| async move {
        let (session, secret, codes) = enrolled(&p).await;
        let written = codes[3].to_lowercase().replace('-', " ");
        let opened = p.access.sign_in_further(ticket(&p).await.reveal(), Proof::Recovery(written), "").await.unwrap();
        let who = p.who(&opened).await;
        assert_eq!(p.access.second_factor(&who).await.unwrap().codes_left, 9);
        let again = p.access.sign_in_further(ticket(&p).await.reveal(), Proof::Recovery(codes[3].clone()), "").await;
        assert_eq!(refused(again), Refusal::WrongCode);

        p.pass_minutes(1);
        let who = p.who(&session).await;
        let renewed = p.access.renew_recovery_codes(&who, &code(&p, &secret)).await.unwrap();
        let old = p.access.sign_in_further(ticket(&p).await.reveal(), Proof::Recovery(codes[0].clone()), "").await;
        assert_eq!(refused(old), Refusal::WrongCode);
        let new = Proof::Recovery(renewed.0[0].clone());
        p.access.sign_in_further(ticket(&p).await.reveal(), new, "").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_taken_away_with_password_and_code_or_by_an_administrator() {
    both(|p| async move {
        let (session, secret, _) = enrolled(&p).await;
        p.pass_minutes(1);
        let who = p.who(&session).await;
        let shown = code(&p, &secret);
        assert_eq!(
            refused(p.access.remove_second_factor(&who, "not the password", &shown).await),
            Refusal::WrongCredentials
        );
        assert_eq!(refused(p.access.remove_second_factor(&who, PASSWORD, "000000").await), Refusal::WrongCode);
        p.access.remove_second_factor(&who, PASSWORD, &shown).await.unwrap();
        let session = p.sign_in("admin").await;

        let who = p.who(&session).await;
        let begun = p.access.begin_second_factor(&who).await.unwrap();
        p.access.confirm_second_factor(&who, &code(&p, &begun.secret)).await.unwrap();
        assert_eq!(refused(p.access.begin_second_factor(&who).await), Refusal::SecondFactorOn);
        let open = ticket(&p).await;
        p.access.reset_second_factor(&who.actor, who.user, None).await.unwrap();
        assert!(p.access.actor_by_session(session.cookie.reveal()).await.is_err(), "sessions end");
        let spent = p.access.sign_in_further(open.reveal(), Proof::Code(code(&p, &begun.secret)), "").await;
        assert_eq!(refused(spent), Refusal::TicketSpent);
        p.sign_in("admin").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_cannot_lock_out_a_known_browser() {
    both(|p| async move {
        p.set_up().await;
        let from = |address: &str, device: Option<&str>| Visit {
            user_agent: "Firefox".into(),
            address: Some(address.parse().unwrap()),
            device: device.map(str::to_owned),
        };
        let mine = p.access.sign_in("admin", PASSWORD, from("203.0.113.5", None)).await.unwrap();
        let device = mine.device.unwrap().reveal().to_owned();
        for n in 0..5 {
            let try_it = p.access.sign_in("admin", "guess", from(&format!("198.51.100.{n}"), None)).await;
            assert_eq!(refused(try_it), Refusal::WrongCredentials);
        }
        let stranger = p.access.sign_in("admin", PASSWORD, from("203.0.113.5", None)).await;
        assert!(matches!(stranger, Err(Failure::TooMany { .. })), "the name is locked for unknown browsers");
        let again = p.access.sign_in("admin", PASSWORD, from("203.0.113.5", Some(&device))).await.unwrap();
        assert!(again.device.is_none(), "it is known already");
        let other = p.access.sign_in("nobody", "guess", from("203.0.113.5", Some(&device))).await;
        assert_eq!(refused(other), Refusal::WrongCredentials, "the cookie stands for its own user only");
        for _ in 0..5 {
            let try_it = p.access.sign_in("admin", "guess", from("203.0.113.5", Some(&device))).await;
            assert_eq!(refused(try_it), Refusal::WrongCredentials);
        }
        let worn = p.access.sign_in("admin", PASSWORD, from("203.0.113.5", Some(&device))).await;
        assert!(matches!(worn, Err(Failure::TooMany { .. })), "a known browser guesses no more than anybody");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_try_all_names() {
    both(|p| async move {
        p.set_up().await;
        let from = |address: &str| Visit { address: Some(address.parse().unwrap()), ..Visit::default() };
        for n in 0..8 {
            p.access
                .sign_in("admin", PASSWORD, from("2001:db8:1:1::7"))
                .await
                .map(drop)
                .unwrap_or_else(|e| panic!("{n}: {e}"));
        }
        for n in 0..50 {
            let address = format!("2001:db8:1:1::{n:x}");
            let try_it = p.access.sign_in(&format!("name{n}"), "guess", from(&address)).await;
            assert_eq!(refused(try_it), Refusal::WrongCredentials, "{n}");
        }
        let next = p.access.sign_in("admin", PASSWORD, from("2001:db8:1:1:ffff::1")).await;
        assert!(matches!(next, Err(Failure::TooMany { .. })), "one line is one address");
        p.access.sign_in("admin", PASSWORD, from("2001:db8:1:2::1")).await.unwrap();
    })
    .await;
}

/// What stands in the table: the clear secret and the sealed one.
async fn kept(place: &Place) -> (Vec<u8>, String) {
    let asked = Query::dynamic("SELECT secret, sealed FROM second_factor".to_owned());
    let look = move |c: &mut Conn| {
        let row = c.query_one(&asked, &[])?;
        Ok::<_, Fault>((row.bytes(0)?.to_vec(), row.text(1)?))
    };
    place.db.read(look).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_sealed_at_rest_and_opens_with_the_key_that_replaces_it() {
    let dir = tempfile::tempdir().unwrap();
    for (name, location) in [("s", testing::sqlite(&dir.path().join("data"))), ("p", testing::postgres())] {
        let file = dir.path().join(format!("{name}.key"));
        let place = Place::open_with(&location, Some(Vault::make(&file).unwrap())).await;
        let (_, secret, _) = enrolled(&place).await;
        let (clear, sealed) = kept(&place).await;
        let raw = totp_rs::Secret::try_from_base32(&secret).unwrap();
        assert!(clear.is_empty() && !sealed.is_empty() && !sealed.contains(&secret), "{sealed}");
        assert!(!sealed.as_bytes().windows(raw.as_bytes().len()).any(|w| w == raw.as_bytes()));
        place.db.close().await;

        // As `bihuan admin rotate-key` does it: the one before opens until everything is sealed anew.
        let place = Place::open_with(&location, Some(vault::rotate(&file).unwrap())).await;
        let standing = place.db.write("secrets.seal", |tx| vault::settle(tx, false)).await.unwrap();
        assert_eq!(standing.locked, 0);
        place.db.close().await;
        vault::rotated(&file).unwrap();

        let place = Place::open_with(&location, Vault::read(&file).unwrap()).await;
        let (clear, anew) = kept(&place).await;
        assert!(clear.is_empty() && anew != sealed && !anew.contains(&secret));
        place.pass_minutes(2);
        let first = ticket(&place).await;
        let proof = Proof::Code(code(&place, &secret));
        place.access.sign_in_further(first.reveal(), proof, "Firefox").await.unwrap();
        place.db.close().await;

        // With another key nobody gets in by it: it is not in the clear somewhere else.
        let other = dir.path().join(format!("{name}.other"));
        let place = Place::open_with(&location, Some(Vault::make(&other).unwrap())).await;
        place.pass_minutes(4);
        let first = ticket(&place).await;
        let proof = Proof::Code(code(&place, &secret));
        assert!(place.access.sign_in_further(first.reveal(), proof, "Firefox").await.is_err());
        place.db.close().await;
    }
}
