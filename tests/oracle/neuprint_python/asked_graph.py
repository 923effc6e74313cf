"""Calls about the graph: what the server tells, queries of one's own, neurons, connections, paths."""

from call import IS_NULL, NC, NOT_NULL, call, differs, fails, part

NOTHING_TRACED = ("ValueError", "puts together the tables of no batches where no output is traced")
NO_STATUS = (
    "UndefinedVariableError",
    "looks for the status of partners in a table that has none where there are no partners",
)
NO_NEURON = ("RuntimeError", "refuses where no neuron matches; ours answers with empty tables")
WITHOUT_BATCHES = ("AttributeError", "batch_size=None hands the client on as the statuses")
POLARITY = "leaves a weight that the dataset lacks out with a warning; ours refuses it where it was named"
UNTRACED = "leaves out neurons without any traced output; ours gives their completeness as 0"
ORPHANS = "knows no completeness of neurons without any traced output; ours gives it as 0"


def of_the_server(dataset):
    """What every server tells of itself, of its user, and of datasets."""
    yield call("Client", dataset)
    yield call("Client", "no such dataset")
    yield call("Client")
    yield call("available_datasets")
    said = "version available help server_info database datasets instances db_version profile token"
    computed = "daily_type roi_completeness roi_connectivity neuron_keys synapse_nt_keys"
    for method in said.split() + computed.split():
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
        "MATCH (n:Neuron) RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS name ORDER BY n.bodyId LIMIT 200",
        """
        // Weights between types.
        MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron)
        WHERE a.type STARTS WITH 'DA1' OR b.type =~ 'MBON.*'
        RETURN a.type AS pre, b.type AS post, sum(e.weight) AS weight, count(*) AS pairs, avg(e.weight) AS mean
        ORDER BY weight DESC, pre, post
        """,
        "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId, n.status, n.noSuchProperty ORDER BY n.bodyId",
        "RETURN 9007199254740993 AS large, -1 AS negative, 0.1 + 0.2 AS fraction, 1e300 AS huge, true AS yes",
        "RETURN 'ä\\'\"' AS text, [1, 2.5, null] AS list, {a: 1} AS map, null AS nothing",
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
    yield call(
        "client.fetch_custom",
        "MATCH (n:Neuron) RETURN n.bodyId AS bodyId, n.type AS type ORDER BY n.bodyId LIMIT 50",
        use_arrow=True,
    )


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
    yield call(
        "fetch_neurons", "DA1_lPN", omit_rois=True, returned_columns=["type", "bodyId", "noSuchColumn", "status"]
    )
    yield call("fetch_neurons", "DA1_lPN", omit_rois=True, returned_columns=["noSuchColumn"])
    yield call("fetch_neurons", {"SegmentCriteria": {"type": "DA1_lPN", "status": "Traced"}}, omit_rois=True)
    yield call("fetch_neurons", part(call("fetch_adjacencies", "DA1_lPN", None), 0), omit_rois=True)
    yield call("fetch_neurons", NC(type="no such type"))
    yield call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'no such type'}) RETURN n")
    yield fails(
        ("KeyError", "looks for a column n that the query does not return; ours says so"),
        call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId AS bodyId"),
    )


def connections(sources, targets, five, rois, strong):
    """Connections from sources to targets, of which some weigh more than `strong`."""
    for up, down in [
        (sources, None),
        (None, targets),
        (sources, targets),
        (NC(type=sources), NC(type=targets, status="Traced")),
        (five, None),
    ]:
        yield call("fetch_simple_connections", up, down)
        yield call("fetch_simple_connections", up, down, min_weight=strong)
        for more in [
            {},
            {"min_total_weight": strong},
            {"omit_rois": True, "min_total_weight": strong},
            {"rois": rois[:1]},
        ]:
            yield call("fetch_adjacencies", up, down, **more)
    yield call("fetch_simple_connections", sources, targets, rois=rois[:1])
    yield call("fetch_simple_connections", sources, targets, properties=["status", "bodyId"], weight_props=["weight"])
    yield call("fetch_simple_connections", five, targets, properties=["type", "roiInfo"], weight_props="weightHP")
    yield differs(
        POLARITY, call("fetch_simple_connections", sources, targets, weight_props=["weightHP", "weightAxonAxon"])
    )
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
    for direction in ("upstream", "downstream"):
        for criteria in (sources, targets, five[:2], NC(type=targets, rois=rois[:1])):
            yield call("fetch_common_connectivity", criteria, direction)
        yield call("fetch_common_connectivity", five[:2], direction, min_weight=3, properties=["status"])
    yield call("fetch_common_connectivity", sources, "sideways")


def paths(start, middle, end, weight):
    """Paths from a body to another, by way of neurons of the type `middle`."""
    for more in [
        {},
        {"min_weight": weight},
        {"intermediate_criteria": NC(type=middle)},
        {"intermediate_criteria": middle},
        {"intermediate_criteria": NC(label="Segment")},
        {"timeout": 20.0},
    ]:
        yield call("fetch_shortest_paths", start, end, **more)
    yield call("fetch_shortest_paths", end, start)
    yield call("fetch_shortest_paths", start, 1)
    for more in [
        {"path_length": 1},
        {"path_length": 2},
        {"path_length": 2, "min_weight": weight},
        {"max_path_length": 2},
    ]:
        yield call("fetch_paths", start, end, **more)
    yield call("fetch_paths", start, end, max_path_length=2, intermediate_criteria=NC(type=middle, status="Traced"))
    yield call("fetch_paths", start, end, min_weight=weight)
    yield call("fetch_paths", start, end, path_length=2, max_path_length=3)
    yield call("fetch_paths", start, end, path_length="two")
    yield fails(
        ("AssertionError", "does not look for inputRois on paths; ours does"),
        call("fetch_paths", start, end, intermediate_criteria=NC(inputRois=["CA(R)"])),
    )


COMPLETENESS = ["bodyId", "total_weight", "traced_weight", "untraced_weight", "completeness"]
ORPHAN_TASKS = ["bodyId_pre", "bodyId_post", "orphan_weight", "status_post", "statusLabel", "cum_orphan_weight"]


def completeness(traced, untraced, without_output):
    """How complete output is: of neurons with traced output, of those some of which have none, of those without any."""
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
