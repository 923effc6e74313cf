"""What neuprint-python 0.6.4 answers when it is asked over TLS, for `tests/oracle/neuprint_python/` to compare.

    python answers.py https://127.0.0.1:8642 FINGERPRINT FOLDER DATASET

The server's certificate is trusted because its SHA-256 is the one that `neuprint serve` printed. What is left in the
folder has the dataset's name without its version: `.pem`, the certificate; `.jsonl`, the calls of `calls.py`, a line
each, with their `result` or `error`; `.json`, the functions that neuprint-python has, those that were called, and why
others are not. A process asks one dataset, because some functions take no client and ask the only one there is.
"""

import hashlib
import inspect
import json
import os
import ssl
import sys
from pathlib import Path
from urllib.parse import urlsplit

import calls
import functions
import neuprint
import values

TOKEN = "any"


def trust(address, fingerprint, path):
    """Has requests accept the server's certificate, and no other."""
    server = urlsplit(address)
    pem = ssl.get_server_certificate((server.hostname, server.port))
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
    if digest != fingerprint.replace(":", ""):
        raise SystemExit(f"the certificate of {address} has the fingerprint {digest}")
    path.write_text(pem)
    os.environ["REQUESTS_CA_BUNDLE"] = str(path)


class Session:
    """A dataset of the server, and what was called of it."""

    def __init__(self, address, dataset):
        self.address = address
        self.client = neuprint.Client(address, dataset=dataset, token=TOKEN, progress=False)
        self.functions = functions.found()
        self.arguments = values.Arguments(self.run)
        self.called = set()

    def run(self, made):
        """The result of a call."""
        name = made["call"]
        self.called.add(name)
        args = [self.arguments.of(value) for value in made["args"]]
        kwargs = {key: self.arguments.of(value) for key, value in made["kwargs"].items()}
        if special := getattr(self, f"call_{name}", None):
            return special(*args, **kwargs)
        if name.startswith("client."):
            attribute = getattr(self.client, name.removeprefix("client."))
            return attribute(*args, **kwargs) if callable(attribute) else attribute
        function = self.functions[name]
        if "client" in inspect.signature(function).parameters:
            kwargs["client"] = self.client
        return function(*args, **kwargs)

    def call_Client(self, dataset=None):
        return neuprint.Client(self.address, dataset=dataset, token=TOKEN).dataset

    def call_available_datasets(self):
        return sorted(self.functions["available_datasets"](self.address, TOKEN))

    def call_Transaction(self, dataset, cypher):
        with self.functions["Transaction"](dataset, client=self.client) as transaction:
            return transaction.query(cypher)

    def call_reorient_skeleton(self, skeleton, *args, **kwargs):
        # It changes the table that it is given.
        self.functions["reorient_skeleton"](skeleton, *args, **kwargs)
        return skeleton


def main(address, fingerprint, folder, dataset):
    folder, name = Path(folder), dataset.partition(":")[0]
    trust(address, fingerprint, folder / f"{name}.pem")
    session = Session(address, dataset)
    with open(folder / f"{name}.jsonl", "w") as out:
        for made in calls.DATASETS[dataset]():
            try:
                outcome = {"result": values.plain(session.run(made))}
            except Exception as error:  # How it fails is what is compared.
                outcome = {"error": {"type": type(error).__name__, "message": str(error)}}
            out.write(json.dumps(made | outcome) + "\n")
    called = session.called | session.arguments.used
    told = {"functions": sorted(session.functions), "called": sorted(called), "not_called": functions.NOT_CALLED}
    (folder / f"{name}.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
