import { destinations } from '../../blueprint/check/destinations.ts';
import type { ClientTransfer } from '../../client/decision-context.ts';
import { arrange } from './arrange.ts';
import { cause } from './cause.ts';
import { type Explorer, later, type Trail } from './explorer.ts';

/** Every next step of a client that leads to a wanted state, as far as it can be brought about. */
export function* ways(
  explorer: Explorer,
  trail: Trail,
  isWanted: (state: string) => boolean,
): Generator<Trail | undefined> {
  const exits = explorer.conveyor.rules.states[trail.client.state]?.exits ?? [];
  for (const transfer of exits) {
    if (destinations(transfer).some(isWanted)) yield* waysBy(explorer, trail, transfer);
  }
}

/** The same by one transfer. */
export function* waysBy(
  explorer: Explorer,
  trail: Trail,
  transfer: ClientTransfer,
): Generator<Trail | undefined> {
  const { trigger } = transfer;
  if (trigger.kind === 'person') return yield* byHand(explorer, trail, transfer);
  const arranged = arrange(explorer, trail, transfer.when);
  if (!arranged) return;
  if (trigger.kind === 'event') {
    for (const event of trigger.on) yield cause(explorer, arranged, event);
    return;
  }
  const dated = arrange(explorer, arranged, { fact: trigger.at, is: 'present' });
  if (dated) yield waitFor(explorer, dated, (next) => next.client.state !== dated.client.state);
}

/** A transfer by hand; a handoff is also accepted, rejected and given back. */
function* byHand(explorer: Explorer, trail: Trail, transfer: ClientTransfer): Generator<Trail | undefined> {
  const done = start(explorer, trail, transfer);
  if (!transfer.handoff || !done) return yield done;
  const taken = explorer.send(done, { type: 'acceptHandoff' });
  yield taken;
  for (const reason of Object.keys(transfer.handoff.rejections)) {
    yield explorer.send(done, { type: 'rejectHandoff', reason });
  }
  for (const reason of Object.keys(transfer.handoff.onReturn?.reasons ?? {})) {
    if (taken) yield explorer.send(taken, { type: 'returnClient', reason });
  }
}

/** Carries a transfer out by hand, or offers it, with whatever it asks for. */
export function start(explorer: Explorer, trail: Trail, transfer: ClientTransfer): Trail | undefined {
  const arranged = arrange(explorer, trail, transfer.when);
  if (!arranged) return undefined;
  const ready = explorer.hold(arranged);
  const { id, reasons, needsWakeDate } = transfer;
  const [reason] = Object.keys(reasons ?? {});
  return explorer.send(ready, {
    type: 'transfer',
    transfer: id,
    ...(reason !== undefined && { reason }),
    ...(needsWakeDate && { wakeAt: later(ready.now, { days: 30 }) }),
  });
}

/** Waits from deadline to deadline until it is as wanted. */
export function waitFor(
  explorer: Explorer,
  trail: Trail,
  isThere: (trail: Trail) => boolean,
  most = 12,
): Trail | undefined {
  let next: Trail | undefined = trail;
  for (let n = 0; n < most && next; n++) {
    const due = explorer.conveyor.nextDueAt(next.client);
    if (!due) return undefined;
    next = explorer.wait(next, due > next.now ? due : next.now);
    if (next && isThere(next)) return next;
  }
  return undefined;
}
