//! The accounts by key. Source: docs/api.md, Base and authentication.

#[cfg(feature = "faults")]
mod faulty_answers;

use crate::account::Account;
use crate::refusal::Refusal;
use crate::routes::handle;
use crate::{Request, Response};

/// All accounts by key. The first request of a key creates its account, which stays for the life
/// of this value. The keys: `demo`, `empty`, `large-N`, `revoked`, `read-only`, and with the
/// feature `faults` all that `docs/simulator.md` lists as the server's.
#[derive(Clone, Debug, Default)]
pub struct Service {
    accounts: Vec<(String, Account)>,
    revoked: Vec<String>,
    #[cfg(feature = "faults")]
    faults: crate::scheduled_faults::ScheduledFaults,
}

impl Service {
    /// Starts without any account.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request at `now`, in ms since the epoch. A key that is missing, unknown or revoked
    /// is answered 401 before anything else is checked, but `GET /auth/session` answers it 200 with
    /// `null`. Source: docs/api.md, Base and authentication, Who am I.
    pub fn answer(&mut self, request: &Request, now: i64) -> Response {
        #[cfg(feature = "faults")]
        if let Some(fault) = self.faults.fault_of(request) {
            return self.answer_with(&fault, request, now);
        }
        self.carry_out(request, now)
    }

    /// Carries out a request without a fault.
    fn carry_out(&mut self, request: &Request, now: i64) -> Response {
        #[cfg(feature = "faults")]
        self.run_due(now);
        #[cfg(feature = "faults")]
        self.remember(request, now);
        match request.key().and_then(|key| self.open(key, now)) {
            Some(account) => handle(account, request, now),
            None if request.method == "GET" && request.path == "/auth/session" => {
                Response::new(200, "null".to_owned())
            }
            None => Refusal::unauthorized().response(),
        }
    }

    /// Answers this key 401 from now on. Its account stays for [`Service::account`].
    pub fn revoke(&mut self, key: &str) {
        self.revoked.push(key.to_owned());
    }

    /// The account of a key that a request or [`Service::open`] has created.
    pub fn account(&mut self, key: &str) -> Option<&mut Account> {
        self.accounts
            .iter_mut()
            .find(|(known, _)| known == key)
            .map(|(_, account)| account)
    }

    /// The account of a key, created at `now` (ms since the epoch) if need be. `None` for an
    /// unknown or revoked key.
    pub fn open(&mut self, key: &str, now: i64) -> Option<&mut Account> {
        if self.revoked.iter().any(|revoked| revoked == key) {
            return None;
        }
        if !self.accounts.iter().any(|(known, _)| known == key) {
            self.accounts.push((key.to_owned(), create(key, now)?));
        }
        self.account(key)
    }
}

fn create(key: &str, now: i64) -> Option<Account> {
    match key {
        "demo" => Some(Account::demo(now)),
        #[cfg(feature = "faults")]
        key if crate::magic_keys::is_magic(key) => Some(Account::demo(now)),
        "empty" => Some(Account::empty(now)),
        "read-only" => {
            let mut account = Account::demo(now);
            account.read_only = true;
            Some(account)
        }
        _ => {
            let digits = key.strip_prefix("large-")?;
            let count = digits.parse().ok().filter(|count| *count <= 1_000_000)?;
            digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| Account::generated(count, now))
        }
    }
}
