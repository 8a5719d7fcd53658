//! Progress lines in the terminal.

use std::time::{Duration, Instant};

/// A named piece of work, announced at its start and timed at its end.
pub(crate) struct Progress {
    name: &'static str,
    started: Instant,
}

impl Progress {
    /// `message` names the work, its purpose, and roughly its duration.
    pub(crate) fn start(name: &'static str, message: &str) -> Self {
        println!("[{name}] {message}");
        Self {
            name,
            started: Instant::now(),
        }
    }

    pub(crate) fn done(self) {
        println!(
            "[{}] done in {}",
            self.name,
            duration(self.started.elapsed())
        );
    }

    /// The reason is in the output above.
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
