//! Who acts in a run: a person at the panel, a colleague with another client, a network, an API.

pub(crate) mod colleague;
pub(crate) mod delivery;
pub(crate) mod faults;
pub(crate) mod forms;
pub(crate) mod person;
