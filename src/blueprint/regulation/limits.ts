import { lookup } from '../../conditions/lookup.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import { type Block, type Line, points, said, table } from './document.ts';
import type { Speech } from './speech.ts';

/** Every limit in time in one table. */
export function describeDeadlines(blueprint: Blueprint, speech: Speech): Block[] {
  const { phrases, fill, duration } = speech;
  const { deadlines: words } = phrases;
  const { transfers, windowLeadTime, windowLeadTimes = {}, windowGrace } = blueprint;
  const rows = Object.entries(transfers).flatMap(([id, transfer]) => [
    ...timeRows(id, transfer, blueprint, speech),
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

function timeRows(id: string, transfer: BlueprintTransfer, blueprint: Blueprint, speech: Speech): string[][] {
  const { trigger, when } = transfer;
  if (trigger.kind !== 'time') return [];
  const limit = speech.limited(speech.moment(trigger), trigger, when);
  return [[speech.transfer(id), limit, whatThen(transfer, blueprint, speech)]];
}

/** What becomes of the client when a limit has passed: its state, and who no longer holds it. */
function whatThen(
  { from, to, releases }: BlueprintTransfer,
  { states }: Blueprint,
  { phrases, fill, state, role }: Speech,
): string {
  const { deadlines: words } = phrases;
  const pooled = releases.filter((id) => id === states[to]?.responsible);
  const others = releases.filter((id) => !pooled.includes(id));
  return [
    fill(from.every((id) => id === to) ? words.stays : words.moves, { to: state(to) }),
    ...(pooled.length > 0 ? [fill(words.pooled, { roles: pooled.map(role) })] : []),
    ...(others.length > 0 ? [fill(words.ends, { roles: others.map(role) })] : []),
  ].join(', ');
}

function handoffRows(id: string, { handoff }: BlueprintTransfer, speech: Speech): string[][] {
  if (!handoff) return [];
  const { fill, role, duration, limit } = speech;
  const { deadlines: words } = speech.phrases;
  const { acceptWithin, firstContactWithin, escalateTo, decideWithin, lasts, onReturn } = handoff;
  const transfer = speech.transfer(id);
  const rows = [
    [
      fill(words.answer, { transfer }),
      limit(acceptWithin).is,
      fill(words.answered, { role: role(escalateTo) }),
    ],
  ];
  if (decideWithin)
    rows.push([
      fill(words.decide, { transfer, role: role(escalateTo) }),
      limit(decideWithin).is,
      words.undecided,
    ]);
  if (lasts) rows.push([fill(words.deal, { transfer }), duration(lasts).is, words.dealOver]);
  if (firstContactWithin)
    rows.push([fill(words.contact, { transfer }), limit(firstContactWithin).is, words.missed]);
  if (onReturn) rows.push([fill(words.return, { transfer }), duration(onReturn.within).is, words.returned]);
  return rows;
}

/** How long a client may be silent, and where and when the clock runs. */
export function describeCadence(blueprint: Blueprint, speech: Speech): Block[] {
  const { cadence, cadenceBy, states } = blueprint;
  const { cadence: words } = speech.phrases;
  const running = Object.keys(states)
    .filter((id) => states[id]?.cadence)
    .map(speech.state);
  return [
    points(
      running.length > 0 ? said(words.states, running) : words.noStates,
      pauses(blueprint, speech),
      said(words.overdue, [policy(cadence.overdue, speech).is]),
      said(words.dormant, [policy(cadence.dormant, speech).is]),
      said(words.lost, [policy(cadence.lost, speech).is]),
      cadenceBy === 'shipment' ? words.countingShipped : words.counting,
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

/** When the cadence clock stands still: holds, and the months of a season. */
export function pauses({ holds, quietMonths = [], facts }: Blueprint, speech: Speech): readonly Line[] {
  const { cadence: words } = speech.phrases;
  const stopping = Object.entries(holds).filter(([, { stopsClock }]) => stopsClock);
  const seasons = quietMonths.map(({ fact, months }) => {
    const declared = lookup(facts, fact);
    const labels = declared && 'valueLabels' in declared ? declared.valueLabels : undefined;
    const rows = Object.entries(months).flatMap(([value, list]) => {
      const name = labels?.[value] ? speech.name({ label: labels[value] }) : value;
      const said = list.map(speech.month).join(', ');
      // A fact whose values are the months themselves says enough.
      return name.toLowerCase() === said.toLowerCase() ? [] : [`${name} — ${said}`];
    });
    return speech.fact(fact) + (rows.length > 0 ? ` (${rows.join('; ')})` : '');
  });
  return [
    ...said(words.pauses, speech.named(Object.fromEntries(stopping))),
    ...said(words.seasons, seasons, '; '),
  ];
}
