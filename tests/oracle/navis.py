"""What navis 1.12, navis-fastcore and neuprint-python 0.6.4 make of real neurons, for `tests/oracle/navis.rs` to compare.

    python -P tests/oracle/navis.py target/oracle/navis.json [FOLDER OF SWC FILES]

The neurons are the five of hemibrain that come with navis, and those of the folder that are not too large. Of each there
are two files: the raw one, of one or more fragments, and `tree`, as neuprint-python's `heal_skeleton` leaves it. Each
operation is a function below; what it returns stands in the JSON under its name. Nodes are named by their SWC
identifiers, and lists with an entry per node are in the order of the file. (-P, because the library has this file's name.)
"""

import json
import logging
import sys
import time
from pathlib import Path

import navis
import navis_fastcore as fastcore
import neuprint.skeleton as neuprint
import numpy as np

# Enough neurons of every kind for a test of seconds.
MOST_NODES = 4_500


def integers(values):
    return [int(value) for value in values]


def floats(values):
    return [float(value) if np.isfinite(value) else None for value in values]


class Neuron:
    """One neuron: its raw file and its tree, as each library wants them."""

    def __init__(self, raw, folder):
        self.table = neuprint.skeleton_swc_to_df(raw.read_text())
        self.roots = int((self.table["link"] == -1).sum())
        self.healed = neuprint.heal_skeleton(self.table.copy())
        tree = folder / raw.name
        tree.write_text(neuprint.skeleton_df_to_swc(self.healed))
        # What it is from here on is what stands in the file.
        self.healed = neuprint.skeleton_swc_to_df(tree.read_text())
        self.files = {"raw": str(raw.resolve()), "tree": str(tree.resolve())}
        self.raw, self.tree = (navis.read_swc(path, read_meta=False) for path in self.files.values())
        self.ids = self.healed["rowId"].to_numpy()
        self.parents = self.healed["link"].to_numpy()
        xyz = np.ascontiguousarray(self.healed[["x", "y", "z"]].to_numpy())
        self.weights = fastcore.parent_dist(self.ids, self.parents, xyz, root_dist=0)

    def by_node(self, neuron, column):
        """A column of navis' table in the order of the file."""
        return neuron.nodes.set_index("node_id")[column].loc[self.ids]


def edge_lengths(table):
    return neuprint.calc_segment_distances(table, 0.0).astype(np.float64)


def heal(neuron):
    """neuprint-python's and navis' healing of the raw file: fragments before, and the cable that was added."""
    before, after = edge_lengths(neuron.table).sum(), edge_lengths(neuron.healed).sum()
    healed = navis.heal_skeleton(neuron.raw, method="ALL")
    return {"fragments": neuron.roots, "added": after - before, "navis_cable": float(healed.cable_length)}


def cable_length(neuron):
    return float(neuron.raw.cable_length)


def distances_from_root(neuron):
    """Of the raw file: with several roots, each node's distance from its own."""
    return floats(neuprint.distances_from_root(neuron.table.copy())["distance"])


def reroot(neuron):
    """The parents after the last node became the root, by both libraries."""
    node = int(neuron.ids[-1])
    table = neuron.healed.copy()
    neuprint.reorient_skeleton(table, rowId=node)
    rerooted = navis.reroot_skeleton(neuron.tree, node)
    return {"node": node, "neuprint": integers(table["link"]), "navis": integers(neuron.by_node(rerooted, "parent_id"))}


def classify(neuron):
    """What each node is: `root`, `end`, `branch` or `slab`."""
    return [str(kind) for kind in neuron.by_node(navis.graph.classify_nodes(neuron.tree, inplace=False), "type")]


def strahler_index(neuron):
    orders = {}
    for method in ("standard", "greedy"):
        done = neuron.tree.copy()
        navis.strahler_index(done, method=method)
        orders[method] = integers(neuron.by_node(done, "strahler_index"))
    return orders


def longest_neurite(neuron):
    """The nodes of the longest path from the root, and of the longest between any two tips; and their cable."""
    return {name: kept(navis.longest_neurite(neuron.tree, from_root=from_root)) for name, from_root in (("from_root", True), ("between_tips", False))}


