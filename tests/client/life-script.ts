import type { Actor, CommandInput, Conveyor, Instant } from 'sales-conveyor';

/** A client's life, to be lived by `live`: plain data, so that it shrinks. */
export interface Script {
  /** Which of the blueprint's entries the client comes by. */
  readonly entry: number;
  readonly steps: readonly Step[];
}

/** So many hours pass, then somebody does something. */
interface Step {
  readonly hours: number;
  readonly deed: Deed;
}

/** A command as it stands, or what somebody is up to; the client's situation then says which commands that takes. */
export type Deed = { readonly kind: 'send'; readonly command: CommandInput; readonly by: Actor } | Guided;

export type GuidedKind =
  | 'goOn'
  | 'turn'
  | 'accept'
  | 'reject'
  | 'expire'
  | 'supply'
  | 'window'
  | 'correct'
  | 'staff'
  | 'wait';

/** `nth` picks among what is possible, `days` says how far ahead or back a date is. */
export interface Guided {
  readonly kind: GuidedKind;
  readonly nth: number;
  readonly days: number;
}

export const START = Date.parse('2026-01-05T09:00:00.000Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const clientId = 'acme';
export const orderIds = Array.from({ length: 100 }, (_, i) => `o${i + 1}`);
export const total = { amount: 10_000, currency: 'EUR' };

export const head: Actor = { id: 'head', roles: ['headOfSales'] };
export const importer: Actor = { id: 'import', roles: ['import'] };
export const stranger: Actor = { id: 'stranger', roles: [] };

export const instantAt = (time: number): Instant => new Date(time).toISOString();

/** Two of every role, so that a client can change hands within one. */
export const employee = (role: string, n: number): Actor => ({ id: `${role}${1 + (n % 2)}`, roles: [role] });
export const staffOf = ({ blueprint }: Conveyor) =>
  Object.keys(blueprint.roles).flatMap((role) => [employee(role, 0), employee(role, 1)]);
