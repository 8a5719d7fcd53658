//! Reads the background data: machines and the key's owner. Optional, so everything but an ID may
//! be missing.

use serde::Deserialize;

use super::{Failure, Lenient, Next, Object, decode_list, object};
use crate::domain::{Machine, MachineId, Region};

/// One page of machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachinePage {
    /// The readable machines.
    pub items: Vec<Machine>,
    /// Some items were unreadable.
    pub is_partial: bool,
    /// What follows.
    pub next: Next,
}

/// The owner of the key, by the names that the service gives; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CurrentUser {
    /// The id of the team: what its members leave open is theirs.
    pub team_id: Option<String>,
    /// The team.
    pub team: String,
    /// The user.
    pub user: String,
}

/// A machine as sent (`docs/api.md`, Machines).
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Item<'a> {
    #[serde(borrow)]
    id: Lenient<'a, String>,
    name: Lenient<'a, String>,
    region: Lenient<'a, String>,
    state: Lenient<'a, String>,
    public_ip: Lenient<'a, String>,
    public_ip_type: Lenient<'a, String>,
    private_ip: Lenient<'a, String>,
}

/// The session as sent (`docs/api.md`, Who am I).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Session<'a> {
    #[serde(borrow)]
    user: Lenient<'a, Object<User<'a>>>,
    team: Lenient<'a, Object<Team<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct User<'a> {
    #[serde(borrow)]
    email: Lenient<'a, String>,
    first_name: Lenient<'a, String>,
    last_name: Lenient<'a, String>,
    team_memberships: Lenient<'a, Vec<Lenient<'a, Object<Membership<'a>>>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Membership<'a> {
    #[serde(borrow)]
    team: Lenient<'a, Object<NamedTeam<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NamedTeam<'a> {
    #[serde(borrow)]
    id: Lenient<'a, String>,
    name: Lenient<'a, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Team<'a> {
    #[serde(borrow)]
    id: Lenient<'a, String>,
    namespace: Lenient<'a, String>,
}

/// Reads a page of machines (`docs/api.md`, Machines).
///
/// # Errors
/// [`Failure::Unreadable`] if it is not JSON or has no `items`.
pub fn decode_machines(body: &str) -> Result<MachinePage, Failure> {
    let (items, skipped, next) = decode_list(body, Item::read)?;
    Ok(MachinePage {
        items,
        is_partial: skipped > 0,
        next,
    })
}

impl Item<'_> {
    fn read(self) -> Option<Machine> {
        Some(Machine {
            id: self.id.parse(MachineId::parse).value()?,
            name: self.name.text().unwrap_or_default(),
            region: Region::parse(&self.region.text().unwrap_or_default()),
            state: self.state.text().unwrap_or_default(),
            public: self.public_ip.parse(str::parse).value(),
            is_static: self
                .public_ip_type
                .text()
                .is_some_and(|kind| kind == "static"),
            private: self.private_ip.text(),
        })
    }
}

/// Reads the owner of the key (`docs/api.md`, Who am I); `None` for the `null` that a bad key gets,
/// and without a team and a user.
#[must_use]
pub fn decode_session(body: &str) -> Option<CurrentUser> {
    let Session { user, team } = object(body)?;
    let Object(user) = user.value().unwrap_or_default();
    let Object(team) = team.value().unwrap_or_default();
    let id = team.id.text();
    // A team's display name stands only in the memberships of the user.
    let name = user
        .team_memberships
        .value()
        .unwrap_or_default()
        .into_iter()
        .find_map(|membership| {
            let Object(other) = membership.value()?.0.team.value()?;
            other
                .name
                .text()
                .filter(|_| id.is_some() && other.id.text() == id)
        });
    let names = [user.first_name.text(), user.last_name.text()];
    let names: Vec<String> = names.into_iter().flatten().collect();
    let who = CurrentUser {
        team_id: id,
        team: name.or(team.namespace.text()).unwrap_or_default(),
        user: user.email.text().unwrap_or_else(|| names.join(" ")),
    };
    Some(who).filter(|who| who.team_id.is_some() || !who.team.is_empty() || !who.user.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Address;
    use crate::wire::Cursor;

    fn one(fields: &str) -> Option<Machine> {
        let body = format!(r#"{{"items":[{{{fields}}}]}}"#);
        decode_machines(&body).unwrap().items.pop()
    }

    #[test]
    fn every_field_but_the_id_may_be_missing_or_of_another_type() {
        let machine = one(
            r#""id":" psm9u09bwu5i ","name":"bastion-ny","state":"ready","ram":"8589934592","cpus":4,
               "gpu":null,"region":"East Coast (NY2)","publicIp":"203.0.113.2","publicIpType":"static",
               "privateIp":"10.64.0.2""#,
        );
        let whole = Machine {
            id: MachineId::parse("psm9u09bwu5i").unwrap(),
            name: "bastion-ny".to_owned(),
            region: Region::Ny2,
            state: "ready".to_owned(),
            public: Some(Address::new(203, 0, 113, 2)),
            is_static: true,
            private: Some("10.64.0.2".to_owned()),
        };
        assert_eq!(machine.as_ref(), Some(&whole));
        assert_eq!(whole.label(), "bastion-ny");
        let bare = Machine {
            name: String::new(),
            region: Region::Other(String::new()),
            state: String::new(),
            public: None,
            is_static: false,
            private: None,
            ..whole
        };
        for rest in [
            "",
            r#","name":null,"state":7,"region":{},"publicIp":null,"publicIpType":"none","privateIp":"""#,
        ] {
            let machine = one(&format!(r#""id":"psm9u09bwu5i"{rest}"#));
            assert_eq!(machine.as_ref(), Some(&bare), "{rest}");
        }
        assert_eq!(bare.label(), "psm9u09bwu5i");
    }

    #[test]
    fn a_dynamic_address_is_no_static_one_and_a_strange_one_is_none() {
        let machine = one(r#""id":"a","publicIp":"203.0.113.200","publicIpType":"dynamic""#);
        let machine = machine.unwrap();
        assert_eq!(machine.public, Some(Address::new(203, 0, 113, 200)));
        assert!(!machine.is_static);
        assert_eq!(
            one(r#""id":"a","publicIp":"unknown words""#)
                .unwrap()
                .public,
            None
        );
    }

    #[test]
    fn a_machine_without_an_id_cuts_the_page() {
        let body =
            r#"{"hasMore":true,"nextPage":"c","items":[{"id":"a"},{"name":"b"},null,{"id":""}]}"#;
        let page = decode_machines(body).unwrap();
        assert_eq!((page.items.len(), page.is_partial), (1, true));
        assert_eq!(page.next, Next::Page(Cursor::parse("c").unwrap()));
        let whole = decode_machines(r#"{"hasMore":false,"items":[{"id":"a"}]}"#).unwrap();
        assert_eq!((whole.is_partial, whole.next), (false, Next::End));
        for body in ["", "null", "{}", "<p>no</p>", r#"{"items":7}"#] {
            assert!(decode_machines(body).is_err(), "{body}");
        }
    }

    #[test]
    fn a_state_has_words() {
        for (state, words) in [
            ("ready", "ready"),
            ("serviceready", "almost ready"),
            ("dozing", "dozing"),
        ] {
            let machine = one(&format!(r#""id":"a","state":"{state}""#)).unwrap();
            assert_eq!(machine.state_words(), words);
        }
    }

    #[test]
    fn the_session_names_the_team_and_the_person() {
        let example = r#"{"user":{"id":"u4","email":"dana@example.com","firstName":"Dana","lastName":"Reyes",
            "teamMemberships":[{"team":{"id":"t0","name":"Other"}},
            {"team":{"id":"te7","name":"Example Research","namespace":"example-research"},"isAdmin":true}]},
            "team":{"id":"te7","namespace":"example-research"}}"#;
        let who = |id: Option<&str>, team: &str, user: &str| {
            Some(CurrentUser {
                team_id: id.map(str::to_owned),
                team: team.to_owned(),
                user: user.to_owned(),
            })
        };
        assert_eq!(
            decode_session(example),
            who(Some("te7"), "Example Research", "dana@example.com")
        );
        for (body, read) in [
            (
                r#"{"team":{"id":"a","namespace":"acme"}}"#,
                who(Some("a"), "acme", ""),
            ),
            (
                r#"{"user":{"firstName":"Dana","teamMemberships":7},"team":null}"#,
                who(None, "", "Dana"),
            ),
            (
                r#"{"user":{"teamMemberships":[{"team":{"name":"nobody's"}}]},"team":{}}"#,
                None,
            ),
            ("null", None),
            ("{}", None),
            ("", None),
            ("<!doctype html>", None),
        ] {
            assert_eq!(decode_session(body), read, "{body}");
        }
    }
}
