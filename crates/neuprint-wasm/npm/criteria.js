// What a criterion can be beside a value.

/** The property is not there. */
export const IsNull = Symbol.for("neuprint.IsNull");
/** The property is there, whatever it is. */
export const NotNull = Symbol.for("neuprint.NotNull");
