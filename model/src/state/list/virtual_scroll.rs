//! Scrolling a list of any length.

/// The greatest height of the table's body, in CSS pixels. Chromium's tallest element has 33.5
/// million device pixels, and at eight-fold zoom a CSS pixel is eight of them.
const MAX_BODY_HEIGHT: f64 = 4_000_000.0;

/// The size of a list; heights in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ListSize {
    /// The number of rows.
    pub rows: usize,
    /// The height of a row.
    pub row_height: f64,
    /// The height of the view.
    pub view_height: f64,
}

impl ListSize {
    /// The height of the table's body in rows: all of them, or as many as a browser can lay out.
    fn body_rows(self) -> usize {
        to_usize(MAX_BODY_HEIGHT / self.row_height.max(1.0)).min(self.rows)
    }

    /// The height of the table's body in whole pixels.
    #[must_use]
    pub fn body_height(self) -> u64 {
        to_usize((to_f64(self.body_rows()) * self.row_height).ceil()) as u64
    }

    /// Whether the body is lower than all rows together.
    fn is_scaled(self) -> bool {
        self.body_rows() < self.rows
    }

    /// The distance the list can be scrolled, in its own pixels.
    fn range(self) -> f64 {
        (to_f64(self.rows) * self.row_height - self.view_height).max(0.0)
    }

    /// The distance the browser can scroll the body.
    fn body_range(self) -> f64 {
        (to_f64(self.body_rows()) * self.row_height - self.view_height).max(1.0)
    }
}

/// The scroll position. A list that the browser can lay out follows the scroll bar pixel by pixel.
/// In a longer one a small movement is as many pixels of the list, so that no row is skipped, and a
/// jump goes to the part of the list that the scroll bar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct VirtualScroll {
    /// The body's offset after the last movement.
    offset: f64,
    /// The pixels of the list above the view.
    top: f64,
}

impl VirtualScroll {
    /// The pixels of the list above the view.
    #[must_use]
    pub fn top(self) -> f64 {
        self.top
    }

    /// The first visible row, and how many may be visible at once.
    #[must_use]
    pub fn visible(self, size: ListSize) -> (usize, usize) {
        let seen = to_usize(size.view_height / size.row_height) + 2;
        (to_usize(self.top / size.row_height), seen)
    }

    /// The pixels from the start of the body to the top of a row.
    #[must_use]
    pub fn row_top(self, index: usize, size: ListSize) -> i32 {
        let above = to_f64(index) * size.row_height;
        to_pixels(if size.is_scaled() {
            above - self.top + self.offset
        } else {
            above
        })
    }

