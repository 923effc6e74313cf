//! The gaps between fragments: computed once, healed for any distance.

use std::cell::OnceCell;

use js_sys::{Float64Array, Uint32Array};
use neuprint_js::arguments::{Options, amount};
use neuprint_skeleton::Gap;
use wasm_bindgen::prelude::*;

use super::Skeleton;
use super::heal::{self, BridgeOptions};

/// The gaps that healing closes: the edges of an exact minimum spanning tree over the fragments, shortest first. They are
/// found once; then any maximum distance and any root can be tried without searching again.
///
/// ```js
/// const gaps = skeleton.gaps();
/// slider.oninput = () => {
///   label.textContent = `${gaps.fragmentsAt(slider.valueAsNumber)} fragments`;
///   show(gaps.heal({ maxDistance: slider.valueAsNumber }).skeleton);
/// };
/// ```
///
/// Its memory is freed when it is garbage-collected, or at once by `free()` or `using`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Gaps {
    gaps: neuprint_skeleton::Gaps,
    from: OnceCell<Uint32Array>,
    to: OnceCell<Uint32Array>,
    lengths: OnceCell<Float64Array>,
}

#[wasm_bindgen]
impl Gaps {
    /// The index, in the healed skeleton, of one end of each gap: that with the smaller identifier.
    #[wasm_bindgen(getter)]
    pub fn from(&self) -> Uint32Array {
        self.from.get_or_init(|| self.ends(|gap| gap.from)).clone()
    }

    /// The index of the other end.
    #[wasm_bindgen(getter)]
    pub fn to(&self) -> Uint32Array {
        self.to.get_or_init(|| self.ends(|gap| gap.to)).clone()
    }

    /// How long each gap is, ascending.
    #[wasm_bindgen(getter)]
    pub fn lengths(&self) -> Float64Array {
        let lengths = || self.gaps.gaps().iter().map(|gap| gap.length).collect::<Vec<f64>>().as_slice().into();
        self.lengths.get_or_init(lengths).clone()
    }

    /// How many fragments there are.
    #[wasm_bindgen(getter)]
    pub fn fragments(&self) -> u32 {
        self.gaps.fragments().count() as u32
    }

    /// Which fragment each node of the healed skeleton belongs to before it is healed, from 0.
    #[wasm_bindgen(js_name = fragmentOfNodes)]
    pub fn fragment_of_nodes(&self) -> Uint32Array {
        self.gaps.fragments().of_node().into()
    }

    /// How many fragments there are once all gaps up to this length are closed.
    #[wasm_bindgen(js_name = fragmentsAt)]
    pub fn fragments_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] distance: &JsValue,
    ) -> Result<u32, JsValue> {
        Ok(self.gaps.fragments_at(amount(distance, "distance")?) as u32)
    }

    /// What `skeleton.heal` gives with this maximum distance and this root.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such node.
    #[wasm_bindgen(unchecked_return_type = "Healed")]
    pub fn heal(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BridgeOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = BridgeOptions::of(&Options::of(options, "options")?, self.gaps.skeleton())?;
        Ok(heal::to_js(self.gaps.healed(options.max_distance, options.root)))
    }
}

impl Gaps {
    fn ends(&self, end: fn(&Gap) -> u32) -> Uint32Array {
        self.gaps.gaps().iter().map(end).collect::<Vec<u32>>().as_slice().into()
    }
}

#[wasm_bindgen]
impl Skeleton {
    /// The gaps between the fragments, to heal for several distances without searching again.
    pub fn gaps(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GapOptions")] options: &JsValue,
    ) -> Result<Gaps, JsValue> {
        let options = Options::of(options, "options")?;
        let mask = heal::mask(&options, self.skeleton.len())?;
        let gaps = neuprint_skeleton::Gaps::of(&self.skeleton, heal::gap_options(&options, mask.as_deref())?);
        Ok(Gaps { gaps, from: OnceCell::new(), to: OnceCell::new(), lengths: OnceCell::new() })
    }
}
