/** One list says what is personal; nothing that is stored may stand in a field of which it says nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fields } from '../../src/erasure/fields.ts';
import { kindOf } from '../../src/erasure/kind-of.ts';
import { jsonSchemas } from '../../src/schema/json-schemas.ts';
import { absenceSchema } from '../../src/workforce/absence.ts';
import { employeeProfileSchema } from '../../src/workforce/employee.ts';

interface Node {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly type?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
}

/** Amounts, conditions and the like hold no text of a person. */
const plain = ['condition', 'duration', 'money', 'cadencePolicy'];

/** The paths of all fields that may hold any text, and of all records by name. */
function* textsIn(node: Node, root: Node, path: readonly string[]): Generator<readonly string[]> {
  const { $ref, anyOf = [], oneOf = [], properties = {}, additionalProperties, items } = node;
  const name = $ref?.slice('#/$defs/'.length);
  if (name !== undefined && !plain.includes(name)) yield* textsIn(root.$defs?.[name] as Node, root, path);
  for (const each of [...anyOf, ...oneOf]) yield* textsIn(each, root, path);
  for (const [key, each] of Object.entries(properties)) yield* textsIn(each, root, [...path, key]);
  if (typeof additionalProperties === 'object' && name === undefined) {
    yield [...path, '{key}'];
    yield* textsIn(additionalProperties, root, [...path, '*']);
  }
  if (items) yield* textsIn(items, root, path.at(-1) === 'value' ? path : [...path, '[]']);
  const isOpen = node.enum === undefined && node.const === undefined && !node.pattern && !node.format;
  if (node.type === 'string' && isOpen) yield path;
}

function everyText(): (readonly string[])[] {
  const { event, 'plan-event': planEvent } = jsonSchemas() as unknown as Record<string, Node>;
  const ofEvents = [event, planEvent].flatMap((root) =>
    (root?.oneOf ?? []).flatMap((each) => [
      ...textsIn(each, root as Node, [String(each.properties?.type?.const)]),
    ]),
  );
  const profile = z.toJSONSchema(employeeProfileSchema, { io: 'input' }) as Node;
  const absence = z.toJSONSchema(absenceSchema, { io: 'input' }) as Node;
  const ofStaff = [
    ...textsIn(profile, profile, ['employeeHired', 'profile']),
    ...textsIn(profile, profile, ['employee']),
    ...textsIn(absence, absence, ['absenceRecorded', 'absence']),
    ...textsIn(absence, absence, ['employee', 'absences', '[]']),
    ['employeeErased', 'of'],
    ['employeeErased', 'reason'],
    ['employeeLeft', 'reason'],
    ['absenceCancelled', 'absenceId'],
  ];
  return [...ofEvents, ...ofStaff];
}

/** A corrected record's payload is that of another event. */
const isPayload = (path: readonly string[]) => path.at(-2) === 'payload' && path.at(-1) === '*';

describe('the list of fields', () => {
  const texts = everyText();

  test('says of every field of every event whether it is personal', () => {
    expect(texts.length).toBeGreaterThan(400);
    const unsaid = texts.filter((path) => kindOf(path) === undefined && !isPayload(path));
    expect(unsaid.map((path) => path.join('.'))).toEqual([]);
  });

  test('knows no field of a name that nobody has told it', () => {
    expect(kindOf(['contactRecorded', 'remark'])).toBeUndefined();
    expect(kindOf(['contactRecorded', 'note'])).toBe('text');
  });

  test.each([
    ['the name of a person', ['clientOnboarded', 'parts', 'people', 'note', 'name'], 'name'],
    ['the name of a pool', ['clientReassigned', 'pool', 'name'], 'impersonal'],
    ['whoever had the client, and no state', ['holderAssigned', 'from'], 'employeeId'],
    ['a state, and nobody', ['stateChanged', 'from'], 'impersonal'],
    ['a holder in a role by whatever name', ['duplicateMerged', 'holders', 'reason'], 'employeeId'],
    ['a moment by whatever employee', ['client', 'contacts', 'counted', 'by', 'note'], 'impersonal'],
    ['an employee as a name', ['client', 'contacts', 'counted', 'by', '{key}'], 'employeeId'],
    ['the id of a plan, which is no event', ['redistributionPlan', 'plan', 'id'], 'impersonal'],
    ['the note of a cause', ['client', 'custody', 'seller', 'move', 'cause', 'note'], 'text'],
  ] as const)('%s', (_, path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  test('names no field twice', () => {
    const all = Object.values(fields).flat();
    expect(all.filter((field, i) => all.indexOf(field) !== i)).toEqual([]);
  });

  test('is the table of the page, kind by kind', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/personal-data.md'), 'utf8');
    const rows = new Map(
      [...page.matchAll(/^\| `(\w+)` +\| (.+?) +\|/gm)].map(([, kind, names]) => [kind, names as string]),
    );
    for (const [kind, ends] of Object.entries(fields)) {
      if (kind === 'impersonal') continue;
      const named = [...(rows.get(kind) ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      expect([kind, named]).toEqual([kind, [...ends]]);
    }
  });
});
