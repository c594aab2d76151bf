import type { Store } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { at, clientChange, commitOf, documentChange, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** What is no key: no text at all, or one that databases would cut or change. */
const noKeys = [undefined, null, 7, Symbol('a'), ['a'], { id: 'a' }, 'half \ud800', 'nul \0'];
const noObjects = [undefined, null, 'query', 7];

/** A call by its method's name and arguments. */
type Call = readonly [method: keyof Store, ...given: unknown[]];

const claim = { dueBy: at, worker: 'w', now: at, until: at, limit: 1 };
const mention = { among: 'events', text: 'a', limit: 1 };
const where = { condition: { fact: 'a', is: 'present' }, facts: { a: { type: 'text' } }, now: at };

/** Calls that are right but for one argument. */
const wrong: readonly Call[] = [
  ...noKeys.flatMap((key): Call[] => [
    ['readClients', key, ['a']],
    ['readClients', tenant, ['a', key]],
    ['queryClients', key, { limit: 1 }],
    ['queryClients', tenant, { states: [key], limit: 1 }],
    ['queryClients', tenant, { holder: { employeeId: key }, limit: 1 }],
    ['queryClients', tenant, { concerns: { employeeIds: [key], roles: [] }, limit: 1 }],
    ['queryClients', tenant, { concerns: { employeeIds: [], roles: [key] }, limit: 1 }],
    ['queryClients', tenant, { shownTo: { employeeIds: [key], roles: [] }, limit: 1 }],
    [
      'queryClients',
      tenant,
      { shownTo: { employeeIds: [], roles: [], where: { ...where, now: key } }, limit: 1 },
    ],
    ['queryClients', tenant, { where: { ...where, now: key }, limit: 1 }],
    ['queryClients', tenant, { named: { contains: key ?? 7 }, limit: 1 }],
    ['queryClients', tenant, { named: { startsWith: key ?? 7 }, limit: 1 }],
    ['claimDue', tenant, { ...claim, worker: key }],
    ['claimDue', tenant, { ...claim, until: key }],
    ['dueWork', tenant, key],
    ['census', key],
    ['countHeld', tenant, { employeeIds: [key] }],
    ['listHeld', tenant, { role: key, limit: 1 }],
    ['history', tenant, key],
    ['histories', tenant, ['a', key]],
    ['readEmployee', tenant, key],
    ['employeeHistory', tenant, key],
    ['listEmployees', key],
    ['staffRevision', key],
    ['readFeed', key, 0, 1],
    ['readDocuments', tenant, key, ['a']],
    ['readDocuments', tenant, 'plan', [key]],
    ['queryDocuments', tenant, { kind: key, limit: 1 }],
    ['queryDocuments', tenant, { kind: 'plan', list: key ?? 7, limit: 1 }],
    ['documentHistory', tenant, key, 'a'],
    ['documentHistory', tenant, 'plan', key],
    ['readOutcomes', tenant, [key]],
    ['mentions', key, mention],
    ['mentions', tenant, { ...mention, text: key }],
    ['dropTenant', key],
    ['commit', key, commitOf([])],
  ]),
  ...noObjects.flatMap((none): Call[] => [
    ['readClients', tenant, none],
    ['queryClients', tenant, none],
    ['queryClients', tenant, { onHold: none ?? 7, limit: 1 }],
    ['claimDue', tenant, none],
    ['countHeld', tenant, none],
    ['listHeld', tenant, none],
    ['queryDocuments', tenant, none],
    ['readDocuments', tenant, 'plan', none],
    ['histories', tenant, none],
    ['readOutcomes', tenant, none],
    ['mentions', tenant, none],
    ['mentions', tenant, { ...mention, among: none }],
    ['commit', tenant, none],
  ]),
  ['queryClients', tenant, { where: { ...where, facts: null }, limit: 1 }],
  ['mentions', tenant, { ...mention, text: '' }],
  ['history', tenant, 'a', { from: 0.5, to: 2 }],
  ['history', tenant, 'a', null],
  ['commit', tenant, { clients: null }],
  ['commit', tenant, commitOf([]), 'inTransaction'],
  ['commit', tenant, commitOf([clientChange({ id: 'n', more: { source: 1n as never } })])],
  [
    'commit',
    tenant,
    commitOf([clientChange({ id: 'n' })], { documents: [documentChange('d', 0, { n: 1n })] }),
  ],
];

export const argumentCases: readonly StoreCase[] = [
  {
    name: 'an argument that is not of its form is INVALID_ARGUMENT whatever the method, and changes nothing',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'a' })]));
      const before = await everything(store);
      for (const [method, ...given] of wrong) {
        const call = store[method] as (...all: unknown[]) => Promise<unknown>;
        await failure(call.apply(store, given), 'INVALID_ARGUMENT');
      }
      same(await everything(store), before);
    },
  },
];
