import type { Blueprint } from '../blueprint.ts';
import { type Block, plain, points, table } from './markdown.ts';
import type { Speech } from './speech.ts';

/** What holds everywhere, whichever way the department sells. */
export function describeRules(
  { roles, mergedState }: Blueprint,
  { phrases, fill, state, role }: Speech,
): Block[] {
  const able = Object.keys(roles).filter(
    (id) => roles[id]?.may.any.includes('override') || roles[id]?.may.own.includes('override'),
  );
  const override =
    able.length > 0 ? fill(phrases.override, { roles: able.map(role).join(', ') }) : phrases.noOverride;
  const rules = [...phrases.rules.map((rule) => fill(rule, { mergedState: state(mergedState) })), override];
  return [rules.map((rule, i) => `${i + 1}. ${rule}`).join('\n')];
}

export function describeWorkingTime(
  { workingTime, timeZone }: Blueprint,
  { phrases, fill, weekday, day }: Speech,
): Block[] {
  const { days, from, to, holidays } = workingTime;
  return [
    points(
      fill(phrases.workingDays, { days: days.map(weekday).join(', ') }),
      fill(phrases.workingHours, { from, to, timeZone: plain(timeZone) }),
      holidays.length > 0
        ? fill(phrases.holidays, { days: holidays.map(day).join(', ') })
        : phrases.noHolidays,
      phrases.clocks,
    ),
  ];
}

export function describeEntries({ entries, states }: Blueprint, { phrases, state, role }: Speech): Block[] {
  const rows = Object.entries(entries).map(([source, first]) => {
    const responsible = states[first]?.responsible;
    return [plain(source), state(first), responsible === undefined ? '—' : role(responsible)];
  });
  return [table(phrases.entries, rows)];
}
