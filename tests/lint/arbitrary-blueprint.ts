import fc from 'fast-check';
import { type Blueprint, type BlueprintInput, type Condition, defineConveyor } from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { type Change, merged, problemsOf } from '../blueprint/small-blueprint.ts';
import { label } from './plain-blueprint.ts';

/** Tests that administrators write, of facts that every preset has; many contradict or imply each other. */
const test: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(
      'orders.count',
      'orders.shipped',
      'orders.moments',
      'contacts.twoWay',
      'people.reachable',
    ),
    is: fc.constantFrom('atLeast', 'below', 'equals', 'above'),
    value: fc.integer({ min: -1, max: 3 }),
  }),
  fc.record({
    fact: fc.constantFrom('state.since', 'orders.lastAt', 'contacts.untouchedSince', 'windows.nextAt'),
    is: fc.constantFrom('olderThan', 'withinLast', 'withinNext'),
    value: fc.constantFrom({ days: 1 }, { days: 30 }, { months: 1 }, { months: 2 }),
  }),
  fc.record({ fact: fc.constantFrom('fit', 'cardComplete'), is: fc.constant('equals'), value: fc.boolean() }),
  fc.record({
    fact: fc.constantFrom('windows.preparationAt', 'orders.lastAt', 'fit', 'cadence.status'),
    is: fc.constantFrom('present', 'absent'),
  }),
  fc.record({
    fact: fc.constant('cadence.status'),
    is: fc.constantFrom('equals', 'differs'),
    value: fc.constantFrom('onTime', 'overdue', 'lost'),
  }),
  fc.record({
    fact: fc.constant('client.source'),
    is: fc.constant('equals'),
    value: fc.constantFrom('cold', 'lead', 'web'),
  }),
  fc.record({
    fact: fc.constantFrom('orders.lastAt', 'contacts.lastAt'),
    is: fc.constantFrom('before', 'after'),
    value: fc.constantFrom({ fact: 'state.since' }, { fact: 'contacts.untouchedSince' }, { now: true }),
  }),
  fc.record({
    fact: fc.constantFrom('holds.active', 'custody.roles'),
    is: fc.constant('includes'),
    value: fc.constantFrom('locked', 'telemarketer', 'nobody'),
  }),
) as fc.Arbitrary<Condition>;

const condition: fc.Arbitrary<Condition> = fc.oneof(
  test,
  fc.record({ all: fc.array(test, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(test, { minLength: 1, maxLength: 3 }) }),
  test.map((not) => ({ not })),
) as fc.Arbitrary<Condition>;

const events = [
  'clientRegistered',
  'contactRecorded',
  'factsLearned',
  'orderRecorded',
  'orderShipped',
  'windowRecorded',
  'handoffAccepted',
  'holdPlaced',
] as const;

function trigger(): fc.Arbitrary<Change> {
  const moment = fc.constantFrom(
    'state.since',
    'contacts.untouchedSince',
    'client.registeredAt',
    'cadence.overdueAt',
    'cadence.dormantAt',
  );
  const plus = fc.constantFrom({ days: 3 }, { days: 14 }, { months: 1 }, { days: 60 });
  return fc.oneof(
    fc.record({
      kind: fc.constant('event'),
      on: fc.uniqueArray(fc.constantFrom(...events), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('time'), at: moment, plus }),
    fc.record({ kind: fc.constant('person'), by: fc.constant(['telemarketer']) }),
  );
}

/** What somebody changes in a preset. */
function edit({ states, transfers }: Blueprint): fc.Arbitrary<Change> {
  const open = Object.keys(states).filter((state) => !states[state]?.final);
  const transfer = fc.constantFrom(...Object.keys(transfers));
  const added = fc
    .record({
      from: fc.uniqueArray(fc.constantFrom(...open), { minLength: 1, maxLength: 2 }),
      to: fc.constantFrom(...open),
      trigger: trigger(),
      priority: fc.integer({ min: -50, max: 50 }),
      when: fc.option(condition, { nil: undefined }),
      name: fc.constantFrom('addedA', 'addedB', 'addedC'),
    })
    .map(({ name, when, ...rest }) => ({
      transfers: { [name]: { label: label(name), ...rest, ...(when && { when }) } },
    }));
  const asked = fc.tuple(transfer, condition).map(([id, when]) => ({ transfers: { [id]: { when } } }));
  const emptied = transfer.map((id) => ({ transfers: { [id]: { when: undefined } } }));
  const released = transfer.map((id) => ({ transfers: { [id]: { releases: ['telemarketer'] } } }));
  const unloaded = fc.constantFrom(...open).map((id) => ({ states: { [id]: { load: undefined } } }));
  const unsupplied = fc.constant({ facts: { fit: { suppliedBy: [] } } });
  const limited = fc
    .tuple(
      fc.constantFrom('overdue', 'dormant', 'lost'),
      fc.constantFrom({ days: 60 }, { months: 2 }, { days: 120 }, { days: 360 }),
    )
    .map(([limit, span]) => ({ cadence: { [limit]: { kind: 'fixed', after: span } } }));
  return fc.oneof(
    { weight: 6, arbitrary: added },
    { weight: 6, arbitrary: asked },
    ...[emptied, released, unloaded, unsupplied, limited].map((arbitrary) => ({
      weight: 1,
      arbitrary,
    })),
  );
}

/** A preset with some changes, each of which leaves it valid: those that do not are left out. */
export const editedPreset: fc.Arbitrary<BlueprintInput> = fc
  .constantFrom(mixed, transactional, consultative, project)
  .chain((preset) => {
    const blueprint = preset({ timeZone: 'Europe/Moscow' });
    return fc.array(edit(defineConveyor(blueprint).blueprint), { minLength: 1, maxLength: 5 }).map((edits) =>
      edits.reduce((before: BlueprintInput, change) => {
        const after = merged(before as unknown as Change, change) as unknown as BlueprintInput;
        return problemsOf(after).length === 0 ? after : before;
      }, blueprint),
    );
  });
