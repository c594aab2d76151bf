/** What is decided has one shape: these hold the source to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { planLife } from 'sales-conveyor/redistribution';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(src, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));

/** The files, and how often the pattern occurs in each, comments left out. */
function occurrences(
  pattern: RegExp,
  isAsked: (name: string) => boolean = () => true,
): Record<string, number> {
  const found = files.flatMap(({ name, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const count = [...code.matchAll(pattern)].length;
    return isAsked(name) && count > 0 ? [[name, count] as const] : [];
  });
  return Object.fromEntries(found);
}

const inShell = (name: string) => name.startsWith('service/');

test('a store is written to from one place', () => {
  expect(occurrences(/\bstore\s*\.commit\(|\.commit\(\s*(?:\w+\.)?tenant\b/g, inShell)).toEqual({
    'service/unit-of-work.ts': 1,
  });
});

test('that a command was carried out before is looked up, and refused under another content, in one place', () => {
  expect(occurrences(/\breadOutcomes\(/g, inShell)).toEqual({
    'service/repeated-commands.ts': 1,
  });
  expect(Object.keys(occurrences(/code: 'COMMAND_ID_REUSED'/g, inShell))).toEqual([
    'service/repeated-commands.ts',
  ]);
});

test('what a schema says of an input is told by `examine` and `admit` alone', () => {
  expect(Object.keys(occurrences(/\btoProblems\(/g)).toSorted()).toEqual([
    'errors/admit.ts',
    'errors/problem.ts',
  ]);
});

test('the status of a plan is written down in the table of its life alone', () => {
  const statuses = new Set(Object.values(planLife).flatMap((step): readonly string[] => step.from));
  const literal = `'(?:${[...statuses].filter((status) => status !== 'none').join('|')})'`;
  const pattern = new RegExp(`\\bstatus\\b\\s*(?::|[!=]==?)\\s*${literal}|\\bfrom: \\[${literal}`, 'g');
  const ofPlans = (name: string) =>
    name.startsWith('redistribution/plan') || name.startsWith('service/redistribution');
  expect(statuses.size).toBe(7);
  expect(
    ["status: 'draft'", "status !== 'applied'"].map((code) => [...code.matchAll(pattern)].length),
  ).toEqual([1, 1]);
  expect(occurrences(new RegExp(`\\bfrom: \\[${literal}`, 'g'), ofPlans)).toEqual({
    'redistribution/plan-life/plan-life.ts': expect.any(Number),
  });
  expect(Object.keys(occurrences(pattern, ofPlans))).toEqual(['redistribution/plan-life/plan-life.ts']);
});

test('what decides and writes has no sentence and no dictionary: what a person wrote is all the text in events', () => {
  const decides =
    /^(client|handoff|workforce|assignment|proposals|work|service|redistribution\/plan|motivation\/(records|statement|grades))/;
  const speaks = /describe-|in-words|\/words\/|\/words\.ts$/;
  const isAsked = (name: string) => decides.test(name) && !speaks.test(name);
  const sentence = /\b(?:reason|text|cause|why|note|said)\b: (['"`])(?:(?!\1).)*\s/g;
  const dictionary = /^import \{[^}]*\} from '[^']*\/locales\/[\w-]+\.(?:en|ru)\.ts'/gm;
  const wrong = ["cause: { code: 'text', text: 'nobody can take it' }", 'reason: `because of it`'];
  expect(wrong.map((code) => code.match(sentence)?.length)).toEqual([1, 1]);
  expect("import { en } from '../locales/things.en.ts';".match(dictionary)).toHaveLength(1);
  expect(occurrences(sentence, isAsked)).toEqual({});
  expect(occurrences(dictionary, isAsked)).toEqual({});
  expect(occurrences(/code: 'text', text/g, isAsked)).toEqual({ 'client/cause.ts': 1 });
  // What they take from a person, or from a log of before there were codes.
  expect(occurrences(/\basWritten\(/g)).toEqual({
    'client/cause.ts': 2,
    'client/handlers/custody.ts': 1,
    'client/put-into-pool.ts': 1,
  });
});

test('inside, nobody goes by the public face of clients', () => {
  expect(Object.keys(occurrences(/\bclientsService\(/g))).toEqual([
    'service/clients.ts',
    'service/create-sales.ts',
    'service/reading/read-as.ts',
  ]);
});

test('nothing of the solver is searched for within the retries of a conflict', () => {
  const searchers = Object.keys(occurrences(/\bfindMoves\(/g, inShell));
  for (const { name, text } of files.filter(({ name }) => searchers.includes(name))) {
    const inUnits = text.split(/\bunitOfWork\(|\bwithRetries\(/).slice(1);
    expect([name, inUnits.filter((unit) => /\bfindMoves\(/.test(unit))]).toEqual([name, []]);
  }
  expect(searchers.toSorted()).toEqual([
    'service/redistribution/edit-plan.ts',
    'service/redistribution/find-moves.ts',
    'service/redistribution/make-plan.ts',
    'service/redistribution/rebase-plan.ts',
  ]);
});

/** tsup's CommonJS (by sucrase) puts what follows them into a function of its own, where nothing can be yielded. */
test('nothing is yielded on the right of ?? or within a chain with ?.', () => {
  const pattern = /\?\?(?!=)[^;{}]*\byield\b|\?\.[\w.?!\s]*[([][^;{}]*\byield\b/g;
  const wrong = ['known ?? (yield* rank(by))', 'plan?.to(yield* rank(by))', 'lists?.by[0]?.at(1 + (yield))'];
  const right = ['(yield* byParts(all)) ?? whole', 'left && (yield* b)', 'for (x of a?.b ?? []) { yield; }'];
  const isFound = (code: string) => code.search(pattern) >= 0;
  expect([wrong.map(isFound), right.map(isFound)]).toEqual([
    [true, true, true],
    [false, false, false],
  ]);
  expect(occurrences(pattern)).toEqual({});
});
