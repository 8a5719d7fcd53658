//! What several tests need: chance with a seed, and lists to begin with.

pub(crate) mod fixtures;
mod test_rng;

pub(crate) use test_rng::TestRng;
