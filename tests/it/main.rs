//! All integration tests, in one binary.

mod archive;
mod floors;
mod indexing;
mod looking;
mod searching;
