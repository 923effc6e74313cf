"""The Python peers of the skeletons: one of the programs that are measured.

    > {"peer":"navis-fastcore","task":"reroot","files":["neuron.swc"],"node":7,"repeat":5,"check":true}
    < {"ms": 2.3, "check": 6}

Answers lines of JSON on its standard input, each with the CPU time of one task: of the whole process, one thread. What
a task works on is prepared before the clock starts: text for parsers, a table for neuprint-python, arrays for
navis-fastcore.
"""

import gc
import json
import sys
import time
import traceback

import navis_fastcore as fastcore
import neuprint.skeleton as neuprint
import numpy as np
import pandas as pd
import pyarrow
import pyarrow.csv

COLUMNS = ["rowId", "type", "x", "y", "z", "radius", "link"]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def frame(path, _request):
    return neuprint.skeleton_swc_to_df(read(path).decode())


def arrays(path, request):
    table = frame(path, request)
    columns = [table[name].to_numpy() for name in ("rowId", "link")]
    return *columns, np.ascontiguousarray(table[["x", "y", "z"]].to_numpy())


def cable(ids, parents, xyz):
    """The summed length of all edges."""
    return float(np.nansum(fastcore.parent_dist(ids, parents, xyz).astype(np.float64)))


def cable_of_frame(table):
    xyz = np.ascontiguousarray(table[["x", "y", "z"]].to_numpy())
    return cable(table["rowId"].to_numpy(), table["link"].to_numpy(), xyz)


def arrow(data, _request):
    header = sum(line.startswith(b"#") for line in data[:10_000].split(b"\n"))
    kinds = dict.fromkeys(["x", "y", "z", "radius"], pyarrow.float32())
    return pyarrow.csv.read_csv(
        pyarrow.BufferReader(data),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, skip_rows=header, column_names=COLUMNS),
        parse_options=pyarrow.csv.ParseOptions(delimiter=" "),
        convert_options=pyarrow.csv.ConvertOptions(column_types=kinds),
    )


def with_synapses(path, request):
    points = np.fromfile(request["points"], dtype="<f4").reshape(-1, 3)
    synapses = pd.DataFrame(points, columns=["x", "y", "z"]).assign(type="post")
    return frame(path, request), synapses


def synapse_distances(attached, given):
    """The summed distances of the synapses to their nodes."""
    nodes, synapses = given
    places = nodes.set_index("rowId")[["x", "y", "z"]]
    at = places.loc[attached["link"].to_numpy()[len(nodes):]].to_numpy().astype(np.float64)
    return float(np.sqrt(((at - synapses[["x", "y", "z"]].to_numpy()) ** 2).sum(axis=1)).sum())


def distances(given, _request):
    ids, parents, xyz = given
    return fastcore.dist_to_root(ids, parents, weights=fastcore.parent_dist(ids, parents, xyz, root_dist=0))


def reoriented(table, request):
    table = table.copy()
    neuprint.reorient_skeleton(table, rowId=request["node"])
    return table


def root_of(links):
    return int(np.flatnonzero(np.asarray(links) < 0)[0])


# peer -> task -> (prepare a file, do it, a number that all peers must agree on)
TASKS = {
    "neuprint-python": {
        "parse": (lambda path, _: read(path).decode(), lambda text, _: neuprint.skeleton_swc_to_df(text), lambda made, _: len(made)),
        "write": (frame, lambda table, _: neuprint.skeleton_df_to_swc(table), lambda made, _: sum(not line.startswith("#") for line in made.strip().split("\n"))),
        "heal": (frame, lambda table, _: neuprint.heal_skeleton(table), lambda made, _: cable_of_frame(made)),
        "distances": (frame, lambda table, _: neuprint.distances_from_root(table), lambda made, _: float(made["distance"].max())),
        "reroot": (frame, reoriented, lambda made, _: root_of(made["link"])),
        "upsample": (frame, lambda table, request: neuprint.upsample_skeleton(table, request["length"]), lambda made, _: len(made)),
        "segments": (frame, lambda table, _: neuprint.skeleton_segments(table), lambda made, _: float(made["length"].astype(np.float64).sum())),
        "attach": (with_synapses, lambda given, _: neuprint.attach_synapses_to_skeleton(*given), synapse_distances),
    },
    "pyarrow.csv": {"parse": (lambda path, _: read(path), arrow, lambda made, _: made.num_rows)},
    "navis-fastcore": {
        "heal": (arrays, lambda given, _: fastcore.heal_skeleton(*given, threads=1), lambda made, given: cable(given[0], np.asarray(made), given[2])),
        "distances": (arrays, distances, lambda made, _: float(made.max())),
        "reroot": (arrays, lambda given, request: fastcore.reroot(given[0], given[1], [request["node"]]), lambda made, _: root_of(made)),
        "strahler": (arrays, lambda given, _: fastcore.strahler_index(given[0], given[1]), lambda made, _: int(made.sum())),
        "sections": (arrays, lambda given, _: fastcore.break_segments(given[0], given[1]), lambda made, _: len(made)),
    },
}
TASKS["pyarrow.csv"]["parse-columns"] = TASKS["pyarrow.csv"]["parse"]
TASKS["neuprint-python"]["parse-columns"] = TASKS["neuprint-python"]["parse"]

prepared = {}


def answer(request):
    peer, task, files = request["peer"], request["task"], tuple(request["files"])
    if task not in TASKS[peer]:
        return {"missing": f"{peer} cannot {task}"}
    prepare, run, check = TASKS[peer][task]
    key = (peer, task, files)
    if key not in prepared:
        # A new cell: what the last one worked on is dropped.
        for old in [old for old in prepared if old[2] != files]:
            del prepared[old]
        prepared[key] = [prepare(path, request) for path in files]
    given = prepared[key]
    gc.collect()
    start = time.process_time()
    for _ in range(request["repeat"]):
        made = [run(input, request) for input in given]
    seconds = time.process_time() - start
    said = {"ms": 1e3 * seconds / request["repeat"]}
    if request.get("check"):
        said["check"] = sum(check(*pair) for pair in zip(made, given))
    return said


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception:
        said = {"error": traceback.format_exc()}
    print(json.dumps(said), flush=True)
