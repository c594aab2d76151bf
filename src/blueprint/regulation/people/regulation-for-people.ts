import type { Blueprint } from '../../blueprint.ts';
import { type Block, heading, type Line, numbered, paragraph, points, table } from '../document.ts';
import { describeOwnHours } from '../overview.ts';
import type { Speech } from '../speech.ts';
import { workingHours } from '../working-hours.ts';
import { agreements } from './agreements.ts';
import { describeHandovers } from './handovers.ts';
import { describeMoves } from './moves.ts';
import { describeStages } from './stages.ts';

/** Lines to sign on. */
const SIGNATURES = 12;

/** The regulation that people read and sign, without its title. */
export function regulationForPeople(blueprint: Blueprint, speech: Speech): Block[] {
  const words = speech.phrases.forPeople;
  const agreed = agreements(blueprint, speech);
  const sections: Readonly<Record<keyof typeof words.headings, () => Block[]>> = {
    purpose: () => purpose(blueprint, speech),
    terms: () => terms(blueprint, speech),
    stages: () => describeStages(blueprint, speech),
    moves: () => describeMoves(blueprint, speech),
    handoffs: () => describeHandovers(blueprint, speech),
    ...agreed,
    force: () => [numbered(words.force), { kind: 'form', fields: [words.forceDate] }],
    signatures: () => [
      paragraph(words.signatures),
      table(words.signatureHead, Array(SIGNATURES).fill(words.signatureHead.map(() => ''))),
    ],
  };
  const order = Object.keys(words.headings) as (keyof typeof words.headings)[];
  return [
    paragraph(speech.fill(words.edition, { version: blueprint.version })),
    { kind: 'form', fields: words.approval },
    ...order.flatMap((name, i) => [heading(2, `${i + 1}. ${words.headings[name]}`), ...sections[name]()]),
  ];
}

function purpose(blueprint: Blueprint, speech: Speech): Block[] {
  const { roles, workingTime } = blueprint;
  const words = speech.phrases.forPeople;
  const { days, hours, daysOff, dates } = workingHours(workingTime, speech);
  const values = {
    roles: Object.values(roles).map(speech.name),
    days,
    hours,
    timeZone: speech.timeZone,
  };
  return [
    ...words.purpose.map((line) => paragraph(speech.fill(line, values))),
    ...(daysOff.length > 0 ? [paragraph(speech.fill(words.holidays, { days: daysOff }))] : []),
    ...(dates.length > 0
      ? [paragraph(speech.fill(speech.phrases.datedHours, { dates: dates.join('; ') }))]
      : []),
    ...describeOwnHours(blueprint, speech),
  ];
}

/** The terms of this regulation, as far as the blueprint needs them. */
function terms({ states, transfers, holds }: Blueprint, speech: Speech): Block[] {
  const uses = Object.values(transfers);
  const glossary = speech.phrases.glossary;
  const isUsed: Partial<Readonly<Record<keyof typeof glossary, boolean>>> = {
    state: true,
    holder: true,
    custody: true,
    pool: true,
    handoff: uses.some(({ handoff }) => handoff),
    giveBack: uses.some(({ handoff }) => handoff?.onReturn),
    deputy: true,
    hold: Object.keys(holds).length > 0,
    decisionDate: uses.some(({ trigger }) => trigger.kind === 'time' && trigger.at.startsWith('windows.')),
    decisionMakers: uses.some(({ when }) => JSON.stringify(when ?? {}).includes('people.')),
    wakeDate: uses.some(({ needsWakeDate }) => needsWakeDate),
    cadence: Object.values(states).some(({ cadence }) => cadence),
    purchaseDay: Object.values(states).some(({ cadence }) => cadence),
    group: true,
    workingHour: true,
  };
  const used = (Object.keys(glossary) as (keyof typeof glossary)[]).filter((word) => isUsed[word]);
  return [points(used.map((word): Line => ({ lead: glossary[word][0], text: `${glossary[word][1]}.` })))];
}
