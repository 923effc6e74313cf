/**
 * What is known of the sample dataset from its sources, without asking the engine.
 *
 * Counted with a CSV reader over the source tables that DATA.md names: bodies whose `status` is "Traced" and whose
 * `cropped` is not "True". `LN_ORN_inputs_ipsi_contra.csv` and `hemibrain_targets.csv` give 212 of them, the metadata of
 * the five neurons with skeletons another five.
 */
export const TRACED_AND_NOT_CROPPED = 212 + 5;
