//! What tabs of this origin tell each other: that the person has gone. Never a
//! key, and nothing that is worked out from one.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "public-ips";

/// The person has signed out or locked the panel, and means all tabs of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// Signed out.
    SignedOut,
    /// Locked.
    Locked,
}

impl TabMessage {
    fn word(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::Locked => "locked",
        }
    }
}

/// The channel to the other tabs, for as long as it is held.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Calls back when another tab tells something. Any page of this origin can
    /// send anything here, so what is not one of our words is left alone, and
    /// all that a word can do is to end a session. `None` when the browser refuses.
    #[must_use]
    pub fn open(heard: impl Fn(TabMessage) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let word = event.data().as_string();
            let said = [TabMessage::SignedOut, TabMessage::Locked]
                .into_iter()
                .find(|gone| word.as_deref() == Some(gone.word()));
            if let Some(gone) = said {
                heard(gone);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells all other tabs.
    pub fn tell(&self, gone: TabMessage) {
        // An open channel takes any text.
        drop(self.channel.post_message(&gone.word().into()));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
