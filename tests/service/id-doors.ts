import { type ConveyorError, isConveyorError, type Problem } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { inboxOf } from 'sales-conveyor/inbox';
import { clientAsOf } from 'sales-conveyor/queries';
import { expect } from 'vitest';
import type { Department } from './department.ts';

export const nul = 'ac\u0000me';
const odd = [
  nul,
  '\ud800',
  '',
  ' ',
  '\u00a0\u200b',
  'x'.repeat(201),
  7,
  null,
  { id: 'acme' },
] as unknown as string[];

const by = { by: 'head' };
const ofAcme = { clientId: 'acme' };
const contact = { ...ofAcme, type: 'recordContact', channel: 'phone', twoWay: true } as const;
const person = { ...ofAcme, type: 'recordPerson', name: 'Vera', part: 'user' } as const;
const at = '2026-01-05T09:00:00.000Z';
const window = { ...ofAcme, type: 'recordWindow', category: 'milk', decidesAt: at } as const;
const placed = { ...ofAcme, type: 'recordOrder', order: { id: '1', placedAt: at } } as const;
const hired = { roles: ['seller'], hoursPerMonth: 1 };
const absence = { kind: 'other', from: at } as const;
const plan = { reason: { kind: 'departure', employeeId: 'anna' }, role: 'seller' } as const;

/** Every door that takes an id, by the name of the argument that is wrong. */
export const doors = (
  id: string,
): readonly (readonly [string, ({ sales }: Department) => Promise<unknown>])[] => [
  ['id', ({ sales }) => sales.clients.get(id)],
  ['id', ({ sales }) => sales.clients.history(id)],
  ['holder.employeeId', ({ sales }) => sales.clients.query({ holder: { employeeId: id } })],
  ['holder.employeeId', ({ sales }) => sales.clients.page({ holder: { employeeId: id }, limit: 1 })],
  ['clientId', ({ sales }) => sales.options(id, { by: 'head' })],
  ['id', ({ sales }) => sales.employees.get(id)],
  ['id', ({ sales }) => sales.employees.change(id, { skills: [] })],
  ['id', ({ sales }) => sales.employees.cancelAbsence(id, 'a')],
  ['id', ({ sales }) => sales.employees.leave(id, { by: 'head', reason: 'moves' })],
  ['planId', ({ sales }) => sales.redistribution.get(id)],
  ['planId', ({ sales }) => sales.redistribution.details(id)],
  ['planId', ({ sales }) => sales.redistribution.preview(id)],
  ['planId', ({ sales }) => sales.redistribution.previewUndo(id)],
  ['planId', ({ sales }) => sales.redistribution.approve(id, { by: 'head' })],
  ['clientId', ({ sales }) => sales.redistribution.explainCustody({ clientId: id, role: 'keeper' })],
  ['role', ({ sales }) => sales.redistribution.explainCustody({ clientId: 'acme', role: id })],
  ['clientId', ({ sales }) => sales.redistribution.recommend({ clientId: id, role: 'keeper' })],
  ['clientId', ({ sales }) => sales.assignment.preview({ clientId: id, role: 'keeper' })],
  ['clientId', ({ sales }) => sales.assignment.assign({ clientId: id, role: 'keeper' }, { by: 'head' })],
  ['role', ({ sales }) => sales.assignment.retryPool({ role: id }, { by: 'head' })],
  ['role', ({ sales }) => sales.assignment.ledger(id)],
  ['employeeId', ({ sales }) => inboxOf(sales, id)],
  ['id', ({ sales }) => clientAsOf(sales, id, {})],
  ['consumer', ({ sales }) => sales.subscriptions.position(id)],
  ['id', ({ sales }) => sales.redistribution.plan({ ...plan, id }, by)],
  ['clientId', ({ sales }) => openErasure(sales).erase({ clientId: id }, by)],
  ['pseudonym', ({ sales }) => openErasure(sales).erase({ employeeId: 'anna', pseudonym: id }, by)],
  ['clientId', ({ sales }) => sales.clients.register({ id, source: 'cold' }, by)],
  ['clientId', ({ sales }) => sales.execute({ ...contact, clientId: id }, by)],
  ['performedBy', ({ sales }) => sales.execute({ ...contact, performedBy: id }, by)],
  ['personId', ({ sales }) => sales.execute({ ...person, personId: id }, by)],
  ['windowId', ({ sales }) => sales.execute({ ...window, windowId: id }, by)],
  ['order.id', ({ sales }) => sales.execute({ ...placed, order: { ...placed.order, id } }, by)],
  ['commandId', ({ sales }) => sales.execute(contact, { ...by, commandId: id })],
  ['id', ({ sales }) => sales.employees.hire({ ...hired, id })],
  ['id', ({ sales }) => sales.employees.recordAbsence('anna', { ...absence, id })],
  ['deputyId', ({ sales }) => sales.employees.recordAbsence('anna', { ...absence, deputyId: id })],
];

/** An id that nobody can have is the same typed error at every door, and names the argument. */
export async function expectSameAtEveryDoor(department: Department): Promise<void> {
  for (const id of odd) {
    for (const [argument, door] of doors(id)) {
      const error: unknown = await door(department).catch((thrown: unknown) => thrown);
      expect(isConveyorError(error), `${argument} of ${door}: ${error}`).toBe(true);
      const { code, details } = error as ConveyorError;
      const paths = new Set((details.problems as readonly Problem[]).map(({ path }) => path));
      expect([code, ...paths]).toEqual([expect.stringMatching(/^INVALID_/), argument]);
    }
  }
}
