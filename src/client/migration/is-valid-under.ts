import type { Blueprint } from '../../blueprint/blueprint.ts';
import { toFactValue } from '../../conditions/fact-value.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Client } from '../client.ts';

/**
 * Whether everything about the client means something under the blueprint. That is its state, who holds it,
 * its pool, a pending handoff, its holds and own facts; of a merged duplicate, its state before the merge.
 */
export function isValidUnder(client: Client, blueprint: Blueprint): boolean {
  const { states, transfers, holds } = blueprint;
  const { handoff, mergedInto, facts } = client;
  const isHeld = mergedInto ? Object.hasOwn(states, client.state) : holderFits(client, blueprint);
  const stood = !mergedInto || holderFits(mergedInto.stood, blueprint);
  const terms = handoff && lookup(transfers, handoff.transfer);
  const waits = !handoff || (terms?.handoff?.to === handoff.to.role && terms.from.includes(client.state));
  return (
    isHeld &&
    stood &&
    waits &&
    Object.keys(client.holds).every((hold) => Object.hasOwn(holds, hold)) &&
    Object.entries(facts).every(([path, { value }]) => value === null || factFits(path, value, blueprint))
  );
}

type Held = Pick<Client, 'state' | 'custody' | 'pool' | 'wakeAt'>;

function holderFits({ state, custody, pool, wakeAt }: Held, { states, transfers }: Blueprint): boolean {
  const { responsible, supporting = [] } = (Object.hasOwn(states, state) && states[state]) || {};
  if (!Object.hasOwn(states, state)) return false;
  const takesPart = (role: string) => role === responsible || supporting.includes(role);
  const waiting = Object.values(transfers).some(
    ({ from, trigger }) => from.includes(state) && trigger.kind === 'time' && trigger.at === 'state.wakeAt',
  );
  const isSomebodys =
    responsible === undefined || Object.hasOwn(custody, responsible) || pool?.name === responsible;
  return Object.keys(custody).every(takesPart) && isSomebodys && (!waiting || wakeAt !== undefined);
}

function factFits(path: string, value: unknown, { facts }: Blueprint): boolean {
  const declared = lookup(facts, path);
  return declared !== undefined && toFactValue(value, declared) !== undefined;
}
