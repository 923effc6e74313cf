//! Neuron skeletons in SWC: parsing, writing, healing, distances.
