import { reasonInWords } from '../../client/reason-in-words.ts';
import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { InboxItem, Overload } from './inbox-item.ts';

/**
 * What there is to do, in one line. The client and the deadline are left out: lists show them in columns of
 * their own. Roles and transfers are said by their labels where the conveyor is given.
 */
export function describeInboxItem(item: InboxItem, options: WordOptions<Dictionary>): string {
  return withArguments('describeInboxItem', { item, ...inWords('describeInboxItem', options) }, () => {
    const { inbox, things } = options.dictionary;
    const { items, instead, overload } = inbox;
    const values = {
      ...item,
      ...('reason' in item && { reason: reasonInWords(item.transfer, item.reason, options) }),
      ...('from' in item && {
        from: item.from.employeeId ?? item.from.role,
        to: item.to.employeeId ?? item.to.role,
      }),
    };
    const template = templateOf(item, items);
    const escalation = 'cause' in item && { escalation: things.escalations[item.cause] };
    const said = fill(template, { ...values, ...escalation }, options);
    const text = 'overload' in item ? said + fill(overload, hoursIn(item.overload, options), options) : said;
    const { insteadOf, code } = item;
    return insteadOf === undefined || code === 'STANDING_IN'
      ? text
      : fill(instead, { text, insteadOf }, options);
  });
}

function templateOf(item: InboxItem, items: Dictionary['inbox']['items']): string {
  if (item.code === 'OVERDUE') return items.OVERDUE[item.status];
  return item.code === 'ORDER_HELD' ? items.ORDER_HELD[item.status] : items[item.code];
}

function hoursIn(
  { employeeId, hours, capacity }: Overload,
  { dictionary: { tag } }: WordOptions<Dictionary>,
): object {
  const said = (number: number) => numberIn(tag, number, { maximumFractionDigits: 1 });
  return { employeeId, hours: said(hours), capacity: said(capacity) };
}
