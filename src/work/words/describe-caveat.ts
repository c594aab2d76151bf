import { fill } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { StaffingCaveat } from '../staffing/check-assumptions.ts';
import type { TaskWordOptions } from './task-labels.ts';

/** What speaks against a staffing figure, in one line. */
export function describeCaveat(caveat: StaffingCaveat, options: TaskWordOptions): string {
  return withArguments('describeCaveat', { caveat, ...inWords('describeCaveat', options, 'work') }, () => {
    const { tag, work } = options.dictionary;
    const said = (value: unknown, key: string) =>
      typeof value === 'number'
        ? numberIn(tag, value, key === 'share' ? { style: 'percent' } : { maximumFractionDigits: 2 })
        : value;
    const values = Object.fromEntries(Object.entries(caveat).map(([key, value]) => [key, said(value, key)]));
    const { caveats } = work;
    const template = caveat.code === 'TOO_FEW' ? caveats.TOO_FEW[caveat.of] : caveats[caveat.code];
    return fill(template, values, options);
  });
}
