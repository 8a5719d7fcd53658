//! Requests, one function for each call of the API. Only validated types can be sent.

use serde::Serialize;

use super::{Cursor, Failure, percent_encode};
use crate::domain::{Address, MachineId, PublicIp, Region};

/// Addresses in a page of the list (the API allows 1 to 120; `docs/api.md`, List).
pub const PAGE_SIZE: u8 = 60;

/// The largest page the API allows, for lists loaded to their end.
pub const LARGEST_PAGE: u8 = 120;

/// The methods of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Claim.
    Post,
    /// Assign and unassign.
    Put,
    /// Release.
    Delete,
}

impl Method {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request, relative to the API base. It does not contain the key: the transport adds the header,
/// and only for the configured origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query, beginning with `/`.
    pub target: String,
    /// A JSON body, sent as `application/json`; `None` means no Content-Type either.
    pub body: Option<String>,
}

impl Request {
    /// Refuses a change while the panel is read-only.
    ///
    /// # Errors
    /// [`Failure::ReadOnly`].
    pub fn check_read_only(&self, read_only: bool) -> Result<(), Failure> {
        if read_only && self.method != Method::Get {
            Err(Failure::ReadOnly)
        } else {
            Ok(())
        }
    }
}

/// The order of a list by date of claim (`docs/api.md`, List).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest first, the service's default.
    #[default]
    Desc,
    /// Oldest first.
    Asc,
}

impl Order {
    /// The name on the wire and in the URL fragment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Desc => "desc",
            Self::Asc => "asc",
        }
    }

    /// The other order.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Desc => Self::Asc,
            Self::Asc => Self::Desc,
        }
    }
}

/// The query of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// One region; `None` means all.
    pub region: Option<Region>,
    /// By date of claim.
    pub order: Order,
}

/// `GET /public-ips` (`docs/api.md`, List). The limit is always sent.
#[must_use]
pub fn list(query: &ListQuery, after: Option<&Cursor>, limit: u8) -> Request {
    let order = query.order.name();
    let mut target = format!("/public-ips?limit={limit}&orderBy=dtCreated&order={order}");
    if let Some(region) = &query.region {
        target.push_str(&format!("&region={}", percent_encode(region.code())));
    }
    if let Some(cursor) = after {
        target.push_str(&format!("&after={}", percent_encode(cursor.as_str())));
    }
    get(target)
}

/// `GET /machines` (`docs/api.md`, Machines), in the largest pages.
#[must_use]
pub fn machines(after: Option<&Cursor>) -> Request {
    let mut target = format!("/machines?limit={LARGEST_PAGE}");
    if let Some(cursor) = after {
        target.push_str(&format!("&after={}", percent_encode(cursor.as_str())));
    }
    get(target)
}

/// `GET /auth/session` (`docs/api.md`, Who am I).
#[must_use]
pub fn session() -> Request {
    get("/auth/session".to_owned())
}

/// The cheapest authorised call, to verify a key (`docs/api.md`, Who am I: the session endpoint
/// answers 200 for a bad key).
#[must_use]
pub fn verify() -> Request {
    get("/public-ips?limit=1".to_owned())
}

/// `POST /public-ips` (`docs/api.md`, Claim).
#[must_use]
pub fn claim(region: &Region) -> Request {
    Request {
        method: Method::Post,
        target: "/public-ips".to_owned(),
        body: body(&Claim {
            region: region.code(),
        }),
    }
}

/// Proof that an address was read and is as it was confirmed. Only [`Recheck`] makes one, and the
/// answer to a claim is one: nothing that releases or overwrites can be sent without.
///
/// [`Recheck`]: crate::state::Recheck
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rechecked(PublicIp);

impl Rechecked {
    pub(crate) fn new(ip: PublicIp) -> Self {
        Self(ip)
    }

    /// The address that the answer to a claim describes: the team has it since this moment.
    #[must_use]
    pub fn claimed(answer: PublicIp) -> Self {
        Self(answer)
    }

    /// The address, as it was confirmed and read.
    #[must_use]
    pub fn ip(&self) -> &PublicIp {
        &self.0
    }
}

/// `PUT /public-ips/{ip}` with a machine (`docs/api.md`, Assign and unassign).
#[must_use]
pub fn assign(address: &Rechecked, machine: &MachineId) -> Request {
    put(address.0.address, Some(machine))
}

/// `PUT /public-ips/{ip}` with null; the key is required (`docs/api.md`, Assign and unassign).
#[must_use]
pub fn unassign(address: &Rechecked) -> Request {
    put(address.0.address, None)
}

/// `DELETE /public-ips/{ip}`: no body, no Content-Type (`docs/api.md`, Release).
#[must_use]
pub fn release(address: &Rechecked) -> Request {
    delete(address.0.address)
}

