import fc from 'fast-check';
import {
  type Client,
  type ClientEvent,
  type Condition,
  type Conveyor,
  compileCondition,
  defineConveyor,
  isConveyorError,
} from 'sales-conveyor';
import { type LintFinding, lintBlueprint } from 'sales-conveyor/blueprints';
import { consultative, mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { clientFacts } from '../../src/lint/client-facts.ts';
import { arbitraryLife } from '../client/arbitrary-life.ts';
import type { Script } from '../client/life-script.ts';
import { type Life, live } from '../client/live.ts';
import { editedPreset } from './arbitrary-blueprint.ts';
import { expectShown } from './replay-witness.ts';

/** A blueprint and some lives on it. */
const livedBlueprint = editedPreset.chain((blueprint) =>
  fc.record({
    blueprint: fc.constant(blueprint),
    scripts: fc.array(arbitraryLife(defineConveyor(blueprint), 40), { minLength: 3, maxLength: 3 }),
  }),
);

/** Lives as far as the conveyor comes to an end: random automatic transfers may go round in circles. */
function lived(conveyor: Conveyor, script: Script, watch: (life: Life) => void): void {
  try {
    live(conveyor, script, watch);
  } catch (error) {
    if (!isConveyorError(error, 'ENDLESS_TRANSFERS')) throw error;
  }
}

/** Every event of a life with the state in which the client was before it. */
function withStates(history: readonly ClientEvent[]): { event: ClientEvent; state: string }[] {
  let state = '';
  return history.map((event) => {
    const before = state;
    if (event.type === 'clientRegistered') state = event.state;
    if (event.type === 'stateChanged') state = event.to;
    return { event, state: before };
  });
}

function expectUncontradicted(
  finding: LintFinding,
  conveyor: Conveyor,
  { client, history, now }: Life,
): void {
  const { rule, names } = finding;
  const { transfers: [transfer = ''] = [], states = [] } = names;
  const condition = conveyor.rules.transfers[transfer]?.condition;
  const moves = withStates(history).flatMap(({ event, state }) =>
    event.type === 'stateChanged' && states.includes(state) ? [event] : [],
  );
  switch (rule) {
    case 'condition-never':
      expect(condition?.evaluate(client, now)).not.toBe('yes');
      return;
    case 'condition-always':
      expect(condition?.evaluate(client, now)).toBe('yes');
      return;
    case 'condition-part-redundant':
      expectSamePasses(finding, conveyor, client, now);
      return;
    case 'transfer-shadowed':
    case 'deadline-overtaken':
    case 'transfer-never':
      expect(moves.filter((move) => move.transfer === transfer)).toEqual([]);
      return;
    case 'transfer-out-of-reach':
      expect(moves.filter((move) => move.transfer === transfer && move.cause === 'person')).toEqual([]);
      return;
    case 'dead-end':
      expect(moves.filter(({ cause }) => !['override', 'merge', 'unmerge'].includes(cause))).toEqual([]);
      return;
    case 'release-without-effect':
      expect(Object.keys(states.includes(client.state) ? client.custody : {})).not.toContain(
        names.roles?.[0],
      );
      return;
    case 'acceptance-after-exit': {
      const expired = withStates(history).filter(
        ({ event, state }) =>
          event.type === 'handoffEscalated' &&
          event.handoff.transfer === transfer &&
          event.handoff.escalated.cause === 'expired' &&
          states.includes(state),
      );
      expect(expired).toEqual([]);
    }
  }
}

/** The condition passes for the same clients without the part that is said to make no difference. */
function expectSamePasses({ path }: LintFinding, conveyor: Conveyor, client: Client, now: string): void {
  const [, id = '', rest = ''] = /^transfers\.(\w+)\.when\.(.*)$/.exec(path) ?? [];
  const { condition } = conveyor.rules.transfers[id] ?? {};
  const whole = structuredClone(condition?.condition) as Condition;
  const steps = rest.split(/[.[\]]+/).filter((step) => step !== '');
  const last = Number(steps.pop());
  const group = steps.reduce((node, step) => node[step as keyof object], whole as object) as Condition[];
  group.splice(last, 1);
  const { facts, readerOf } = conveyor.rules;
  const without = compileCondition(whole, { facts, readerOf, timeZone: conveyor.blueprint.timeZone });
  expect(without.evaluate(client, now) === 'yes').toBe(condition?.evaluate(client, now) === 'yes');
}

describe('on random valid blueprints', () => {
  it('no life of a client contradicts what the lint says of all clients, and every witness replays to what it claims', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(livedBlueprint, ({ blueprint, scripts }) => {
        const findings = lintBlueprint(blueprint);
        const conveyor = defineConveyor(blueprint);
        for (const finding of findings) {
          seen.add(finding.rule);
          if (finding.witness) expectShown(blueprint, finding);
        }
        for (const script of scripts) {
          lived(conveyor, script, (life) => {
            for (const finding of findings) expectUncontradicted(finding, conveyor, life);
          });
        }
      }),
      { numRuns: 20 },
    );
    expect(seen.size).toBeGreaterThan(5);
  }, 120_000);
});

describe('what the analysis takes for granted of clients', () => {
  it.each([mixed, consultative])('is so in every life', (preset) => {
    const conveyor = defineConveyor(preset({ timeZone: 'Europe/Moscow' }));
    const { domains = {}, notAbove = [], knownTogether = [] } = clientFacts(conveyor.blueprint);
    fc.assert(
      fc.property(arbitraryLife(conveyor), (script) => {
        lived(conveyor, script, ({ client, now }) => {
          const fact = (path: string) => conveyor.fact(client, path, now);
          for (const [path, { alwaysKnown, whole, least, values }] of Object.entries(domains)) {
            const value = fact(path);
            if (alwaysKnown) expect(value).toBeDefined();
            if (whole && value !== undefined) expect(Number.isInteger(value)).toBe(true);
            if (least !== undefined && value !== undefined)
              expect(Number(value)).toBeGreaterThanOrEqual(least);
            if (values && typeof value === 'string') expect(values).toContain(value);
            if (values && Array.isArray(value)) for (const item of value) expect(values).toContain(item);
          }
          for (const [less, more] of notAbove) {
            const [a, b] = [fact(less), fact(more)];
            if (a !== undefined && b !== undefined) expect([less, more, a <= b]).toEqual([less, more, true]);
          }
          for (const [one, other] of knownTogether) {
            expect([one, other, fact(one) === undefined]).toEqual([one, other, fact(other) === undefined]);
          }
        });
      }),
      { numRuns: 15 },
    );
  });
});
