import { ownerOf } from '../client/event-id.ts';
import type { FieldKind } from './fields.ts';
import type { Field } from './map-fields.ts';

/** An id that was personal, and the one that takes its place. */
export interface Renaming {
  readonly kind: Extract<FieldKind, 'employeeId' | 'clientId' | 'personId'>;
  readonly from: string;
  readonly to: string;
}

/** How an event's id begins, by what its owner is. */
const marks = { employeeId: '@', clientId: '', personId: undefined };

/** What stands in a field once an id is another one. Ids of events begin with it. */
export function withId({ kind, from, to }: Renaming): (field: Field) => unknown {
  const mark = marks[kind];
  return (field) => {
    const value = field.value as string;
    if (field.kind === kind) return value === from ? to : value;
    // Of a merge and its undoing, the reason is the other client.
    if (field.kind === 'reason' && kind === 'clientId' && value === from && isOfMerge(field.parent))
      return to;
    if (field.kind !== 'eventId' || mark === undefined) return value;
    const owner = `${mark}${from}`;
    return ownerOf(value) === owner ? `${mark}${to}${value.slice(owner.length)}` : value;
  };
}

const isOfMerge = (parent: unknown) =>
  ['merge', 'unmerge'].includes((parent as { readonly cause?: string }).cause ?? '');
