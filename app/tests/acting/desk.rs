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
use model::wire::{Failure, Request};
use simulator::{Account, Service};

use crate::support::{self, Flight, Memory, SharedRng, World};
use crate::wire::{self, NOW};

/// Idle, in ny2, with no neighbour of its age (`docs/simulator.md`, Addresses, newest first).
pub(crate) const IDLE: Address = Address::new(203, 0, 113, 7);
/// In ny2, assigned to [`ITS_MACHINE`].
pub(crate) const ASSIGNED: Address = Address::new(203, 0, 113, 2);
pub(crate) const ITS_MACHINE: &str = "psm9u09bwu5i";
/// In ny2, assigned to [`OTHER_MACHINE`].
pub(crate) const OTHER: Address = Address::new(203, 0, 113, 8);
pub(crate) const OTHER_MACHINE: &str = "psn83hxw6";
/// In ca1, assigned to a machine that no longer exists.
pub(crate) const ORPHAN: Address = Address::new(198, 51, 100, 8);
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
        let page = &self.world.page;
        self.beside(page.tab_storage.clone())
    }

    /// Another tab of the browser, with this storage of its own.
    pub(crate) fn beside(&self, tab_storage: Rc<Memory>) -> Self {
        let browser_storage = self.world.page.browser_storage.clone();
        let clock = self.world.clock.clone();
        let world = World::in_tab(&rng(), clock, tab_storage, browser_storage);
        Self::new(world, self.service.clone())
    }

    /// What the browser keeps of the tab while it is closed or discarded.
    pub(crate) fn saved_tab(&self) -> Rc<Memory> {
        Rc::new(Memory::clone(&self.world.page.tab_storage))
    }

    /// Answers every request until none is left.
    pub(crate) async fn serve(&self) {
        while let Some(flight) = self.try_next().await {
            self.carry_out(flight);
        }
    }

    /// Answers every request but those to a path, until no other is left.
    pub(crate) async fn serve_but(&self, path: &str) {
        while let Some(flight) = self.flight(|target| target != path).await {
            self.carry_out(flight);
        }
    }

    /// The request to a path, if one is on its way.
    pub(crate) async fn flight_to(&self, path: &str) -> Option<Flight> {
        self.flight(|target| target == path).await
    }

    /// Answers one request, the oldest that is on its way.
    pub(crate) async fn serve_one(&self) {
        let flight = self.next().await;
        self.carry_out(flight);
        self.world.settle().await;
    }

    /// Answers the read before a change.
    pub(crate) async fn read_again(&self) {
        let flight = self.next().await;
        let target = flight.request.target.clone();
        assert_eq!(flight.request.method.name(), "GET", "{target}");
        assert!(target.starts_with("/public-ips?limit=120"), "{target}");
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
        self.carry_out_but(Failure::TimedOut).await;
    }

    /// Carries the next request out, and answers with a failure all the same.
    pub(crate) async fn carry_out_but(&self, failure: Failure) {
        let flight = self.next().await;
        drop(self.answer(&flight));
        flight.reply(Err(failure));
        self.world.settle().await;
    }

    /// Answers the next request with this body and 200.
    pub(crate) async fn reply(&self, body: &str) {
        self.next().await.reply(Ok(body.to_owned()));
        self.world.settle().await;
    }

    pub(crate) async fn next(&self) -> Flight {
        self.try_next().await.expect("a request is on its way")
    }

    async fn try_next(&self) -> Option<Flight> {
        self.flight(|_| true).await
    }

    /// The oldest request to such a target.
    async fn flight(&self, is_wanted: impl Fn(&str) -> bool) -> Option<Flight> {
        self.world.settle().await;
        let mut flights = self.world.network.flights.borrow_mut();
        let mut targets = flights.iter().map(|it| &*it.request.target);
        let at = targets.position(is_wanted)?;
        Some(flights.remove(at))
    }

    /// How many requests are on their way.
    pub(crate) async fn under_way(&self) -> usize {
        self.world.settle().await;
        self.world.network.flights.borrow().len()
    }

    pub(crate) fn carry_out(&self, flight: Flight) {
        let answer = self.answer(&flight);
        flight.reply(answer);
    }

    /// The answer of the service, carried out.
    pub(crate) fn answer(&self, flight: &Flight) -> Result<String, Failure> {
        let request = wire::request(&flight.request, Some("demo"));
        let mut service = self.service.borrow_mut();
        wire::outcome(service.answer(&request, NOW))
    }

    /// A colleague changes the account.
    pub(crate) fn behind<T>(&self, act: impl FnOnce(&mut Account) -> T) -> T {
        act(self.service.borrow_mut().account("demo").unwrap())
    }

    /// The number of reads of the list since this was called last, and the other
    /// requests.
    pub(crate) fn reads_and_changes(&self) -> (usize, Vec<String>) {
        let sent = self.world.network.sent.borrow();
        let is_read = |request: &Request| {
            request.method.name() == "GET" && request.target.starts_with("/public-ips")
        };
        let reads = sent.iter().filter(|(_, request)| is_read(request)).count();
        drop(sent);
        (reads, self.sent())
    }

    /// A colleague assigns an address, or takes it from its machine.
    pub(crate) fn colleague_assigns(&self, address: Address, machine: Option<&str>) {
        let assigned = self.behind(|account| account.assign(&address.to_string(), machine).is_ok());
        assert!(assigned, "{address} to {machine:?}");
    }

    /// What the open form tells that has changed.
    pub(crate) fn notice(&self) -> String {
        self.app.changes.notice().unwrap_or_default()
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
        let ip = self.ip(address);
        ip.machine_id().map(|id| id.as_str().to_owned())
    }

    /// The machine at the service.
    pub(crate) fn held_by(&self, address: Address) -> Option<String> {
        let text = address.to_string();
        self.behind(|account| account.address(&text).unwrap().machine)
    }

    /// The field of the open form, with a text in it.
    pub(crate) fn machine_field(&self, text: &str) -> MachineField {
        let ip = self.app.dialog.with(|dialog| match dialog {
            Some(Dialog::Change { about, .. }) => Some(about.ip().clone()),
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

/// The API's own refusal with a status.
pub(crate) fn refused(status: u16) -> Failure {
    let body = r#"{"code":"CODE","message":"Said by the API."}"#;
    Failure::from_answer(status, body)
}

/// A page of something in front of the API, such as a proxy.
pub(crate) fn html(status: u16) -> Failure {
    Failure::from_answer(status, "<h1>Not the API</h1>")
}

/// Too many requests, with a wait of so many seconds.
pub(crate) fn too_many(seconds: u32) -> Failure {
    let body = r#"{"code":"TOO_MANY_REQUESTS","message":"Slow down."}"#;
    Failure::from_answer(429, body).with_retry_after(Some(seconds))
}
