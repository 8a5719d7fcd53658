//! Chance for tests: Xorshift, the same runs on every machine.

/// The state; not zero.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The dice of one run of many. Runs next to each other have nothing in common.
    pub(crate) fn of(run: u64) -> Self {
        let mut dice = Self(run.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            dice.number();
        }
        dice
    }

    /// Any number of 32 bits.
    pub(crate) fn number(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 32).unwrap_or_default()
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.number() as usize % sides
    }

    /// One of these; there is at least one.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}
