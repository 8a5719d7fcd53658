//! Accounts as they were a few requests ago, for lists that lag behind.

use crate::account::Account;

/// The requests of a key that are remembered.
const REMEMBERED: u32 = 16;

/// What the accounts were before each change of the last requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    /// The number of requests of each key.
    requests: Vec<(String, u32)>,
    /// In the order of the changes: the key, the number of the request, and the account before it.
    accounts: Vec<(String, u32, Account)>,
}

impl Past {
    /// Counts a request of a key, and keeps the account before it, given for a change.
    pub(crate) fn record(&mut self, key: &str, before: Option<Account>) {
        let number = match self.requests.iter_mut().find(|(known, _)| known == key) {
            Some((_, number)) => {
                *number = number.wrapping_add(1);
                *number
            }
            None => {
                self.requests.push((key.to_owned(), 0));
                0
            }
        };
        self.accounts
            .retain(|(known, at, _)| known != key || number.wrapping_sub(*at) <= REMEMBERED);
        let before = before.map(|account| (key.to_owned(), number, account));
        self.accounts.extend(before);
    }

    /// The account before the first change among the last `requests` requests of a key. `None` if
    /// none of them changed it.
    pub(crate) fn account(&self, key: &str, requests: u32) -> Option<Account> {
        let (_, now) = self.requests.iter().find(|(known, _)| known == key)?;
        let is_recent = |at: u32| now.wrapping_sub(at) <= requests;
        let found = self
            .accounts
            .iter()
            .find(|(known, at, _)| known == key && is_recent(*at));
        found.map(|(_, _, account)| account.clone())
    }
}
