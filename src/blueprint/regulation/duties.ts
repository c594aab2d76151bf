import type { Blueprint } from '../blueprint.ts';
import type { Speech } from './speech.ts';
import { canUse, scopes } from './usable-rights.ts';

/** What a role has to do: the states, facts and transfers that begin with it, in words. */
export function dutiesOf(role: string, blueprint: Blueprint, speech: Speech) {
  const { states, transfers, facts } = blueprint;
  const learns = scopes.some((scope) => canUse(role, 'learnFacts', scope, blueprint));
  return {
    responsible: saidOf(states, ({ responsible }) => responsible === role, speech.state),
    supporting: saidOf(states, ({ supporting }) => supporting.includes(role), speech.state),
    receives: saidOf(transfers, ({ handoff }) => handoff?.to === role, speech.transfer),
    decides: saidOf(transfers, ({ handoff }) => handoff?.escalateTo === role, speech.transfer),
    supplies: saidOf(facts, ({ suppliedBy }) => learns && suppliedBy?.includes(role) === true, speech.fact),
  };
}

/** Those of the things for which the test holds, by name. */
export const saidOf = <Thing>(
  things: Readonly<Record<string, Thing>>,
  test: (thing: Thing) => boolean,
  say: (name: string) => string,
): string[] => Object.entries(things).flatMap(([name, thing]) => (test(thing) ? [say(name)] : []));
