//! WebDriver processes: one chromedriver for all tests, one geckodriver for each Firefox, since it drives one only.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A shell that ends the driver and its browsers, its process group, with the test process: its input closes then.
/// Statics are not dropped.
const WATCHDOG: &str =
    r#""$0" --port=0 & exec >&-; cat >/dev/null; trap '' TERM; kill -TERM 0; wait"#;

/// Debian's path; `CHROMEDRIVER` overrides it.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// Path of the set-up; `GECKODRIVER` overrides it.
const GECKODRIVER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../target/tools/bin/geckodriver"
);

/// A running driver; dropping it stops it.
pub(crate) struct Driver {
    pub(crate) address: String,
    /// Keeps the watchdog's input open.
    _watchdog: Child,
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

fn start(variable: &str, default: &str, advice: &str) -> Driver {
    let program = std::env::var(variable).unwrap_or_else(|_| default.into());
    let mut watchdog = Command::new("sh")
        .args(["-c", WATCHDOG, &program])
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell for the watchdog");
    let output = watchdog
        .stdout
        .take()
        .expect("the driver's output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines
        .find_map(|line| port_in(&line))
        .unwrap_or_else(|| panic!("{program} did not start; {advice}"));
    // A full pipe would block the driver.
    std::thread::spawn(move || lines.for_each(drop));
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        _watchdog: watchdog,
    }
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
