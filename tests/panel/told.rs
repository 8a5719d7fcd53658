//! How often the runs came to what they are to prove.

#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) refreshed: usize,
    pub(crate) retried: usize,
    pub(crate) done: usize,
    pub(crate) done_by_read_back: usize,
    pub(crate) gone_already: usize,
    pub(crate) nothing: usize,
    pub(crate) not_seen: usize,
    pub(crate) unknown: usize,
    pub(crate) claimed: usize,
    pub(crate) found: usize,
    pub(crate) several: usize,
    pub(crate) none_found: usize,
    pub(crate) not_looked: usize,
}

impl Told {
    fn counts(&mut self) -> [&mut usize; 13] {
        [
            &mut self.refreshed,
            &mut self.retried,
            &mut self.done,
            &mut self.done_by_read_back,
            &mut self.gone_already,
            &mut self.nothing,
            &mut self.not_seen,
            &mut self.unknown,
            &mut self.claimed,
            &mut self.found,
            &mut self.several,
            &mut self.none_found,
            &mut self.not_looked,
        ]
    }

    pub(crate) fn add(&mut self, mut other: Self) {
        for (sum, more) in self.counts().into_iter().zip(other.counts()) {
            *sum += *more;
        }
    }

    /// What happened least often, how often.
    pub(crate) fn least(&mut self) -> usize {
        let counts = self.counts();
        counts
            .into_iter()
            .map(|count| *count)
            .min()
            .unwrap_or_default()
    }
}
