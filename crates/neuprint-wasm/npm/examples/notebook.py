"""Neurons in a Jupyter notebook: `NeuronViewer(neurons=[{"name": "a", "swc": text}], heal="8um", unit="8nm")`."""

import anywidget
import traitlets


class NeuronViewer(anywidget.AnyWidget):
    # From wherever the package's files are served; its other files are loaded from beside it.
    _esm = 'export { default } from "https://example.org/neuprint/element/anywidget.js"'

    src = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    neurons = traitlets.List().tag(sync=True)
    heal = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    color_by = traitlets.Unicode("neuron").tag(sync=True)
    unit = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    height = traitlets.Unicode("24rem").tag(sync=True)
