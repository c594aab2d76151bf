import {
  type BlueprintInput,
  type Client,
  type ClientEvent,
  type Conveyor,
  type ConveyorOptions,
  defineConveyor,
  isConveyorError,
  type Outcome,
  timeActor,
} from 'sales-conveyor';
import type { LintFinding, LintWitness, WitnessStep } from 'sales-conveyor/blueprints';
import { expect } from 'vitest';

interface Replayed {
  readonly conveyor: Conveyor;
  readonly before: Client | undefined;
  readonly client: Client | undefined;
  readonly history: readonly ClientEvent[];
  readonly last: Outcome | 'endless';
  readonly step: WitnessStep;
}

/** Lives the witness again from the beginning and expects what it is said to show. */
export function expectShown(
  blueprint: BlueprintInput,
  finding: LintFinding,
  options?: ConveyorOptions,
): void {
  const { witness } = finding;
  if (!witness) throw new Error(`${finding.rule} has no witness`);
  expectClaim(replay(defineConveyor(blueprint, options), witness), witness, finding);
}

function replay(conveyor: Conveyor, { steps, shows }: LintWitness): Replayed {
  let client: Client | undefined;
  let before: Client | undefined;
  let history: ClientEvent[] = [];
  let last: Replayed['last'] | undefined;
  for (const [i, step] of steps.entries()) {
    const { now, by, command } = step;
    before = client;
    try {
      last = conveyor.decide(client, command, { now, by, history });
    } catch (error) {
      if (!isConveyorError(error, 'ENDLESS_TRANSFERS')) throw error;
      last = 'endless';
    }
    const isAccepted = last !== 'endless' && last.ok;
    const mayFail = i === steps.length - 1 && (shows.kind === 'refused' || shows.kind === 'endless');
    expect(isAccepted || mayFail).toBe(true);
    if (last === 'endless' || !last.ok || last.events.length === 0) continue;
    client = conveyor.evolveAll(client, last.events, history);
    history = [...history, ...last.events];
  }
  return { conveyor, client, before, history, last: last as Outcome, step: steps.at(-1) as WitnessStep };
}

function expectClaim(replayed: Replayed, { steps, shows }: LintWitness, { names }: LintFinding): void {
  const { conveyor, client, before, history, last, step } = replayed;
  const events = last !== 'endless' && last.ok ? last.events : [];
  const { rules } = conveyor;
  switch (shows.kind) {
    case 'movedInstead': {
      const place = events.findIndex((event) => event.type === 'stateChanged' && event.transfer === shows.by);
      expect(events[place]).toMatchObject({ from: shows.from });
      const transfer = rules.transfers[shows.insteadOf];
      expect(transfer?.from).toContain(shows.from);
      const then = conveyor.replay(history.slice(0, history.length - events.length + place));
      if (transfer?.trigger.kind === 'time') {
        expect(conveyor.fact(before as Client, transfer.trigger.at, step.now)).toBeDefined();
      } else if (transfer?.condition) expect(transfer.condition.evaluate(then, step.now)).toBe('yes');
      return;
    }
    case 'withdrawn': {
      const { handoff } = before as Client;
      expect(handoff?.transfer).toBe(shows.transfer);
      expect(events.map(({ type }) => type)).toContain('handoffWithdrawn');
      expect(events.some((event) => event.type === 'stateChanged' && event.transfer === shows.by)).toBe(true);
      expect(step.now < (handoff?.expiresAt ?? '')).toBe(true);
      return;
    }
    case 'roundTrip': {
      const passed = history.flatMap((event) => (event.type === 'stateChanged' ? [event.to] : []));
      const length = names.states?.length === 1 ? 2 : (names.states?.length ?? 0);
      expect(shows.states).toHaveLength(2 * length + 1);
      expect(passed.slice(-2 * length)).toEqual(shows.states.slice(1));
      const round = (n: number) => shows.states.slice(n * length, (n + 1) * length + 1);
      expect(round(1)).toEqual(round(0));
      expect(shows.states[0]).toBe(shows.states[length]);
      return;
    }
    case 'endless':
      expect(last).toBe('endless');
      return;
    case 'limits': {
      const [later, earlier] = names.facts ?? [];
      const limit = (fact: string) => conveyor.fact(client as Client, fact, step.now);
      expect([limit(earlier as string), limit(later as string)]).toEqual([shows.earlier, shows.later]);
      expect(shows.later <= shows.earlier).toBe(true);
      return;
    }
    case 'stranded':
      expectStranded(replayed, shows.state);
      return;
    case 'noDeadline': {
      expect(client?.state).toBe(shows.state);
      const options = conveyor.options(client as Client, { now: step.now, by: step.by });
      expect(options.filter(({ dueAt }) => dueAt)).toEqual([]);
      expect(events.some((event) => event.type === 'stateChanged' && event.to === shows.state)).toBe(true);
      return;
    }
    case 'escalated':
      expect(client?.handoff).toMatchObject({ transfer: shows.transfer, escalated: { to: shows.to } });
      expect(client?.handoff?.to.role).toBe(shows.to);
      return;
    case 'refused':
      expect(last).toMatchObject({ ok: false });
      if (last !== 'endless' && !last.ok)
        expect(last.refusal.reasons.map(({ code }) => code)).toContain(shows.code);
      expect(steps.length).toBeGreaterThan(1);
  }
}

/** Neither anybody who may do everything nor ten years of time lead out of the state. */
function expectStranded({ conveyor, client, step, history }: Replayed, state: string): void {
  expect(client?.state).toBe(state);
  const standing = client as Client;
  const everybody = { id: 'everybody', roles: Object.keys(conveyor.blueprint.roles) };
  const { now } = step;
  for (const { open } of conveyor.options(standing, { now, by: everybody })) expect(open).toBe(false);
  const command = { type: 'advanceTime' as const, clientId: standing.id };
  const later = new Date(Date.parse(now) + 3_650 * 86_400_000).toISOString();
  const outcome = conveyor.decide(standing, command, { now: later, by: timeActor, history });
  expect(outcome.ok && outcome.events.filter(({ type }) => type === 'stateChanged')).toEqual([]);
}
