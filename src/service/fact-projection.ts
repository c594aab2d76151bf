import type { Blueprint } from '../blueprint/blueprint.ts';
import { momentaryFacts } from '../blueprint/fact-shapes.ts';
import type { Client } from '../client/client.ts';
import type { Conveyor } from '../client/conveyor.ts';
import { type Condition, type FactTest, isFactReference } from '../conditions/condition.ts';
import { limitProblem } from '../conditions/condition-walk.ts';
import type { FactShapes } from '../conditions/fact-schema.ts';
import { weaken } from '../conditions/weaken.ts';
import { WRITTEN_UNDER } from '../storage/port/fact-filter.ts';
import type { ClientChange, FactQuery } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { segmentOf } from '../workforce/client-load.ts';
import { fingerprint } from './fingerprint.ts';
import { storedInstead } from './stored-instead.ts';

/** Counted up whenever the library derives a lasting fact in another way than before. */
const DERIVATION = 5;

/** What is stored beside a client. */
export type StoredBeside = Required<Pick<ClientChange, 'facts' | 'segments'>> & Pick<ClientChange, 'dueAt'>;

/**
 * What is stored beside the clients: facts, segments and due dates; and what a store can tell from the facts.
 */
export interface FactProjection {
  /**
   * What to store beside the client.
   * @throws CADENCE_RULE_FAILED
   */
  of(client: Client): StoredBeside;
  /** Finds clients whose facts were written down under other rules. */
  stale(now: Instant): FactQuery;
  /**
   * Finds every client that may pass. That includes clients whose stored facts were written under other rules
   * and so say nothing. Tests that time alone decides are asked of the moments that are stored, or left out.
   * Undefined where the condition is too
   * large to be asked like that.
   */
  mayPass(condition: Condition, now: Instant): FactQuery | undefined;
}

export function factProjection({ blueprint, rules, lastingFacts, nextDueAt }: Conveyor): FactProjection {
  const print = fingerprint(derivationOf(blueprint));
  const facts: FactShapes = { ...rules.facts, [WRITTEN_UNDER]: { type: 'text' } };
  // The same condition is asked again and again: the stores know it by being the same object.
  const ofAnyMoment = new WeakMap<Condition, Condition>();
  const stale: readonly FactTest[] = [
    { fact: WRITTEN_UNDER, is: 'absent' },
    { fact: WRITTEN_UNDER, is: 'differs', value: print },
  ];
  const query = (condition: Condition, now: Instant) => ({
    condition,
    facts,
    now,
    timeZone: blueprint.timeZone,
  });
  return {
    of: (client) => {
      const dueAt = nextDueAt(client);
      const facts = lastingFacts(client);
      facts[WRITTEN_UNDER] = print;
      return {
        facts,
        segments: segmentsOf(client, blueprint),
        ...(dueAt !== undefined && { dueAt }),
      };
    },
    stale: (now) => query({ any: stale }, now),
    mayPass: (condition, now) => {
      const known = ofAnyMoment.get(condition);
      if (known) return query(known, now);
      let isOfMoment = false;
      const depends = (test: FactTest) => {
        const found = dependsOnMoment(test);
        isOfMoment ||= found;
        return found;
      };
      // Who passes is not looked at any further, so that the usual case comes first.
      const instead = (test: FactTest) => storedInstead(test, now, blueprint.timeZone);
      const fitting = [instead, undefined]
        .map((one) => ({ any: [weaken(condition, depends, one), ...stale] }))
        .find((weakened) => !limitProblem(weakened));
      if (fitting && !isOfMoment) ofAnyMoment.set(condition, fitting);
      return fitting && query(fitting, now);
    },
  };
}

/** The values that tell a client's load, for each role in which it is held and that has such values. */
function segmentsOf(client: Client, blueprint: Blueprint): Readonly<Record<string, string>> {
  const found = Object.keys(client.custody).flatMap((role) => {
    const segment = segmentOf(client, role, blueprint);
    return segment === undefined ? [] : [[role, segment] as const];
  });
  return Object.fromEntries(found);
}

function dependsOnMoment({ fact, value }: FactTest): boolean {
  return momentaryFacts.has(fact) || (isFactReference(value) && momentaryFacts.has(value.fact));
}

/**
 * All of a blueprint that decides what the facts and segments of a client are. A custom cadence is code: only
 * the version tells that it changed.
 */
function derivationOf(blueprint: Blueprint) {
  const { version, facts, currency, timeZone, windowLeadTime, windowLeadTimes, cadence, states, roles } =
    blueprint;
  const { paymentTerm } = blueprint;
  const isCustom = Object.values(cadence).some(({ kind }) => kind === 'custom');
  const types = Object.entries(facts).map(([path, { type }]) => [path, type]);
  const responsible = Object.entries(states).map(([id, state]) => [id, state.responsible ?? null]);
  const segments = Object.entries(roles).flatMap(([role, { loadBy }]) =>
    loadBy ? [[role, loadBy.fact, Object.keys(loadBy.factors).sort()]] : [],
  );
  return {
    ...(segments.length > 0 && { segments: segments.sort() }),
    derivation: DERIVATION,
    version: isCustom ? version : null,
    facts: types.sort(),
    currency,
    ...(paymentTerm !== undefined && { paymentTerm }),
    timeZone,
    windowLeadTime,
    ...(windowLeadTimes && { windowLeadTimes }),
    cadence,
    responsible: responsible.sort(),
  };
}
