//! All integration tests, in one binary.

mod archive;
mod floors;
mod looking;
mod searching;
