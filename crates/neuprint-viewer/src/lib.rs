//! A WebGL2 renderer for neuron skeletons, meshes and points.
