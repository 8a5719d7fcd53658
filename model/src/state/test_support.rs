//! A seeded random generator and fixtures, shared by tests.

pub(crate) mod fixtures;
mod test_rng;

pub(crate) use test_rng::TestRng;
