//! The tests of this crate from outside, in one program: each of its own would be linked again with all libraries, which
//! takes a build machine longer than running them.

mod complaint;
mod demo;
mod first_run;
mod mail;
mod people;
mod roles;
mod second_factor;
mod sign_in;
mod stores;
mod tampered_people;
mod walk;
