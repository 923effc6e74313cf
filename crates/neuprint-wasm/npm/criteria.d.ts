/** As a criterion: the property is not there. `{ type: IsNull }` finds neurons without a type. */
export declare const IsNull: unique symbol;
/** As a criterion: the property is there, whatever it is. `{ somaLocation: NotNull }` finds neurons with a soma. */
export declare const NotNull: unique symbol;
