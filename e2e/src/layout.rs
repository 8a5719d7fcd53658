//! Layout checks: overflow, overlaps, small targets, motion.

use crate::page::Page;
use serde_json::Value;

/// Waits two frames: the list applies its measures in the next frame.
const SETTLED: &str =
    "for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);";

/// The controls in view, clipped to their visible part; for a checkbox or radio button, its label.
const CONTROLS: &str = "const controls = () => { \
    const found = []; \
    const open = [...document.querySelectorAll('dialog:modal, :popover-open')].pop(); \
    for (const el of document.querySelectorAll('button, input, select, textarea, a[href], summary, [role=tab], [role=option]')) { \
        if (!el.checkVisibility({ visibilityProperty: true }) || (open && !open.contains(el))) continue; \
        const own = el.matches('input[type=checkbox], input[type=radio]') && el.closest('label'); \
        let { left, top, right, bottom } = (own || el).getBoundingClientRect(); \
        for (let box = el.parentElement; box; box = box.parentElement) { \
            if (getComputedStyle(box).overflow === 'visible' || box === document.body) continue; \
            const clip = box.getBoundingClientRect(); \
            left = Math.max(left, clip.left); right = Math.min(right, clip.right); \
            top = Math.max(top, clip.top); bottom = Math.min(bottom, clip.bottom); \
        } \
        left = Math.max(left, 0); right = Math.min(right, innerWidth); \
        top = Math.max(top, 0); bottom = Math.min(bottom, innerHeight); \
        if (right - left < 2 || bottom - top < 2) continue; \
        const whole = (own || el).getBoundingClientRect(); \
        const name = (el.getAttribute('aria-label') || (own || el).textContent || el.id || el.outerHTML).trim().slice(0, 40); \
        found.push({ el, left, top, right, bottom, whole, name }); \
    } \
    return found; };";

/// A walk through everything that takes the focus.
pub struct FocusWalk {
    /// The number of elements.
    pub walked: usize,
    /// Those that were hidden while they had the focus.
    pub hidden: Vec<String>,
}

