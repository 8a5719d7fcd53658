use super::*;
use crate::domain::{Address, Assignee, Claimed, PublicIp, Region};
use crate::state::{AddressList, test_support::fixtures};

fn ip(last: u8, machine: &str) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region: Region::Ny2,
        claimed: Claimed::parse("2026-11-24T14:15:22Z"),
        machine: Assignee::parse(machine),
    }
}

fn list() -> AddressList {
    let strange = PublicIp {
        claimed: Claimed::parse("last \"Tuesday\"\n"),
        ..ip(9, "")
    };
    fixtures::list(vec![ip(7, "psm9u09bwu5i"), ip(8, "ps\n2"), strange])
}

/// A directory whose first machine has this name. The second has none.
fn named(name: &str) -> Directory {
    fixtures::directory([("psm9u09bwu5i", name), ("ps\n2", "")])
}

fn written(format: Format, machines: &Directory) -> String {
    let list = list();
    let mut notes = Notes::default();
    notes
        .set(Address::new(203, 0, 113, 8), "=ask \"ops\"\u{e9}, then\n")
        .unwrap();
    let mut text = format.header().to_owned();
    for (place, row) in list.rows().iter().enumerate() {
        text += &format.rows(list.columns(), &[*row], machines, &notes, place == 0);
    }
    text += format.footer();
    let whole = format.rows(list.columns(), list.rows(), machines, &notes, true);
    assert_eq!(
        text,
        format!("{}{whole}{}", format.header(), format.footer())
    );
    text
}

#[test]
fn lists_have_an_address_a_line() {
    let none = Directory::default();
    assert_eq!(
        written(Format::Lines, &none),
        "203.0.113.7\n203.0.113.8\n203.0.113.9\n"
    );
    assert_eq!(
        written(Format::Cidr, &none),
        "203.0.113.7/32\n203.0.113.8/32\n203.0.113.9/32\n"
    );
}

#[test]
fn a_table_has_the_names_of_machines_and_the_notes_at_its_end() {
    let text = written(Format::Csv, &named("=web, 01"));
    assert_eq!(
        text,
        "IP address,Region,Machine ID,Claimed,Machine name,Note\r\n\
         203.0.113.7,ny2,psm9u09bwu5i,2026-11-24T14:15:22Z,\"'=web, 01\",\r\n\
         203.0.113.8,ny2,\"ps\n2\",2026-11-24T14:15:22Z,,\"'=ask \"\"ops\"\"\u{e9}, then\"\r\n\
         203.0.113.9,ny2,,\"last \"\"Tuesday\"\"\n\",,\r\n"
    );
}

#[test]
fn json_reads_back_as_what_was_written() {
    let text = written(Format::Json, &named("web \"01\"\u{7}\u{e9}"));
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        read,
        serde_json::json!([
            {"address": "203.0.113.7", "region": "ny2", "machineId": "psm9u09bwu5i",
             "machineName": "web \"01\"\u{7}\u{e9}", "claimed": "2026-11-24T14:15:22Z",
             "note": null},
            {"address": "203.0.113.8", "region": "ny2", "machineId": "ps\n2",
             "machineName": null, "claimed": "2026-11-24T14:15:22Z",
             "note": "=ask \"ops\"\u{e9}, then"},
            {"address": "203.0.113.9", "region": "ny2", "machineId": null,
             "machineName": null, "claimed": "last \"Tuesday\"\n",
             "note": null},
        ])
    );
    let nothing = format!("{}{}", Format::Json.header(), Format::Json.footer());
    assert_eq!(serde_json::from_str::<Vec<u8>>(&nothing).unwrap(), [0; 0]);
}

#[test]
fn a_host_of_ssh_is_one_plain_word_whatever_the_machine_is_called() {
    for (name, host) in [
        ("web-01", "web-01"),
        ("", "psm9u09bwu5i"),
        ("web 01\n    ProxyCommand rm", "web-01-----ProxyCommand-rm"),
        ("*?!", "203.0.113.7"),
        ("-oProxyCommand", "203.0.113.7"),
        ("b\u{fc}ro.nyc_1", "b-ro.nyc_1"),
    ] {
        let text = written(Format::Ssh, &named(name));
        let wanted =
            format!("Host {host}\n    HostName 203.0.113.7\nHost ps-2\n    HostName 203.0.113.8\n");
        assert_eq!(text, wanted, "{name:?}");
    }
}

