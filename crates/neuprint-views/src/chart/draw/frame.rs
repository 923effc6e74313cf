//! What stands around every chart: its title, a legend, two axes with their names.

use neuprint_table::chart::{Scale, Tick};
use neuprint_worker::messages::Categories;

use crate::chart::figure::Place;
use crate::chart::markup::{Anchor, Markup, Paint, width};
use crate::chart::palette;
use crate::chart::wording::{cut, name, others};

/// The room left of a plot with an axis of numbers: for nine signs and the axis' name.
pub(crate) const PLOT_LEFT: f64 = 84.0;
/// The room right of it: half of the last number below.
const RIGHT: f64 = 24.0;
/// The room of the title.
const TITLE: f64 = 30.0;
/// A line of the legend.
const LEGEND: f64 = 20.0;
/// The room below: numbers and the axis' name.
const BELOW: f64 = 46.0;
/// Signs of a legend's name.
const NAME: usize = 22;

/// The plot's size in a figure with axes of numbers and a legend of one line, or none: for the worker, which is asked before
/// it is drawn.
pub(crate) fn plot_size((width, height): (f64, f64), has_legend: bool) -> (u32, u32) {
    let legend = if has_legend { LEGEND } else { 0.0 };
    ((width - PLOT_LEFT - RIGHT).max(40.0) as u32, (height - TITLE - legend - BELOW).max(40.0) as u32)
}

/// A frame that is being drawn.
pub(super) struct Frame {
    pub(super) markup: Markup,
    /// What is within the axes.
    pub(super) plot: Place,
}

impl Frame {
    /// The frame of a figure of a size, with its title; `left`: the room for what stands left of the plot.
    pub(super) fn new(size: (f64, f64), title: &str, categories: Option<&Categories>, left: f64) -> Self {
        let mut markup = Markup::default();
        let most = ((size.0 - 16.0) / 7.4).max(8.0) as usize;
        markup.text("chart-title", (8.0, 19.0), Anchor::Start, &cut(title, most));
        let legend = categories.map_or(0.0, |categories| legend(&mut markup, categories, size.0, left));
        let top = TITLE + legend;
        let plot =
            Place { left, top, width: (size.0 - left - RIGHT).max(40.0), height: (size.1 - top - BELOW).max(40.0) };
        Self { markup, plot }
    }

    /// The horizontal axis, with its name.
    pub(super) fn across(&mut self, scale: Scale, name: &str) {
        let Place { left, top, width, height } = self.plot;
        for tick in apart(scale, width, |tick| self::width(&tick.label) + 14.0) {
            let x = left + tick.at * width;
            self.markup.line("chart-grid", [x, top, x, top + height]);
            self.markup.text("chart-tick", (x, top + height + 16.0), Anchor::Middle, &tick.label);
        }
        self.name_across(name);
    }

    /// The name of what is along the horizontal axis.
    pub(super) fn name_across(&mut self, name: &str) {
        let Place { left, top, width, height } = self.plot;
        self.markup.line("chart-axis", [left, top + height, left + width, top + height]);
        let name = cut(name, (width / 6.6) as usize);
        self.markup.text("chart-name", (left + width / 2.0, top + height + 36.0), Anchor::Middle, &name);
    }

    /// The vertical axis, with its name.
    pub(super) fn up(&mut self, scale: Scale, name: &str) {
        let Place { left, top, width, height } = self.plot;
        for tick in apart(scale, height, |_| 34.0) {
            let y = top + height - tick.at * height;
            self.markup.line("chart-grid", [left, y, left + width, y]);
            let label = cut(&tick.label, 24);
            self.markup.text("chart-tick", (left - 8.0, y + 4.0), Anchor::End, &label);
        }
        let name = cut(name, (height / 6.6) as usize);
        self.markup.turned("chart-name", (14.0, top + height / 2.0), Anchor::Middle, true, &name);
    }
}

/// How much room an axis' numbers need left of it, beside its name.
pub(super) fn room(scale: Scale) -> f64 {
    let widest = scale.ticks(6).iter().map(|tick| width(&tick.label)).fold(0.0, f64::max);
    (widest + 34.0).clamp(52.0, 180.0)
}

/// As many ticks as stand beside each other.
fn apart(scale: Scale, length: f64, room: impl Fn(&Tick) -> f64) -> Vec<Tick> {
    let mut count = (length / 60.0).clamp(1.0, 10.0) as usize;
    loop {
        let ticks: Vec<Tick> =
            scale.ticks(count).into_iter().filter(|tick| (-1e-9..=1.0 + 1e-9).contains(&tick.at)).collect();
        let fits =
            ticks.windows(2).all(|pair| (pair[1].at - pair[0].at) * length >= room(&pair[0]).max(room(&pair[1])));
        if fits {
            return ticks;
        }
        if count == 1 {
            return ticks.into_iter().take(1).collect();
        }
        count -= 1;
    }
}

/// The legend below the title; its height.
fn legend(markup: &mut Markup, categories: &Categories, width_of_all: f64, left: f64) -> f64 {
    let mut names: Vec<String> = categories.values.iter().map(|(value, _)| cut(&name(value), NAME)).collect();
    if categories.others.0 > 0 {
        names.push(others(categories.others.0));
    }
    let (mut x, mut line) = (left, 0.0);
    let others_at = (categories.others.0 > 0).then_some(categories.values.len());
    for (at, name) in names.iter().enumerate() {
        let needs = width(name) + 30.0;
        if x > left && x + needs > width_of_all - 8.0 {
            (x, line) = (left, line + 1.0);
        }
        let y = TITLE + line * LEGEND;
        let colour = if others_at == Some(at) { palette::OTHERS } else { palette::value(at) };
        markup.rectangle(Paint::Colour(colour), [x, y + 3.0, 10.0, 10.0]);
        markup.text("chart-tick", (x + 15.0, y + 12.0), Anchor::Start, name);
        x += needs;
    }
    (line + 1.0) * LEGEND
}
