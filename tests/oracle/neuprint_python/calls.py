"""The calls that are made of both clients, by dataset."""

from asked_graph import completeness, connections, custom, neurons, of_the_server, paths
from asked_parts import connected_synapses, distributions, sides, skeletons, synapses, tables
from call import NC, SC, call, differs, fails, part

NO_HIERARCHY = (
    "TypeError",
    "the tables that were imported tell no hierarchy of ROIs, and neuprint-python takes it for granted",
)
AS_NEAR = "of several nodes that are as near to a synapse it takes any; ours the first"
PARENTHESES = "the condition for a missing status loses its parentheses, so that neurons of other types fit too"


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
    for criteria in [
        five[2],
        five,
        NC(type="DA1_lPN", min_pre=1),
        NC(type="DA1.*", inputRois="AL(R)", outputRois=["LH(R)", "CA(R)"], roi_req="any"),
        NC(bodyId=five, inputRois=["AL(R)"], min_roi_inputs=1_900, outputRois="LH(R)", min_roi_outputs=250),
    ]:
        yield call("fetch_neurons", criteria)
    yield call("fetch_neurons", five, returned_columns="core")
    yield call("fetch_neurons", five, returned_columns=["bodyId", "type", "pre", "post"])
    yield call("fetch_neurons", "DA1_lPN")
    yield differs(PARENTHESES, call("fetch_neurons", NC(type="DA1_lPN", status=["Orphan", None]), omit_rois=True))
    yield call("fetch_custom_neurons", f"MATCH (n:Neuron) WHERE n.bodyId IN {five} RETURN n ORDER BY n.bodyId")
    yield call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) WHERE n.pre > 700 RETURN n")
    yield from connections("v2LN36", "DA1_lPN", five, rois, 20)
    yield call("fetch_traced_adjacencies")
    yield call("fetch_traced_adjacencies", omit_rois=True, batch_size=1_000)
    yield call("fetch_traced_adjacencies", weight_props=["weight"], threads=2)
    # Parts of primary ROIs.
    for more in [
        {"rois": ["AL-DA1(R)"], "include_nonprimary": True},
        {"rois": ["AL-DA1(R)"]},
        {"rois": ["SNP(R)", "SLP(R)"], "include_nonprimary": True, "min_roi_weight": 2},
    ]:
        yield call("fetch_adjacencies", NC(type="DA1_lPN"), None, **more)
    yield call("fetch_adjacencies", None, "LHPD2a1", include_nonprimary=True)
    yield call("fetch_adjacencies", rois=["LH(R)"], min_total_weight=3)
    yield call("fetch_synapses", five[0], SC(rois=["MB(R)"], primary_only=False))
    yield call("fetch_synapses", five[0], SC(rois=["MB(R)"]))
    yield from paths(5813054716, "DA1_lPN", 1943811511, 5)
    yield from synapses(five, rois, "v2LN36", "DA1_lPN")
    hung = ["rowId", "x", "y", "z", "radius", "structure"]
    yield differs(
        AS_NEAR,
        call(
            "attach_synapses_to_skeleton",
            part(call("fetch_skeleton", five[2], heal=True)),
            part(call("fetch_synapses", five[2])),
        ),
        hung,
    )
    yield from completeness(["LHPD2a1", NC(type="lLN1_.*")], ["DA1_lPN"], [])
    yield from tables(NC(type="lLN1.*"), NC(type="DA1.*"))
    yield from distributions(five, ["AL(R)", "LH(R)", "CA(R)"], ["pre", "post", "upstream"])
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
    yield call("fetch_custom", "MATCH (n:Neuron) RETURN n.type AS type, count(*) AS n ORDER BY n DESC, type LIMIT 100")
    yield from neurons(five, rois)
    yield call("fetch_neurons", NC(inputRois="CA(R)"))
    for criteria in [five, "DA1_lPN", NC(rois=rois)]:
        yield call("fetch_neurons", criteria)
    yield call("fetch_custom_neurons", "MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n")
    yield from connections("DA1_lPN", "KCa'b'-ap1", five, rois, 5)
    yield call("fetch_traced_adjacencies")
    yield from paths(754538881, "KC.*", 612371421, 14)
    yield from synapses(five, rois, "DA1_lPN", "KCa'b'-ap1")
    yield from completeness(["DA1_lPN", "KCg-d"], [], [NC(type="MBON0.*")])
    yield from tables("DA1_lPN", NC(type="KCg.*"))
    yield from skeletons([five[2]])


def recorded_graph():
    """The small graph over which a real server was recorded: it has connected synapses, mitochondria and odd values."""
    five = [722817260, 754534424, 754538881, 1734350788, 1734350908]
    rois = ["AL(R)", "LH(R)"]
    yield from neurons(five, rois)
    for criteria in [
        "APL",
        NC(type="MBON.*"),
        NC(rois=rois),
        NC(inputRois="CA(R)", outputRois="LH(R)"),
        NC(label="Segment"),
    ]:
        yield call("fetch_neurons", criteria)
    yield from connected_synapses(five, rois)
    yield from completeness(["KCg-d"], [], [])
    yield from distributions(NC(type="MBON.*"), ["CA(R)", "gL(R)", "aL(R)"], ["post", "pre"])


DATASETS = {
    "hemibrain-sample:v1.2.1": sample,
    "hemibrain-mb:v1.2.1": mushroom_body,
    "hemibrain:v1.2.1": recorded_graph,
}
