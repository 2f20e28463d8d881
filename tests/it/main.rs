//! All integration tests, in one binary.

mod archive;
mod looking;
mod searching;
