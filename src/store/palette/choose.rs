//! What becomes of a choice.

use model::state::Route;

use super::Command;
use crate::browser::focus::{self, FocusTarget};
use crate::store::{Form, Sheet, Store};

const READ_ONLY: &str = "Read-only is ";
const SINGLE_KEYS: &str = "Single keys are ";
const THEME: &str = "Theme: ";

impl Store {
    /// Does what was chosen. An address is for the palette to go on with.
    pub fn choose(self, command: Command) {
        if let Command::Open(sheet) = command {
            // The palette makes way, and what had the focus before it is still remembered.
            return self.sheet.set(Some(sheet));
        }
        if command == Command::Search {
            self.opener.replace(None);
            self.sheet.set(None);
            return focus::restore_focus(None, vec![FocusTarget::Id("search".to_owned())]);
        }
        // The page of the list ends with these, and the palette with it.
        if command == Command::Lock {
            return self.lock_panel();
        }
        if command == Command::SignOut {
            return if self.would_lose_notes() {
                self.sheet.set(Some(Sheet::SignOut));
            } else {
                self.sign_out();
            };
        }
        self.close_sheet();
        match command {
            Command::Claim => self.open(Form::Claim),
            Command::Refresh => self.refresh(),
            Command::LoadAll => self.load_all(),
            Command::Export => self.export_found(),
            Command::ReadOnly => {
                self.switch_read_only();
                self.tell_switched(READ_ONLY, self.is_read_only());
            }
            Command::Keys => {
                self.switch_keys();
                self.tell_switched(SINGLE_KEYS, self.has_keys.get_untracked());
            }
            Command::Theme => {
                self.next_theme();
                self.tell([THEME, self.theme.get_untracked().name()].concat());
            }
            Command::Tab(region) => self.go(&Route {
                region,
                ..self.route.get_untracked()
            }),
            Command::Filter(filter) => self.filter(filter),
            Command::Copy(address) => self.copy(address),
            Command::On(operation, address) => self.begin(operation, address),
            Command::Open(_)
            | Command::Search
            | Command::Lock
            | Command::SignOut
            | Command::Address(_) => {}
        }
    }

    /// Goes on to the next theme, and remembers it.
    pub fn next_theme(self) {
        self.theme.update(|theme| *theme = theme.next());
        self.theme.get_untracked().apply();
    }

    /// The palette is gone by then, and with it the words of what was chosen.
    fn tell_switched(self, what: &str, on: bool) {
        self.tell([what, if on { "on." } else { "off." }].concat());
    }
}
