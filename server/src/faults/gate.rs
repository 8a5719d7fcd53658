//! Gates: a test holds a request at a point and releases it.

use tokio::sync::watch;

/// Where a gate holds a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Before the API carries it out.
    Arrival,
    /// After the API carried it out, before the first byte of the answer.
    Answer,
    /// After the headers and half of the body.
    Body,
}

/// The test's side of a gate. Dropping it releases the request.
#[derive(Debug)]
pub struct Gate {
    reached: watch::Receiver<bool>,
    release: watch::Sender<bool>,
}

impl Gate {
    /// Waits until the request arrives; `false` if the server stops first.
    pub async fn reached(&self) -> bool {
        self.reached.clone().wait_for(|yes| *yes).await.is_ok()
    }

    /// Releases the request, or opens the gate before it arrives.
    pub fn release(&self) {
        self.release.send_replace(true);
    }
}

/// The server's side of a gate.
#[derive(Debug)]
pub(crate) struct Barrier {
    reached: watch::Sender<bool>,
    released: watch::Receiver<bool>,
}

impl Barrier {
    /// Reports the arrival and waits for the release.
    pub(super) async fn wait(mut self) {
        self.reached.send_replace(true);
        // An error means a dropped gate, which is a release too.
        self.released.wait_for(|yes| *yes).await.ok();
    }
}

/// Both sides of a new gate.
pub(super) fn gate() -> (Gate, Barrier) {
    let (reached_sender, reached) = watch::channel(false);
    let (release, released) = watch::channel(false);
    let barrier = Barrier {
        reached: reached_sender,
        released,
    };
    (Gate { reached, release }, barrier)
}
