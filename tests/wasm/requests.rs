//! What goes out of the page, and answers that no server is needed for.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::window;
use model::domain::{Address, Claimed, PublicIp, Region};
use model::wire::Rechecked;
use wasm_bindgen::JsCast;
use web_sys::Request;

/// The proof for a request on an address that the test itself knows.
pub fn held(address: Address) -> Rechecked {
    Rechecked::claimed(PublicIp {
        address,
        region: Region::Ny2,
        claimed: Claimed::parse(""),
        machine: None,
    })
}

/// Calls fetch as before, and notes each request that the panel makes.
const NOTE: &str = "return (...given) => {
    if (given[0] instanceof Request) seen.push(given[0].clone());
    return fetch(...given);
}";

/// Notes each request that is made while it lives.
pub struct Requests {
    seen: Array,
    fetch: Function,
}

impl Requests {
    pub fn watch() -> Self {
        let fetch: Function = Reflect::get(&window(), &"fetch".into())
            .unwrap()
            .unchecked_into();
        let seen = Array::new();
        let note = Function::new_with_args("fetch, seen", NOTE)
            .call2(&window(), &fetch.bind0(&window()), &seen)
            .unwrap();
        Reflect::set(&window(), &"fetch".into(), &note).unwrap();
        Self { seen, fetch }
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Request> {
        self.seen.iter().map(Request::from).collect()
    }

    /// Method and URL of each request so far.
    pub fn lines(&self) -> Vec<String> {
        self.seen()
            .iter()
            .map(|request| format!("{} {}", request.method(), request.url()))
            .collect()
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.fetch).unwrap();
    }
}

/// Calls nobody, and answers each request while it lives.
pub struct Answers(Function);

impl Answers {
    /// With what this script returns, a `Response` that may use the text `given`.
    pub fn of(script: &str, given: &str) -> Self {
        let fetch = Reflect::get(&window(), &"fetch".into()).unwrap();
        let answer =
            Function::new_with_args("given", &format!("return async () => {{ {script} }};"))
                .call1(&window(), &given.into())
                .unwrap();
        Reflect::set(&window(), &"fetch".into(), &answer).unwrap();
        Self(fetch.unchecked_into())
    }

    /// With this status and body.
    pub fn with(status: u16, body: &str) -> Self {
        let script = format!("return new Response(given, {{ status: {status} }});");
        Self::of(&script, body)
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.0).unwrap();
    }
}
