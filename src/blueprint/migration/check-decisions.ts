import { lookup } from '../../conditions/lookup.ts';
import { writable } from '../../errors/did-you-mean.ts';
import { type Fault, formatPath, type Problem } from '../../errors/problem.ts';
import type { NameKind } from '../../errors/problem-details.ts';
import type { Blueprint } from '../blueprint.ts';
import { fault } from '../faults.ts';
import type { MigrationDecisions } from './decisions.ts';
import { rolesOf } from './map-custody.ts';

type Section = 'states' | 'roles' | 'transfers' | 'holds' | 'facts';

/**
 * Every name that is decided on must be in the old blueprint. Every name that it becomes must be in the new
 * one.
 */
export function checkDecisions(
  before: Blueprint,
  after: Blueprint,
  decisions: MigrationDecisions,
): Problem[] {
  const problems: Problem[] = [];
  const say = (path: readonly string[], wrong: Fault) => problems.push({ path: formatPath(path), ...wrong });
  const known =
    (code: 'UNKNOWN_OLD_NAME' | 'UNKNOWN_NEW_NAME') =>
    (path: readonly string[], kind: NameKind, name: string, names: readonly string[]) => {
      if (!names.includes(name)) say(path, fault(code, { kind, name, ...writable(name, names) }));
    };
  const old = known('UNKNOWN_OLD_NAME');
  const fresh = known('UNKNOWN_NEW_NAME');
  const check = (section: Section, kind: NameKind, name: string, to: string | null | undefined) => {
    old([section, name], kind, name, Object.keys(before[section]));
    if (typeof to === 'string') fresh([section, name], kind, to, Object.keys(after[section]));
  };
  const { states = {}, roles = {}, custody = {}, transfers = {}, holds = {}, facts = {} } = decisions;
  for (const [name, to] of Object.entries(states))
    check('states', 'state', name, typeof to === 'string' ? to : to.to);
  for (const [name, to] of Object.entries(roles)) check('roles', 'role', name, to);
  for (const [name, to] of Object.entries(transfers)) check('transfers', 'transfer', name, to);
  for (const [name, to] of Object.entries(holds)) check('holds', 'hold', name, to);
  for (const [name, decision] of Object.entries(facts)) {
    const to = typeof decision === 'object' ? (decision === null ? null : (decision.to ?? name)) : decision;
    check('facts', 'fact', name, to);
  }
  for (const [state, decided] of Object.entries(custody)) {
    const left = lookup(before.states, state);
    if (!left) {
      old(['custody', state], 'state', state, Object.keys(before.states));
      continue;
    }
    for (const [role, to] of Object.entries(decided)) {
      const had = rolesOf(left);
      if (!had.includes(role))
        say(
          ['custody', state, role],
          fault('UNKNOWN_ROLE_OF_STATE', { state, name: role, ...writable(role, had) }),
        );
      if (to !== null) fresh(['custody', state, role], 'role', to, Object.keys(after.roles));
    }
  }
  for (const section of ['holds', 'facts'] as const) {
    for (const [name, others] of shared(imagesOf(section, before, after, decisions))) {
      say([section], fault('SHARED_NAME', { names: others, name }));
    }
  }
  return problems;
}

/** Old name to new name, as far as there is one. */
function imagesOf(
  section: 'holds' | 'facts',
  before: Blueprint,
  after: Blueprint,
  decisions: MigrationDecisions,
): [string, string][] {
  const decided: Readonly<Record<string, unknown>> = decisions[section] ?? {};
  return Object.keys(before[section]).flatMap((name): [string, string][] => {
    const decision = Object.hasOwn(decided, name) ? decided[name] : name;
    if (decision === null) return [];
    const to = typeof decision === 'string' ? decision : ((decision as { to?: string }).to ?? name);
    return Object.hasOwn(after[section], to) ? [[name, to]] : [];
  });
}

/** New names that several old ones become. */
function shared(images: readonly (readonly [string, string])[]): [string, string[]][] {
  const sources = new Map<string, string[]>();
  for (const [from, to] of images) sources.set(to, [...(sources.get(to) ?? []), from]);
  return [...sources].filter(([, from]) => from.length > 1);
}
