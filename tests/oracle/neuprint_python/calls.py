"""The calls that are made of both clients, by dataset.

Arguments are JSON (see `values.py`), so that the tests in Rust read the same list. A call where neuprint-python fails or answers
something else says why: `fails`, `differs`. The tests see to it that this stays true.
"""

IS_NULL = {"IsNull": 1}
NOT_NULL = {"NotNull": 1}

# Delete this, and the `fails` that name it, once imported neurons have a roiInfo.
NO_ROI_INFO = "imported neurons have no roiInfo, which neuprint-python reads as JSON for every neuron; no neuron of a neuPrint server is without"
SAMPLE_ROI_INFO = "the sample has the roiInfo of five neurons only, and neuprint-python reads it as JSON for every neuron"
NO_HIERARCHY = "the tables that were imported tell no hierarchy of ROIs, and neuprint-python takes it for granted"
EMPTY_BODIES = "asks for the mitochondria of no body at all where no synapses connect"
NOTHING_TRACED = "puts together the tables of no batches where no output is traced"
NO_STATUS = "looks for the status of partners in a table that has none where there are no partners"
NO_SYNAPSES = "asks for synapses where bodies connect, and puts together no tables if the dataset has none"
NO_NEURON = "refuses where no neuron matches; ours answers with empty tables"
WITHOUT_BATCHES = "batch_size=None hands the client on as the statuses"
POLARITY = "leaves a weight that the dataset lacks out with a warning; ours refuses it where it was named"
UNTRACED = "leaves out neurons without any traced output; ours gives their completeness as 0"
ORPHANS = "knows no completeness of neurons without any traced output; ours gives it as 0"
BODIES = "looks the bodyIds up among the names of the columns; ours filters by bodyId"
AS_NEAR = "of several nodes that are as near to a synapse it takes any; ours the first"
PARENTHESES = "the condition for a missing status loses its parentheses, so that neurons of other types fit too"


def NC(**fields):
    return {"NeuronCriteria": fields}


def SC(**fields):
    return {"SynapseCriteria": fields}


def MC(**fields):
    return {"MitoCriteria": fields}


def call(function, *args, **kwargs):
    return {"call": function, "args": list(args), "kwargs": kwargs}


def part(of, at=None):
    """What an earlier call returned, or one of the tables of it, as an argument."""
    return {"Call": of} if at is None else {"Call": of, "part": at}


def fails(reason, made):
    """neuprint-python fails; ours answers."""
    return made | {"fails": reason}


def differs(reason, made, same=()):
    """Both answer, and differ; what their rows have in the columns `same` is among ours."""
    return made | {"differs": reason, "same": list(same)}


def of_the_server(dataset):
    """What every server tells of itself, of its user, and of datasets."""
    yield call("Client", dataset)
    yield call("Client", "no such dataset")
    yield call("Client")
    yield call("available_datasets")
    methods = "version available help server_info database datasets instances db_version profile token daily_type roi_completeness roi_connectivity neuron_keys synapse_nt_keys"
    for method in methods.split():
        yield call(f"client.fetch_{method}")
    yield call("client.arrow_endpoint")
    yield call("client.fetch_datasets", reload_cache=True)
    for name in ("daily_type", "roi_completeness", "roi_connectivity"):
        yield call(f"client.fetch_{name}", format="json")
    yield call("client.meta")
    yield call("client.primary_rois")
    yield call("client.all_rois")
    yield call("fetch_meta")
    yield call("fetch_all_rois")
    yield call("fetch_primary_rois")
    yield call("client.fetch_raw_keyvalue", "no such instance", "key")
    yield call("client.post_raw_keyvalue", "no such instance", "key", {"file": "value"})
    yield call("Transaction", dataset, "MATCH (n:Neuron) RETURN count(n)")


