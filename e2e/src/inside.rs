//! What a test does inside the page that no person could.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// Runs the body of a function in the page and waits for what it returns. It runs off the protocol's own call,
    /// which may do things that the policy forbids to a page.
    pub async fn inside(&self, body: &str) -> Value {
        let script = format!(
            "return new Promise((done) => setTimeout(async () => {{ \
                try {{ done(await (async () => {{ {body} }})()); }} catch (error) {{ done(String(error)); }} }}));"
        );
        let answer = self.driver.execute(script, Vec::new()).await;
        answer.expect("the script runs").json().clone()
    }

    /// Runs a script in every page from now on, before those of the page.
    pub async fn before_every_page(&self, script: &str) {
        self.browser.early_script(script, None).await;
    }

    /// Chooses a file of this name and content in the only field for files.
    pub async fn choose_file(&self, name: &str, content: &str) {
        let choose = format!(
            "const field = document.querySelector('input[type=file]'); const files = new DataTransfer(); \
             files.items.add(new File([{content}], {name})); field.files = files.files; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            content = json!(content),
            name = json!(name),
        );
        self.inside(&choose).await;
    }

    /// Goes into the only frame of the page; what follows is about what the frame shows.
    pub async fn enter_frame(&self) {
        self.driver.enter_frame(0).await.expect("a frame");
    }

    /// Lets the styles' animations run this many times as fast.
    pub async fn animations_run(&self, times: u32) {
        self.browser.cdp("Animation.enable", json!({})).await;
        let rate = json!({"playbackRate": times});
        self.browser.cdp("Animation.setPlaybackRate", rate).await;
    }

    /// Runs the next task of the panel's program with the stack of the page all but used up.
    pub async fn exhaust_stack(&self) {
        // The task is called on the way back from the end of the stack, where a few of its own calls fit. `finally`
        // leaves its error as it is; one that this script threw again would be hidden from the page.
        let script = "const queue = window.queueMicrotask; \
            window.queueMicrotask = (task) => { \
                window.queueMicrotask = queue; \
                let room = 0; \
                const descend = () => { try { descend(); } finally { if (++room === 24) return task(); } }; \
                queue(descend); \
            };";
        self.inside(script).await;
    }

    /// Overwrites the memory of the panel's program, so that it traps at the next thing it does.
    pub async fn ruin_memory(&self) {
        let prototype = json!({"expression": "WebAssembly.Memory.prototype"});
        let prototype = self.browser.cdp("Runtime.evaluate", prototype).await;
        let prototype = &prototype["result"]["objectId"];
        let memories = json!({"prototypeObjectId": prototype});
        let memories = self.browser.cdp("Runtime.queryObjects", memories).await;
        let fill = "function () { for (const memory of this) new Uint8Array(memory.buffer).fill(255); return this.length; }";
        let call = json!({"objectId": memories["objects"]["objectId"], "functionDeclaration": fill, "returnByValue": true});
        let filled = self.browser.cdp("Runtime.callFunctionOn", call).await;
        assert_eq!(filled["result"]["value"], 1, "the panel has one memory");
    }
}
