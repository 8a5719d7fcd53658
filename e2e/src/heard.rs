//! What a screen reader would say by itself: each change of a live region, as it happens.

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

/// Notes what each change makes a screen reader say. A `status` speaks when something changes in it, as a whole, and only
/// if it was in the page before; an `alert` speaks when it comes as well. What an open dialog makes inert says nothing.
const LISTEN: &str = "(() => { \
    const heard = window.heard = []; \
    const text = (region) => region.textContent.replace(/\\s+/g, ' ').trim(); \
    const elementOf = (node) => node.nodeType === 1 ? node : node.parentElement; \
    const reaches = (region) => { \
        const modal = [...document.querySelectorAll('dialog:modal')].pop(); \
        return region.checkVisibility() && !region.closest('[aria-hidden=true], [inert]') && (!modal || modal.contains(region)); }; \
    new MutationObserver((records) => { \
        const regions = new Set(); \
        for (const { target, type, addedNodes } of records) { \
            if (type === 'childList' && !addedNodes.length) continue; \
            const region = elementOf(target)?.closest('[role=status], [role=alert]'); \
            if (region) { regions.add(region); continue; } \
            for (const node of addedNodes) if (node.nodeType === 1) \
                for (const alert of [node, ...node.querySelectorAll('*')]) if (alert.matches('[role=alert]')) regions.add(alert); \
        } \
        for (const region of regions) if (region.isConnected && reaches(region) && text(region)) heard.push(text(region)); \
    }).observe(document, { subtree: true, childList: true, characterData: true }); \
})();";

impl Page {
    /// Listens in every page from now on.
    pub async fn listen_to_speech(&self) {
        self.before_every_page(LISTEN).await;
    }

    /// What was said since the last call of [`Page::said_once`].
    pub async fn speech(&self) -> Vec<String> {
        let said = self.inside("return window.heard ?? [];").await;
        let said = said.as_array().into_iter().flatten();
        said.map(|text| text.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Waits until something with this text has been said, once; what was said until now is then forgotten.
    #[track_caller]
    pub fn said_once(&self, text: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let text = text.to_owned();
        async move {
            until(at, &format!("{text:?} to be said"), async || {
                let speech = self.speech().await;
                match speech.iter().filter(|said| said.contains(&text)).count() {
                    0 => Err(format!("there was said {speech:?}")),
                    1 => Ok(()),
                    times => crate::wait::fail(
                        at,
                        &format!("{text:?} was said {times} times: {speech:?}"),
                    ),
                }
            })
            .await;
            self.inside("window.heard.length = 0;").await;
        }
    }
}
