import fc from 'fast-check';
import { type Blueprint, type Command, defineConveyor } from 'sales-conveyor';
import { bookkeeping, conveyorOf, merging, redistributing } from 'sales-conveyor/core';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { arbitraryLife } from './arbitrary-life.ts';
import { head } from './life-script.ts';
import { live } from './live.ts';

const defined = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));
const checked = JSON.parse(JSON.stringify(defined.blueprint)) as Blueprint;

describe('a blueprint that was checked elsewhere and came as JSON', () => {
  it('runs as it does where it was checked', () => {
    const core = conveyorOf(checked, { bookkeeping, redistributing });
    fc.assert(
      fc.property(arbitraryLife(defined), (script) => {
        expect(live(core, script).history).toEqual(live(defined, script).history);
      }),
      { numRuns: 20 },
    );
  });

  it('decides on corrections where it was given what they take', () => {
    const context = { now: '2026-01-05T09:00:00.000Z', by: head };
    const born = { type: 'register', clientId: 'acme', source: 'cold' } as const;
    const registered = defined.decide(undefined, born, context);
    if (!registered.ok) throw new Error('not registered');
    const { client, events: history } = registered;
    const command: Command = { type: 'correctRecord', clientId: 'acme', eventId: 'acme#9', reason: 'a slip' };
    expect(() => conveyorOf(checked).decide(client, command, { ...context, history })).toThrow(
      expect.objectContaining({ code: 'BOOKKEEPING_NEEDED' }),
    );
    expect(conveyorOf(checked, { bookkeeping }).decide(client, command, { ...context, history })).toEqual(
      defined.decide(client, command, { ...context, history }),
    );
  });

  it('decides on merges and on the moves of plans where it was given what they take', () => {
    const context = { now: '2026-01-05T09:00:00.000Z', by: head };
    const command: Command = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'acme-2' };
    const born = { type: 'register', clientId: 'acme', source: 'cold' } as const;
    const registered = defined.decide(undefined, born, context);
    if (!registered.ok) throw new Error('not registered');
    const { client } = registered;
    expect(() => conveyorOf(checked).decide(client, command, context)).toThrow(
      expect.objectContaining({ code: 'MERGING_NEEDED' }),
    );
    expect(conveyorOf(checked, { merging }).decide(client, command, context)).toEqual(
      defined.decide(client, command, context),
    );
    const move: Command = {
      type: 'applyRedistribution',
      clientId: 'acme',
      role: 'telemarketer',
      from: null,
      to: 'tanya',
      planId: 'p',
      cause: { code: 'plan', kind: 'manual' },
    };
    expect(() => conveyorOf(checked).decide(client, move, context)).toThrow(
      expect.objectContaining({ code: 'REDISTRIBUTING_NEEDED' }),
    );
    expect(conveyorOf(checked, { redistributing }).decide(client, move, context)).toEqual(
      defined.decide(client, move, context),
    );
    const at = '2026-01-06T09:00:00.000Z';
    const late: Command = { type: 'placeHold', clientId: 'acme', hold: 'locked', reason: 'audit', at };
    const known = { ...context, now: '2026-01-07T09:00:00.000Z', history: registered.events };
    expect(() => conveyorOf(checked).decide(client, late, known)).toThrow(
      expect.objectContaining({ code: 'BOOKKEEPING_NEEDED' }),
    );
    expect(conveyorOf(checked, { bookkeeping }).decide(client, late, known)).toEqual(
      defined.decide(client, late, known),
    );
  });
});
