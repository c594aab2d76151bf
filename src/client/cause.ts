import { withArguments } from '../errors/with-arguments.ts';
import type { Instant } from '../time/instant.ts';

/** Causes that say all by their code. */
export const bareCauses = [
  'registered',
  'onboarded',
  'person',
  'event',
  'time',
  'timeOver',
  'withinLimit',
  'handoff',
  'rejection',
  'return',
  'override',
  'merge',
  'merged',
  'unmerge',
  'unmerged',
  'moved',
  'holderLeft',
  'migration',
] as const;

type BareCause = (typeof bareCauses)[number];

/** Why a plan moves one client; `describeMove` says each at length. */
export const planMoveCauses = [
  'HOLDER_KEEPS_NONE',
  'NOBODY_HOLDS_IT',
  'PINNED',
  'FORBIDDEN_TO_HOLDER',
  'FOLLOWS_GROUP',
  'RELIEVES_HOLDER',
  'STRENGTHENS_RECEIVER',
] as const;

/** Why there is a plan of redistribution. */
export const planCauses = [
  'departure',
  'absence',
  'newHire',
  'overload',
  'newSegment',
  'manual',
  'undo',
  'return',
] as const;

/**
 * One candidate of an assignment, as it stood before. Debt, share and bonus are in the policy's measure.
 */
export interface AssignedFigures {
  readonly employeeId: string;
  readonly capacity: number;
  readonly openClients: number;
  readonly openHours: number;
  readonly debt: number;
  /** Part of this client that the candidate was entitled to; 0 for who could not take it. */
  readonly share: number;
  readonly bonus: number;
  /** Codes of what stood against the candidate; absent where nothing did. */
  readonly obstacles?: readonly string[];
}

/** What each cause says beside its code. */
export interface CauseDetails extends Record<BareCause, Record<never, never>> {
  /**
   * What a person wrote, as it was written. In logs from before there were codes, also what the library wrote
   * then.
   */
  text: { text: string };
  /** The holder let the client go, for a reason of the blueprint's. */
  released: { reason: string };
  /** A transfer of the blueprint. */
  transfer: { transfer: string };
  /**
   * An assignment. Says what was owed to the one who got the client, and how many of the candidates could
   * have taken it.
   */
  assigned: {
    measure: 'hours' | 'clients';
    owed: number;
    able: number;
    candidates: number;
    /** What the client takes a month of its holder. Absent in logs of earlier builds, as are the figures. */
    hours?: number;
    /** Those of every candidate. */
    figures?: readonly AssignedFigures[];
  };
  /**
   * No candidate can take the client: what stands against them, by the codes of an assignment's obstacles.
   */
  nobodyCanTake: { obstacles: readonly string[] };
  /**
   * A plan: why there is one, and why it moves this client `from` one `to` another. Of many employees the
   * first 20.
   */
  plan: {
    kind: (typeof planCauses)[number];
    employeeIds?: readonly string[];
    /** How many employees beyond those. */
    more?: number;
    until?: Instant;
    planId?: string;
    /** What a person wrote. */
    note?: string;
    move?: (typeof planMoveCauses)[number];
    from?: string;
    to?: string;
  };
}

/** The name of a cause; stable across versions. */
export type CauseCode = keyof CauseDetails;

/** Why something in the log is as it is: plain JSON, put into words by `describeCause`. */
export type Cause<Code extends CauseCode = CauseCode> = {
  [K in Code]: { readonly code: K } & Readonly<CauseDetails[K]>;
}[Code];

/** What carries a cause; before there were codes, or where a person says why, a text. */
export interface Caused {
  readonly cause?: Cause | undefined;
  readonly reason?: string | undefined;
}

/** What a person wrote, as a cause: whatever it is, it is no code. */
export const asWritten = (text: string): Cause<'text'> => ({ code: 'text', text });

/** Why, as a command says it: by code, or as a person wrote it. */
export const saidIn = ({ cause, reason }: Caused): Cause | undefined =>
  cause ?? (reason === undefined ? undefined : asWritten(reason));

/** Why something is as it is, also as earlier versions wrote it; undefined where nothing is said. */
export function causeOf(caused: Caused): Cause | undefined {
  return withArguments('causeOf', { caused }, () => {
    const { cause, reason } = caused;
    if (cause || reason === undefined) return cause;
    const code = bareCauses.find((one) => one === reason);
    return code ? { code } : asWritten(reason);
  });
}

/** Whether two of them say the same: by code and values, whatever the words. */
export function isSameCause(a: object | string | undefined, b: object | string | undefined): boolean {
  return canonical(a) === canonical(b);
}

const canonical = (cause: object | string | undefined) =>
  JSON.stringify(Object.entries(cause ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
