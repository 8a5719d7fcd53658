//! Scripts in the page, for actions without a user's equivalent.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// Runs a function body in the page and returns its result. It runs in a task of the page: the protocol's own call
    /// may ignore the page's policy.
    pub async fn evaluate(&self, body: &str) -> Value {
        let script = format!(
            "return new Promise((done) => setTimeout(async () => {{ \
                try {{ done(await (async () => {{ {body} }})()); }} catch (error) {{ done(String(error)); }} }}));"
        );
        let answer = self.driver.execute(script, Vec::new()).await;
        answer.expect("the script runs").json().clone()
    }

    /// Runs a script in every page from now on, before the page's own scripts.
    pub async fn before_every_page(&self, script: &str) {
        self.browser.early_script(script, None).await;
    }

    /// Selects a file with this name and content in the only file input.
    pub async fn select_file(&self, name: &str, content: &str) {
        let choose = format!(
            "const field = document.querySelector('input[type=file]'); const files = new DataTransfer(); \
             files.items.add(new File([{content}], {name})); field.files = files.files; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            content = json!(content),
            name = json!(name),
        );
        self.evaluate(&choose).await;
    }

    /// Switches to the only frame of the page.
    pub async fn enter_frame(&self) {
        self.driver.enter_frame(0).await.expect("a frame");
    }

    /// Runs CSS animations this many times as fast.
    pub async fn speed_up_animations(&self, times: u32) {
        self.browser.cdp("Animation.enable", json!({})).await;
        let rate = json!({"playbackRate": times});
        self.browser.cdp("Animation.setPlaybackRate", rate).await;
    }

    /// Runs the panel's next task with the call stack almost exhausted.
    pub async fn exhaust_stack(&self) {
        // Calls the task on the way back from a stack overflow, with room for a few frames. `finally` passes its error
        // on unchanged; an error rethrown by this script would be hidden from the page.
        let script = "const queue = window.queueMicrotask; \
            window.queueMicrotask = (task) => { \
                window.queueMicrotask = queue; \
                let room = 0; \
                const descend = () => { try { descend(); } finally { if (++room === 12) return task(); } }; \
                queue(descend); \
            };";
        self.evaluate(script).await;
    }

    /// Keeps the panel's memory for [`Page::corrupt_memory`], from the next page on.
    pub async fn reach_memory(&self) {
        // Not by `Runtime.queryObjects`: the tab crashes once the program has several parts.
        let script = "const start = WebAssembly.instantiateStreaming; \
            WebAssembly.instantiateStreaming = async (...program) => { \
                const started = await start(...program); \
                window.memoryOfThePanel ??= started.instance.exports.memory; \
                return started; \
            };";
        self.before_every_page(script).await;
    }

    /// Overwrites the panel's wasm memory, so its next call traps.
    pub async fn corrupt_memory(&self) {
        let script = "new Uint8Array(window.memoryOfThePanel.buffer).fill(255);";
        self.evaluate(script).await;
    }
}
