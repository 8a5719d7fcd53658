//! Start: from the empty page to the panel.

use std::cell::OnceCell;
use std::rc::Rc;

use app::App;
use app::foundation::Foundation;
use app::ports::{Clock, FocusTarget};
use dom::{El, effect, show_let, switch};
use leptos::mount::mount_to;
use leptos::prelude::Owner;
use model::wire::{Config, ConfigProblem};
use web_sys::Element;

use crate::browser::config::read_config;
use crate::browser::page::SignInPage;
use crate::browser::part::Stage;
use crate::browser::tabs::TabChannel;
use crate::browser::time::BrowserClock;
use crate::browser::{crash, events, focus, locale, page, ports, task};
use crate::pages::{awaited_page, config_error_page, missing_page, sign_in_page};
use crate::parts::{List, Parts};

/// How long after the sign-in the parts that nobody has asked for are fetched, in milliseconds.
const QUIET_MS: u32 = 1_000;

/// Reads `config.json`, then puts the panel in place of what `index.html` shows.
pub fn start() {
    crash::report_panics();
    locale::set_number_format();
    task::spawn(async {
        let config = read_config().await;
        if let (Some(root), Some(sign_in)) = (page::app(), SignInPage::read()) {
            let place = El::from(Element::from(root.clone()));
            // Leptos sets up effects and the root owner; `dom` puts the elements in.
            mount_to(root, move || draw(place, sign_in, config)).forget();
        }
    });
}

fn draw(root: El, sign_in: SignInPage, config: Result<Config, ConfigProblem>) {
    match config {
        Err(problem) => {
            page::remove_shell();
            sign_in.put_away();
            let _drawn = root.child(config_error_page(problem));
        }
        Ok(config) => {
            page::allow_requests_to(config.api_base.origin());
            let (foundation, parts) = open(config);
            let list = opener(foundation, parts);
            let app = list.clone();
            let toasts = show_let(
                move || (parts.list.stage() == Stage::Here).then_some(()),
                move |()| app().map(|(list, app)| (list.toasts)(app)),
            );
            let page = switch(
                move || Shown::now(foundation, parts),
                move |shown| shown.view(foundation, parts, &sign_in, &*list),
            );
            fetch_ahead(foundation, parts);
            let _drawn = root.child(page).child(toasts);
            page::take_over();
        }
    }
}

/// What the page shows.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    SignIn,
    List,
    /// There is a session, and the list is not here yet.
    Awaited,
    /// The list did not arrive: why, and what to do.
    Missing(String),
}

impl Shown {
    fn now(foundation: Foundation, parts: &'static Parts) -> Self {
        match parts.list.stage() {
            _ if foundation.session.mode().is_none() => Self::SignIn,
            Stage::Here => Self::List,
            Stage::Awaited => Self::Awaited,
            Stage::Failed(fault) => Self::Missing(fault),
        }
    }

    fn view(
        self,
        foundation: Foundation,
        parts: &'static Parts,
        sign_in: &SignInPage,
        list: &dyn Fn() -> Option<(List, App)>,
    ) -> Option<El> {
        if self == Self::Awaited {
            parts.list.need();
            if page::has_shell() {
                // It looks like the list to come.
                return None;
            }
        }
        let is_first = page::has_shell();
        page::remove_shell();
        if self != Self::SignIn {
            sign_in.put_away();
        }
        match self {
            Self::SignIn => Some(sign_in_page(sign_in.take(), foundation, parts)),
            Self::Awaited => Some(awaited_page()),
            Self::Missing(fault) => Some(missing_page(&fault, &parts.list)),
            Self::List => {
                if !is_first {
                    // The form that had the focus is gone; keyboard and screen reader begin with the name of the page.
                    focus::focus_first(vec![FocusTarget::Id("brand")]);
                }
                list().map(|(list, app)| (list.page)(app, parts))
            }
        }
    }
}

/// Opens the foundation in this browser, and resumes the session that the tab has stored.
fn open(config: Config) -> (Foundation, &'static Parts) {
    let tabs = Rc::new(TabChannel::open());
    let foundation = Foundation::new(ports::ports(tabs.clone()), config);
    events::listen(foundation, &tabs);
    foundation.restore();
    (foundation, Box::leak(Box::new(Parts::new())))
}

/// Returns the list and the application once the list is here. The application is opened once, and lives as long as
/// the page, whoever asks first.
fn opener(foundation: Foundation, parts: &'static Parts) -> Rc<dyn Fn() -> Option<(List, App)>> {
    let owner = Owner::current().unwrap_or_default();
    let app = OnceCell::new();
    Rc::new(move || {
        let list = parts.list.held()?;
        let app = app.get_or_init(|| owner.with(|| (list.open)(foundation)));
        Some((list, *app))
    })
}

/// Fetches what is not needed yet: the list beside the sign-in; the rest once the list had its time. A press then does
/// not wait, and the panel works without a network.
fn fetch_ahead(foundation: Foundation, parts: &'static Parts) {
    task::spawn(async { _ = parts.list.prefetch().await });
    let begun = OnceCell::new();
    effect(move || {
        if foundation.session.mode().is_some() && begun.set(()).is_ok() {
            task::spawn(async {
                BrowserClock.sleep(QUIET_MS).await;
                parts.dialogs.prefetch().await;
                parts.demo.prefetch().await;
            });
        }
    });
}
