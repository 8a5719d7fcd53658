//! WebDriver processes: one chromedriver for all tests; one driver for each Firefox and each WebKit, since theirs drive
//! one only.

use crate::panel::free_address;
use crate::wait::until;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::panic::Location;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use tokio::net::TcpStream;

/// A shell that ends the driver and its browsers, its process group, with the test process: its input closes then.
/// Statics are not dropped.
const WATCHDOG: &str = r#""$0" "$@" & exec >&-; cat >/dev/null; trap '' TERM; kill -TERM 0; wait"#;

/// Debian's path; `CHROMEDRIVER` overrides it.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// Path of the set-up; `GECKODRIVER` overrides it.
const GECKODRIVER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../target/tools/bin/geckodriver"
);

/// On the PATH; `WEBKITWEBDRIVER` overrides it.
const WEBKIT_DRIVER: &str = "WebKitWebDriver";

/// Width and height of the screen of a WebKit.
pub(crate) const SCREEN: (u32, u32) = (1600, 1200);

/// A running driver; dropping it stops it.
pub(crate) struct Driver {
    pub(crate) address: String,
    /// Keep the watchdogs' inputs open.
    _watchdogs: Vec<Child>,
}

/// The address of chromedriver; the first call starts it.
pub(crate) fn chromium() -> &'static str {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    let advice = "on Debian `apt-get install chromium chromium-driver` installs it";
    &DRIVER
        .get_or_init(|| start("CHROMEDRIVER", CHROMEDRIVER, advice))
        .address
}

/// Starts a driver for one Firefox.
pub(crate) fn firefox() -> Driver {
    start(
        "GECKODRIVER",
        GECKODRIVER,
        "`cargo xtask test --firefox` installs it",
    )
}

/// Starts a driver for one WebKit, on a screen of its own: a screen has one focus. `profile` has the settings of the
/// window.
pub(crate) async fn webkit(profile: &Path) -> Driver {
    let advice = "on Debian `apt-get install webkit2gtk-driver xvfb` installs it";
    let size = format!("{}x{}x24", SCREEN.0, SCREEN.1);
    let screen = ["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"];
    let mut screen = spawn(&mut watched("Xvfb", &screen));
    let number = first_in(&mut screen, |line| line.trim().parse::<u32>().ok())
        .unwrap_or_else(|| panic!("Xvfb did not start; {advice}"));
    let program = std::env::var("WEBKITWEBDRIVER").unwrap_or_else(|_| WEBKIT_DRIVER.into());
    let port = free_address().port();
    let mut driver = watched(&program, &[&format!("--port={port}")]);
    driver
        .env("DISPLAY", format!(":{number}"))
        .env("XDG_CONFIG_HOME", profile)
        // English.
        .env("LC_ALL", "C")
        .stdout(Stdio::null());
    let driver = spawn(&mut driver);
    // It prints nothing when it listens.
    let what = format!("{program} to start ({advice})");
    until(Location::caller(), &what, async || {
        let connected = TcpStream::connect(("127.0.0.1", port)).await;
        connected.map(drop).map_err(|error| error.to_string())
    })
    .await;
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        _watchdogs: vec![driver, screen],
    }
}

fn start(variable: &str, default: &str, advice: &str) -> Driver {
    let program = std::env::var(variable).unwrap_or_else(|_| default.into());
    let mut driver = spawn(&mut watched(&program, &["--port=0"]));
    let port = first_in(&mut driver, port_in)
        .unwrap_or_else(|| panic!("{program} did not start; {advice}"));
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        _watchdogs: vec![driver],
    }
}

/// A program under a watchdog.
fn watched(program: &str, arguments: &[&str]) -> Command {
    let mut watchdog = Command::new("sh");
    watchdog
        .args(["-c", WATCHDOG, program])
        .args(arguments)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    watchdog
}

fn spawn(watchdog: &mut Command) -> Child {
    watchdog.spawn().expect("a shell for the watchdog")
}

/// The first value that `read` finds in the lines of a program; `None` if it ends without.
fn first_in<T>(program: &mut Child, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let output = program.stdout.take().expect("its output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let value = lines.find_map(|line| read(&line));
    // A full pipe would block the program.
    std::thread::spawn(move || lines.for_each(drop));
    value
}

/// The port in "ChromeDriver was started successfully on port 12345." and in "Listening on 127.0.0.1:12345".
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line
        .rsplit_once("on port ")
        .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"))?;
    // An earlier line repeats the requested port 0.
    rest.trim_end_matches('.')
        .parse()
        .ok()
        .filter(|port| *port != 0)
}
