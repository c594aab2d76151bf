import { named } from '../../conditions/named.ts';
import type { CommandOf } from '../command.ts';
import { accepted, type Ruling, refused, type Scene } from '../scene.ts';
import { learnedFacts, notInFuture, unknownName } from './inputs.ts';

export function register({ source, facts, at }: CommandOf<'register'>, scene: Scene): Ruling {
  const { entries, version: blueprintVersion } = scene.rules.blueprint;
  const state = named(entries, source);
  const happenedAt = at ?? scene.now;
  const learned = learnedFacts(facts ?? {}, { source, at: happenedAt }, scene);
  const reasons = [...notInFuture('at', happenedAt, scene), ...learned.reasons];
  if (state === undefined) reasons.push(unknownName('source', source, entries));
  if (reasons.length > 0 || state === undefined) return refused(...reasons);
  const registered = { type: 'clientRegistered', source, state, blueprintVersion, happenedAt } as const;
  if (Object.keys(learned.facts).length === 0) return accepted(registered);
  return accepted(registered, { type: 'factsLearned', facts: learned.facts, happenedAt });
}
