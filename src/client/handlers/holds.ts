import { named } from '../../conditions/named.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { accepted, type Ruling, refused, ruled, type Scene } from '../scene.ts';
import { notInPast, unknownName } from './inputs.ts';

export function placeHold(client: Client, command: CommandOf<'placeHold'>, scene: Scene): Ruling {
  const { hold, reason, until } = command;
  const { holds } = scene.rules.blueprint;
  const rule = named(holds, hold);
  if (!rule) return refused(unknownName('hold', hold, holds));
  const reasons = notInPast('until', until, scene);
  if (Object.hasOwn(client.holds, hold)) reasons.push({ code: 'HOLD_IN_PLACE', hold });
  const { stopsClock } = rule;
  return ruled(reasons, { type: 'holdPlaced', hold, reason, stopsClock, ...(until && { until }) });
}

export function releaseHold({ holds }: Client, { hold, reason }: CommandOf<'releaseHold'>): Ruling {
  if (!Object.hasOwn(holds, hold)) return refused({ code: 'NO_SUCH_HOLD', hold });
  return accepted({ type: 'holdReleased', hold, ...(reason && { reason }) });
}
