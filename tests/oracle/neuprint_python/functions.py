"""Every public function, class and method of neuprint-python, and why some of them are not called.

The list is made by looking into the package, so that what a new version adds is missed neither here nor in `calls.py`.
"""

import importlib
import pkgutil

import neuprint
import neuprint.queries
from neuprint import Client
from neuprint.admin import Transaction

DECORATES = "decorates the functions that are called"
DEFAULTS = "which client is the default is no question to a server; the npm package has its own and its tests"
LOGS = "prints queries while they are asked; the npm package has its own and its tests"
DRAWS = "draws with packages that are not installed with neuprint-python"
SIMULATES = "simulates currents with PySpice, which is not installed with neuprint-python; ours has no such function"
INTERNAL = "a part of the functions that are called, with no question of its own"
CYPHER = "text of a query: ours is another text with the same meaning, and what is compared are the answers"
PROGRESS = "belongs to tqdm and other packages"

NOT_CALLED = {
    "get_versions": "the version of the package",
    "NeuprintTimeoutError": "an exception",
    "inject_client": DECORATES,
    "verbose_errors": DECORATES,
    "neuroncriteria_args": DECORATES,
    "ensure_list_args": DECORATES,
    "ensure_list_attrs": DECORATES,
    "default_client": DEFAULTS,
    "set_default_client": DEFAULTS,
    "clear_default_client": DEFAULTS,
    "list_all_clients": DEFAULTS,
    "setup_debug_logging": LOGS,
    "enable_debug_logging": LOGS,
    "disable_debug_logging": LOGS,
    "plot_soma_projections": DRAWS,
    "plot_soma_3d": DRAWS,
    "plot_skeleton_3d": DRAWS,
    "extract_soma_coords": DRAWS,
    "assign_colors": DRAWS,
    "NeuronModel": SIMULATES,
    "TimingResult": SIMULATES,
    "UMAP": PROGRESS,
    "tqdm": PROGRESS,
    "trange": PROGRESS,
    "cypher_identifier": INTERNAL,
    "ensure_list": INTERNAL,
    "iter_batches": INTERNAL,
    "compile_columns": INTERNAL,
    "copy_as_neuroncriteria": INTERNAL,
    "where_expr": INTERNAL,
    "NeuronCriteria.all_conditions": CYPHER,
    "NeuronCriteria.basic_conditions": CYPHER,
    "NeuronCriteria.basic_exprs": CYPHER,
    "NeuronCriteria.combined_conditions": CYPHER,
    "NeuronCriteria.combined_global_with": CYPHER,
    "NeuronCriteria.directed_rois_condition": CYPHER,
    "NeuronCriteria.global_vars": CYPHER,
    "NeuronCriteria.global_with": CYPHER,
    "NeuronCriteria.rois_expr": CYPHER,
    "NeuronCriteria.typeinst_expr": CYPHER,
    "SynapseCriteria.condition": CYPHER,
    "MitoCriteria.condition": CYPHER,
    "Transaction.query": "a dataset file begins no transaction, so there is none to ask in; `Transaction` is called",
    "Transaction.kill": "a dataset file begins no transaction, so there is none to end; `Transaction` is called",
}


def found():
    """Public functions and classes by each of their names; methods as `client.name` and `Class.name`."""
    functions = {}
    modules = [neuprint, neuprint.queries]
    modules += [
        importlib.import_module(f"neuprint.{module.name}")
        for module in pkgutil.iter_modules(neuprint.__path__)
        if module.name != "tests"
    ]
    modules += [
        importlib.import_module(f"neuprint.queries.{module.name}")
        for module in pkgutil.iter_modules(neuprint.queries.__path__)
    ]
    for module in modules:
        for name, value in vars(module).items():
            if not name.startswith("_") and callable(value) and value.__module__.startswith("neuprint"):
                functions[name] = value
    for kind, prefix in [(Client, "client"), (Transaction, "Transaction")] + [
        (functions[name], name) for name in ("NeuronCriteria", "SynapseCriteria", "MitoCriteria")
    ]:
        for name, value in vars(kind).items():
            # The fields of criteria are properties too, and are set, not called.
            is_asked = (
                callable(value)
                or isinstance(value, staticmethod | classmethod)
                or (kind is Client and isinstance(value, property))
            )
            if not name.startswith("_") and is_asked:
                functions[f"{prefix}.{name}"] = value
    return functions