    /// Follows the browser, with `offset` pixels of the body above the view. Where that offset no
    /// longer fits the list (at either end, after many small movements) it returns the offset to
    /// scroll the body to.
    #[must_use]
    pub fn scrolled_to(&mut self, offset: f64, size: ListSize) -> Option<f64> {
        let moved = offset - self.offset;
        self.offset = offset;
        if !size.is_scaled() {
            self.top = offset;
            return None;
        }
        let ratio = size.range() / size.body_range();
        let is_jump = moved.abs() > 2.0 * size.view_height;
        let top = if is_jump {
            offset * ratio
        } else {
            self.top + moved
        };
        // Where the browser can scroll no further and the end of the list is within a view, the
        // list ends.
        self.top = if offset <= 0.0 && top < size.view_height {
            0.0
        } else if offset >= size.body_range() && top > size.range() - size.view_height {
            size.range()
        } else {
            top.clamp(0.0, size.range())
        };
        let fitting = self.top / ratio;
        let at_an_end = offset < size.view_height || offset > size.body_range() - size.view_height;
        let list_ends = self.top <= 0.0 || self.top >= size.range();
        let fits = (fitting - offset).abs() < 1.0;
        if fits || !(at_an_end || list_ends) {
            return None;
        }
        self.offset = fitting;
        Some(fitting)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "four million at most, and what is drawn above and below it"
)]
fn to_pixels(length: f64) -> i32 {
    length.round() as i32
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a million rows are far below 2^52"
)]
fn to_f64(rows: usize) -> f64 {
    rows as f64
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn to_usize(rows: f64) -> usize {
    rows as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::test_support::TestRng;

    fn size(rows: usize) -> ListSize {
        ListSize {
            rows,
            row_height: 40.0,
            view_height: 600.0,
        }
    }

    /// A browser, which keeps the offset within the body.
    struct Browser {
        offset: f64,
        scroll: VirtualScroll,
        size: ListSize,
    }

    impl Browser {
        fn of(rows: usize) -> Self {
            Self {
                offset: 0.0,
                scroll: VirtualScroll::default(),
                size: size(rows),
            }
        }

        fn scroll_to(&mut self, offset: f64) {
            self.offset = offset.clamp(0.0, self.size.body_range());
            if let Some(offset) = self.scroll.scrolled_to(self.offset, self.size) {
                self.offset = offset.clamp(0.0, self.size.body_range());
            }
        }

        /// The rows in the view, by their tops.
        fn seen(&self) -> (usize, usize) {
            let (guess, _) = self.scroll.visible(self.size);
            let place = f64::from(self.scroll.row_top(guess, self.size));
            let above = to_f64(guess) + (self.offset - place) / self.size.row_height;
            (
                to_usize(above + 1e-6),
                to_usize(above + self.size.view_height / self.size.row_height - 1e-6),
            )
        }
    }

    #[test]
    fn a_list_that_can_be_laid_out_follows_pixel_by_pixel() {
        let mut browser = Browser::of(100_000);
        assert_eq!(browser.size.body_rows(), 100_000);
        for offset in [0.0, 40.0, 1_234.5, 3_999_400.0, 17.0] {
            browser.scroll_to(offset);
            assert_eq!(browser.scroll.top(), offset);
            assert_eq!(browser.scroll.row_top(50_000, browser.size), 2_000_000);
        }
        assert_eq!(browser.scroll.visible(browser.size), (0, 17));
    }

    #[test]
    fn cards_of_any_height_stay_below_what_a_browser_can_lay_out() {
        for row in [40.0, 44.0, 72.0, 96.0] {
            let size = ListSize {
                row_height: row,
                ..size(1_000_000)
            };
            assert!(size.body_height() <= 4_000_000, "{row}");
        }
    }

    #[test]
    fn the_scroll_bar_reaches_both_ends_of_a_million_rows() {
        let mut browser = Browser::of(1_000_000);
        browser.scroll_to(f64::MAX);
        assert_eq!(browser.seen().1, 999_999);
        browser.scroll_to(0.0);
        assert_eq!(browser.seen().0, 0);
        browser.scroll_to(browser.size.body_range() / 2.0);
        assert!(browser.seen().0.abs_diff(500_000) < 10);
    }

    #[test]
    fn small_movements_pass_over_no_row_from_end_to_end() {
        for step in [600.0, 1_199.0] {
            let mut browser = Browser::of(120_000);
            let mut last = browser.seen().1;
            while last < 119_999 {
                browser.scroll_to(browser.offset + step);
                let (first, now) = browser.seen();
                assert!(
                    first <= last + 16 && now > last,
                    "{first} to {now} after {last}"
                );
                last = now;
            }
            let mut first = browser.seen().0;
            while first > 0 {
                browser.scroll_to(browser.offset - step);
                let now = browser.seen().0;
                assert!(now < first && first - now <= 30);
                first = now;
            }
            browser.scroll_to(browser.offset - step);
            assert_eq!((browser.offset, browser.scroll.top()), (0.0, 0.0));
        }
    }

    #[test]
    fn it_stays_within_the_list_through_random_movements() {
        let mut seed = 5_u32;
        let mut browser = Browser::of(1_000_000);
        for _ in 0..100_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let part = f64::from(seed >> 8) / f64::from(1 << 24);
            let offset = if seed & 64 == 0 {
                part * browser.size.body_range()
            } else {
                browser.offset + (part - 0.5) * 2_000.0
            };
            browser.scroll_to(offset);
            let (first, last) = browser.seen();
            assert!(first <= last && last < 1_000_000);
            let (drawn, seen) = browser.scroll.visible(browser.size);
            // Tops are rounded to the pixel, so half a pixel of another row may show.
            assert!(drawn <= first + 1 && last <= drawn + seen);
        }
    }

    /// A list exactly twice as long as the browser scrolls: 7,200,000 pixels by 3,600,000. So every
    /// number below is exact.
    const TWICE: ListSize = ListSize {
        rows: 190_000,
        row_height: 40.0,
        view_height: 400_000.0,
    };

    /// Moves the body of a list at this position: what is then above the view, and the offset to
    /// scroll to.
    fn followed(offset: f64, top: f64, to: f64) -> (f64, Option<f64>) {
        let mut scroll = VirtualScroll { offset, top };
        let corrected = scroll.scrolled_to(to, TWICE);
        assert_eq!(scroll.offset, corrected.unwrap_or(to));
        (scroll.top(), corrected)
    }

    #[test]
    fn a_movement_of_two_views_is_small_and_a_longer_one_is_a_jump() {
        let (offset, top) = (1_800_000.0, 3_600_000.0);
        for moved in [0.0, 1.0, -1.0, 799_999.0, 800_000.0, -800_000.0] {
            assert_eq!(followed(offset, top, offset + moved), (top + moved, None));
        }
        for moved in [800_001.0, -800_001.0, 1_000_000.0] {
            let there = (offset + moved) * 2.0;
            assert_eq!(followed(offset, top, offset + moved), (there, None));
        }
        // A jump to the end of the body is one to the end of the list.
        assert_eq!(followed(offset, top, 0.0), (0.0, None));
        assert_eq!(followed(offset, top, 3_600_000.0), (7_200_000.0, None));
    }

    #[test]
    fn where_the_browser_can_scroll_no_further_the_list_ends_if_it_does_within_sight() {
        let end = 7_200_000.0;
        assert_eq!(followed(10.0, 400_009.0, 0.0), (0.0, None));
        assert_eq!(followed(10.0, 400_010.0, 0.0), (400_000.0, Some(200_000.0)));
        let last = 3_600_000.0;
        assert_eq!(followed(last - 10.0, end - 400_009.0, last), (end, None));
        assert_eq!(
            followed(last - 10.0, end - 400_010.0, last),
            (end - 400_000.0, Some(last - 200_000.0))
        );
        // A pixel before its end, the browser scrolls further by itself.
        assert_eq!(followed(11.0, 300_000.0, 1.0), (299_990.0, Some(149_995.0)));
        assert_eq!(
            followed(last - 11.0, end - 300_000.0, last - 1.0),
            (end - 299_990.0, Some(last - 149_995.0))
        );
    }

    #[test]
    fn where_the_list_ends_before_the_scroll_bar_does_the_bar_is_moved_to_its_end() {
        assert_eq!(followed(900_000.0, 100.0, 800_000.0), (0.0, Some(0.0)));
        assert_eq!(followed(900_000.0, 100_000.0, 800_000.0), (0.0, Some(0.0)));
        let (end, last) = (7_200_000.0, 3_600_000.0);
        assert_eq!(
            followed(2_700_000.0, end - 100.0, 2_800_000.0),
            (end, Some(last))
        );
        assert_eq!(
            followed(2_700_000.0, end - 100_000.0, 2_800_000.0),
            (end, Some(last))
        );
        // In the middle the two may be apart, as long as neither ends.
        assert_eq!(followed(900_000.0, 100_001.0, 800_000.0), (1.0, None));
    }

    #[test]
    fn within_a_view_of_its_ends_the_scroll_bar_is_put_right() {
        let far = 3_000_000.0;
        assert_eq!(followed(400_001.0, far, 400_000.0), (far - 1.0, None));
        assert_eq!(
            followed(400_000.0, far, 399_999.0),
            (far - 1.0, Some((far - 1.0) / 2.0))
        );
        assert_eq!(followed(3_199_999.0, far, 3_200_000.0), (far + 1.0, None));
        assert_eq!(
            followed(3_200_000.0, far, 3_200_001.0),
            (far + 1.0, Some((far + 1.0) / 2.0))
        );
        // A difference below a pixel counts as none.
        assert_eq!(followed(100.0, 199.0, 100.0), (199.0, None));
        assert_eq!(followed(100.0, 198.0, 100.0), (198.0, Some(99.0)));
        assert_eq!(followed(100.0, 202.0, 100.0), (202.0, Some(101.0)));
    }

    #[test]
    fn a_list_that_just_fits_may_be_pulled_beyond_its_end() {
        let mut scroll = VirtualScroll::default();
        assert_eq!(scroll.scrolled_to(-12.0, size(100_000)), None);
        assert_eq!(scroll.top(), -12.0);
        let mut scaled = VirtualScroll::default();
        assert_eq!(scaled.scrolled_to(-12.0, size(100_001)), Some(0.0));
        assert_eq!(scaled.top(), 0.0);
    }

    #[test]
    fn rows_of_a_scaled_list_are_placed_where_the_body_is() {
        let scroll = VirtualScroll {
            offset: 1_000.0,
            top: 20_000.0,
        };
        assert_eq!(scroll.row_top(500, TWICE), 1_000);
        assert_eq!(scroll.row_top(503, TWICE), 1_120);
        assert_eq!(scroll.row_top(499, TWICE), 960);
        assert_eq!(scroll.visible(TWICE), (500, 10_002));
        let odd = ListSize {
            rows: 3,
            row_height: 40.5,
            view_height: 600.0,
        };
        assert_eq!(odd.body_height(), 122);
        assert_eq!(odd.range(), 0.0);
    }

    #[test]
    fn any_movement_in_any_list_goes_where_it_should_and_is_put_right_once() {
        let mut rng = TestRng(6);
        for _ in 0..500 {
            let size = ListSize {
                rows: 200_000 + rng.below(2_000_000),
                row_height: 30.0 + rng.below(70) as f64,
                view_height: 300.0 + rng.below(1_500) as f64,
            };
            let (range, body) = (size.range(), size.body_range());
            let mut scroll = VirtualScroll::default();
            for _ in 0..50 {
                let before = scroll;
                let offset = match rng.below(6) {
                    0 => rng.below(body as usize) as f64,
                    1 => *[0.0, body].get(rng.below(2)).unwrap(),
                    _ => before.offset + rng.below(2_400) as f64 - 1_200.0,
                };
                let offset = offset.clamp(0.0, body);
                let moved = offset - before.offset;
                let meant = if moved.abs() > 2.0 * size.view_height {
                    offset * range / body
                } else {
                    before.top + moved
                };
                let corrected = scroll.scrolled_to(offset, size);
                let top = scroll.top();
                assert!((0.0..=range).contains(&top));
                // Only an end within a view may take it elsewhere.
                let away = (top - meant).abs();
                let at_end = top == 0.0 || top == range;
                assert!(away < 0.01 || (at_end && away <= size.view_height.max(moved.abs())));
                if let Some(right) = corrected {
                    assert!((-0.01..=body + 0.01).contains(&right));
                    assert_eq!(scroll.scrolled_to(right, size), None);
                    assert!(
                        (scroll.top() - top).abs() < 0.01,
                        "nothing is moved by that"
                    );
                }
            }
        }
    }
}
