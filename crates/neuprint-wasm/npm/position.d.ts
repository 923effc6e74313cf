/** A place: x, y and z in a list or a typed array, or by name. */
export type Position =
  | readonly [x: number, y: number, z: number]
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | { readonly x: number; readonly y: number; readonly z: number };
