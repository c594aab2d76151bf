import { limitsInWords } from '../../blueprint/limits-in-words.ts';
import { fill } from '../../client/words.ts';
import { createWording } from '../../conditions/wording.ts';
import { numberIn } from '../../locales/number-in.ts';
import { isDayLimit, type ServiceLimit } from '../document/service-limit.ts';
import type { TaskWordOptions } from './task-labels.ts';

/** How long a queue has: `4 working hours`. */
export function serviceLimitInWords(limit: ServiceLimit, options: TaskWordOptions): string {
  const { dictionary } = options;
  if (isDayLimit(limit)) {
    const { same, later } = dictionary.work.deadline.days;
    return fill(limit.workingDays === 0 ? same : later, limit, options);
  }
  const { duration } = createWording({ facts: {}, dictionary });
  const number = (value: number) => numberIn(dictionary.tag, value);
  return limitsInWords(dictionary, { number, duration }).limit(limit).is;
}
