//! A user at the panel, signed in to the demo account of the simulator.

use std::cell::RefCell;
use std::rc::Rc;

use app::App;
use app::changes::machine_field::MachineField;
use app::dialog::Dialog;
use app::ports::AddressBar;
use app::toasts::ToastKind;
use model::domain::{Address, MachineId, PublicIp};
use model::state::Route;
use model::wire::Failure;
use simulator::{Account, Service};

use crate::support::{self, Flight, SharedRng, World};
use crate::wire::{self, NOW};

/// Idle, in ny2, with no neighbour of its age (`docs/simulator.md`, Addresses, newest first).
pub(crate) const IDLE: Address = Address::new(203, 0, 113, 7);
/// In ny2, assigned to [`ITS_MACHINE`].
pub(crate) const ASSIGNED: Address = Address::new(203, 0, 113, 2);
pub(crate) const ITS_MACHINE: &str = "psm9u09bwu5i";
/// In ny2, assigned to [`OTHER_MACHINE`].
pub(crate) const OTHER: Address = Address::new(203, 0, 113, 8);
pub(crate) const OTHER_MACHINE: &str = "psn83hxw6";
/// A machine in ny2 without an address, by id and by name.
pub(crate) const FREE_MACHINE: &str = "psw51yb8m";
pub(crate) const FREE_NAME: &str = "build-runner";

pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) world: World,
    service: Rc<RefCell<Service>>,
}

/// Runs a test at a panel that shows the whole list.
pub(crate) fn at_desk<F: Future<Output = ()>>(test: impl FnOnce(Desk) -> F) {
    support::run(async {
        let desk = Desk::new(World::new(&rng()), Rc::new(RefCell::new(Service::new())));
        desk.app.sign_in("demo", false);
        desk.serve().await;
        assert_eq!(desk.app.list.with(|list| list.len()), 36);
        desk.sent();
        test(desk).await;
    });
}

fn rng() -> SharedRng {
    Rc::new(RefCell::new(crate::test_rng::TestRng::new(1)))
}

impl Desk {
    pub(crate) fn new(world: World, service: Rc<RefCell<Service>>) -> Self {
        // Nothing is refreshed unasked.
        world.page.is_hidden.set(true);
        Self {
            app: world.app,
            world,
            service,
        }
    }

    /// The page after a reload: what the tab has stored, and nothing else.
    pub(crate) fn reload(&self) -> Self {
        let storage = self.world.page.tab_storage.clone();
        let world = World::with_tab_storage(&rng(), storage);
        Self::new(world, self.service.clone())
    }

    /// Answers every request until none is left.
    pub(crate) async fn serve(&self) {
        while let Some(flight) = self.try_next().await {
            self.carry_out(flight);
        }
    }

    /// Answers one request, the oldest that is on its way.
    pub(crate) async fn serve_one(&self) {
        let flight = self.next().await;
        self.carry_out(flight);
        self.world.settle().await;
    }

    /// Has the next request fail without reaching the service.
    pub(crate) async fn fail(&self, failure: Failure) {
        self.next().await.reply(Err(failure));
        self.world.settle().await;
    }

    /// Carries the next request out, and loses the answer.
    pub(crate) async fn lose_answer(&self) {
        let flight = self.next().await;
        drop(self.answer(&flight));
        flight.reply(Err(Failure::TimedOut));
        self.world.settle().await;
    }

    pub(crate) async fn next(&self) -> Flight {
        self.try_next().await.expect("a request is on its way")
    }

    async fn try_next(&self) -> Option<Flight> {
        self.world.settle().await;
        let mut flights = self.world.network.flights.borrow_mut();
        (!flights.is_empty()).then(|| flights.remove(0))
    }

    /// How many requests are on their way.
    pub(crate) async fn under_way(&self) -> usize {
        self.world.settle().await;
        self.world.network.flights.borrow().len()
    }

    fn carry_out(&self, flight: Flight) {
        let answer = self.answer(&flight);
        flight.reply(answer);
    }

    fn answer(&self, flight: &Flight) -> Result<String, Failure> {
        let request = wire::request(&flight.request, Some("demo"));
        let mut service = self.service.borrow_mut();
        wire::outcome(service.answer(&request, NOW))
    }

    /// A colleague changes the account.
    pub(crate) fn behind<T>(&self, act: impl FnOnce(&mut Account) -> T) -> T {
        act(self.service.borrow_mut().account("demo").unwrap())
    }

    /// The requests since this was called last that were to change something.
    pub(crate) fn sent(&self) -> Vec<String> {
        let sent = self.world.network.sent.take().into_iter();
        let sent = sent.map(|(_, request)| request);
        let changes = sent.filter(|request| request.method.name() != "GET");
        changes
            .map(|request| {
                let body = request.body.unwrap_or_default();
                format!("{} {} {body}", request.method.name(), request.target)
                    .trim()
                    .to_owned()
            })
            .collect()
    }

    /// The last toast: its title and its details.
    pub(crate) fn toast(&self) -> (String, String) {
        let toast = self.app.toasts.get().pop().expect("a toast");
        (toast.title, toast.details.unwrap_or_default())
    }

    /// The title of the last toast that reports no error.
    pub(crate) fn told(&self) -> String {
        let toasts = self.app.toasts.get();
        let mut told = toasts.into_iter().filter(|it| it.kind != ToastKind::Error);
        told.next_back().expect("a toast").title
    }

    /// What is to take the focus, first to last, since this was called last.
    pub(crate) fn focused(&self) -> Vec<String> {
        let targets = self.world.page.focused.take();
        targets.iter().map(|target| format!("{target:?}")).collect()
    }

    pub(crate) fn ip(&self, address: Address) -> PublicIp {
        self.app.list.get(address).expect("an address of the list")
    }

    pub(crate) fn machine_of(&self, address: Address) -> Option<String> {
        let machine = self.ip(address).machine;
        machine.map(|machine| machine.as_str().to_owned())
    }

    /// The machine at the service.
    pub(crate) fn held_by(&self, address: Address) -> Option<String> {
        let text = address.to_string();
        self.behind(|account| account.address(&text).unwrap().machine)
    }

    /// The field of the open form, with a text in it.
    pub(crate) fn machine_field(&self, text: &str) -> MachineField {
        let ip = self.app.dialog.with(|dialog| match dialog {
            Some(Dialog::Change { ip, .. }) => Some(ip.clone()),
            _ => None,
        });
        let field = self.app.changes.machine_field(ip);
        field.type_text(text);
        field
    }

    pub(crate) fn fragment(&self) -> String {
        self.world.page.fragment()
    }

    /// Opens a link to this page.
    pub(crate) fn open_link(&self, fragment: &str) {
        self.world.page.push(fragment);
    }

    /// Selects addresses, as by a link.
    pub(crate) async fn select(&self, addresses: &[Address]) {
        let route = Route {
            selected: addresses.to_vec(),
            ..self.app.route.get()
        };
        self.app.fragment_changed(&route.fragment());
        self.world.settle().await;
    }
}

pub(crate) fn machine(id: &str) -> Option<MachineId> {
    MachineId::parse(id).ok()
}

/// A refusal of the service, as it is read off its answer.
pub(crate) fn conflict() -> Failure {
    let body = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
    Failure::from_answer(409, body)
}

/// Too many requests, with a wait of so many seconds.
pub(crate) fn too_many(seconds: u32) -> Failure {
    Failure::from_answer(429, "").with_retry_after(Some(seconds))
}
