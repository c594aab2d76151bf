import fc from 'fast-check';
import {
  type Blueprint,
  type Client,
  type ClientEvent,
  type CommandInput,
  type Conveyor,
  defineConveyor,
} from 'sales-conveyor';
import {
  type MigrationDecisions,
  type MigrationPlan,
  planMigration,
  type Unmapped,
} from 'sales-conveyor/blueprints';
import { commandSchema } from 'sales-conveyor/schema';
import { arbitraryBlueprint } from '../blueprint/arbitrary-blueprint.ts';
import { arbitraryEdit, edited } from '../blueprint/arbitrary-edit.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-05T09:00:00.000Z');
export const dayOf = (n: number) => new Date(START + n * DAY).toISOString();

/** What somebody tries to do with a client; whatever is refused is left out of the life. */
const deed = fc.record({
  kind: fc.constantFrom(
    'transfer',
    'transfer',
    'transfer',
    'accept',
    'reject',
    'hold',
    'learn',
    'order',
    'contact',
    'assign',
    'assign',
    'wait',
  ),
  nth: fc.nat(99),
  days: fc.integer({ min: 0, max: 20 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** A client with its whole history. */
interface Life {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
}

/** Two versions of a blueprint, clients in flight on the first, and what somebody may decide. */
export interface RulesChange {
  readonly from: Conveyor;
  readonly to: Conveyor;
  readonly lives: readonly Life[];
  /** Picks among what could be decided. */
  readonly choices: readonly number[];
}

export function arbitraryChange({ clients = 4, edits = 6 } = {}): fc.Arbitrary<RulesChange> {
  return fc
    .record({
      input: arbitraryBlueprint(),
      edits: fc.array(arbitraryEdit(), { minLength: 1, maxLength: edits }),
      deeds: fc.array(fc.array(deed, { maxLength: 14, size: 'max' }), {
        minLength: clients,
        maxLength: clients,
      }),
      choices: fc.array(fc.nat(99), { minLength: 8, maxLength: 8 }),
    })
    .map(({ input, edits: done, deeds, choices }) => {
      const from = defineConveyor(input);
      const to = defineConveyor(edited(input, done));
      return { from, to, lives: deeds.map((one, i) => live(from, `client-${i}`, one)), choices };
    });
}

function live(conveyor: Conveyor, clientId: string, deeds: readonly Deed[]): Life {
  let day = 0;
  let client: Client | undefined;
  const history: ClientEvent[] = [];
  const { blueprint } = conveyor;
  const by = { id: 'boss', roles: Object.keys(blueprint.roles) };
  const attempt = (input: object) => {
    const command = commandSchema.parse({ ...input, clientId } as CommandInput);
    const outcome = conveyor.decide(client, command, { now: dayOf(day), by, history });
    if (!outcome.ok) return;
    client = conveyor.evolveAll(client, outcome.events, history);
    history.push(...outcome.events);
  };
  attempt({ type: 'register', source: 'cold' });
  for (const [i, { kind, nth, days }] of deeds.entries()) {
    const { state = '' } = client ?? {};
    const exits = Object.entries(blueprint.transfers).filter(
      ([, { from, to }]) => from.includes(state) && to !== 'closed',
    );
    const roles = Object.keys(blueprint.roles);
    const hold = Object.keys(blueprint.holds)[nth % 2];
    day += kind === 'wait' ? days : 0;
    if (kind === 'transfer' && exits.length > 0) {
      attempt({ type: 'transfer', transfer: exits[nth % exits.length]?.[0], wakeAt: dayOf(day + days + 1) });
    }
    if (kind === 'accept') attempt({ type: 'acceptHandoff', to: `employee-${nth}` });
    if (kind === 'reject') attempt({ type: 'rejectHandoff', reason: 'misfit' });
    if (kind === 'hold' && hold) attempt({ type: 'placeHold', hold, reason: 'because' });
    if (kind === 'learn') {
      const fitting = {
        ready: true,
        segment: ['A', 'B', 'C'][nth % 3],
        size: nth,
        promised: dayOf(nth),
        lines: ['dairy', 'meat'].slice(nth % 2),
      };
      const facts = Object.fromEntries(
        Object.entries(fitting).filter(([path]) => Object.hasOwn(blueprint.facts, path)),
      );
      if (Object.keys(facts).length > 0) attempt({ type: 'learnFacts', facts });
    }
    if (kind === 'order')
      attempt({ type: 'recordOrder', order: { id: `${clientId}-${i}`, placedAt: dayOf(day) } });
    if (kind === 'contact') attempt({ type: 'recordContact', channel: 'phone', twoWay: nth % 2 === 0 });
    if (kind === 'assign')
      attempt({ type: 'assignHolder', role: roles[nth % roles.length], employeeId: `employee-${nth}` });
  }
  return { client: client as unknown as Client, history };
}

/** Decides on every unmapped, round by round, until the migration is total. */
export function decideAll(
  from: Blueprint,
  to: Blueprint,
  choices: readonly number[],
  start: MigrationDecisions = {},
): { decisions: MigrationDecisions; plan: MigrationPlan } {
  let decisions = start;
  for (let round = 0; round < 20; round++) {
    const plan = planMigration(from, to, decisions);
    if (plan.unmapped.length === 0) return { decisions, plan };
    for (const [i, unmapped] of plan.unmapped.entries())
      decisions = decided(decisions, unmapped, to, choices[i % choices.length] ?? 0);
  }
  throw new Error('There is no end of deciding');
}

function decided(
  decisions: MigrationDecisions,
  unmapped: Unmapped,
  to: Blueprint,
  choice: number,
): MigrationDecisions {
  const pick = (names: object) => Object.keys(names)[choice % Object.keys(names).length] as string;
  const { states, roles, custody, transfers, holds, facts } = decisions;
  switch (unmapped.kind) {
    case 'state':
      return { ...decisions, states: { ...states, [unmapped.state]: pick(to.states) } };
    case 'wakeDate': {
      const known = states?.[unmapped.state] ?? unmapped.state;
      const image = typeof known === 'string' ? { to: known } : known;
      return {
        ...decisions,
        states: { ...states, [unmapped.state]: { ...image, wakeIn: { days: 1 + (choice % 30) } } },
      };
    }
    case 'role':
      return { ...decisions, roles: { ...roles, [unmapped.role]: choice % 3 ? pick(to.roles) : null } };
    case 'custody':
      return {
        ...decisions,
        custody: { ...custody, [unmapped.state]: { ...custody?.[unmapped.state], [unmapped.role]: null } },
      };
    case 'handoff':
    case 'deadline':
      return { ...decisions, transfers: { ...transfers, [unmapped.transfer]: null } };
    case 'hold':
      return { ...decisions, holds: { ...holds, [unmapped.hold]: null } };
    case 'fact':
      return {
        ...decisions,
        facts: {
          ...facts,
          [unmapped.fact]: choice % 2 && Object.hasOwn(to.facts, unmapped.fact) ? unmapped.fact : null,
        },
      };
  }
}
