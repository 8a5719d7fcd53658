//! How often the runs came to what they are to prove.

use std::collections::BTreeMap;

/// Outcomes and faults, each with how often it came about.
#[derive(Clone, Debug, Default)]
pub struct Coverage(BTreeMap<&'static str, usize>);

impl Coverage {
    pub(crate) fn count(&mut self, name: &'static str, times: usize) {
        if times > 0 {
            *self.0.entry(name).or_default() += times;
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (name, times) in other.0 {
            *self.0.entry(name).or_default() += times;
        }
    }

    /// How often something came about.
    #[must_use]
    pub fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// Everything that came about.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.0.iter().map(|(name, times)| (*name, *times))
    }
}
