import type { ClientTransfer } from '../../client/decision-context.ts';
import type { LintFinding, LintWitness } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { movedByDeadline, movedByEvent } from '../witness/moved.ts';
import { type Blocked, causesOf } from './causes.ts';

/** Automatic transfers that others always forestall, or whose events cannot happen. */
export function lintAutomatic(context: LintContext): LintFinding[] {
  return context.transfers.flatMap((transfer) => {
    if (transfer.trigger.kind === 'person' || context.isNeverOpen(transfer)) return [];
    const causes = causesOf(transfer, context);
    const blocked = causes.flatMap((cause) => cause.blocked ?? []);
    const severity = blocked.length === causes.length ? 'error' : 'warning';
    const impossible = blocked.filter(({ by }) => !by);
    // That one event of several has no meaning in one state of several is what short blueprints look like.
    const never =
      severity === 'error' && impossible.length > 0
        ? [
            context.finding({
              rule: 'transfer-never',
              severity,
              path: ['transfers', transfer.id, 'trigger'],
              names: {
                transfers: [transfer.id],
                states: unique(impossible.map(({ state }) => state)),
                events: unique(impossible.flatMap(({ event }) => event ?? [])),
              },
            }),
          ]
        : [];
    return [...never, ...forestalled(transfer, blocked, severity, context)];
  });
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** One finding for each transfer that goes first, in those states where it does so by every event. */
function forestalled(
  transfer: ClientTransfer,
  blocked: readonly Blocked[],
  severity: 'error' | 'warning',
  context: LintContext,
): LintFinding[] {
  const first = unique(blocked.flatMap(({ by }) => by ?? []));
  const events = transfer.trigger.kind === 'event' ? transfer.trigger.on : [undefined];
  return first.flatMap((by) => {
    const own = blocked.filter((one) => one.by === by);
    const states = unique(own.map(({ state }) => state)).filter((state) => {
      const here = blocked.filter((one) => one.state === state);
      return here.length === events.length;
    });
    if (states.length === 0) return [];
    const isTime = transfer.trigger.kind === 'time';
    const state = states[0] as string;
    const shown = own.find((one) => one.state === state) as Blocked;
    const rule = isTime ? 'deadline-overtaken' : 'transfer-shadowed';
    return context.finding({
      rule,
      severity,
      path: ['transfers', transfer.id],
      names: {
        transfers: [transfer.id, by.id],
        states,
        ...(isTime ? {} : { events: unique(own.flatMap(({ event }) => event ?? [])) }),
      },
      witness: witnessOf(transfer, by, shown, context),
    });
  });
}

function witnessOf(
  transfer: ClientTransfer,
  by: ClientTransfer,
  { state, event }: Blocked,
  { explorer }: LintContext,
): LintWitness | undefined {
  return event
    ? movedByEvent(explorer, transfer, by, state, event)
    : movedByDeadline(explorer, transfer, by, state);
}
