//! What the user reads while something runs.

use std::time::{Duration, Instant};

/// One piece of work with a name, announced at its start and timed at its end.
pub(crate) struct Step {
    name: &'static str,
    started: Instant,
}

impl Step {
    /// `saying` tells what is done, why, and roughly how long it takes.
    pub(crate) fn begin(name: &'static str, saying: &str) -> Self {
        println!("[{name}] {saying}");
        Self {
            name,
            started: Instant::now(),
        }
    }

    /// Says that the step succeeded, and its time.
    pub(crate) fn done(self) {
        println!(
            "[{}] done in {}",
            self.name,
            duration(self.started.elapsed())
        );
    }

    /// Says that the step failed, and its time; the reason stands in the output above.
    pub(crate) fn failed(self) {
        println!(
            "[{}] FAILED after {}",
            self.name,
            duration(self.started.elapsed())
        );
    }
}

/// `0.4 s`, `12 s`, `2 min 05 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;
    use std::time::Duration;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(duration(Duration::from_millis(430)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(12)), "12 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }
}