def custom():
    """Queries of one's own, in both forms that the function has."""
    queries = [
        "MATCH (n:Neuron) RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status ORDER BY n.bodyId LIMIT 200",
        """
        // Weights between types.
        MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron)
        WHERE a.type STARTS WITH 'DA1' OR b.type =~ 'MBON.*'
        RETURN a.type AS pre, b.type AS post, sum(e.weight) AS weight, count(*) AS pairs, avg(e.weight) AS mean
        ORDER BY weight DESC, pre, post
        """,
        "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId, n.instance, n.somaLocation, n.noSuchProperty ORDER BY n.bodyId",
        "RETURN 9007199254740993 AS large, -1 AS negative, 0.1 + 0.2 AS fraction, 1e300 AS huge, 'ä\\'\"' AS text, [1, 2.5, null] AS list, {a: 1} AS map, null AS nothing, true AS yes",
        "MATCH (n:Neuron) WHERE n.bodyId < 0 RETURN n.bodyId AS bodyId",
        "UNWIND range(1, 3) AS x RETURN x, CASE x WHEN 2 THEN null ELSE x END AS holes ORDER BY x",
        "RETRUN 1",
        "RETURN 1 / 0",
        "RETURN nothing",
        "RETURN ‘smart’",
    ]
    for query in queries:
        yield call("fetch_custom", query)
        yield call("client.fetch_custom", query)
        yield call("client.fetch_custom", query, format="json")
    yield call("client.fetch_custom", "RETURN 1 AS x", dataset="no such dataset")
    yield call("client.fetch_custom", "MATCH (n:Neuron) RETURN n.bodyId AS bodyId, n.type AS type ORDER BY n.bodyId LIMIT 50", use_arrow=True)