def longest_path(neuron):
    """From the far end to the root."""
    return integers(fastcore.longest_path(neuron.ids, neuron.parents, weights=neuron.weights))


def prune_twigs(neuron):
    """By length in voxels: once, and until there is nothing to prune."""
    pruned = []
    for size in (25, 125, 625):
        for recursive in (False, True):
            done = navis.prune_twigs(neuron.tree, size=size, recursive=recursive)
            pruned.append({"size": size, "recursive": recursive, **kept(done)})
    return pruned


def prune_by_strahler(neuron):
    pruned = []
    for orders in ([1], [1, 2]):
        done = navis.prune_by_strahler(neuron.tree, to_prune=orders, reroot_soma=False)
        pruned.append({"orders": orders, **kept(done)})
    return pruned


def small_segments(neuron):
    """From each end or branch towards the root, up to the next branch or the root, both included."""
    return sorted(integers(segment) for segment in neuron.tree.small_segments)


def segments(neuron):
    """The longest first: each from an end to a node of a longer one, or to the root."""
    found, lengths = fastcore.generate_segments(neuron.ids, neuron.parents, weights=neuron.weights)
    return {"nodes": [integers(segment) for segment in found], "lengths": floats(lengths)}


def geodesic_pairs(neuron):
    """The length of the path between nodes, along the tree."""
    chosen = np.random.default_rng(1).choice(neuron.ids, (200, 2))
    lengths = fastcore.geodesic_pairs(neuron.ids, neuron.parents, chosen, weights=neuron.weights, threads=1)
    return {"pairs": [integers(pair) for pair in chosen], "lengths": floats(lengths)}


def downsample(neuron):
    """Every so many nodes; ends, branches and the root stay."""
    done = []
    for factor in (2, 5, 10, float("inf")):
        result = navis.downsample_neuron(neuron.tree, factor)
        done.append({"factor": factor if np.isfinite(factor) else None, **kept(result)})
    return done


def resample(neuron):
    """Nodes at equal distances along each segment, in voxels."""
    done = []
    for interval in (50, 200):
        result = navis.resample_skeleton(neuron.tree, interval)
        done.append({"interval": interval, "nodes": int(result.n_nodes), "cable": float(result.cable_length)})
    return done


def kept(neuron):
    """The nodes that are left, their parents, and their cable."""
    nodes = neuron.nodes.sort_values("node_id")
    return {"ids": integers(nodes["node_id"]), "parents": integers(nodes["parent_id"]), "cable": float(neuron.cable_length)}


OPERATIONS = [
    heal,
    cable_length,
    distances_from_root,
    reroot,
    classify,
    strahler_index,
    longest_neurite,
    longest_path,
    prune_twigs,
    prune_by_strahler,
    small_segments,
    segments,
    geodesic_pairs,
    downsample,
    resample,
]


def main(target, folder=None):
    navis.set_pbars(hide=True)
    logging.disable(logging.WARNING)
    files = sorted((Path(navis.__file__).parent / "data/swc").glob("*.swc"))
    own = len(files)
    recorded = sorted(Path(folder).glob("*.swc")) if folder else []
    files += [path for path in recorded if path.read_bytes().count(b"\n") <= MOST_NODES]
    target = Path(target)
    trees = target.parent / "trees"
    trees.mkdir(parents=True, exist_ok=True)
    answers, times = [], dict.fromkeys((operation.__name__ for operation in OPERATIONS), 0.0)
    for number, path in enumerate(files):
        place = trees / ("navis" if number < own else "recorded")
        place.mkdir(exist_ok=True)
        neuron = Neuron(path, place)
        answer = {"name": f"{place.name}/{path.stem}", **neuron.files}
        for operation in OPERATIONS:
            start = time.process_time()
            answer[operation.__name__] = operation(neuron)
            times[operation.__name__] += time.process_time() - start
        answers.append(answer)
    target.write_text(json.dumps(answers))
    print(f"{len(files)} neurons; seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in times.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
