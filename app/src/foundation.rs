//! The slices that know no address, for those that do.

use crate::machines::MachinesSlice;
use crate::network::NetworkSlice;
use crate::permissions::PermissionsSlice;
use crate::ports::Ports;
use crate::preferences::PreferencesSlice;
use crate::requests::RequestsSlice;
use crate::session::SessionSlice;
use crate::toasts::ToastsSlice;

/// One of each. A slice takes out those it uses.
#[derive(Clone, Copy)]
pub(crate) struct Foundation {
    pub(crate) ports: &'static Ports,
    pub(crate) network: &'static NetworkSlice,
    pub(crate) toasts: &'static ToastsSlice,
    pub(crate) preferences: &'static PreferencesSlice,
    pub(crate) permissions: &'static PermissionsSlice,
    pub(crate) session: &'static SessionSlice,
    pub(crate) requests: &'static RequestsSlice,
    pub(crate) machines: &'static MachinesSlice,
}
