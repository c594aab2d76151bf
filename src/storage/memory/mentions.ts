import { compareTexts } from '../port/text-order.ts';
import type { MentionKind } from '../port.ts';
import { type TenantData, toDocument } from './tenant-data.ts';
import { copy, eventOf } from './written.ts';

/** A record with its key, and the JSON in which a mention is looked for. */
export interface Kept {
  readonly key: readonly (string | number)[];
  readonly json: string;
  readonly read: () => unknown;
}

/** Every record of a kind. */
export const records: { readonly [Kind in MentionKind]: (data: TenantData) => Kept[] } = {
  clients: ({ clients }) => [...clients.values()].map(({ snapshot }) => toRecord([snapshot.id], snapshot)),
  employees: ({ employees }) => [...employees.values()].map((employee) => toRecord([employee.id], employee)),
  events: ({ feed }) =>
    feed.map((event, i) => ({
      key: [i + 1],
      json: event.text,
      read: () => ({ position: i + 1, event: eventOf(event) }),
    })),
  outcomes: ({ outcomes }) =>
    [...outcomes.values()].map((record) => ({
      key: [record.commandId],
      json: JSON.stringify(record.outcome),
      read: () => copy(record),
    })),
  documents: ({ documents }) =>
    [...documents.values()]
      .flatMap((ofKind) => [...ofKind.values()])
      .map((document) => ({
        key: [document.kind, document.id],
        json: document.text,
        read: () => toDocument(document),
      })),
};

const toRecord = (key: Kept['key'], record: unknown): Kept => ({
  key,
  json: JSON.stringify(record),
  read: () => copy(record),
});

/** By code point, and by number where the keys are positions. */
export function compareKeys([a, ...rest]: Kept['key'], [b, ...others]: Kept['key']): number {
  if (b === undefined) return 1;
  if (typeof a === 'number') return a - Number(b);
  return compareTexts([a as string, ...(rest as string[])], [b as string, ...(others as string[])]);
}
