//! JavaScript bindings of the neuPrint client and the skeleton engine.
