import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { Blueprint } from '../blueprint.ts';
import { describeCadence, describeDeadlines, describeHolds } from './limits.ts';
import type { Block } from './markdown.ts';
import { describeEntries, describeRules, describeWorkingTime } from './overview.ts';
import { describeAuthority, describeFacts, describeGlossary, describeGrades } from './reference.ts';
import { describeRoles } from './roles.ts';
import { createSpeech } from './speech.ts';
import { describeStates } from './states.ts';
import { describeTransfers } from './transfers.ts';

/**
 * The blueprint in words, as Markdown: the regulation («регламент передачи клиентов») that a head of sales prints and signs.
 * What each role does and may do; each state with who answers and the ways out; each transfer with what sets it off, its
 * conditions, and what its handoff asks of whom by when; all limits in time, the purchase cadence, holds, authority, facts, words.
 * Everything is taken from the blueprint, so that the regulation says what the conveyor does; the same blueprint gives the same text.
 * @example describeBlueprint(defineConveyor(mixed()).blueprint, { dictionary: ru })
 */
export function describeBlueprint(
  blueprint: Blueprint,
  options: { readonly dictionary: Dictionary },
): string {
  return withArguments('describeBlueprint', { blueprint, options }, () => regulationOf(blueprint, options));
}

function regulationOf(blueprint: Blueprint, { dictionary }: { readonly dictionary: Dictionary }): string {
  const speech = createSpeech(blueprint, dictionary);
  const { phrases, fill, quoted, name } = speech;
  const { version, currency, timeZone } = blueprint;
  const { headings } = phrases;
  const sections: readonly (readonly [string, (number: number) => Block[]])[] = [
    [headings.rules, () => describeRules(blueprint, speech)],
    [headings.workingTime, () => describeWorkingTime(blueprint, speech)],
    [headings.entries, () => describeEntries(blueprint, speech)],
    [headings.roles, () => describeRoles(blueprint, speech)],
    [headings.states, () => describeStates(blueprint, speech)],
    [headings.transfers, (number) => describeTransfers(blueprint, number, speech)],
    [headings.deadlines, () => describeDeadlines(blueprint, speech)],
    [headings.cadence, () => describeCadence(blueprint, speech)],
    [headings.holds, () => describeHolds(blueprint, speech)],
    [headings.authority, () => describeAuthority(blueprint, speech)],
    [headings.facts, () => describeFacts(blueprint, speech)],
    [headings.grades, () => describeGrades(blueprint, speech)],
    [headings.glossary, () => describeGlossary(speech)],
  ];
  const blocks = [
    `# ${fill(phrases.title, { name: quoted(name(blueprint)) })}`,
    fill(phrases.version, { version, currency, timeZone }),
    phrases.approval,
    ...sections.flatMap(([heading, describe], i) => [`## ${i + 1}. ${heading}`, ...describe(i + 1)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
