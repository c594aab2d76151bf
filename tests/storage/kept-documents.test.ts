import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptDocuments } from '../../src/storage/memory/kept-documents.ts';
import { move } from '../../src/storage/memory/tenant-data.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const lists = fc.option(fc.dictionary(fc.constantFrom('open', 'held', '__proto__'), fc.string()), {
  nil: undefined,
});
const step = fc.oneof(
  fc.record({ does: fc.constant('set' as const), id, lists }),
  fc.record({ does: fc.constant('move' as const), id, to: id }),
  fc.record({ does: fc.constant('delete' as const), id }),
);

test('who stands in a list is whoever says so now, however documents came and went', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const kept = new KeptDocuments();
      for (const [revision, one] of steps.entries()) {
        if (one.does === 'delete') kept.delete(one.id);
        else if (one.does === 'move') move(kept, one.id, one.to);
        else
          kept.set(one.id, {
            kind: 'task',
            id: one.id,
            revision,
            text: '{}',
            ...(one.lists && { lists: one.lists }),
          });
        for (const list of ['open', 'held', '__proto__', 'nobody']) {
          const standing = [...kept.values()].filter(({ lists = {} }) => Object.hasOwn(lists, list));
          expect(new Set(kept.in(list))).toEqual(new Set(standing));
        }
        expect(kept.in(undefined)).toHaveLength(kept.size);
      }
    }),
  );
});
