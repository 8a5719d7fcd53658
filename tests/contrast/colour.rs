//! Colours as the styles write them: `#rrggbb`, `var()`, `light-dark()` and `color-mix()`.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// Red, green and blue from 0 to 255, and how much of it covers what is behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rgb {
    channels: [f64; 3],
    alpha: f64,
}

impl Rgb {
    fn hex(text: &str) -> Self {
        let digits = text
            .trim()
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("a colour: {text}"));
        let pair = |at: usize| {
            let pair = digits.get(at..at + 2).unwrap_or("ff");
            f64::from(u8::from_str_radix(pair, 16).expect("two digits"))
        };
        Self {
            channels: [pair(0), pair(2), pair(4)],
            alpha: pair(6) / 255.0,
        }
    }

    /// What is seen of it on an opaque ground.
    pub(crate) fn over(self, ground: Self) -> Self {
        let mixed =
            |at: usize| self.channels[at] * self.alpha + ground.channels[at] * (1.0 - self.alpha);
        Self {
            // A screen shows whole numbers.
            channels: [0, 1, 2].map(|at| mixed(at).round()),
            alpha: 1.0,
        }
    }

    /// Relative luminance by WCAG 2.2.
    pub(crate) fn luminance(self) -> f64 {
        let linear = self.channels.map(|channel| {
            let part = channel / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

/// The custom properties of a sheet.
pub(crate) struct Tokens(BTreeMap<String, String>);

impl Tokens {
    /// Takes the first value of each; later ones are for other widths.
    pub(crate) fn read(sheet: &str) -> Self {
        let mut tokens = BTreeMap::new();
        for part in sheet.split([';', '{', '}']) {
            if let Some((name, value)) = part.trim().split_once(':')
                && let Some(name) = name.rsplit("--").next().filter(|_| name.contains("--"))
            {
                let entry = tokens.entry(name.trim().to_owned());
                entry.or_insert_with(|| value.trim().to_owned());
            }
        }
        Self(tokens)
    }

    /// The colour of an expression in one theme.
    pub(crate) fn colour(&self, text: &str, theme: Theme) -> Rgb {
        let text = text.trim();
        if let Some(name) = inside(text, "var(--") {
            let value = self
                .0
                .get(name)
                .unwrap_or_else(|| panic!("no token {name}"));
            return self.colour(value, theme);
        }
        if let Some(pair) = inside(text, "light-dark(") {
            let (light, dark) = pair.split_once(',').expect("two colours");
            return self.colour(if theme == Theme::Light { light } else { dark }, theme);
        }
        if let Some(parts) = inside(text, "color-mix(in srgb,") {
            let (first, second) = parts.split_once(',').expect("two colours");
            let (first, share) = first.trim().rsplit_once(' ').expect("a share");
            let share = share.trim_end_matches('%').parse::<f64>().expect("a share") / 100.0;
            let first = Rgb {
                alpha: share,
                ..self.colour(first, theme)
            };
            return match second.trim() {
                "transparent" => first,
                second => first.over(self.colour(second, theme)),
            };
        }
        Rgb::hex(text)
    }
}

fn inside<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix(')')
}
