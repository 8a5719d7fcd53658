//! A link that opens a dialog, once what it is about is there. It never acts.

use dom::effect;
use model::domain::capability;
use model::state::DeepLink;

use super::{Form, Store};
use crate::browser::location;

const NOT_OPENED: &str = "The link opens nothing";
const NOT_LISTED: &str = " is not in the list.";

impl Store {
    /// Opens what links name, from now on. Called once, by the app.
    pub(super) fn follow_links(self) {
        effect(move || {
            let link = self.link.get();
            let signed_in = self.session.with(|session| session.mode().is_some());
            let is_free = self.form.with(Option::is_none);
            if let Some(link) = link
                && signed_in
                && is_free
            {
                self.open_link(link);
            }
        });
    }

    fn open_link(self, link: DeepLink) {
        let form = match link {
            DeepLink::Claim => Ok(Form::Claim),
            DeepLink::Change(operation, address) => {
                let (found, whole) = self
                    .feed
                    .with(|feed| (feed.get(address), feed.covers(feed.query())));
                match found {
                    None if !whole => return,
                    None => Err([&address.to_string(), NOT_LISTED].concat()),
                    Some(ip) => match capability::check(operation, ip.machine.is_some(), None) {
                        Ok(()) => Ok(Form::On(operation, ip)),
                        Err(reason) => Err(reason.words().to_owned()),
                    },
                }
            }
        };
        self.link.set(None);
        match form {
            Ok(form) => self.open(form),
            Err(why) => self.warn_plainly(NOT_OPENED, &why),
        }
        if self.form.with_untracked(Option::is_none) {
            self.end_link();
        }
    }

    /// Takes a link that was opened out of the address bar.
    pub(super) fn end_link(self) {
        if DeepLink::parse(&location::fragment()).is_some() {
            let route = self.route.with_untracked(|route| route.fragment());
            location::replace_fragment(&route);
        }
    }
}
