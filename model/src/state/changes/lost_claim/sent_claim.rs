//! A claim as it is stored before it is sent, to survive a reload.

use super::baseline::Baseline;
use crate::domain::Region;
use crate::state::ClaimBatch;

/// A claim that was sent, with what tells its address from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentClaim {
    /// The region claimed in.
    pub region: Region,
    /// How many were wanted, and those claimed before it.
    pub batch: ClaimBatch,
    /// The newest addresses before it.
    pub baseline: Baseline,
}

impl SentClaim {
    /// Numbers, times, addresses and the region. No key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let (batch, baseline) = (self.batch.to_text(), self.baseline.to_text());
        format!("{batch} {baseline} {}", self.region.code())
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(6, ' ');
        Some(Self {
            batch: ClaimBatch::parse(parts.next()?, parts.next()?)?,
            baseline: Baseline::parse(&mut parts)?,
            region: Region::parse(parts.next()?),
        })
    }
}
