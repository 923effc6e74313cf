//! A chart as a file: SVG that needs no style sheet, and PNG of that, twice as large as on screen.

use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::*;
use neuprint_page::save_file;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, ImageData, Url};

use super::data::Data;
use super::figure::Figure;
use super::markup::{escaped, fixed, tenths};
use super::raster;

/// So many points are circles in the file; more are a picture in it.
const CIRCLES: usize = 4000;
/// Pixels of the PNG in one of the screen's.
const SCALE: f64 = 2.0;
/// The looks that the page's style sheet gives classes, as attributes and for ink on white. A style sheet in the file is
/// none for browsers whose page allows no inline ones, as ours: the PNG is drawn from this file.
const LOOKS: [(&str, &str); 9] = [
    ("chart-tick", r##"font-size="11" fill="#4f5963""##),
    ("chart-title", r##"font-size="13" font-weight="600" fill="#171b1f""##),
    ("chart-name", r##"font-size="11.5" fill="#171b1f""##),
    ("chart-grid", r##"stroke="#e0e4e7""##),
    ("chart-axis", r##"stroke="#8a949d""##),
    ("chart-mark", r##"fill="#0b6778""##),
    ("chart-mark-others", r##"fill="#8a949d""##),
    ("chart-line", r##"stroke="#0b6778" stroke-width="1.4" stroke-linejoin="round" fill="none""##),
    ("chart-ground", r##"fill="#eef1f3""##),
];
/// The type of all texts.
const FAMILY: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
/// Points on white.
const INK: [u8; 3] = [0x0b, 0x67, 0x78];

/// Where a chart comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// `name:tag`.
    pub(crate) dataset: String,
    /// The query.
    pub(crate) query: String,
    /// When it was asked, as ISO 8601.
    pub(crate) when: String,
}

/// Markup whose looks are its own.
fn dressed(markup: &str) -> String {
    let dressed = LOOKS
        .iter()
        .fold(markup.to_owned(), |markup, (class, looks)| markup.replace(&format!("class=\"{class}\""), looks));
    // Filled shapes lie edge to edge.
    dressed.replace("<path fill=", "<path shape-rendering=\"crispEdges\" fill=")
}

/// The file. `points`: elements of what is not in the figure's own markup.
fn file_text(figure: &Figure, about: &About, points: &str) -> String {
    let (width, height) = (tenths(figure.size.0), tenths(figure.size.1));
    let About { dataset, query, when } = about;
    let lines = [figure.summary.as_str()].into_iter().chain(figure.notes.iter().map(String::as_str));
    let said: Vec<&str> = lines.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FAMILY}\">\n<title>{title}</title>\n<desc>{said}\n\
         Dataset: {dataset}\nAsked: {when}\nQuery:\n{query}</desc>\n<metadata><neuprint \
         xmlns=\"https://neuprint.janelia.org/\"><dataset>{dataset}</dataset><asked>{when}</asked><query>{query}</query>\
         </neuprint></metadata>\n<rect width=\"{width}\" height=\"{height}\" \
         fill=\"#ffffff\"/>\n{markup}{points}\n</svg>\n",
        title = escaped(&figure.title),
        said = escaped(&said.join("\n")),
        dataset = escaped(dataset),
        when = escaped(when),
        query = escaped(query),
        markup = dressed(&figure.markup),
    )
}

/// Points as circles.
fn circles(figure: &Figure, colours: &[u8], others: Option<usize>) -> String {
    let points: usize = figure.marks.iter().map(|mark| mark.rows as usize).sum();
    let most = figure.marks.iter().map(|mark| mark.rows).max().unwrap_or(1);
    let circle = |(at, mark): (usize, &super::figure::Mark)| {
        let [r, g, b] = colours.get(at).map_or(INK, |colour| raster::colour(usize::from(*colour), others));
        format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#{r:02x}{g:02x}{b:02x}\" fill-opacity=\"{}\"/>",
            tenths(mark.x),
            tenths(mark.y),
            tenths(raster::radius(points)),
            fixed(raster::opacity(mark, most, points), 2)
        )
    };
    figure.marks.iter().enumerate().map(circle).collect()
}

/// The whole file of a chart.
pub(crate) fn svg(figure: &Figure, data: &Data, others: Option<usize>, about: &About) -> Result<String, JsValue> {
    let points = match data.is_points() {
        false => String::new(),
        true if figure.marks.len() <= CIRCLES => circles(figure, &data.colours, others),
        true => {
            let canvas = new_canvas()?;
            let picture = raster::paint(&figure.marks, &data.colours, others, figure.plot, SCALE, INK);
            put(&canvas, &picture)?;
            let plot = figure.plot;
            let [x, y, width, height] = [plot.left, plot.top, plot.width, plot.height].map(tenths);
            let picture = canvas.to_data_url()?;
            format!("<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" href=\"{picture}\"/>")
        }
    };
    Ok(file_text(figure, about, &points))
}

/// Puts pixels on a canvas, which becomes as large as they are.
pub(crate) fn put(canvas: &HtmlCanvasElement, picture: &raster::Raster) -> Result<(), JsValue> {
    canvas.set_width(picture.width);
    canvas.set_height(picture.height);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&picture.pixels), picture.width)?;
    context(canvas)?.put_image_data(&image, 0.0, 0.0)
}

fn new_canvas() -> Result<HtmlCanvasElement, JsValue> {
    Ok(document().create_element("canvas")?.unchecked_into())
}

fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let context = canvas.get_context("2d")?.ok_or("there is no way to draw")?;
    Ok(context.unchecked_into())
}

/// Saves a chart as SVG.
pub(crate) fn save_svg(name: &str, svg: &str) -> Result<(), JsValue> {
    save_file(&format!("{name}.svg"), "image/svg+xml", &Uint8Array::from(svg.as_bytes()))
}

/// Saves a chart, given as SVG, as PNG.
pub(crate) async fn save_png(name: String, svg: String, (width, height): (f64, f64)) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&address)?;
    decoded?;
    let canvas = new_canvas()?;
    canvas.set_width((width * SCALE) as u32);
    canvas.set_height((height * SCALE) as u32);
    let (wide, tall) = (width * SCALE, height * SCALE);
    context(&canvas)?.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, tall)?;
    let encoded = Promise::new(&mut |done: Function, failed: Function| {
        if let Err(error) = canvas.to_blob(&done) {
            // Nobody hears what it returns.
            let _ = failed.call1(&JsValue::UNDEFINED, &error);
        }
    });
    let blob: Blob = JsFuture::from(encoded).await?.dyn_into()?;
    let bytes = Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?);
    save_file(&format!("{name}.png"), "image/png", &bytes)
}

/// A file's name for a chart: `hemibrain-v1.2.1-weight-by-type`.
pub(crate) fn file_name(dataset: &str, title: &str) -> String {
    let text = format!("{dataset} {}", title.to_lowercase());
    let mut name = String::with_capacity(text.len());
    for sign in text.chars() {
        let fits = sign.is_alphanumeric() || matches!(sign, '.' | '_');
        if fits {
            name.push(sign);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_matches('-').chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        assert_eq!(
            file_name("hemibrain:v1.2.1", "Sum of c.weight by a.type"),
            "hemibrain-v1.2.1-sum-of-c.weight-by-a.type"
        );
        assert_eq!(file_name("", "/ \\"), "");
    }
}
