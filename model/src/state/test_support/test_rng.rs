//! Randomness for tests: Xorshift, the same on every machine.

/// The state; not zero.
pub(crate) struct TestRng(pub(crate) u64);

impl TestRng {
    /// The generator of one run of many. Neighbouring runs have nothing in common.
    pub(crate) fn for_run(run: u64) -> Self {
        let mut rng = Self(run.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            rng.next_u32();
        }
        rng
    }

    /// Any number of 32 bits.
    pub(crate) fn next_u32(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 32).unwrap_or_default()
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.next_u32() as usize % limit
    }

    /// One of these; there is at least one.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}
