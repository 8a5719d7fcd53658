//! Broadcasts sign-out and lock to the other tabs of this origin. Never a key, and nothing derived from one.

use app::ports::{TabMessage, Tabs};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// The port of the other tabs. A browser may refuse the channel; then each tab is on its own.
pub struct TabChannel(Option<BroadcastChannel>);

impl TabChannel {
    /// Opens the channel.
    #[must_use]
    pub fn open() -> Self {
        Self(BroadcastChannel::new("public-ips").ok())
    }

    /// Calls back for each message of another tab, as long as the page lives. Any page of this origin
    /// can send anything, so other texts are ignored; a forged message can do no more than end a session.
    pub fn on_message(&self, callback: impl Fn(TabMessage) + 'static) {
        let Some(channel) = &self.0 else { return };
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string().as_deref().and_then(parse) {
                callback(message);
            }
        });
        let listener = listener.into_js_value();
        channel.set_onmessage(Some(listener.unchecked_ref()));
    }
}

impl Tabs for TabChannel {
    fn broadcast(&self, message: TabMessage) {
        if let Some(channel) = &self.0 {
            let sent = channel.post_message(&text(message).into());
            debug_assert!(sent.is_ok(), "an open channel takes any text");
        }
    }
}

fn text(message: TabMessage) -> &'static str {
    match message {
        TabMessage::SignedOut => "signed-out",
        TabMessage::Locked => "locked",
    }
}

fn parse(text: &str) -> Option<TabMessage> {
    [TabMessage::SignedOut, TabMessage::Locked]
        .into_iter()
        .find(|message| self::text(*message) == text)
}
