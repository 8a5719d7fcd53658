//! Emulation: media features, locale, print, touch, text size.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// Sets media features, such as `("prefers-color-scheme", "dark")`, and resets all others.
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

    /// Sets locale and time zone, such as `("de-DE", "Europe/Berlin")`.
    pub async fn set_locale(&self, locale: &str, timezone: &str) {
        let setting = |name: &str, value: &str| json!({name: value});
        self.browser
            .cdp("Emulation.setLocaleOverride", setting("locale", locale))
            .await;
        self.browser
            .cdp(
                "Emulation.setTimezoneOverride",
                setting("timezoneId", timezone),
            )
            .await;
    }

    /// Applies print styles.
    pub async fn print_media(&self) {
        self.browser
            .cdp("Emulation.setEmulatedMedia", json!({"media": "print"}))
            .await;
    }

    /// The number of printed pages.
    pub async fn printed_pages(&self) -> usize {
        let answer = self.browser.cdp("Page.printToPDF", json!({})).await;
        let data = answer["data"].as_str().unwrap_or_default();
        // The page objects of the PDF are not compressed.
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

    /// Emulates touch.
    pub async fn touch(&self) {
        let touch = json!({"enabled": true, "maxTouchPoints": 5});
        self.browser
            .cdp("Emulation.setTouchEmulationEnabled", touch)
            .await;
    }

    /// Doubles the browser's font size.
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
