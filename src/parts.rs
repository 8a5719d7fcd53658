//! The parts of the program: what signing in does not need is fetched later.
//!
//! A function marked `wasm_split` begins a part: what it alone reaches is in a file of its own, which is fetched when
//! the function is awaited. All of them stand here. `docs/architecture.md`, Parts of the program.

use std::rc::Rc;

use app::App;
use app::foundation::Foundation;
use app::ports::Api;
use dom::El;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::api::DemoApi;
use crate::browser::events;
use crate::browser::part::Part;
use crate::components::toasts;
use crate::dialogs::{DialogView, dialog_view};
use crate::pages::addresses_page;

/// One of each, for as long as the page lives.
pub struct Parts {
    /// The application of a signed-in user, with its page.
    pub list: Part<List>,
    /// Draws a dialog.
    pub dialogs: Part<DialogView>,
    /// Opens a simulated account.
    pub demo: Part<fn() -> Rc<dyn Api>>,
}

/// The functions of the list.
#[derive(Clone, Copy)]
pub struct List {
    /// Opens the application on its foundation.
    pub open: fn(Foundation) -> App,
    /// Draws the page of a signed-in user.
    pub page: fn(App, &'static Parts) -> El,
    /// Draws the toasts, over any page.
    pub toasts: fn(App) -> El,
}

impl Parts {
    /// The parts of this release, none of them here yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            list: Part::new(|| Box::pin(list())),
            dialogs: Part::new(|| Box::pin(dialogs())),
            demo: Part::new(|| Box::pin(demo())),
        }
    }
}

#[wasm_split(list, fallible)]
fn list() -> Result<List, SplitLoaderError> {
    Ok(List {
        open: |foundation| {
            let app = App::new(foundation);
            events::report_to(app);
            app
        },
        page: addresses_page,
        toasts,
    })
}

#[wasm_split(dialogs, fallible)]
fn dialogs() -> Result<DialogView, SplitLoaderError> {
    Ok(dialog_view)
}

#[wasm_split(demo, fallible)]
fn demo() -> Result<fn() -> Rc<dyn Api>, SplitLoaderError> {
    Ok(|| Rc::new(DemoApi::default()))
}
