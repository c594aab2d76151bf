import { isConveyorError } from 'sales-conveyor';
import { expect } from 'vitest';
import type { Department } from './department.ts';

export const nul = 'ac\u0000me';
const odd = [nul, '\ud800', '', 'x'.repeat(201), 7, null, { id: 'acme' }] as unknown as string[];

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
];

/** An id that nobody can have is the same typed error at every door, and names the argument. */
export async function expectSameAtEveryDoor(department: Department): Promise<void> {
  for (const id of odd) {
    for (const [argument, door] of doors(id)) {
      const error: unknown = await door(department).catch((thrown: unknown) => thrown);
      expect(isConveyorError(error), `${argument} of ${door}: ${error}`).toBe(true);
      expect(error).toMatchObject({
        code: expect.stringMatching(/^INVALID_/),
        details: { problems: [{ path: argument }] },
      });
    }
  }
}
