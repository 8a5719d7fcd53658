//! Chance for tests: Xorshift, the same runs on every machine.

/// The state; not zero.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// Any number of 32 bits.
    pub(super) fn number(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 32).unwrap_or_default()
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.number() as usize % sides
    }
}
