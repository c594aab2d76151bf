import { lookup } from '../../conditions/lookup.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { accepted, type HandlerResult, refused } from '../handler-result.ts';
import { learnedFacts, notInFuture, unknownName } from './inputs.ts';

export function register({ source, facts, at }: CommandOf<'register'>, scope: DecisionScope): HandlerResult {
  const { entries, version: blueprintVersion } = scope.rules.blueprint;
  const state = lookup(entries, source);
  const happenedAt = at ?? scope.now;
  const learned = learnedFacts(facts ?? {}, { source, at: happenedAt }, scope);
  const reasons = [...notInFuture('at', happenedAt, scope), ...learned.reasons];
  if (state === undefined) reasons.push(unknownName('source', source, entries));
  if (reasons.length > 0 || state === undefined) return refused(...reasons);
  const registered = { type: 'clientRegistered', source, state, blueprintVersion, happenedAt } as const;
  if (Object.keys(learned.facts).length === 0) return accepted(registered);
  return accepted(registered, { type: 'factsLearned', facts: learned.facts, happenedAt });
}
