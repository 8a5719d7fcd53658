//! A person, who uses any control that the panel has, at any time.

use app::claim::CheckProgress;
use app::commands::Command;
use app::commands::palette::{self, PaletteAction};
use model::domain::{KNOWN_REGIONS, Region};
use model::state::{Route, Sort, SortBy, Verdict};
use model::wire::Order;

use crate::checks::observe::Cause;
use crate::record::{count, tell};
use crate::rules::{Rule, require};
use crate::run::Run;

impl Run {
    /// Something is pressed in one of the tabs.
    pub(crate) async fn person_acts(&mut self, at: usize) {
        let app = self.tabs[at].app();
        let mut cause = Cause::Press;
        // An offer is there for seconds only.
        let is_offered = app.toasts.actionable().is_some();
        match self.below(40) {
            _ if is_offered && self.below(4) == 0 => self.accept_offer(at),
            0..=2 => app.list.load_more(),
            3 => app.list.retry(),
            4 => self.turn_to_another_view(at),
            5 | 6 if !app.list.is_refreshing() => {
                tell("person", || "refreshes".to_owned());
                app.list.refresh();
                cause = Cause::Refresh;
            }
            7..=9 => self.claim(at),
            10 => self.use_claim_card(at),
            11..=16 => self.open_form(at),
            17..=25 => self.submit_form(at),
            26..=28 => self.accept_offer(at),
            29 => self.bulk(at),
            30 | 31 => self.confirm_bulk(at),
            32 => self.load_all(at),
            33 | 34 => self.run_a_command(at),
            35 => self.select(at),
            36 => self.dismiss_a_toast(at),
            _ => self.do_something_rare(at),
        }
        self.observe(Some(at), &cause).await;
        self.tabs[at].seen.pressed.clear();
        // Nothing of a run is to end by the time limit of a session in which nothing is done.
        app.activity();
    }

    fn do_something_rare(&mut self, at: usize) {
        let app = self.tabs[at].app();
        match self.below(8) {
            0 | 1 => self.reload(at),
            2 | 3 => self.end_sessions(at),
            4 => {
                let ms = [20_000, 5 * 60_000, 20 * 60_000, 9 * 3_600_000][self.below(4)];
                tell("person", || format!("lets the computer sleep for {ms} ms"));
                count("slept");
                self.browser.clock.sleep(ms);
                app.returned(false);
                app.tick();
                let is_over = !self.tabs[at].is_signed_in();
                let is_long = ms > 15 * 60_000;
                require!(Rule::SessionEnds, is_over || !is_long, "past its limit");
            }
            5 => {
                let far = [-3_600_000, -600_000, 600_000, 86_400_000];
                let near = [-240_000, -60_000, 0, 240_000];
                let is_near = self.below(2) == 0;
                let ms = if is_near { near } else { far }[self.below(4)];
                tell("person", || format!("sets the clock {ms} ms off"));
                count("clock set");
                self.browser.clock.set(ms);
            }
            6 => {
                tell("person", || "switches read-only".to_owned());
                app.permissions.toggle_read_only();
                for tab in &self.tabs {
                    tab.app().storage_changed();
                }
            }
            _ if self.tabs.len() < 2 && self.has_two_tabs => self.open_tab(),
            _ => {}
        }
    }

    /// Signs out or locks, which all tabs are told.
    fn end_sessions(&mut self, at: usize) {
        let app = self.tabs[at].app();
        if self.below(2) == 0 {
            tell("person", || "signs out".to_owned());
            app.sign_out();
        } else {
            tell("person", || "locks".to_owned());
            app.lock();
        }
        self.exchange_messages();
        for tab in &self.tabs {
            let is_live = tab.app().session.is_live();
            require!(Rule::SessionEnds, !is_live, "signed out in one tab alone");
        }
    }

    fn reload(&mut self, at: usize) {
        tell("person", || "reloads the page".to_owned());
        count("reloaded");
        self.tabs[at].reload(&self.browser);
    }

    fn turn_to_another_view(&self, at: usize) {
        let app = self.tabs[at].app();
        let tokyo = Region::Other("tyo9".to_owned());
        let regions = KNOWN_REGIONS.into_iter().chain([tokyo]).map(Some);
        let regions: Vec<_> = regions.chain([None, None]).collect();
        let route = Route {
            region: self.pick(&regions).unwrap(),
            sort: Sort {
                by: SortBy::Claimed,
                order: [Order::Desc, Order::Asc][self.below(2)],
            },
            ..app.route.get()
        };
        tell("person", || format!("turns to {}", route.fragment()));
        app.fragment_changed(&route.fragment());
    }

    /// Begins or cancels to load the list to its end.
    fn load_all(&self, at: usize) {
        let list = self.tabs[at].app().list;
        if list.load_all_progress().is_some() && self.below(4) == 0 {
            list.cancel_load_all();
        } else if list.has_rest() {
            list.load_all();
        }
    }

    /// Uses one of the buttons that the card of a lost claim has; it has none while it looks.
    fn use_claim_card(&mut self, at: usize) {
        let claim = self.tabs[at].app().claim;
        let Some(CheckProgress::Over(verdict)) = claim.check().map(|check| check.progress) else {
            return;
        };
        match (verdict, self.below(4)) {
            (Verdict::NotSeen, 0) => {
                tell("person", || "claims again".to_owned());
                self.tabs[at].seen.claims_asked += 1;
                claim.claim_again();
            }
            (Verdict::NotSeen | Verdict::Unknown { .. }, 1 | 2) => claim.look_again(),
            _ => claim.dismiss(),
        }
    }

    fn select(&self, at: usize) {
        let app = self.tabs[at].app();
        let rows = self.first_rows(at);
        match (self.below(4), self.pick(&rows)) {
            (0, _) => app.selection.select_idle(),
            (1, _) => app.selection.toggle_shown(),
            (2, Some(ip)) => app.selection.toggle_range(ip.address),
            (_, Some(ip)) => app.selection.toggle(ip.address),
            (_, None) => {}
        }
    }

    fn dismiss_a_toast(&mut self, at: usize) {
        let toasts = self.tabs[at].app().toasts;
        if let Some(toast) = self.pick(&toasts.get()) {
            tell("person", || format!("dismisses {:?}", toast.title));
            self.tabs[at].seen.unknown.retain(|(id, _)| *id != toast.id);
            toasts.dismiss(toast.id);
        }
    }

    /// Runs an entry of the palette, blocked or not.
    fn run_a_command(&self, at: usize) {
        let app = self.tabs[at].app();
        self.close_dialog(at);
        let rows = self.first_rows(at);
        let typed = self.pick(&rows).filter(|_| self.below(2) == 0);
        let typed = typed.map_or_else(String::new, |ip| ip.address.to_string());
        let entries = palette::entries(app, &typed).entries;
        let Some(entry) = self.pick(&entries) else {
            return;
        };
        let PaletteAction::Run(command) = entry.action else {
            return;
        };
        // Each of these has its own press, and what is shown is compared with all that is loaded.
        let is_elsewhere = matches!(
            command,
            Command::Refresh
                | Command::SignOut
                | Command::Lock
                | Command::ToggleReadOnly
                | Command::SetFilter(_)
        );
        if !is_elsewhere {
            tell("person", || format!("runs {}", entry.label));
            count("commands");
            palette::choose(app, command);
        }
    }
}
