import { type ClientEvent, defineConveyor, fact } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { at, conveyor, denis, head, importer, ivanova, stages, tanya } from '../client/department.ts';
import { fullOpening } from '../client/onboarding/full-opening.ts';
import { order, Story, storyOf } from '../client/story.ts';

const now = at('02-12');

/** What happens in few lives only: merges and their undoing, moves by a plan, a deadline that passes without effect, a rejection. */
export function rareEvents(): ClientEvent[] {
  const survivor = storyOf(stages.inEntry);
  const duplicate = storyOf(stages.inQualification, conveyor, 'twin');
  duplicate.do(order('t1', at('01-07')), importer, at('01-07'));
  duplicate.do({ type: 'recordContact', channel: 'phone', twoWay: true }, tanya, at('01-08'));
  duplicate.do({ type: 'learnFacts', facts: { industry: 'steel', fit: null } }, tanya, at('01-08'));
  duplicate.do(
    { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at('09-01'), every: { months: 6 } },
    tanya,
    at('01-08'),
  );
  survivor.merge(duplicate, 'mergeDuplicate', at('01-09'));
  survivor.merge(duplicate, 'unmergeDuplicate', at('01-09'));
  const cold = storyOf(stages.cold, conveyor, 'cold');
  cold.merge(duplicate, 'mergeDuplicate', at('01-09'));
  cold.do({ type: 'learnFacts', facts: { industry: 'wood' } }, head, at('01-09'));
  cold.do({ type: 'shipOrder', orderId: 't1' }, importer, at('01-09'));
  cold.do({ type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'denis' }, head, at('01-09'));
  cold.merge(duplicate, 'unmergeDuplicate', at('01-09'), {});

  const offered = storyOf(stages.qualified);
  offered.do({ type: 'transfer', transfer: 'handToDevelopment' }, tanya, at('01-08'));
  offered.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'vika' }, head, at('01-08', '10:00'));
  const moved = storyOf(stages.regular);
  moved.do({ type: 'placeHold', hold: 'stockOut', reason: 'none left' }, head, now);
  moved.do({ type: 'releaseHold', hold: 'stockOut' }, head, now);
  moved.do({ type: 'cancelOrder', orderId: 'o2' }, head, now);
  const amount = { amount: 100, currency: 'EUR' };
  const lines = [{ product: 'flour', quantity: 1, price: amount, cost: amount }];
  const credited = { recordId: 'm1', kind: 'creditNote', amount, rate: '1.08', lines } as const;
  moved.do({ type: 'recordMoney', orderId: 'o1', ...credited, reason: 'damp' }, head, now);
  const role = 'clientManager';
  const custody = moved.known.custody[role];
  const plan = { role, planId: 'plan-1', cause: { code: 'text' as const, text: 'ivanova leaves' } };
  const dates = { introduceBy: at('02-19'), graceUntil: at('03-14') };
  moved.do({ type: 'applyRedistribution', ...plan, from: 'ivanova', to: 'petrova', ...dates }, head, now);
  moved.do({ type: 'undoRedistribution', ...plan, from: 'petrova', custody: custody ?? null }, head, now);
  const [recorded] = moved.history.filter(
    ({ type }) => type === 'contactRecorded' || type === 'orderRecorded',
  );
  moved.do({ type: 'correctRecord', eventId: recorded?.id ?? '', reason: 'wrong client' }, head, now);

  const blueprint = mixed();
  const when = fact('people.reachable').atLeast(100);
  const waiting = defineConveyor({
    ...blueprint,
    transfers: {
      ...blueprint.transfers,
      releaseUntouched: { ...(blueprint.transfers.releaseUntouched as object), when } as never,
    },
  });
  const stuck = storyOf(stages.inQualification, waiting);
  stuck.pass(at('03-12'));
  const replaced = storyOf(stages.regular);
  for (const employeeId of ['petrova', null]) replaced.do({ type: 'setDeputy', role, employeeId }, head, now);

  const warned = storyOf(stages.inEntry);
  warned.pass(at('02-02'));
  const given = storyOf(stages.readyToHandOver);
  given.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
  given.do({ type: 'acceptHandoff' }, ivanova, at('02-10'));
  given.do({ type: 'returnClient', reason: 'noSecondOrder' }, ivanova, at('02-11'));

  const released = storyOf(stages.inQualification);
  released.pass(at('01-14'));
  const call = { type: 'recordContact', channel: 'phone', twoWay: true, at: at('01-10') } as const;
  released.do(call, tanya, at('01-15'));
  const movedIn = new Story(conveyor, 'moved-in');
  movedIn.do(fullOpening, importer, at('11-30'), { staff: {} });
  const all = [replaced, warned, given, offered, survivor, duplicate, cold, moved, stuck, released, movedIn];
  return [...all.flatMap(({ history }) => history), ...migrations()];
}

/** A rejection; then there and back between two versions, with a part of every kind. */
function migrations(): ClientEvent[] {
  const head = { clientId: 'client', happenedAt: now, recordedAt: now, by: 'head' };
  const holders = { twin: { clientManager: 'ivanova' } };
  return [
    {
      type: 'personalDataErased',
      id: 'client#88',
      ...head,
      personId: 'p-1',
      reason: 'asked for',
    },
    {
      type: 'handoffRejected',
      id: 'client#89',
      ...head,
      transfer: 'handToDevelopment',
      reason: 'incomplete',
      fixable: true,
    },
    {
      type: 'clientMigrated',
      id: 'client#90',
      ...head,
      from: 1,
      to: 2,
      endedOffer: {
        transfer: 'handToDevelopment',
        from: { role: 'telemarketer', employeeId: 'ivanova' },
        to: { role: 'developmentSpecialist' },
      },
      parts: {
        handoff: null,
        state: 'regular',
        wakeAt: null,
        passed: { becomeOverdue: now },
        rejections: { reenter: 1 },
        pool: null,
      },
      facts: { segment: { to: 'tier', values: { A: 'gold', C: null } }, industry: { to: null } },
      holders,
    },
    {
      type: 'migrationUndone',
      id: 'client#91',
      ...head,
      eventId: 'client#90',
      from: 2,
      to: 1,
      parts: { state: 'overdue', custody: { clientManager: { employeeId: 'ivanova', since: now } } },
      facts: {
        gone: ['tier'],
        back: { segment: { value: 'A', source: 'head', at: now } },
        order: ['segment'],
      },
      holders,
      stands: {
        state: 'regular',
        stateSince: now,
        custody: { clientManager: { employeeId: 'ivanova', since: now } },
        received: {},
      },
    },
  ];
}
