"""Arguments from JSON, and results to JSON, without loss: integers with all digits, floats as they are.

A criteria object is `{"NeuronCriteria": {field: value}}`; `{"IsNull": 1}` and `{"NotNull": 1}` are neuprint-python's
markers. What an earlier function returned is `{"Call": {"call": …, "args": […], "kwargs": {…}}, "part": 0}`. A table
becomes `{"table": names of the columns, "dtypes": […], "rows": […]}`; NaN and None are null in it.
"""

import networkx as nx
import neuprint
import numpy as np
import pandas as pd


def table(frame):
    """A DataFrame. An index that has a name becomes columns; of two levels of columns the lower one leads the name."""
    if not isinstance(frame.index, pd.RangeIndex) and any(frame.index.names):
        # A column of the same name holds the same.
        frame = frame.drop(columns=[name for name in frame.index.names if name in frame.columns]).reset_index()
    names = [
        "-".join(reversed([part for part in name if part])) if isinstance(name, tuple) else name
        for name in frame.columns
    ]
    columns = [[plain(value) for value in frame.iloc[:, at]] for at in range(len(names))]
    return {
        "table": [plain(name) for name in names],
        "dtypes": [str(dtype) for dtype in frame.dtypes],
        "rows": [list(row) for row in zip(*columns, strict=True)],
    }


def graph(value):
    """The edges of a graph, and the nodes if they have attributes, each as a table."""
    edges = pd.DataFrame([{"from": a, "to": b, **data} for a, b, data in value.edges(data=True)])
    nodes = pd.DataFrame([{"node": node, **data} for node, data in value.nodes(data=True)])
    return [table(nodes), table(edges)] if nodes.shape[1] > 1 else table(edges)


def plain(value):
    """A value as JSON has it."""
    match value:
        case pd.DataFrame():
            return table(value)
        case nx.Graph():
            return graph(value)
        case pd.Series() | np.ndarray() | list() | tuple():
            return [plain(item) for item in value]
        case {"columns": columns, "data": data}:
            # The answer repeats the query too, which each client indents as it likes.
            return {"columns": columns, "data": plain(data)}
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case bytes():
            return value.decode("latin-1")
        case None | str():
            return value
        case bool() | np.bool_():
            return bool(value)
        case int() | np.integer():
            return int(value)
        case float() | np.floating():
            if np.isinf(value):
                return "Infinity" if value > 0 else "-Infinity"
            return None if np.isnan(value) else float(value)
        case _ if value is pd.NA or value is pd.NaT:
            return None
    raise TypeError(f"a {type(value)} has no form in JSON here")


class Arguments:
    """Turns arguments into Python objects, and remembers which classes of neuprint-python they needed."""

    CRITERIA = ("NeuronCriteria", "SegmentCriteria", "SynapseCriteria", "MitoCriteria")

    def __init__(self, run):
        self.run = run
        self.used = set()

    def of(self, value):
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "Call" in value:
            result = self.run(value["Call"])
            return result[value["part"]] if "part" in value else result
        if "file" in value:
            return value["file"].encode()
        for name in self.CRITERIA:
            if name in value:
                self.used.add(name)
                return getattr(neuprint, name)(**{field: self.of(item) for field, item in value[name].items()})
        [name] = value
        self.used.add(name)
        return {"IsNull": neuprint.IsNull, "NotNull": neuprint.NotNull}[name]
