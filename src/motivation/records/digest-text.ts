import { ownerOf } from '../../client/event-id.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayLine, PayStatement } from '../statement/pay-statement.ts';

type Colours = ReadonlyMap<string, number>;
/** Something that names clients, and where it stands. */
type Unit = readonly [where: string, said: object];

/** Fields that name somebody by id, or an event of theirs. */
const people = { employeeId: '@', clientId: '' };
const events = ['eventId', 'because'];

/**
 * A closed month, or a statement, as one text for a digest. All of it is there, in one order, but nobody's
 * id. Clients and employees stand there by what is said of them, so the text stays the same when an erasure
 * gives them other ids. Those of whom the same is said are not told apart.
 */
export function digestText(told: ClosedPeriod | PayStatement): string {
  const statements =
    'payment' in told
      ? [told.statement, ...told.adjustments.flatMap(({ statement }) => statement ?? [])]
      : [told];
  const units: Unit[] = statements.flatMap(({ lines }, i) =>
    lines.flatMap((line, n) => creditsOf(line).map((credit) => [`${i} ${n} `, credit] as const)),
  );
  for (const [i, { employeeId, lines }] of statements.entries()) {
    const salaries = lines.filter(({ kind }) => kind === 'salary');
    units.push([`head ${i} `, { employeeId, because: salaries.flatMap(({ because }) => because) }]);
  }
  if ('payment' in told)
    for (const [i, { lines }] of told.adjustments.entries())
      for (const [n, line] of lines.entries()) units.push([`adjusted ${i} ${n} `, line]);
  return said(told, coloursOf(units)) as string;
}

/** What a deal earns belongs to its credit, in whatever order they stand. */
const creditsOf = (line: PayLine): readonly object[] =>
  line.kind === 'component' ? line.credits.map((credit, i) => ({ ...credit, deal: line.deals?.[i] })) : [];

/**
 * Tells owners apart by what is said of them. Then by what is said of those who stand beside them, until that
 * tells no more apart (colour refinement, Weisfeiler and Leman 1968).
 */
function coloursOf(units: readonly Unit[]): Colours {
  const mentions = units.map(([, unit]) => ownersIn(unit));
  let colours: Colours = new Map(mentions.flat().map(([, owner]) => [owner, 0]));
  for (let count = 0; ; ) {
    const contexts = new Map<string, string[]>([...colours].map(([owner]) => [owner, []]));
    for (const [i, [where, unit]] of units.entries()) {
      const text = where + said(unit, colours);
      for (const [place, owner] of mentions[i] ?? []) contexts.get(owner)?.push(place + text);
    }
    const told = new Map([...contexts].map(([owner, all]) => [owner, JSON.stringify(all.sort())]));
    const kinds = [...new Set(told.values())].sort();
    const ranks = new Map(kinds.map((kind, rank) => [kind, rank]));
    colours = new Map([...told].map(([owner, text]) => [owner, ranks.get(text) as number]));
    if (kinds.length === count) return colours;
    count = kinds.length;
  }
}

/** Whom something names, and where. */
function ownersIn(value: unknown, place = ''): (readonly [place: string, owner: string])[] {
  if (typeof value === 'string') {
    const key = place.slice(place.lastIndexOf('.') + 1);
    if (key in people) return [[place, people[key as keyof typeof people] + value]];
    return events.includes(key) ? [[place + revisionOf(value), ownerOf(value) ?? value]] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one) => ownersIn(one, place));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => ownersIn(one, `${place}.${key}`));
}

const revisionOf = (id: string) => id.slice(id.lastIndexOf('#'));

/** As JSON with the fields in one order, and owners by their colours. */
function said(value: unknown, colours: Colours, key = ''): string | undefined {
  if (typeof value === 'string') {
    const [[place = '', owner = ''] = []] = ownersIn(value, `.${key}`);
    return owner ? `${colours.get(owner) ?? '"-"'}${place.slice(key.length + 1)}` : JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => said(one, colours, key));
    return `[${(key === 'because' || key === 'credits' ? all.sort() : all).join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { credits, deals: _, ...rest } = value as Partial<Extract<PayLine, { kind: 'component' }>>;
  const whole = credits ? { ...rest, credits: creditsOf(value as PayLine) } : value;
  const fields = Object.entries(whole)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, one]) =>
      one === undefined ? [] : `${JSON.stringify(name)}:${said(one, colours, name)}`,
    );
  return `{${fields.join()}}`;
}