def neurons(five, rois):
    """Criteria of every kind, on neurons without what is per ROI."""
    kinds = [
        five[0],
        five,
        "DA1_lPN",
        ["DA1_lPN", "DL2d_adPN"],
        "DA.*",
        NC(type="LH.*[0-9]_a", regex=True),
        NC(type="DA1_lPN", instance="DL2d_adPN_R"),
        NC(instance=".*_R", regex=True, type=NOT_NULL),
        NC(type=IS_NULL),
        NC(type=["DA1_lPN", None]),
        NC(status=["Orphan", None]),
        NC(type="KC.*", status="Traced"),
        NC(status="Traced", cropped=False),
        NC(status=["Traced", None], label="Segment"),
        NC(cropped=True),
        NC(rois=rois[:1]),
        NC(rois=rois, roi_req="any", type="LH.*"),
        NC(rois=rois, roi_req="all"),
        NC(bodyId=five, min_pre=1),
        NC(min_post=2_000),
        NC(somaLocation=NOT_NULL),
        NC(somaLocation=IS_NULL, type="DA1_lPN"),
        NC(cellBodyFiber=NOT_NULL, type="lLN.*"),
        NC(somaSide="R"),
        NC(group=5, type="DA1_lPN"),
        NC(bodyId=9_007_199_254_740_993),
        NC(type="no such type"),
        NC(hemibrainType="DA1.*"),
        # Mistakes.
        NC(rois="nowhere"),
        NC(inputRois=rois[:1], rois=rois[1:]),
        NC(roi_req="some"),
        NC(bodyId="x"),
        NC(label="Nope"),
        NC(noSuchField=1),
        [],
    ]
    for criteria in kinds:
        yield call("fetch_neurons", criteria, omit_rois=True)
    yield call("fetch_neurons", "DA1_lPN", omit_rois=True, returned_columns="core")
    yield call("fetch_neurons", "DA1_lPN", omit_rois=True, returned_columns=["type", "bodyId", "noSuchColumn", "status"])
    yield call("fetch_neurons", "DA1_lPN", omit_rois=True, returned_columns=["noSuchColumn"])
    yield call("fetch_neurons", {"SegmentCriteria": {"type": "DA1_lPN", "status": "Traced"}}, omit_rois=True)
    yield call("fetch_neurons", part(call("fetch_adjacencies", "DA1_lPN", None), 0), omit_rois=True)
    yield call("fetch_neurons", NC(type="no such type"))
    yield call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'no such type'}) RETURN n")
    yield fails("looks for a column n that the query does not return; ours says so", call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId AS bodyId"))


def connections(sources, targets, five, rois, strong):
    """Connections from sources to targets, of which some weigh more than `strong`."""
    for up, down in [(sources, None), (None, targets), (sources, targets), (NC(type=sources), NC(type=targets, status="Traced")), (five, None)]:
        yield call("fetch_simple_connections", up, down)
        yield call("fetch_simple_connections", up, down, min_weight=strong)
        for more in [{}, {"min_total_weight": strong}, {"omit_rois": True, "min_total_weight": strong}, {"rois": rois[:1]}]:
            yield call("fetch_adjacencies", up, down, **more)
    yield call("fetch_simple_connections", sources, targets, rois=rois[:1])
    yield call("fetch_simple_connections", sources, targets, properties=["status", "bodyId"], weight_props=["weight"])
    yield call("fetch_simple_connections", five, targets, properties=["type", "roiInfo"], weight_props="weightHP")
    yield differs(POLARITY, call("fetch_simple_connections", sources, targets, weight_props=["weightHP", "weightAxonAxon"]))
    yield call("fetch_simple_connections", sources, targets, weight_props=["heaviness"])
    yield call("fetch_simple_connections", sources, targets, rois=["nowhere"])
    yield call("fetch_simple_connections", "no such type", targets)
    for more in [
        {"rois": rois},
        {"rois": rois[0], "min_roi_weight": strong},
        {"min_roi_weight": strong},
        {"min_roi_weight": 2, "min_total_weight": strong},
        {"include_nonprimary": True},
        {"batch_size": 1},
        {"batch_size": 3, "threads": 1},
        {"properties": ["status"]},
        {"properties": ["instance", "bodyId", "cropped"]},
        {"weight_props": "weight"},
        {"weight_props": ["weightHP"], "omit_rois": True},
        {"omit_rois": True, "batch_size": 2},
        # Mistakes.
        {"rois": ["nowhere"]},
        {"omit_rois": True, "rois": rois},
        {"omit_rois": True, "min_roi_weight": 2},
        {"omit_rois": True, "include_nonprimary": True},
        {"weight_props": ["heaviness"]},
    ]:
        yield call("fetch_adjacencies", sources, targets, **more)
    yield differs(POLARITY, call("fetch_adjacencies", sources, targets, weight_props=["weightAxonAxon"]))
    yield call("fetch_adjacencies", NC(type=sources, label="Segment"), NC(type=targets, rois=rois[:1]))
    yield call("fetch_adjacencies", targets, five[:1])
    yield fails(NO_NEURON, call("fetch_adjacencies", "no such type", targets))
    yield call("fetch_traced_adjacencies")
    yield call("fetch_traced_adjacencies", omit_rois=True, batch_size=1_000)
    for direction in ("upstream", "downstream"):
        for criteria in (sources, targets, five[:2], NC(type=targets, rois=rois[:1])):
            yield call("fetch_common_connectivity", criteria, direction)
        yield call("fetch_common_connectivity", five[:2], direction, min_weight=3, properties=["status"])
    yield call("fetch_common_connectivity", sources, "sideways")


def paths(start, middle, end, weight):
    """Paths from a body to another, by way of neurons of the type `middle`."""
    for more in [{}, {"min_weight": weight}, {"intermediate_criteria": NC(type=middle)}, {"intermediate_criteria": middle}, {"intermediate_criteria": NC(label="Segment")}, {"timeout": 20.0}]:
        yield call("fetch_shortest_paths", start, end, **more)
    yield call("fetch_shortest_paths", end, start)
    yield call("fetch_shortest_paths", start, 1)
    for more in [{"path_length": 1}, {"path_length": 2}, {"path_length": 2, "min_weight": weight}, {"max_path_length": 2}]:
        yield call("fetch_paths", start, end, **more)
    yield call("fetch_paths", start, end, max_path_length=2, intermediate_criteria=NC(type=middle, status="Traced"))
    yield call("fetch_paths", start, end, min_weight=weight)
    yield call("fetch_paths", start, end, path_length=2, max_path_length=3)
    yield call("fetch_paths", start, end, path_length="two")
    yield fails("does not look for inputRois on paths; ours does", call("fetch_paths", start, end, intermediate_criteria=NC(inputRois=["CA(R)"])))


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
    for criteria in [None, MC(mitoType="dark"), MC(size=1_000, rois=rois[:1]), MC(primary_only=False), MC(mitoType="large"), MC(rois=["nowhere"])]:
        yield call("fetch_mitochondria", five, criteria)
    yield call("fetch_mitochondria", "DA1_lPN", batch_size=1)
    # No bodies of these datasets are connected by synapses that the dataset has.
    unconnected = call("fetch_synapse_connections", targets, sources)
    for made in [unconnected, call("fetch_synapse_connections", targets, sources, SC(rois=rois[:1]), min_total_weight=100_000)]:
        yield made
    for criteria in [None, SC(type="pre"), SC(rois=rois[:1]), SC(confidence=0.9, primary_only=False)]:
        yield fails(NO_SYNAPSES, call("fetch_synapse_connections", sources, targets, criteria))
        yield fails(NO_SYNAPSES, call("fetch_connection_mitochondria", sources, targets, criteria))
    yield fails(NO_SYNAPSES, call("fetch_synapse_connections", five[2], None, nt=None, batch_size=3))
    yield call("fetch_synapse_connections", sources, targets, SC(rois=["nowhere"]))
    yield call("fetch_synapse_connections", sources, targets, nt="max")
    yield fails(EMPTY_BODIES, call("fetch_connection_mitochondria", targets, sources))


COMPLETENESS = ["bodyId", "total_weight", "traced_weight", "untraced_weight", "completeness"]
ORPHAN_TASKS = ["bodyId_pre", "bodyId_post", "orphan_weight", "status_post", "statusLabel", "cum_orphan_weight"]


def completeness(traced, untraced, without_output):
    """How complete the output is of neurons all of which have traced output, of those some of which do not, and of those without any."""
    for criteria in traced:
        for statuses in (["Traced"], ["Traced", "Orphan"]):
            yield call("fetch_output_completeness", criteria, statuses)
            yield call("fetch_output_completeness", criteria, statuses, batch_size=1)
            yield call("fetch_downstream_orphan_tasks", criteria, statuses)
        yield call("fetch_output_completeness", criteria)
        yield call("fetch_downstream_orphan_tasks", criteria)
        yield fails(WITHOUT_BATCHES, call("fetch_output_completeness", criteria, batch_size=None))
        yield fails(NOTHING_TRACED, call("fetch_output_completeness", criteria, ["No such status"]))
        yield fails(NOTHING_TRACED, call("fetch_downstream_orphan_tasks", criteria, ["No such status"]))
    for criteria in untraced:
        yield differs(UNTRACED, call("fetch_output_completeness", criteria), COMPLETENESS)
        yield differs(ORPHANS, call("fetch_downstream_orphan_tasks", criteria), ORPHAN_TASKS)
    for criteria in without_output:
        yield fails(NOTHING_TRACED, call("fetch_output_completeness", criteria))
        yield fails(NO_STATUS, call("fetch_downstream_orphan_tasks", criteria))
    yield fails(NOTHING_TRACED, call("fetch_output_completeness", "no such type"))
    yield fails(NO_NEURON, call("fetch_downstream_orphan_tasks", "no such type"))


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
    yield call("connection_table_to_matrix", part(call("fetch_simple_connections", sources, targets)), "instance", "weightHP")


def distributions(criteria, rois):
    """What is made of tables of synapses per ROI."""
    found = call("fetch_neurons", criteria)
    counts = part(found, 1)
    for more in [{}, {"rois": rois}, {"syn_columns": ["post"]}, {"flatten_column_index": True}, {"rois": rois, "syn_columns": ["pre", "post", "upstream"], "flatten_column_index": True}]:
        yield call("syndist_matrix", counts, **more)
    for more in [{}, {"rois": rois}, {"syn_columns": ["pre"]}]:
        yield call("bilateral_syndist", counts, **more)


def sides():
    """Neurons in groups, and where their synapses are: no dataset here has groups, so they are written down."""
    neurons = call("fetch_custom", """
        UNWIND [[1, 'a_L', 1, 'L'], [2, 'a_R', 1, 'R'], [3, 'b_L', 2, null], [4, 'b_R_extra', 2, null], [5, 'c', 3, null], [6, 'c', 3, 'M'],
                [7, 'd', 4, null], [8, 'd', 4, null], [9, 'e', null, null], [10, 'f_R', 5, 'R'], [11, null, 5, null]] AS row
        RETURN row[0] AS bodyId, row[1] AS instance, row[2] AS group, row[3] AS somaSide
    """)
    counts = call("fetch_custom", """
        UNWIND [[5, 'LH(L)', 100, 900], [5, 'LH(R)', 900, 10], [5, 'EB', 10, 10], [6, 'LH(R)', 20, 800], [6, 'EB', 3, 30], [7, 'LH(L)', 500, 500],
                [7, 'LH(R)', 500, 500], [8, 'LH(R)', 800, 50], [8, 'LH(L)', 10, 5], [9, 'LH(R)', 100, 100], [10, 'CA(R)', 5, 5], [1, 'LH(L)', 100, 10]] AS row
        RETURN row[0] AS bodyId, row[1] AS roi, row[2] AS pre, row[3] AS post
    """)
    yield call("assign_sides_in_groups", part(neurons), part(counts))
    yield call("assign_sides_in_groups", part(neurons), part(counts), min_pre=10, min_post=10, min_bias=0.6)
    yield call("assign_sides_in_groups", part(neurons), part(counts), ["LH(L)", "LH(R)", "EB"])
    yield call("syndist_matrix", part(counts))
    yield call("bilateral_syndist", part(counts))
    yield differs(BODIES, call("bilateral_syndist", part(counts), bodies=[5, 7]))


def skeletons(bodies):
    """Skeletons as they are fetched, and what is made of them."""
    for body in bodies:
        for more in [{}, {"heal": True}, {"heal": 500.0}, {"with_distances": True}, {"heal": True, "format": "nx"}, {"format": "nx", "with_distances": True}, {"format": "swc"}, {"heal": True, "format": "swc"}]:
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


def sample():
    """The dataset that is embedded in the programs."""
    five = [722817260, 754534424, 754538881, 1734350788, 1734350908]
    rois = ["AL(R)", "LH(R)"]
    yield from of_the_server("hemibrain-sample:v1.2.1")
    yield call("fetch_roi_hierarchy")
    yield call("fetch_roi_hierarchy", False, False)
    yield call("fetch_roi_hierarchy", include_subprimary=False, format="text")
    yield call("fetch_roi_hierarchy", mark_primary=False, format="text")
    yield call("fetch_roi_hierarchy", format="nx")
    yield call("client.fetch_roi_mesh", "CA(R)")
    yield call("client.fetch_roi_mesh", "nowhere")
    yield from custom()
    yield from neurons(five, rois)
    for criteria in [five[2], five, NC(type="DA1_lPN", min_pre=1), NC(type="DA1.*", inputRois="AL(R)", outputRois=["LH(R)", "CA(R)"], roi_req="any"), NC(bodyId=five, inputRois=["AL(R)"], min_roi_inputs=1_900, outputRois="LH(R)", min_roi_outputs=250)]:
        yield call("fetch_neurons", criteria)
    yield call("fetch_neurons", five, returned_columns="core")
    yield call("fetch_neurons", five, returned_columns=["bodyId", "type", "pre", "post"])
    yield fails(SAMPLE_ROI_INFO, call("fetch_neurons", "DA1_lPN"))
    yield differs(PARENTHESES, call("fetch_neurons", NC(type="DA1_lPN", status=["Orphan", None]), omit_rois=True))
    yield call("fetch_custom_neurons", f"MATCH (n:Neuron) WHERE n.bodyId IN {five} RETURN n ORDER BY n.bodyId")
    yield call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) WHERE n.pre > 700 RETURN n")
    yield from connections("v2LN36", "DA1_lPN", five, rois, 20)
    # Parts of primary ROIs.
    for more in [{"rois": ["AL-DA1(R)"], "include_nonprimary": True}, {"rois": ["AL-DA1(R)"]}, {"rois": ["SNP(R)", "SLP(R)"], "include_nonprimary": True, "min_roi_weight": 2}]:
        yield call("fetch_adjacencies", NC(type="DA1_lPN"), None, **more)
    yield call("fetch_adjacencies", None, "LHPD2a1", include_nonprimary=True)
    yield call("fetch_adjacencies", rois=["LH(R)"], min_total_weight=3)
    yield call("fetch_synapses", five[0], SC(rois=["MB(R)"], primary_only=False))
    yield call("fetch_synapses", five[0], SC(rois=["MB(R)"]))
    yield from paths(5813054716, "DA1_lPN", 1943811511, 5)
    yield from synapses(five, rois, "v2LN36", "DA1_lPN")
    hung = ["rowId", "x", "y", "z", "radius", "structure"]
    yield differs(AS_NEAR, call("attach_synapses_to_skeleton", part(call("fetch_skeleton", five[2], heal=True)), part(call("fetch_synapses", five[2]))), hung)
    yield from completeness(["LHPD2a1", NC(type="lLN1_.*")], ["DA1_lPN"], [])
    yield from tables(NC(type="lLN1.*"), NC(type="DA1.*"))
    yield from distributions(five, ["AL(R)", "LH(R)", "CA(R)"])
    yield from sides()
    yield from skeletons([five[2], five[3]])


