//! The elements that the rows lie in, and what is seen of them.
//!
//! To ask an element for its size or how far it is scrolled makes the browser lay the page out. So they are asked when the
//! table was scrolled or its size changed, and told only what is new.

use web_sys::{Element, HtmlElement};

/// What scrolls, what is as tall as all rows, and what holds the drawn ones.
pub(super) struct Elements {
    pub(super) scroller: HtmlElement,
    sizer: HtmlElement,
    holder: HtmlElement,
    told: Option<Extent>,
}

/// What is seen of an element that scrolls, in CSS pixels: where it is scrolled to, and how large it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sight {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// How the rows lie in what scrolls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// How tall they are in all, in CSS pixels.
    pub(super) height: f64,
    /// Where the first drawn one is.
    pub(super) top: f64,
    /// Whether they are wider than what is seen of them.
    pub(super) wide: bool,
}

impl Elements {
    /// Takes over elements that may have shown another table: they hold no row, and nothing is scrolled. What is seen of them.
    pub(super) fn emptied([scroller, sizer, holder]: [HtmlElement; 3]) -> (Self, Sight) {
        let elements = Self { scroller, sizer, holder, told: None };
        let mut sight = elements.sight();
        elements.holder.set_text_content(None);
        if (sight.left, sight.top) != (0.0, 0.0) {
            elements.scroller.set_scroll_top(0);
            elements.scroller.set_scroll_left(0);
            (sight.left, sight.top) = (0.0, 0.0);
        }
        (elements, sight)
    }

    /// What the drawn rows are put into.
    pub(super) fn holder(&self) -> Element {
        self.holder.clone().into()
    }

    /// Asks what is seen.
    pub(super) fn sight(&self) -> Sight {
        let [left, top] = [self.scroller.scroll_left(), self.scroller.scroll_top()].map(f64::from);
        let [width, height] = [self.scroller.client_width(), self.scroller.client_height()].map(f64::from);
        Sight { left, top, width, height }
    }

    /// Tells how the rows lie. What an element refuses stays as it was; there is nothing better to do.
    pub(super) fn tell(&mut self, extent: Extent) {
        let before = self.told.replace(extent);
        if before.is_none_or(|before| before.height != extent.height) {
            let _ = self.sizer.style().set_property("height", &format!("{}px", extent.height));
        }
        if before.is_none_or(|before| before.top != extent.top) {
            let _ = self.holder.style().set_property("transform", &format!("translateY({}px)", extent.top));
        }
        if before.is_none_or(|before| before.wide != extent.wide) {
            let _ = self.scroller.toggle_attribute_with_force("data-wide", extent.wide);
        }
    }
}
