import type { TriggerEvent } from '../../blueprint/trigger-event.ts';
import { type Explorer, later, type Trail, type WitnessCommand } from './explorer.ts';

/**
 * Lets an event happen to a client, with whatever must have been before; nothing where that cannot be done.
 */
export function cause(explorer: Explorer, trail: Trail, event: TriggerEvent): Trail | undefined {
  const commands = commandsFor(event, explorer, trail);
  let next: Trail | undefined = commands.length > 0 ? explorer.hold(trail) : undefined;
  for (const command of commands)
    next = next && explorer.send(next, typeof command === 'function' ? command(next) : command);
  return next?.events.some(({ type }) => type === event) ? next : undefined;
}

type Step = WitnessCommand | ((trail: Trail) => WitnessCommand);

function commandsFor(event: TriggerEvent, { conveyor }: Explorer, trail: Trail): readonly Step[] {
  const n = trail.history.length;
  const orderId = `order-${n}`;
  const windowId = `window-${n}`;
  const order: Step = ({ now }) => ({ type: 'recordOrder', order: { id: orderId, placedAt: now } });
  const window: Step = ({ now }) => ({
    type: 'recordWindow',
    windowId,
    category: 'goods',
    decidesAt: later(now, { days: 200 }),
  });
  const contact: Step = { type: 'recordContact', channel: 'phone', twoWay: true };
  switch (event) {
    case 'contactRecorded':
      return [contact];
    case 'factsLearned': {
      const [fact] = Object.keys(conveyor.blueprint.facts);
      const value = fact === undefined ? undefined : (trail.client.facts[fact]?.value ?? null);
      return fact === undefined ? [] : [{ type: 'learnFacts', facts: { [fact]: value } }];
    }
    case 'personRecorded':
      return [
        { type: 'recordPerson', personId: `person-${n}`, name: 'Somebody', part: 'user', reachable: true },
      ];
    case 'windowRecorded':
      return [window];
    case 'windowWon':
    case 'windowMissed':
      return [window, { type: 'resolveWindow', windowId, outcome: event === 'windowWon' ? 'won' : 'missed' }];
    case 'orderRecorded':
      return [order];
    case 'orderShipped':
      return [order, { type: 'shipOrder', orderId }];
    case 'orderPaid':
      return [order, { type: 'payOrder', orderId }];
    case 'orderCancelled':
      return [order, { type: 'cancelOrder', orderId }];
    case 'orderReturned':
      return [order, { type: 'returnOrder', orderId }];
    case 'moneyRecorded': {
      const total = { amount: 1, currency: conveyor.blueprint.currency };
      return [
        ({ now }) => ({ type: 'recordOrder', order: { id: orderId, placedAt: now, total } }),
        { type: 'recordMoney', orderId, recordId: orderId, kind: 'return', amount: total },
      ];
    }
    case 'recordCorrected':
      return [
        contact,
        ({ history }) => ({
          type: 'correctRecord',
          eventId: history.findLast(({ type }) => type === 'contactRecorded')?.id ?? '',
          reason: 'a mistake',
        }),
      ];
    case 'holdPlaced':
    case 'holdReleased': {
      const hold = Object.keys(conveyor.blueprint.holds).find(
        (one) => !Object.hasOwn(trail.client.holds, one),
      );
      if (hold === undefined) return [];
      const placed: Step = { type: 'placeHold', hold, reason: 'for a while' };
      return event === 'holdPlaced' ? [placed] : [placed, { type: 'releaseHold', hold }];
    }
    default:
      return [];
  }
}
