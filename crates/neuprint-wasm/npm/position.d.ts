/** A place: x, y and z in a list or a typed array, or by name. */
export type Position = ArrayLike<number> | { readonly x: number; readonly y: number; readonly z: number };