def mushroom_body():
    """The export of the mushroom body, imported."""
    five = [722817260, 754534424, 754538881, 1734350788, 1734350908]
    rois = ["CA(R)", "LH(R)"]
    yield from of_the_server("hemibrain-mb:v1.2.1")
    yield fails(NO_HIERARCHY, call("fetch_roi_hierarchy"))
    yield fails(NO_HIERARCHY, call("fetch_roi_hierarchy", format="text"))
    yield call("client.fetch_roi_mesh", "CA(R)")
    yield from custom()
    yield from neurons(five, rois)
    yield call("fetch_neurons", NC(inputRois="CA(R)"))
    for criteria in [five, "DA1_lPN", NC(rois=rois)]:
        yield fails(NO_ROI_INFO, call("fetch_neurons", criteria))
    yield fails(NO_ROI_INFO, call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n"))
    yield from connections("DA1_lPN", "KCab-m", five, rois, 5)
    yield from paths(754538881, "KC.*", 612371421, 14)
    yield from synapses(five, rois, "DA1_lPN", "KCab-m")
    yield from completeness(["DA1_lPN", "KCg-d"], [], [NC(type="MBON0.*")])
    yield from tables("DA1_lPN", NC(type="KCg.*"))
    yield from skeletons([five[2]])


DATASETS = {"hemibrain-sample:v1.2.1": sample, "hemibrain-mb:v1.2.1": mushroom_body}
