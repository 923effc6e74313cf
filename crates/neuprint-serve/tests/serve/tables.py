"""What neuprint-python 0.6.4 gets from a server, as one JSON object; for `in_python.rs` to compare.

    python -P tables.py https://127.0.0.1:8642 TOKEN
"""

import json
import sys

import neuprint
import urllib3

# The certificate was made for the test.
urllib3.disable_warnings()

server, token = sys.argv[1:]
client = neuprint.Client(server, dataset="hemibrain-sample:v1.2.1", verify=False, token=token)


def table(frame):
    return {"columns": [str(name) for name in frame.columns], "data": json.loads(frame.to_json(orient="values"))}


criteria = neuprint.NeuronCriteria(bodyId=[754538881, 754534424, 722817260], client=client)
neurons, rois = neuprint.fetch_neurons(criteria, client=client)
partners, connections = neuprint.fetch_adjacencies(criteria, None, client=client)
print(
    json.dumps({
        "datasets": sorted(client.fetch_datasets(reload_cache=True)),
        "neurons": table(neurons),
        "rois": table(rois),
        "partners": table(partners),
        "connections": table(connections),
        "skeleton": table(client.fetch_skeleton(754538881, format="pandas")),
        "query": table(client.fetch_custom("MATCH (n:Neuron) RETURN n.bodyId, n.type ORDER BY n.bodyId")),
    })
)
