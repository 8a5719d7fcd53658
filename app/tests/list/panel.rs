//! A user at the panel, signed in to an account of the simulator. Requests
//! wait until a test has them answered.

use std::cell::RefCell;
use std::rc::Rc;

use app::App;
use app::toasts::ToastKind;
use model::domain::Address;
use model::wire::{Failure, LARGEST_PAGE, ListQuery, Method, Request, list};
use simulator::{Account, Service};

use crate::support::{self, Flight, World};
use crate::test_rng::TestRng;
use crate::wire::{self, NOW};

/// Idle, in ny2, the newest of the demo account (`docs/simulator.md`, Addresses, newest first).
pub(crate) const NEWEST: Address = Address::new(203, 0, 113, 4);
/// Idle, in ny2, the oldest of the demo account.
pub(crate) const OLDEST: Address = Address::new(203, 0, 113, 40);
/// In ny2, assigned to `psm9u09bwu5i`, which is called bastion-ny.
pub(crate) const ASSIGNED: Address = Address::new(203, 0, 113, 2);

pub(crate) struct Panel {
    pub(crate) app: App,
    pub(crate) world: World,
    key: &'static str,
    service: RefCell<Service>,
}

/// Runs a test at a panel that shows what a sign-in with a key loads.
pub(crate) fn with_panel<F: Future<Output = ()>>(
    key: &'static str,
    test: impl FnOnce(Rc<Panel>) -> F,
) {
    support::run(async {
        let world = World::new(&Rc::new(RefCell::new(TestRng::new(1))));
        // Nothing is refreshed unasked, unless a test shows the page.
        world.page.is_hidden.set(true);
        let panel = Rc::new(Panel {
            app: world.app,
            world,
            key,
            service: RefCell::new(Service::new()),
        });
        panel.sign_in().await;
        test(panel).await;
    });
}

impl Panel {
    pub(crate) async fn sign_in(&self) {
        self.app.sign_in(self.key, false);
        self.serve().await;
        self.sent();
    }

    /// Answers requests, the oldest first, until none is left.
    pub(crate) async fn serve(&self) {
        while self.serve_one().await {}
    }

    /// Answers the oldest request. `false` when there is none.
    pub(crate) async fn serve_one(&self) -> bool {
        self.world.settle().await;
        let Some(flight) = self.take_flight(|_| true) else {
            return false;
        };
        let answer = self.answer(&flight.request);
        flight.reply(answer);
        self.world.settle().await;
        true
    }

    /// Answers the requests that change something, and no other.
    pub(crate) async fn serve_changes(&self) {
        self.world.settle().await;
        while let Some(flight) = self.take_flight(|request| request.method != Method::Get) {
            let answer = self.answer(&flight.request);
            flight.reply(answer);
            self.world.settle().await;
        }
    }

    /// Answers the read before a change, which was asked for last.
    pub(crate) async fn serve_check(&self) {
        self.world.settle().await;
        let flight = self.world.network.flights.borrow_mut().pop();
        let flight = flight.expect("a read is on its way");
        assert_eq!(flight.request.method, Method::Get);
        let answer = self.answer(&flight.request);
        flight.reply(answer);
        self.world.settle().await;
    }

    /// Answers the read of the newest addresses before a claim.
    pub(crate) async fn serve_newest(&self) {
        self.world.settle().await;
        let newest = list(&ListQuery::default(), None, LARGEST_PAGE);
        let flight = self.take_flight(|request| *request == newest).unwrap();
        let answer = self.answer(&flight.request);
        flight.reply(answer);
        self.world.settle().await;
    }

    /// A request whose target has this text, with its answer, which waits.
    pub(crate) fn answered_flight(&self, text: &str) -> (Flight, String) {
        let flight = self.take_flight(|request| request.target.contains(text));
        let flight = flight.expect("such a request is on its way");
        let answer = self.answer(&flight.request).unwrap();
        (flight, answer)
    }

    /// Fails the oldest request.
    pub(crate) async fn fail(&self, failure: Failure) {
        self.world.settle().await;
        let flight = self.take_flight(|_| true).expect("a request is on its way");
        flight.reply(Err(failure));
        self.world.settle().await;
    }

    /// Another tab or user changes the account.
    pub(crate) fn elsewhere(&self, request: &Request) {
        assert!(self.answer(request).is_ok(), "{request:?}");
    }

    /// Another user assigns an address, or takes it from its machine.
    pub(crate) fn assign_elsewhere(&self, address: Address, machine: Option<&str>) {
        let address = address.to_string();
        self.account(|account| drop(account.assign(&address, machine).unwrap()));
    }

    /// Another user releases an address.
    pub(crate) fn release_elsewhere(&self, address: Address) {
        self.account(|account| account.release(&address.to_string()).unwrap());
    }

    /// Reads or changes the account at the service.
    pub(crate) fn account<T>(&self, act: impl FnOnce(&mut Account) -> T) -> T {
        act(self.service.borrow_mut().account(self.key).unwrap())
    }

    /// How many requests wait for an answer.
    pub(crate) fn under_way(&self) -> usize {
        let flights = self.world.network.flights.borrow();
        flights.iter().filter(|flight| flight.is_awaited()).count()
    }

    /// The targets of the requests that were sent since this was called last.
    pub(crate) fn sent(&self) -> Vec<String> {
        let sent = self.world.network.sent.take().into_iter();
        sent.map(|(_, request)| request.target).collect()
    }

    /// How many addresses are loaded.
    pub(crate) fn loaded(&self) -> usize {
        self.app.list.with(|list| list.len())
    }

    /// The addresses that are shown, in order.
    pub(crate) fn shown(&self) -> Vec<Address> {
        self.app.list.with_view(|view| {
            let rows = view.rows().iter();
            rows.map(|row| view.columns().address(*row)).collect()
        })
    }

    /// The titles of the toasts of a kind.
    pub(crate) fn toasts(&self, kind: ToastKind) -> Vec<String> {
        let toasts = self.app.toasts.get().into_iter();
        let of_kind = toasts.filter(|toast| toast.kind == kind);
        of_kind.map(|toast| toast.title).collect()
    }

    /// The oldest request of a kind.
    fn take_flight(&self, is_wanted: impl Fn(&Request) -> bool) -> Option<Flight> {
        let mut flights = self.world.network.flights.borrow_mut();
        // What the panel has given up awaits no answer.
        flights.retain(Flight::is_awaited);
        let at = flights.iter().position(|it| is_wanted(&it.request))?;
        Some(flights.remove(at))
    }

    fn answer(&self, request: &Request) -> Result<String, Failure> {
        let request = wire::request(request, Some(self.key));
        wire::outcome(self.service.borrow_mut().answer(&request, NOW))
    }
}

/// A refusal that is not tried again.
pub(crate) fn refused() -> Failure {
    Failure::from_answer(403, r#"{"code":"FORBIDDEN","message":"Not allowed."}"#)
}
