import type { FieldKind } from './fields.ts';
import { kindOf } from './kind-of.ts';

/** A field with what stands in it. */
export interface Field {
  readonly kind: FieldKind;
  readonly value: unknown;
  /** From the root: names, `[]` for an item; the last part is `{key}` where the field is a name itself. */
  readonly path: readonly string[];
  /** The object or list that it is in. */
  readonly parent: unknown;
}

/** What is to stand there. */
export type ChangeField = (field: Field) => unknown;

/**
 * The same record with other things in its fields. `root` says what it is: the type of an event, the kind of
 * a document.
 */
export function mapFields<Value>(value: Value, root: readonly string[], change: ChangeField): Value {
  return mapped(value, root, undefined, change) as Value;
}

function mapped(value: unknown, path: readonly string[], parent: unknown, change: ChangeField): unknown {
  const kind = kindOf(path);
  if (kind !== undefined && (typeof value === 'string' || kind === 'fact'))
    return change({ kind, value, path, parent });
  if (Array.isArray(value)) return value.map((item) => mapped(item, [...path, '[]'], value, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      keyOf(key, path, value, change),
      mapped(part, [...path, key], value, change),
    ]),
  );
}

function keyOf(key: string, path: readonly string[], parent: unknown, change: ChangeField): string {
  const place = [...path, '{key}'];
  const kind = kindOf(place);
  return kind === undefined || kind === 'impersonal'
    ? key
    : String(change({ kind, value: key, path: place, parent }));
}
