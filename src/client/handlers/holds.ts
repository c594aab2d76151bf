import { named } from '../../conditions/named.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { accepted, type Ruling, refused, type Scene } from '../scene.ts';
import { notInPast } from './inputs.ts';

export function placeHold(client: Client, command: CommandOf<'placeHold'>, scene: Scene): Ruling {
  const { hold, reason, until } = command;
  const { holds } = scene.rules.blueprint;
  const rule = named(holds, hold);
  if (!rule) return refused({ code: 'UNKNOWN_NAME', kind: 'hold', name: hold, known: Object.keys(holds) });
  const reasons = notInPast('until', until, scene);
  if (Object.hasOwn(client.holds, hold)) reasons.push({ code: 'HOLD_IN_PLACE', hold });
  if (reasons.length > 0) return refused(...reasons);
  return accepted({ type: 'holdPlaced', hold, reason, stopsClock: rule.stopsClock, ...(until && { until }) });
}

export function releaseHold({ holds }: Client, { hold, reason }: CommandOf<'releaseHold'>): Ruling {
  if (!Object.hasOwn(holds, hold)) return refused({ code: 'NO_SUCH_HOLD', hold });
  return accepted({ type: 'holdReleased', hold, ...(reason && { reason }) });
}