#[test]
fn no_host_is_written_for_an_idle_or_orphaned_address() {
    let machines = named("web-01");
    let list = fixtures::list(vec![ip(7, "psm9u09bwu5i"), ip(8, "psgone"), ip(9, "")]);
    let skipped = |format: Format, machines: &Directory| {
        let rows = list.rows().iter();
        let skipped = rows.map(|row| format.skips(list.columns(), *row, machines));
        skipped.collect::<Vec<_>>()
    };
    assert_eq!(skipped(Format::Ssh, &machines), [false, true, true]);
    let unknown = Directory::default();
    assert_eq!(skipped(Format::Ssh, &unknown), [false, false, true]);
    for format in Format::ALL {
        if format != Format::Ssh {
            assert_eq!(skipped(format, &machines), [false; 3]);
        }
    }
    let text = Format::Ssh.rows(
        list.columns(),
        list.rows(),
        &machines,
        &Notes::default(),
        true,
    );
    assert_eq!(text, "Host web-01\n    HostName 203.0.113.7\n");
}

#[test]
fn an_address_with_an_unreadable_machine_is_written_as_assigned() {
    let list = fixtures::list(vec![ip(7, " ")]);
    let written = |format: Format| {
        let (none, notes) = (Directory::default(), Notes::default());
        format.rows(list.columns(), list.rows(), &none, &notes, true)
    };
    let csv = "203.0.113.7,ny2,(unreadable),2026-11-24T14:15:22Z,,\r\n";
    assert_eq!(written(Format::Csv), csv);
    assert!(written(Format::Json).contains(r#""machineId":"(unreadable)","machineName":null"#));
    let ssh = "Host 203.0.113.7\n    HostName 203.0.113.7\n";
    assert_eq!(written(Format::Ssh), ssh);
}

#[test]
fn machines_that_share_a_name_are_told_apart_by_their_ids() {
    let list = fixtures::list(vec![ip(1, "psa"), ip(2, "psb"), ip(3, "psc"), ip(4, "psd")]);
    let hosts = |names: [&str; 4]| -> String {
        let ids = ["psa", "psb", "psc", "psd"];
        let machines = fixtures::directory(std::iter::zip(ids, names));
        let notes = Notes::default();
        let row = |row: &Row| Format::Ssh.rows(list.columns(), &[*row], &machines, &notes, false);
        let text: String = list.rows().iter().map(row).collect();
        let hosts = text.lines().filter_map(|line| line.strip_prefix("Host "));
        hosts.collect::<Vec<_>>().join(" ")
    };
    for (names, written) in [
        (["web", "web", "db", "web-2"], "web-psa web-psb db web-2"),
        (["web 1", "WEB?1", "", ""], "web-1-psa WEB-1-psb psc psd"),
        (["psb", "", "c", "d"], "psb-psa psb-psb c d"),
        (
            ["*", "*", "-x", "-x"],
            "203.0.113.1 203.0.113.2 203.0.113.3 203.0.113.4",
        ),
    ] {
        assert_eq!(hosts(names), written, "{names:?}");
    }
}

#[test]
fn each_format_has_a_name_a_phrase_and_a_file() {
    let said = Format::ALL.map(|format| (format.name(), format.phrase(), format.file()));
    assert_eq!(
        said,
        [
            ("addresses", "", (".txt", "text/plain")),
            ("/32 list", " as a /32 list", (".txt", "text/plain")),
            ("CSV", " as CSV", (".csv", "text/csv")),
            ("JSON", " as JSON", (".json", "application/json")),
            (
                "ssh config",
                " as ssh config",
                (".ssh-config.txt", "text/plain")
            ),
        ]
    );
}