impl Page {
    /// The horizontal overflow of the page, in pixels.
    pub async fn overflow(&self) -> f64 {
        self.measure("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await
    }

    /// Pairs of overlapping controls, apart from nested ones and those in a sticky bar.
    pub async fn overlaps(&self) -> Vec<String> {
        let script = "const all = controls(), found = []; \
            const layer = (el) => !el || /sticky|fixed/.test(getComputedStyle(el).position) ? el : layer(el.parentElement); \
            for (const [at, a] of all.entries()) for (const b of all.slice(at + 1)) { \
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left); \
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top); \
                if (wide < 1.5 || high < 1.5) continue; \
                if (a.el.contains(b.el) || b.el.contains(a.el)) continue; \
                if (a.el.closest('.input-group') && a.el.closest('.input-group') === b.el.closest('.input-group')) continue; \
                if (layer(a.el) !== layer(b.el)) continue; \
                found.push(a.name + ' and ' + b.name + ' by ' + wide.toFixed() + ' x ' + high.toFixed()); \
            } \
            return found;";
        self.lines(script).await
    }

    /// Controls in view that are smaller than 44 pixels.
    pub async fn small_targets(&self) -> Vec<String> {
        let script = "return controls().filter(({ el, whole }) => !el.matches('p a') && (whole.width < 43.9 || whole.height < 43.9)) \
            .map(({ name, whole }) => name + ': ' + whole.width.toFixed(1) + ' x ' + whole.height.toFixed(1));";
        self.lines(script).await
    }

    /// Texts of these elements that are cut off at a side and are seen in less than `least` pixels.
    pub async fn cut_off(&self, selector: &str, least: u32) -> Vec<String> {
        let selector = Value::from(selector);
        let script = format!(
            "const found = []; \
            for (const el of document.querySelectorAll({selector})) {{ \
                if (!el.checkVisibility()) continue; \
                const text = document.createRange(); text.selectNodeContents(el); \
                const whole = text.getBoundingClientRect(); \
                let left = 0, right = innerWidth; \
                for (let box = el; box; box = box.parentElement) {{ \
                    if (getComputedStyle(box).overflowX === 'visible') continue; \
                    const clip = box.getBoundingClientRect(); \
                    left = Math.max(left, clip.left); right = Math.min(right, clip.right); \
                }} \
                if (whole.left >= left - 0.5 && whole.right <= right + 0.5 || right - left >= {least}) continue; \
                found.push(el.textContent + ': ' + whole.width.toFixed(1) + ' in ' + (right - left).toFixed(1)); \
            }} \
            return found;"
        );
        self.lines(&script).await
    }

    /// What takes the focus and is then wholly hidden. Each element is focused in turn; the list draws further rows as
    /// it scrolls to them, so what is new is walked until nothing is.
    pub async fn hidden_focus_stops(&self) -> FocusWalk {
        let script = "const stops = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')] \
                .filter((el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility({ visibilityProperty: true })); \
            const name = (el) => [el.ariaLabel || el.labels?.[0]?.textContent || el.textContent || el.id, el.closest('tr')?.querySelector('[role=rowheader]')?.textContent, el.localName].join(' ').trim().slice(0, 60); \
            const is = (el, hit) => hit && (el.contains(hit) || hit.contains(el) && hit.matches('label') || hit.closest('label')?.control === el); \
            const hidden = (el) => { \
                const box = el.getBoundingClientRect(), top = Math.max(box.top, 0), height = Math.min(box.bottom, innerHeight) - top; \
                for (const x of [0.05, 0.25, 0.5, 0.75, 0.95]) for (const y of [0.1, 0.5, 0.9]) \
                    if (is(el, document.elementFromPoint(box.left + x * box.width, top + y * height))) return false; \
                return true; \
            }; \
            const seen = new Set(), found = []; \
            for (let next; next = stops().find((el) => !seen.has(name(el)));) { \
                seen.add(name(next)); \
                next.focus(); \
                await new Promise(requestAnimationFrame); \
                if (next.isConnected && hidden(next)) found.push(name(next)); \
            } \
            return [String(seen.size), ...found];";
        let mut lines = self.lines(script).await;
        let walked = lines.remove(0).parse().expect("a number");
        FocusWalk {
            walked,
            hidden: lines,
        }
    }

    /// What in the open dialog or popover lies outside of it sideways, or outside of the window, or is cut off.
    pub async fn outside(&self) -> Vec<String> {
        let script = "const box = [...document.querySelectorAll('dialog:modal, :popover-open')].pop(); \
            for (const it of box.getAnimations()) it.finish(); \
            const outer = box.getBoundingClientRect(), found = []; \
            if (outer.top < -0.5 || outer.bottom > innerHeight + 0.5) found.push('the window is too low'); \
            for (const el of [box, ...box.querySelectorAll('*')]) { \
                if (!el.checkVisibility() || getComputedStyle(el).clipPath !== 'none') continue; \
                const { left, right } = el.getBoundingClientRect(); \
                if (left < outer.left - 0.5 || right > outer.right + 0.5 || left < -0.5 || right > innerWidth + 0.5 || el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 1 && !el.matches('input')) \
                    found.push(el.localName + ': ' + el.textContent.trim().slice(0, 40)); \
            } \
            return found;";
        self.lines(script).await
    }

    /// The part of the window's height that the tab panel has.
    pub async fn share_of_list(&self) -> f64 {
        self.measure("(({ top, bottom }) => (Math.min(bottom, innerHeight) - Math.max(top, 0)) / innerHeight)(document.querySelector('[role=tabpanel]').getBoundingClientRect())")
            .await
    }

    /// The running animations and transitions.
    pub async fn motion(&self) -> Vec<String> {
        self.lines("return document.getAnimations().map((it) => (it.animationName ?? it.transitionProperty) + ' of ' + it.effect.target?.className);")
            .await
    }

    /// The lines that a script returns; it may call `controls()`.
    async fn lines(&self, script: &str) -> Vec<String> {
        let answer = self
            .evaluate(&format!("{SETTLED} {CONTROLS} {script}"))
            .await;
        let Value::Array(lines) = answer else {
            panic!("the script returned {answer}");
        };
        lines
            .iter()
            .map(|line| line.as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
