import { named } from '../../conditions/named.ts';
import { didYouMean } from '../../errors/did-you-mean.ts';
import { formatPath, type Problem } from '../../errors/problem.ts';
import type { Blueprint } from '../blueprint.ts';
import type { MigrationDecisions } from './decisions.ts';
import { rolesOf } from './image-of-custody.ts';

type Section = 'states' | 'roles' | 'transfers' | 'holds' | 'facts';

/** Every name that is decided on must be one of the old blueprint, every name it becomes one of the new. */
export function checkDecisions(
  before: Blueprint,
  after: Blueprint,
  decisions: MigrationDecisions,
): Problem[] {
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string) =>
    problems.push({ path: formatPath(path), message });
  const known = (path: readonly string[], kind: string, name: string, names: readonly string[]) => {
    if (!names.includes(name)) say(path, `no ${kind} is called "${name}"${didYouMean(name, names)}`);
  };
  const check = (section: Section, kind: string, name: string, to: string | null | undefined) => {
    known([section, name], `old ${kind}`, name, Object.keys(before[section]));
    if (typeof to === 'string') known([section, name], `new ${kind}`, to, Object.keys(after[section]));
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
    const old = named(before.states, state);
    if (!old) {
      known(['custody', state], 'old state', state, Object.keys(before.states));
      continue;
    }
    for (const [role, to] of Object.entries(decided)) {
      known(['custody', state, role], `old role of "${state}"`, role, rolesOf(old));
      if (to !== null) known(['custody', state, role], 'new role', to, Object.keys(after.roles));
    }
  }
  for (const section of ['holds', 'facts'] as const) {
    for (const [name, others] of shared(imagesOf(section, before, after, decisions))) {
      say([section], `${others.map((one) => `"${one}"`).join(' and ')} would both become "${name}"`);
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
