"""Calls about what belongs to neurons, synapses, mitochondria and skeletons, and about what is made of tables."""

from call import MC, NC, SC, call, differs, fails, part

FOUR_BODIES = (
    "HTTPError",
    "with by_roi=False, the list of more than three bodies is a variable that the query does not have",
)
EMPTY_BODIES = ("RuntimeError", "asks for the mitochondria of no body at all where no synapses connect")
NO_SYNAPSES = (
    "ValueError",
    "asks for synapses where bodies connect, and puts together no tables if the dataset has none",
)
BODIES = "looks the bodyIds up among the names of the columns; ours filters by bodyId"


def synapses(five, rois, sources, targets):
    """What belongs to synapses and mitochondria."""
    kinds = [
        None,
        SC(type="pre"),
        SC(type="post", rois=rois[:1]),
        SC(rois=rois, confidence=0.9),
        SC(confidence=0),
        # Mistakes.
        SC(type="both"),
        SC(rois=["nowhere"]),
    ]
    for criteria in kinds:
        yield call("fetch_synapses", five[:2], criteria)
        yield call("fetch_mean_synapses", five, criteria)
        yield call("fetch_mean_synapses", five[:3], criteria, by_roi=False)
        yield call("fetch_synapses_and_closest_mitochondria", five[:2], criteria)
    yield call("fetch_synapses", five, batch_size=2)
    yield call("fetch_synapses", "DA1_lPN", SC(type="pre", confidence=0.99))
    yield call("fetch_synapses", NC(type="DA1_lPN", rois=rois[:1]), SC(type="pre", rois=rois[1:2]))
    yield call("fetch_synapses", five[0], SC(primary_only=False, type="pre"))
    yield call("fetch_synapses", "no such type")
    yield call("fetch_synapses", five[0], nt="max")
    yield call("fetch_synapses", five[0], nt="all")
    yield call("fetch_mean_synapses", "DA1_lPN", batch_size=1)
    yield call("fetch_mean_synapses", "DA1_lPN", SC(primary_only=False))
    yield call("fetch_mean_synapses", "no such type")
    yield call("fetch_synapses_and_closest_mitochondria", "DA1_lPN", batch_size=1)
    for criteria in [
        None,
        MC(mitoType="dark"),
        MC(size=1_000, rois=rois[:1]),
        MC(primary_only=False),
        MC(mitoType="large"),
        MC(rois=["nowhere"]),
    ]:
        yield call("fetch_mitochondria", five, criteria)
    yield call("fetch_mitochondria", "DA1_lPN", batch_size=1)
    # No bodies of these datasets are connected by synapses that the dataset has.
    unconnected = call("fetch_synapse_connections", targets, sources)
    for made in [
        unconnected,
        call("fetch_synapse_connections", targets, sources, SC(rois=rois[:1]), min_total_weight=100_000),
    ]:
        yield made
    for criteria in [None, SC(type="pre"), SC(rois=rois[:1]), SC(confidence=0.9, primary_only=False)]:
        yield fails(NO_SYNAPSES, call("fetch_synapse_connections", sources, targets, criteria))
        yield fails(NO_SYNAPSES, call("fetch_connection_mitochondria", sources, targets, criteria))
    yield fails(NO_SYNAPSES, call("fetch_synapse_connections", five[2], None, nt=None, batch_size=3))
    yield call("fetch_synapse_connections", sources, targets, SC(rois=["nowhere"]))
    yield call("fetch_synapse_connections", sources, targets, nt="max")
    yield fails(EMPTY_BODIES, call("fetch_connection_mitochondria", targets, sources))


def connected_synapses(five, rois):
    """What belongs to synapses and mitochondria, where synapses are connected."""
    criteria = [
        None,
        SC(type="pre"),
        SC(rois=rois[:1]),
        SC(rois=rois, confidence=0.95),
        SC(confidence=0.9),
        SC(primary_only=False),
        SC(primary_only=False, rois=rois[:1]),
    ]
    for some in criteria:
        yield call("fetch_synapse_connections", five, five, some)
        yield call("fetch_synapse_connections", five[2], None, some)
        yield call("fetch_synapse_connections", None, five[:2], some, batch_size=1)
        yield call("fetch_synapse_connections", NC(type="DA1_lPN"), "DA1_lPN", some, min_total_weight=12)
        yield call("fetch_connection_mitochondria", five, five, some)
        yield call("fetch_synapses_and_closest_mitochondria", five, some, batch_size=2)
        yield call("fetch_synapses", five[0], some)
        yield call("fetch_mean_synapses", five, some)
        yield call("fetch_mean_synapses", five[:3], some, by_roi=False)
        yield fails(FOUR_BODIES, call("fetch_mean_synapses", five[:4], some, by_roi=False))
    mitochondria = [
        None,
        MC(mitoType="dark"),
        MC(size=80_000),
        MC(rois=rois[:1]),
        MC(rois=rois, mitoType="light", size=20_000),
        MC(primary_only=False),
    ]
    for some in mitochondria:
        yield call("fetch_mitochondria", five, some, batch_size=3)
        yield call("fetch_mitochondria", "DA1_lPN", some)


