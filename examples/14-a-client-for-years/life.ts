import {
  type CommandInput,
  createSales,
  defineConveyor,
  memoryStore,
  type RefusalCode,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';

type WithoutClient<C> = C extends { clientId: string } ? Omit<C, 'clientId'> : never;
/** When, who, what; and why not, where it is refused. */
type Step = readonly [at: string, by: string, what: WithoutClient<CommandInput>, refused?: RefusalCode];

const clientId = 'dairy-house';
const employees = {
  head: 'headOfSales',
  tanya: 'telemarketer',
  denis: 'developmentSpecialist',
  irina: 'clientManager',
  pavel: 'clientManager',
  olga: 'orderOperator',
  sonya: 'salesSupport',
  boris: 'backOffice',
};

const talk = { type: 'recordContact', channel: 'phone', twoWay: true } as const;
const move = (transfer: string, to?: string, reason?: string) => ({
  type: 'transfer' as const,
  transfer,
  ...(to !== undefined && { to }),
  ...(reason !== undefined && { reason }),
});
const accept = { type: 'acceptHandoff' } as const;
const learn = (facts: Record<string, boolean | { amount: number; currency: string }>) =>
  ({ type: 'learnFacts', facts }) as const;
const order = (id: string, placedAt: string) =>
  ({ type: 'recordOrder', order: { id, placedAt: `${placedAt}:00Z` } }) as const;

/** Each of the six roles does what no other does. */
const chapters = {
  lead: [
    ['2026-03-02T09:00', 'crm', { type: 'register', source: 'lead' }],
    ['2026-03-02T09:10', 'tanya', { type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' }],
    ['2026-03-02T09:20', 'tanya', talk],
    ['2026-03-02T09:30', 'tanya', move('startQualification')],
    ['2026-03-02T10:00', 'tanya', move('qualify'), 'CONDITION_NOT_MET'],
    ['2026-03-02T10:00', 'tanya', learn({ fit: true, constantNeed: true, cardComplete: true })],
    [
      '2026-03-02T10:00',
      'tanya',
      { type: 'recordPerson', personId: 'ada', name: 'Ada', part: 'decisionMaker', reachable: true },
    ],
    ['2026-03-02T10:10', 'tanya', move('qualify')],
    ['2026-03-02T10:20', 'tanya', move('handToDevelopment', 'denis')],
  ],
  entry: [
    ['2026-03-02T12:00', 'denis', accept],
    ['2026-03-03T09:00', 'denis', talk],
    [
      '2026-03-03T09:30',
      'denis',
      { type: 'recordWindow', windowId: 'june', category: 'dairy', decidesAt: '2026-06-15T09:00:00Z' },
    ],
    ['2026-05-04T09:00', 'denis', talk],
    ['2026-06-01T09:00', 'denis', talk],
    ['2026-06-15T15:00', 'denis', { type: 'resolveWindow', windowId: 'june', outcome: 'won' }],
    ['2026-06-16T09:00', 'denis', order('1', '2026-06-16T09:00')],
  ],
  firstOrders: [
    ['2026-06-17T09:00', 'denis', { type: 'shipOrder', orderId: '1' }, 'NOT_AUTHORIZED'],
    ['2026-06-17T15:00', 'boris', { type: 'shipOrder', orderId: '1' }],
    ['2026-06-22T09:00', 'boris', { type: 'payOrder', orderId: '1' }],
    [
      '2026-06-23T09:00',
      'denis',
      learn({ decisionGroupMapped: true, termsAgreed: true, introductionMade: true }),
    ],
    ['2026-06-30T09:00', 'denis', order('2', '2026-06-30T09:00')],
    ['2026-07-14T09:00', 'denis', order('3', '2026-07-14T09:00')],
    ['2026-07-15T09:00', 'denis', move('handToClientManager', 'irina')],
  ],
  regular: [
    ['2026-07-15T12:00', 'irina', accept],
    ['2026-07-16T09:00', 'irina', talk],
    ['2026-07-16T10:00', 'irina', learn({ standingOrder: true, contractSigned: true })],
    ['2026-07-17T09:00', 'boris', learn({ creditLimit: { amount: 5_000_000, currency: 'EUR' } })],
    ['2026-07-20T09:00', 'irina', move('handToOrderOperator', 'olga')],
    ['2026-07-20T11:00', 'olga', accept],
    ['2026-07-28T09:00', 'olga', order('4', '2026-07-28T09:00')],
  ],
  givenBack: [['2026-08-03T09:00', 'olga', { type: 'returnClient', reason: 'exceptions' }]],
  creditStop: [
    ['2026-08-10T09:00', 'irina', { type: 'placeHold', hold: 'creditStop', reason: '№ 4' }, 'NOT_AUTHORIZED'],
    ['2026-08-10T10:00', 'boris', { type: 'placeHold', hold: 'creditStop', reason: '№ 4' }],
    ['2026-08-11T09:00', 'irina', order('5', '2026-08-11T09:00')],
    ['2026-08-11T15:00', 'boris', { type: 'shipOrder', orderId: '5' }, 'BLOCKED_BY_HOLD'],
    ['2026-08-20T09:00', 'boris', { type: 'releaseHold', hold: 'creditStop' }],
    ['2026-08-20T15:00', 'boris', { type: 'shipOrder', orderId: '5' }],
  ],
  holiday: [
    ['2026-08-21T09:00', 'pavel', talk, 'NOT_AUTHORIZED'],
    ['2026-08-26T09:00', 'pavel', talk],
    ['2026-08-26T09:10', 'pavel', order('6', '2026-08-26T09:10')],
  ],
  anotherManager: [
    ['2026-09-09T09:00', 'irina', move('changeManager', 'pavel', 'person'), 'WRONG_ROLE'],
    ['2026-09-09T10:00', 'sonya', move('changeManager', 'pavel', 'person')],
    ['2026-09-09T12:00', 'pavel', accept],
    ['2026-09-10T09:00', 'pavel', talk],
    ['2026-09-22T09:00', 'pavel', order('7', '2026-09-22T09:00')],
  ],
  departure: [
    ['2026-10-02T09:00', 'irina', { type: 'assignHolder', role: 'clientManager', employeeId: 'irina' }],
    ['2026-10-06T09:00', 'irina', order('8', '2026-10-06T09:00')],
  ],
} satisfies Record<string, readonly Step[]>;
export type Chapter = keyof typeof chapters;

/** Lives the chapters through, one after another; each is told with the client as it is at its end. */
export async function* liveThrough(whyPavelLeaves: string) {
  let now = '2026-03-02T08:00:00.000Z';
  const conveyor = defineConveyor(mixed());
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => now });
  for (const [id, role] of Object.entries(employees))
    await sales.employees.hire({ id, roles: [role], hoursPerMonth: 130, hiredAt: '2024-01-15T00:00:00Z' });
  for (const [chapter, steps] of Object.entries(chapters) as [Chapter, readonly Step[]][]) {
    if (chapter === 'holiday') {
      const vacation = { from: '2026-08-24T00:00:00Z', to: '2026-09-07T00:00:00Z', deputyId: 'pavel' };
      await sales.employees.recordAbsence('irina', { kind: 'vacation', ...vacation }, { by: 'head' });
    }
    if (chapter === 'departure') {
      now = '2026-10-01T15:00:00.000Z';
      await sales.employees.leave('pavel', { by: 'head', reason: whyPavelLeaves });
    }
    for (const [at, by, what, refused] of steps) {
      now = `${at}:00.000Z`;
      await sales.runDue();
      const result = await sales.execute({ ...what, clientId } as CommandInput, { by });
      const codes: readonly RefusalCode[] = result.ok ? [] : result.refusal.reasons.map(({ code }) => code);
      if (codes.join() !== (refused ?? '')) throw new Error(`${at} ${by} ${what.type}: ${codes.join()}`);
    }
    const client = await sales.clients.get(clientId);
    if (!client) throw new Error('nobody came');
    yield { chapter, client, history: await sales.clients.history(clientId), conveyor };
  }
}
