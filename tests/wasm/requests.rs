//! What goes out of the page, and answers that no server is needed for.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::Request;

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

/// Calls nobody: every request gets this refusal, which says when to come back.
const REFUSE: &str = "return () => Promise.resolve(
    new Response('{}', { status: 429, headers: { 'Retry-After': wait } }),
)";

/// Refuses each request while it lives.
pub struct Refusals(Function);

impl Refusals {
    /// With this header `Retry-After`.
    pub fn until(wait: &str) -> Self {
        let fetch = Reflect::get(&window(), &"fetch".into()).unwrap();
        let refuse = Function::new_with_args("wait", REFUSE)
            .call1(&window(), &wait.into())
            .unwrap();
        Reflect::set(&window(), &"fetch".into(), &refuse).unwrap();
        Self(fetch.unchecked_into())
    }
}

impl Drop for Refusals {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.0).unwrap();
    }
}
