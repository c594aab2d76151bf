import * as z from 'zod';
import { idSchema } from '../../conditions/id-schema.ts';
import type { Instant } from '../../time/instant.ts';
import type { ProblemClient } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';

const client = { clientId: idSchema };

/** Admits {@link PlanEdit}. */
export const planEditSchema = z.discriminatedUnion('kind', [
  /** The client is to be the employee's. */
  z.strictObject({ kind: z.literal('pin'), ...client, employeeId: idSchema }),
  /** The client stays with its holder. */
  z.strictObject({ kind: z.literal('keep'), ...client }),
  /** The client is not to be the employee's; if it is now, it must go. */
  z.strictObject({ kind: z.literal('forbid'), ...client, employeeId: idSchema }),
  /** Each of two clients goes where the plan has put the other. */
  z.strictObject({ kind: z.literal('swap'), clientIds: z.tuple([idSchema, idSchema]) }),
  /** All that has been decided on the client by hand is taken back. */
  z.strictObject({ kind: z.literal('clear'), ...client }),
]);

/** What a manager decides on a plan by hand. */
export type PlanEdit = z.output<typeof planEditSchema>;

/** An edit with who made it, when and why. */
export type RecordedEdit = PlanEdit & {
  readonly by: string;
  readonly at: Instant;
  readonly why?: string | undefined;
};

/** A client and an employee. */
interface Pair {
  readonly clientId: string;
  readonly employeeId: string;
}

/** Decisions by hand. On one client the last pin counts, and with it every employee who is not to have it. */
export interface HandDecisions {
  readonly pins: readonly Pair[];
  readonly forbidden: readonly Pair[];
}

/** Whose each of the clients is to be, by the plan that is edited. */
export type PlaceOf = (clientId: string) => string | undefined;

export function placesOf(clients: readonly ProblemClient[], moves: readonly ProposedMove[]): PlaceOf {
  const places = new Map(clients.map(({ id, holder }) => [id, holder]));
  for (const { clientId, to } of moves) places.set(clientId, to);
  return (clientId) => places.get(clientId);
}

/**
 * The decisions after some more edits; `holderOf` and `placeOf` say whose clients are now and by the plan.
 */
export function withEdits(
  { pins, forbidden }: HandDecisions,
  edits: readonly PlanEdit[],
  { holderOf, placeOf }: { readonly holderOf: PlaceOf; readonly placeOf: PlaceOf },
): HandDecisions {
  const pinned = new Map(pins.map(({ clientId, employeeId }) => [clientId, employeeId]));
  const barred = new Map<string, Set<string>>();
  const bar = ({ clientId, employeeId }: Pair) =>
    barred.set(clientId, (barred.get(clientId) ?? new Set()).add(employeeId));
  for (const pair of forbidden) bar(pair);
  const pin = (clientId: string, employeeId: string | undefined) => {
    if (employeeId === undefined) return;
    pinned.set(clientId, employeeId);
    barred.get(clientId)?.delete(employeeId);
  };
  for (const edit of edits) {
    switch (edit.kind) {
      case 'pin':
        pin(edit.clientId, edit.employeeId);
        break;
      case 'keep':
        pin(edit.clientId, holderOf(edit.clientId));
        break;
      case 'swap': {
        const [one, other] = edit.clientIds;
        const [of, ofOther] = [placeOf(one), placeOf(other)];
        pin(one, ofOther);
        pin(other, of);
        break;
      }
      case 'forbid':
        if (pinned.get(edit.clientId) === edit.employeeId) pinned.delete(edit.clientId);
        bar(edit);
        break;
      case 'clear':
        pinned.delete(edit.clientId);
        barred.delete(edit.clientId);
    }
  }
  return {
    pins: [...pinned].map(([clientId, employeeId]) => ({ clientId, employeeId })),
    forbidden: [...barred].flatMap(([clientId, ids]) =>
      [...ids].map((employeeId) => ({ clientId, employeeId })),
    ),
  };
}

/** The clients that an edit is about. */
export const clientsOfEdit = (edit: PlanEdit): readonly string[] =>
  edit.kind === 'swap' ? edit.clientIds : [edit.clientId];
