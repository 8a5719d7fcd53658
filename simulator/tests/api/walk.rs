//! Cursors survive insertions and removals between pages.

use std::collections::BTreeSet;

use simulator::{Account, Address};

use crate::client::{NOW, cursor, get};

const REGIONS: [&str; 3] = ["ny2", "ca1", "ams1"];

/// Xorshift64*, so that a seed repeats a failure.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }
    fn region(&mut self) -> &'static str {
        REGIONS[self.below(3) as usize]
    }
}

/// A small account: generated, put in by hand with many equal dates, or both.
fn account(random: &mut Random) -> Account {
    let mut account = Account::generated(random.below(40) as u32, NOW);
    account.set_quota(10_000);
    for _ in 0..random.below(40) {
        put(&mut account, random);
    }
    account
}

/// Adds an address with any date, unless the account holds it; returns it.
fn put(account: &mut Account, random: &mut Random) -> Option<String> {
    let ip = format!("10.0.0.{}", random.below(256));
    let created = NOW - random.below(9) as i64 * 31_536_000_000;
    let region = random.region();
    (account.address(&ip).is_none() && account.put(&ip, region, None, created)).then_some(ip)
}

/// Another client changes the account. Returns the address if it released one.
fn change(account: &mut Account, random: &mut Random) -> Option<String> {
    let count = u64::from(account.count());
    let any = random.below(count.max(1));
    let any = account
        .addresses()
        .nth(any as usize)
        .map(|address| address.ip());
    match random.below(5) {
        0 => {
            account
                .claim(random.region(), NOW + random.below(3) as i64)
                .unwrap();
            None
        }
        1 => {
            put(account, random);
            None
        }
        2 => {
            account.assign(&any?, None).unwrap();
            None
        }
        _ => {
            account.release(any.as_ref()?).unwrap();
            any
        }
    }
}

#[test]
fn a_walk_sees_every_address_that_stays_exactly_once() {
    let (mut changed, mut many_pages) = (0, 0);
    for seed in 1..=3_000_u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut account = account(&mut random);
        let region = (random.below(2) == 0).then(|| random.region());
        let order = ["asc", "desc"][random.below(2) as usize];
        let limit = 1 + random.below(12);
        let matches = |address: &Address| region.is_none_or(|region| region == address.region);
        let mut throughout: BTreeSet<String> = account
            .addresses()
            .filter(matches)
            .map(|address| address.ip())
            .collect();

        let filter = region
            .map(|region| format!("&region={region}"))
            .unwrap_or_default();
        let target = format!("/public-ips?limit={limit}&order={order}{filter}");
        let mut seen: Vec<(String, String)> = Vec::new();
        let mut after = String::new();
        for pages in 1.. {
            let page = get(&mut account, &format!("{target}{after}"));
            let items = page["items"].as_array().unwrap();
            assert!(items.len() as u64 <= limit);
            for item in items {
                assert!(region.is_none_or(|region| region == item["region"]));
                let text = |field: &str| item[field].as_str().unwrap().to_owned();
                seen.push((text("dtCreated"), text("ip")));
            }
            let Some(next) = cursor(&page) else { break };
            assert_eq!(
                items.len() as u64,
                limit,
                "seed {seed}: only the last page may be short"
            );
            after = format!("&after={next}");
            many_pages += u32::from(pages == 5);
            for _ in 0..random.below(4) {
                if let Some(released) = change(&mut account, &mut random) {
                    throughout.remove(&released);
                }
                changed += 1;
            }
        }

        let sorted = if order == "asc" {
            seen.is_sorted_by(|a, b| a.0 <= b.0)
        } else {
            seen.is_sorted_by(|a, b| a.0 >= b.0)
        };
        assert!(sorted, "seed {seed}: dates out of order");
        for ip in throughout {
            let times = seen.iter().filter(|(_, other)| *other == ip).count();
            assert_eq!(times, 1, "seed {seed}: {ip} was seen {times} times");
        }
    }
    // A walk without changes proves nothing.
    assert!(
        changed > 10_000 && many_pages > 500,
        "{changed} changes, {many_pages} long walks"
    );
}
