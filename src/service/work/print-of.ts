import { fingerprint } from '../fingerprint.ts';

/** What a document says, whatever its labels: nothing goes by them. */
export const printOf = (document: object): string =>
  fingerprint(
    JSON.parse(
      JSON.stringify(document, (key, value: unknown) =>
        key === 'label' && !hasLabel(value) ? undefined : value,
      ),
    ),
  );

/** Something that is called `label` has one itself. */
const hasLabel = (value: unknown) => typeof value === 'object' && value !== null && 'label' in value;
