//! The front door: parse, run, exit code.

fn main() {}
