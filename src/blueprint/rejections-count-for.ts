import type { BlueprintHandoff } from './blueprint.ts';

/**
 * How long a rejection of the handoff counts as the first one. Where it does not say so, half a year: our own
 * inference, after which it is another try.
 */
export const rejectionsCountFor = ({ rejectionsCountFor: given = { months: 6 } }: BlueprintHandoff) => given;
