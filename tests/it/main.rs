//! All integration tests, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod archive;
mod floors;
mod golden;
mod indexing;
mod looking;
mod readme;
mod searching;
