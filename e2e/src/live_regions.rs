//! Announcements of live regions, as a screen reader would make them.

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

/// Records the announcements. A `status` announces its whole text on a change, if it was in the page before; an `alert`
/// also when it appears. Regions that a modal dialog makes inert are silent.
const RECORD: &str = "(() => { \
    const announced = window.announcements = []; \
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
        for (const region of regions) if (region.isConnected && reaches(region) && text(region)) announced.push(text(region)); \
    }).observe(document, { subtree: true, childList: true, characterData: true }); \
})();";

impl Page {
    /// Records announcements in every page from now on.
    pub async fn record_announcements(&self) {
        self.before_every_page(RECORD).await;
    }

    /// The announcements since the last call of [`Page::announced_once`].
    pub async fn announcements(&self) -> Vec<String> {
        let said = self.evaluate("return window.announcements ?? [];").await;
        let said = said.as_array().into_iter().flatten();
        said.map(|text| text.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Waits for one announcement with this text, and clears the record.
    #[track_caller]
    pub fn announced_once(&self, text: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let text = text.to_owned();
        async move {
            until(at, &format!("the announcement {text:?}"), async || {
                let announcements = self.announcements().await;
                match announcements
                    .iter()
                    .filter(|announced| announced.contains(&text))
                    .count()
                {
                    0 => Err(format!("there were {announcements:?}")),
                    1 => Ok(()),
                    times => crate::wait::fail(
                        at,
                        &format!("{text:?} was announced {times} times: {announcements:?}"),
                    ),
                }
            })
            .await;
            self.evaluate("window.announcements.length = 0;").await;
        }
    }
}
