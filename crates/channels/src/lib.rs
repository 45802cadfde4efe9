//! The outside worlds: each module knows one of them (spreadsheet-like files, webhooks, e-mail, providers of text messages) and nothing of cases.
//!
//! Why so: what a partner's file or mailbox looks like changes on its own schedule, and must never reach the rules.
//! It must never import `domain`, `store` or `app`: what it hands over is plain data (S0-30, issue items 7 and 8).

pub mod email;
pub mod gateway;
pub mod messaging;
pub mod tables;
pub mod webhook;
