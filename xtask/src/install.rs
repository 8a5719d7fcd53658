//! Parallel installations: one waits for the network while another compiles.

use crate::failure::Failure;
use crate::progress::Progress;
use std::thread;

/// An installation.
pub(crate) struct Job {
    name: &'static str,
    message: String,
    work: Box<dyn FnOnce() -> Result<(), Failure> + Send>,
}

impl Job {
    /// `message` names the package, its purpose, and roughly the duration.
    pub(crate) fn new(
        name: &'static str,
        message: impl Into<String>,
        work: impl FnOnce() -> Result<(), Failure> + Send + 'static,
    ) -> Self {
        Self {
            name,
            message: message.into(),
            work: Box::new(work),
        }
    }

    fn run(self) -> Result<(), Failure> {
        let progress = Progress::start(self.name, &self.message);
        let result = (self.work)();
        match result {
            Ok(()) => progress.done(),
            Err(_) => progress.failed(),
        }
        result
    }
}

/// Runs all jobs in parallel and waits for them. Returns the first failure in their order.
pub(crate) fn all(jobs: Vec<Job>) -> Result<(), Failure> {
    let running: Vec<_> = jobs
        .into_iter()
        .map(|job| thread::spawn(move || job.run()))
        .collect();
    let results: Vec<_> = running.into_iter().map(thread::JoinHandle::join).collect();
    for result in results {
        result.unwrap_or_else(|_| {
            Err(Failure::new(
                "an installation ended unexpectedly; try again.",
            ))
        })?;
    }
    Ok(())
}
