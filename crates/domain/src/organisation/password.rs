//! What a password must be: long, and not the sign-in name. No character classes: they make passwords worse (NIST
//! SP 800-63B).

use super::refusal::Refusal;
use crate::contact::login_key;

/// Shortest password by default, in characters.
pub const MIN_PASSWORD_CHARS: usize = 12;
/// Longest password, in bytes: hashing is bounded.
const MAX_PASSWORD_BYTES: usize = 512;

/// Checks a new password of somebody with this sign-in name.
///
/// # Errors
/// `PasswordTooShort`, `PasswordTooLong`, `PasswordIsLogin`.
pub fn check_password(password: &str, login: &str, min_chars: usize) -> Result<(), Refusal> {
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(Refusal::PasswordTooLong { max_bytes: MAX_PASSWORD_BYTES });
    }
    if password.chars().count() < min_chars {
        return Err(Refusal::PasswordTooShort { min_chars });
    }
    if login_key(password) == login_key(login) {
        return Err(Refusal::PasswordIsLogin);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_sign_in_name() {
        assert_eq!(check_password("short", "wang", 12), Err(Refusal::PasswordTooShort { min_chars: 12 }));
        assert_eq!(check_password("Wang.Fang@example.com", "wang.fang@example.com", 12), Err(Refusal::PasswordIsLogin));
        assert_eq!(check_password(&"长".repeat(200), "wang", 12), Err(Refusal::PasswordTooLong { max_bytes: 512 }));
        assert_eq!(check_password("十二个汉字也是一个长口令", "wang", 12), Ok(()));
    }
}
