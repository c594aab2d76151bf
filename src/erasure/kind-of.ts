import { type FieldKind, fields } from './fields.ts';

/** The end of a path, and what stands there. */
interface Rule {
  readonly end: readonly string[];
  readonly kind: FieldKind;
}

/** Rules by their last part, the longest first. */
const rules = /* @__PURE__ */ byLastPart();

function byLastPart(): ReadonlyMap<string, readonly Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const [kind, ends] of Object.entries(fields) as [FieldKind, readonly string[]][]) {
    for (const text of ends) {
      const end = text.split('.');
      const last = end.at(-1) as string;
      found.set(last, [...(found.get(last) ?? []), { end, kind }]);
    }
  }
  for (const of of found.values()) of.sort((a, b) => b.end.length - a.end.length);
  return found;
}

/** What stands at the path; undefined where nothing is known of it, as of what is no text. */
export function kindOf(path: readonly string[]): FieldKind | undefined {
  const last = path.at(-1) as string;
  const named = find(last, path);
  const any = last === '[]' || last === '{key}' ? undefined : find('*', path);
  if (!named || !any) return (named ?? any)?.kind;
  return (named.end.length >= any.end.length ? named : any).kind;
}

const find = (last: string, path: readonly string[]): Rule | undefined =>
  rules.get(last)?.find(({ end }) => {
    const offset = path.length - end.length;
    return offset >= 0 && end.every((part, i) => part === '*' || part === path[offset + i]);
  });
