//! Plays many runs, on all cores.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::coverage::Coverage;
use crate::play::play;

/// Failures that show enough.
pub const ENOUGH: usize = 10;

/// What became of many runs.
#[derive(Default)]
pub struct Summary {
    /// How many were played.
    pub played: u64,
    /// How often everything came about.
    pub coverage: Coverage,
    /// The seeds whose runs broke a rule, each with what did not hold; the lowest first.
    pub failed: Vec<(u64, String)>,
}

/// Plays the runs of these seeds until so many of them have failed.
#[must_use]
pub fn play_until(failures: usize, seeds: Range<u64>) -> Summary {
    let next = AtomicU64::new(seeds.start);
    let summary = Mutex::new(Summary::default());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        break;
                    }
                    let played = play(seed, false);
                    let mut summary = summary.lock().unwrap();
                    summary.played += 1;
                    summary.coverage.add(played.coverage);
                    summary.failed.extend(played.violation.map(|it| (seed, it)));
                    if summary.failed.len() >= failures {
                        next.store(seeds.end, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let mut summary = summary.into_inner().unwrap();
    summary.failed.sort();
    summary
}
