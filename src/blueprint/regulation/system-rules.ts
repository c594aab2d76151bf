import type { Blueprint } from '../blueprint.ts';
import { type Block, heading, paragraph } from './document.ts';
import { describeHolds } from './holds.ts';
import { describeCadence, describeDeadlines } from './limits.ts';
import { describeRules, describeWorkingTime, entryTable } from './overview.ts';
import { describeAuthority, describeFacts, describeGlossary, describeGrades } from './reference.ts';
import { describeRoles } from './roles.ts';
import type { Speech } from './speech.ts';
import { describeStates } from './states.ts';
import { describeTransfers } from './transfers.ts';

/** Everything that the blueprint says, in words, without a title. */
export function systemRules(blueprint: Blueprint, speech: Speech): Block[] {
  const { phrases, fill } = speech;
  const { version, currency } = blueprint;
  const { headings } = phrases;
  const sections: readonly (readonly [string, (number: number) => Block[]])[] = [
    [headings.rules, () => describeRules(blueprint, speech)],
    [headings.workingTime, () => describeWorkingTime(blueprint, speech)],
    [headings.entries, () => [entryTable(blueprint, phrases.entries, speech)]],
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
  return [
    paragraph(
      fill(phrases.version, {
        version,
        currency: speech.currency(currency),
        timeZone: speech.timeZone,
      }),
    ),
    ...sections.flatMap(([title, describe], i) => [heading(2, `${i + 1}. ${title}`), ...describe(i + 1)]),
  ];
}
