//! Several installations at once: one waits for the network while another compiles.

use crate::failure::Failure;
use crate::step::Step;
use std::thread;

/// One installation: a short name, what it does and how long it takes, and the work.
pub(crate) struct Job {
    name: &'static str,
    saying: String,
    work: Box<dyn FnOnce() -> Result<(), Failure> + Send>,
}

impl Job {
    /// `saying` names what is installed, what for, and roughly how long it takes.
    pub(crate) fn new(
        name: &'static str,
        saying: impl Into<String>,
        work: impl FnOnce() -> Result<(), Failure> + Send + 'static,
    ) -> Self {
        Self {
            name,
            saying: saying.into(),
            work: Box::new(work),
        }
    }

    fn run(self) -> Result<(), Failure> {
        let step = Step::begin(self.name, &self.saying);
        let result = (self.work)();
        match result {
            Ok(()) => step.done(),
            Err(_) => step.failed(),
        }
        result
    }
}

/// Runs all jobs side by side and waits for all of them; the first failure in their order is returned.
pub(crate) fn all(jobs: Vec<Job>) -> Result<(), Failure> {
    let running: Vec<_> = jobs
        .into_iter()
        .map(|job| thread::spawn(move || job.run()))
        .collect();
    let results: Vec<_> = running.into_iter().map(thread::JoinHandle::join).collect();
    for result in results {
        result.unwrap_or_else(|_| {
            Err(Failure::new(
                "an installation ended unexpectedly; run the command again.",
            ))
        })?;
    }
    Ok(())
}
