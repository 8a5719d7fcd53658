//! Connections to the API: live over the network, or simulated in the page.

mod demo;
mod live;

use std::rc::Rc;

use app::ports::{Api, Connect};
use model::domain::ApiKey;
use model::wire::ApiBase;

pub use demo::DemoApi;
use live::LiveApi;

/// The port of the API.
pub struct ApiConnector;

impl Connect for ApiConnector {
    fn live(&self, base: &ApiBase, key: &ApiKey) -> Rc<dyn Api> {
        Rc::new(LiveApi::new(base.clone(), key.clone()))
    }
}
