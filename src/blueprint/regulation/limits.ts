import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import { type Block, paragraph, points, said, table } from './document.ts';
import type { Speech } from './speech.ts';

/** Every limit in time in one table. */
export function describeDeadlines(blueprint: Blueprint, speech: Speech): Block[] {
  const { phrases, fill, duration } = speech;
  const { deadlines: words } = phrases;
  const { transfers, windowLeadTime, windowLeadTimes = {}, windowGrace } = blueprint;
  const rows = Object.entries(transfers).flatMap(([id, transfer]) => [
    ...timeRows(id, transfer, speech),
    ...handoffRows(id, transfer, speech),
  ]);
  return [
    table(words.head, [
      ...rows,
      [words.leadTime, fill(words.leadTimeLimit, { time: duration(windowLeadTime).span }), words.selling],
      ...Object.entries(windowLeadTimes).map(([category, time]) => [
        `${words.leadTime}: ${category}`,
        fill(words.leadTimeLimit, { time: duration(time).span }),
        words.selling,
      ]),
      [words.grace, fill(words.graceLimit, { time: duration(windowGrace).is }), words.graceOver],
    ]),
  ];
}

function timeRows(id: string, { trigger, to }: BlueprintTransfer, speech: Speech): string[][] {
  if (trigger.kind !== 'time') return [];
  const then = speech.fill(speech.phrases.deadlines.moves, { to: speech.state(to) });
  return [[speech.transfer(id), speech.moment(trigger), then]];
}

function handoffRows(id: string, { handoff }: BlueprintTransfer, speech: Speech): string[][] {
  if (!handoff) return [];
  const { fill, role, duration, limit } = speech;
  const { deadlines: words } = speech.phrases;
  const { acceptWithin, firstContactWithin, escalateTo, onReturn } = handoff;
  const transfer = speech.transfer(id);
  const rows = [
    [
      fill(words.answer, { transfer }),
      limit(acceptWithin).is,
      fill(words.answered, { role: role(escalateTo) }),
    ],
  ];
  if (firstContactWithin)
    rows.push([fill(words.contact, { transfer }), limit(firstContactWithin).is, words.missed]);
  if (onReturn) rows.push([fill(words.return, { transfer }), duration(onReturn.within).is, words.returned]);
  return rows;
}

/** How long a client may be silent, and where and when the clock runs. */
export function describeCadence({ cadence, states, holds }: Blueprint, speech: Speech): Block[] {
  const { cadence: words } = speech.phrases;
  const running = Object.keys(states)
    .filter((id) => states[id]?.cadence)
    .map(speech.state);
  return [
    points(
      running.length > 0 ? said(words.states, running) : words.noStates,
      said(words.pauses, pausingHolds(holds, speech)),
      said(words.overdue, [policy(cadence.overdue, speech).is]),
      said(words.dormant, [policy(cadence.dormant, speech).is]),
      said(words.lost, [policy(cadence.lost, speech).is]),
      words.counting,
    ),
  ];
}

export function policy(rule: CadencePolicy, speech: Speech): { readonly is: string } {
  const { phrases, fill, number, percent, duration, quoted } = speech;
  const { cadence: words } = phrases;
  switch (rule.kind) {
    case 'fixed':
      return duration(rule.after);
    case 'timesOverdue':
      return {
        is: fill(words.timesOverdue, { times: number(rule.times), atLeast: duration(rule.atLeast).of }),
      };
    case 'custom': {
      const params = rule.params === undefined ? '' : ` (${JSON.stringify(rule.params)})`;
      return { is: fill(words.custom, { name: quoted(rule.name) }) + params };
    }
    case 'ownMedian':
    case 'ownPercentile': {
      const values = {
        moments: number(rule.minMoments),
        window: duration(rule.window).span,
        otherwise: policy(rule.otherwise, speech).is,
        minDays: rule.minDays && number(rule.minDays),
        atLeast: rule.atLeast && duration(rule.atLeast).of,
        atMost: rule.atMost && duration(rule.atMost).of,
      };
      return {
        is:
          rule.kind === 'ownMedian'
            ? fill(words.ownMedian, { ...values, times: number(rule.times) })
            : fill(words.ownPercentile, { ...values, share: percent(rule.percentile) }),
      };
    }
  }
}

export const pausingHolds = (holds: Blueprint['holds'], speech: Speech): readonly string[] =>
  speech.named(Object.fromEntries(Object.entries(holds).filter(([, { stopsClock }]) => stopsClock)));

export function describeHolds({ holds }: Blueprint, speech: Speech): Block[] {
  const lines = holdLines(holds, speech);
  return [lines.length > 0 ? points(lines) : paragraph(speech.phrases.holds.none)];
}

/** What each hold blocks, for how long it stops the clock, and who alone may place it. */
export function holdLines(holds: Blueprint['holds'], speech: Speech): readonly string[] {
  const { phrases, named, fill, role, duration } = speech;
  const { holds: words } = phrases;
  return Object.values(holds).map((hold) => {
    const effects = [
      ...(hold.blocksTransfers ? [words.blocks] : []),
      ...(hold.blocks?.length
        ? [fill(words.stopped, { actions: hold.blocks.map((action) => phrases.actions[action]) })]
        : []),
      ...(hold.stopsClock ? [words.stops] : []),
    ];
    const { by, review } = hold;
    const said = [
      ...(effects.length > 0 ? effects : [words.neither]),
      ...(review ? [fill(words.review, { time: duration(review.after).is, role: role(review.by) })] : []),
      ...(by ? [fill(words.by, { roles: by.map(role) })] : []),
    ];
    return `${named({ hold })[0]} — ${said.join('; ')}.`;
  });
}