fn get(target: String) -> Request {
    Request {
        method: Method::Get,
        target,
        body: None,
    }
}

pub(super) fn put(address: Address, machine: Option<&MachineId>) -> Request {
    let machine_id = machine.map(MachineId::as_str);
    Request {
        method: Method::Put,
        target: target(address),
        body: body(&Assign { machine_id }),
    }
}

pub(super) fn delete(address: Address) -> Request {
    Request {
        method: Method::Delete,
        target: target(address),
        body: None,
    }
}

/// A colon stands as it is, as in every URL with IPv6 in its path (RFC 3986, section 3.3).
fn target(address: Address) -> String {
    let segment = percent_encode(&address.to_string()).replace("%3A", ":");
    format!("/public-ips/{segment}")
}

#[derive(Serialize)]
struct Claim<'a> {
    region: &'a str,
}

/// `null` unassigns, so the field is always sent.
#[derive(Serialize)]
struct Assign<'a> {
    #[serde(rename = "machineId")]
    machine_id: Option<&'a str>,
}

fn body(fields: &impl Serialize) -> Option<String> {
    serde_json::to_string(fields).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Claimed;

    fn rechecked() -> Rechecked {
        Rechecked::new(PublicIp {
            address: Address::new(203, 0, 113, 7),
            region: Region::Ny2,
            claimed: Claimed::parse("2026-11-24T14:15:22Z"),
            machine: None,
        })
    }

    #[test]
    fn a_list_always_sends_its_limit_and_escapes_what_it_was_given() {
        let query = ListQuery {
            region: Some(Region::Ny2),
            order: Order::Asc,
        };
        let cursor = Cursor::parse("a b&c=d").unwrap();
        assert_eq!(
            list(&query, Some(&cursor), 60).target,
            "/public-ips?limit=60&orderBy=dtCreated&order=asc&region=ny2&after=a%20b%26c%3Dd"
        );
        assert_eq!(machines(None).target, "/machines?limit=120");
        assert_eq!(
            machines(Some(&cursor)).target,
            "/machines?limit=120&after=a%20b%26c%3Dd"
        );
        let all = list(&ListQuery::default(), None, 120);
        assert_eq!(
            all.target,
            "/public-ips?limit=120&orderBy=dtCreated&order=desc"
        );
        assert_eq!((all.method, all.body), (Method::Get, None));
    }

    #[test]
    fn only_what_reads_leaves_a_panel_that_is_read_only() {
        let address = &rechecked();
        let machine = MachineId::parse("psm9u09bwu5i").unwrap();
        for (request, changes) in [
            (list(&ListQuery::default(), None, 60), false),
            (verify(), false),
            (claim(&Region::Ny2), true),
            (assign(address, &machine), true),
            (unassign(address), true),
            (release(address), true),
        ] {
            let method = request.method;
            assert_eq!(request.check_read_only(false), Ok(()), "{method:?}");
            let kept = request.check_read_only(true) == Err(Failure::ReadOnly);
            assert_eq!(kept, changes, "{method:?}");
        }
    }

    #[test]
    fn bodies_are_what_the_reference_shows() {
        let address = &rechecked();
        let machine = MachineId::parse("a\"b\\c").unwrap();
        assert_eq!(
            claim(&Region::Ams1).body.as_deref(),
            Some(r#"{"region":"ams1"}"#)
        );
        assert_eq!(
            assign(address, &machine).body.as_deref(),
            Some(r#"{"machineId":"a\"b\\c"}"#)
        );
        assert_eq!(
            unassign(address).body.as_deref(),
            Some(r#"{"machineId":null}"#)
        );
        assert_eq!(unassign(address).target, "/public-ips/203.0.113.7");
        for (text, target) in [
            ("2001:db8::7", "/public-ips/2001:db8::7"),
            ("a/../b?c#d%", "/public-ips/a%2F..%2Fb%3Fc%23d%25"),
        ] {
            assert_eq!(delete(Address::read(text).unwrap()).target, target);
        }
        assert_eq!(
            release(address),
            Request {
                method: Method::Delete,
                target: "/public-ips/203.0.113.7".into(),
                body: None
            }
        );
    }

    #[test]
    fn methods_have_their_names_on_the_wire_and_orders_their_opposites() {
        let names = [Method::Get, Method::Post, Method::Put, Method::Delete].map(Method::name);
        assert_eq!(names, ["GET", "POST", "PUT", "DELETE"]);
        assert_eq!(Order::Asc.reversed(), Order::Desc);
        assert_eq!(Order::Desc.reversed(), Order::Asc);
    }
}
