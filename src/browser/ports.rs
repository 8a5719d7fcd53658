//! The ports of the application, as the browser has them.

use std::rc::Rc;

use app::ports::Ports;

use super::address_bar::BrowserAddressBar;
use super::api::ApiConnector;
use super::device::BrowserDevice;
use super::focus::PageFocus;
use super::random::MathRandom;
use super::tabs::TabChannel;
use super::time::BrowserClock;
use super::web_storage::WebStorage;

/// One of each port. The channel is shared with [`super::events`]: on a second one the page would
/// receive its own messages.
#[must_use]
pub fn ports(tabs: Rc<TabChannel>) -> Ports {
    Ports {
        api: Rc::new(ApiConnector),
        clock: Rc::new(BrowserClock),
        tab_storage: Rc::new(WebStorage::of_tab()),
        browser_storage: Rc::new(WebStorage::of_browser()),
        tabs,
        address_bar: Rc::new(BrowserAddressBar),
        random: Rc::new(MathRandom),
        focus: Rc::new(PageFocus),
        device: Rc::new(BrowserDevice::default()),
    }
}
