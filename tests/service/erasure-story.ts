/** A client of whom everything is told that can be told in somebody's own words. */
import { type BlueprintInput, defineConveyor, type ExecuteResult } from 'sales-conveyor';
import { onboardClients } from 'sales-conveyor/onboarding';
import { accepted, at, type Department } from './department.ts';
import { trade } from './trade.ts';

/** With what JSON and databases spell otherwise. */
export const secret = 'Зафод "Z" Beeblebrox';
const label = (en: string) => ({ en, ru: en });

/** Trade with facts that are personal, and with one that is not. */
export const personalTrade = defineConveyor({
  ...trade,
  facts: {
    ...trade.facts,
    mail: { type: 'text', label: label('mail'), personal: true },
    city: { type: 'text', label: label('city') },
  },
} as BlueprintInput);

/** Every text of these commands is the secret. */
const told: readonly object[] = [
  { type: 'recordPerson', personId: 'p', name: secret, part: 'decisionMaker' },
  { type: 'recordPerson', personId: 'q', name: 'Trillian', part: 'user' },
  { type: 'recordContact', channel: 'phone', twoWay: true, personId: 'q', note: 'asked for a price' },
  { type: 'learnFacts', facts: { mail: `${secret}@galaxy`, city: 'Moscow', ready: true } },
  { type: 'assignHolder', role: 'seller', employeeId: 'anna', reason: secret },
  { type: 'transfer', transfer: 'startSelling' },
  { type: 'placeHold', hold: 'locked', reason: secret },
  { type: 'releaseHold', hold: 'locked', reason: secret },
  { type: 'placeHold', hold: 'locked', reason: secret },
  { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at(100) },
  { type: 'resolveWindow', windowId: 'w', outcome: 'missed', reason: secret },
  { type: 'recordOrder', order: { id: 'o', placedAt: at(0), total: { amount: 100, currency: 'EUR' } } },
  { type: 'recordOrder', order: { id: 'o2', placedAt: at(0), total: { amount: 50, currency: 'EUR' } } },
  { type: 'cancelOrder', orderId: 'o2', reason: secret },
  { type: 'releaseHolder', role: 'seller', reason: secret },
  { type: 'assignHolder', role: 'seller', employeeId: 'boris', reason: secret },
  { type: 'override', to: 'regular', reason: secret },
];

const call = { type: 'recordContact', channel: 'phone', twoWay: true, personId: 'p' } as const;
/** Tells it of the client, each command under an id; a refusal is kept as well. */
export async function tellAll(department: Department, clientId: string): Promise<void> {
  const { sales } = department;
  const send = (command: object, n: number | string): Promise<ExecuteResult> =>
    sales.execute({ ...command, clientId } as never, { by: 'head', commandId: `${clientId}-${n}` });
  const { failures } = await onboardClients(
    sales,
    [
      {
        id: clientId,
        source: 'cold',
        from: { system: 'old', ids: { mail: secret } },
        people: { r: { name: secret, part: 'gatekeeper' } },
      } as never,
    ],
    { by: 'head' },
  );
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  for (const [n, command] of told.entries()) accepted(await send(command, n));
  accepted(await send({ ...call, note: `${secret} called` }, 'call'));
  const note = (await sales.clients.history(clientId)).findLast(({ type }) => type === 'contactRecorded');
  const corrected = await send(
    {
      type: 'correctRecord',
      eventId: note?.id ?? '',
      reason: secret,
      replacement: { ...call, clientId, note: `not ${secret}` },
    },
    'correction',
  );
  accepted(corrected);
  // Kept with the hold's reason, and with what was given.
  await send({ type: 'transfer', transfer: 'close' }, 'refused');
  await send({ type: 'learnFacts', facts: { [secret]: 1 } }, 'unknown');
}
