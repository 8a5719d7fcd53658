//! The ways in which a page may be shown: features of the system, print, fingers, larger text.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// Makes the system say of itself what media queries ask, such as `("prefers-color-scheme", "dark")`; what was said
    /// before is taken back.
    pub async fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({"name": name, "value": value}))
            .collect();
        self.browser
            .cdp(
                "Emulation.setEmulatedMedia",
                json!({"media": "", "features": features}),
            )
            .await;
    }

    /// Makes it the browser of somebody who lives elsewhere, such as `("de-DE", "Europe/Berlin")`.
    pub async fn live_in(&self, locale: &str, timezone: &str) {
        let to = |name: &str, value: &str| json!({name: value});
        self.browser
            .cdp("Emulation.setLocaleOverride", to("locale", locale))
            .await;
        self.browser
            .cdp("Emulation.setTimezoneOverride", to("timezoneId", timezone))
            .await;
    }

    /// Lays the page out as for paper.
    pub async fn print_media(&self) {
        self.browser
            .cdp("Emulation.setEmulatedMedia", json!({"media": "print"}))
            .await;
    }

    /// How many pages of paper it takes.
    pub async fn printed_pages(&self) -> usize {
        let answer = self.browser.cdp("Page.printToPDF", json!({})).await;
        let data = answer["data"].as_str().unwrap_or_default();
        // Three bytes in four letters; the page's own objects are not compressed.
        let bytes = base64(data);
        bytes
            .windows(11)
            .filter(|window| window == b"/Type /Page")
            .count()
            - bytes
                .windows(12)
                .filter(|window| window == b"/Type /Pages")
                .count()
    }

    /// Makes the pointer a finger.
    pub async fn touch(&self) {
        let touch = json!({"enabled": true, "maxTouchPoints": 5});
        self.browser
            .cdp("Emulation.setTouchEmulationEnabled", touch)
            .await;
    }

    /// Makes all text twice as large, by the reader's own setting.
    pub async fn double_text(&self) {
        let sizes = json!({"fontSizes": {"standard": 32, "fixed": 26}});
        self.browser.cdp("Page.setFontSizes", sizes).await;
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters = text.bytes().filter(|letter| *letter != b'=');
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in letters {
        bits = bits << 6 | u32::from(value(letter));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