def tables(sources, targets):
    """What is made of tables of connections."""
    found = call("fetch_adjacencies", sources, targets)
    neurons, weights = part(found, 0), part(found, 1)
    merged = part(call("merge_neuron_properties", neurons, weights))
    yield call("merge_neuron_properties", neurons, weights)
    yield call("merge_neuron_properties", neurons, weights, "type")
    yield call("connection_table_to_matrix", merged, "bodyId")
    yield call("connection_table_to_matrix", merged, "bodyId", sort_by="bodyId")
    yield call("connection_table_to_matrix", merged, ["bodyId_pre", "type_post"], make_square=False)
    yield call("connection_table_to_matrix", merged, "type", make_square=True)
    yield call("connection_table_to_matrix", merged, "roi")
    yield call(
        "connection_table_to_matrix", part(call("fetch_simple_connections", sources, targets)), "instance", "weightHP"
    )


def distributions(criteria, rois, counted):
    """What is made of tables of synapses per ROI."""
    found = call("fetch_neurons", criteria)
    counts = part(found, 1)
    for more in [
        {},
        {"rois": rois},
        {"syn_columns": ["post"]},
        {"flatten_column_index": True},
        {"rois": rois, "syn_columns": counted, "flatten_column_index": True},
    ]:
        yield call("syndist_matrix", counts, **more)
    for more in [{}, {"rois": rois}, {"syn_columns": ["pre"]}]:
        yield call("bilateral_syndist", counts, **more)


def sides():
    """Neurons in groups, and where their synapses are: no dataset here has groups, so they are written down."""
    neurons = call(
        "fetch_custom",
        """
        UNWIND [[1, 'a_L', 1, 'L'], [2, 'a_R', 1, 'R'], [3, 'b_L', 2, null], [4, 'b_R_extra', 2, null],
                [5, 'c', 3, null], [6, 'c', 3, 'M'], [7, 'd', 4, null], [8, 'd', 4, null], [9, 'e', null, null],
                [10, 'f_R', 5, 'R'], [11, null, 5, null]] AS row
        RETURN row[0] AS bodyId, row[1] AS instance, row[2] AS group, row[3] AS somaSide
    """,
    )
    counts = call(
        "fetch_custom",
        """
        UNWIND [[5, 'LH(L)', 100, 900], [5, 'LH(R)', 900, 10], [5, 'EB', 10, 10], [6, 'LH(R)', 20, 800],
                [6, 'EB', 3, 30], [7, 'LH(L)', 500, 500], [7, 'LH(R)', 500, 500], [8, 'LH(R)', 800, 50],
                [8, 'LH(L)', 10, 5], [9, 'LH(R)', 100, 100], [10, 'CA(R)', 5, 5], [1, 'LH(L)', 100, 10]] AS row
        RETURN row[0] AS bodyId, row[1] AS roi, row[2] AS pre, row[3] AS post
    """,
    )
    yield call("assign_sides_in_groups", part(neurons), part(counts))
    yield call("assign_sides_in_groups", part(neurons), part(counts), min_pre=10, min_post=10, min_bias=0.6)
    yield call("assign_sides_in_groups", part(neurons), part(counts), ["LH(L)", "LH(R)", "EB"])
    yield call("syndist_matrix", part(counts))
    yield call("bilateral_syndist", part(counts))
    yield differs(BODIES, call("bilateral_syndist", part(counts), bodies=[5, 7]))


def skeletons(bodies):
    """Skeletons as they are fetched, and what is made of them."""
    for body in bodies:
        for more in [
            {},
            {"heal": True},
            {"heal": 500.0},
            {"with_distances": True},
            {"heal": True, "format": "nx"},
            {"format": "nx", "with_distances": True},
            {"format": "swc"},
            {"heal": True, "format": "swc"},
        ]:
            yield call("client.fetch_skeleton", body, **more)
        yield call("fetch_skeleton", body, True)
        raw, healed = part(call("fetch_skeleton", body)), part(call("fetch_skeleton", body, heal=True))
        yield call("heal_skeleton", raw)
        yield call("heal_skeleton", raw, 100.0)
        yield call("skeleton_swc_to_df", part(call("fetch_skeleton", body, format="swc")))
        yield call("skeleton_df_to_swc", raw)
        yield call("skeleton_df_to_nx", healed)
        yield call("skeleton_df_to_nx", healed, with_distances=True)
        yield call("calc_segment_distances", healed)
        yield call("distances_from_root", healed)
        yield call("reorient_skeleton", healed, 100)
        yield call("reorient_skeleton", healed, xyz=[5_000.0, 22_000.0, 15_000.0])
        yield call("reorient_skeleton", healed, use_max_radius=True)
        yield call("skeleton_segments", healed)
        yield call("upsample_skeleton", healed, 50.0)
    yield call("fetch_skeleton", 1)
    yield call("fetch_skeleton", "x")
