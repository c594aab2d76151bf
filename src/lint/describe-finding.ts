import { fill, type WordOptions } from '../client/words.ts';
import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import type { LintFinding, LintNames, LintRule } from './finding.ts';

/** A finding in words, in one line; with the conveyor, by the labels of its blueprint. */
export function describeFinding(finding: LintFinding, options: WordOptions<Dictionary>): string {
  return withArguments('describeFinding', { finding, ...inWords('describeFinding', options) }, () => {
    const { rule, names, values } = finding;
    const words = options.dictionary.lint satisfies Record<LintRule, string>;
    const { how, earlier, later, ...rest } = values ?? {};
    const { ways, lapses } = options.dictionary.lintValues;
    const said = {
      ...rest,
      ...(how && { how: ways[how] }),
      ...(earlier && later && { earlier: lapses[earlier], later: lapses[later] }),
    };
    return fill(words[rule], { ...one(names), ...names, ...said }, options);
  });
}

/** The first and the second of each kind of name, under the names that the words use. */
function one({ transfers = [], states = [], roles = [], facts = [], reasons = [] }: LintNames) {
  return {
    transfer: transfers[0],
    other: transfers[1],
    state: states[0],
    role: roles[0],
    fact: facts[0],
    reason: reasons[0],
  };
}
