import type { Instant } from '../time/instant.ts';

/** Tells the time; the library never looks at a clock of its own. */
export type Clock = () => Date | Instant;
