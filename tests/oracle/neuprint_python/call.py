"""How a call is written: a function's name and its arguments in JSON (see `values.py`), so that Rust reads the same.

A call where neuprint-python fails or answers something else says why: `fails`, `differs`. The tests see to it that this
stays true.
"""

IS_NULL = {"IsNull": 1}
NOT_NULL = {"NotNull": 1}


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
    """neuprint-python fails with an exception of this name, or one of these; ours answers, or says what is wrong."""
    if reason is None:
        return made
    kinds, text = reason
    return made | {"fails": text, "with": kinds.split()}


def differs(reason, made, same=()):
    """Both answer, and differ; what their rows have in the columns `same` is among ours."""
    return made | {"differs": reason, "same": list(same)}
