import { all, not, now } from '../../../conditions/builder.ts';
import type { Duration } from '../../../time/duration.ts';
import type { Transfers } from '../assemble.ts';
import { fact, label } from '../vocabulary.ts';
import type { Front } from './front.ts';
import { after, at, by } from './triggers.ts';

/** A decision this far away is not waited for: the client is entered, or deferred with a wake date. */
const tooFar = fact('windows.preparationAt').furtherThan({ months: 18 });

/**
 * Entry by decision windows: selling begins when the client is about to decide. Until then the client
 * waits; after a missed window it waits for the next. A missed window never loses the client.
 */
export const decisionWindows = ({ seller }: Front, sellFor: Duration): Transfers => ({
  awaitWindow: {
    label: label('await the decision window', 'ждать даты решения'),
    from: ['inEntry', 'activeSelling'],
    to: 'awaitingWindow',
    trigger: after(
      'windowRecorded',
      'windowMissed',
      'handoffAccepted',
      'recordCorrected',
      'duplicateUnmerged',
    ),
    priority: 3,
    when: all(fact('windows.preparationAt').after(now), not(tooFar)),
  },
  findNearerWindow: {
    label: label('the window is too far away', 'дата решения слишком далеко'),
    from: ['awaitingWindow'],
    to: 'inEntry',
    trigger: after('windowRecorded', 'windowMissed'),
    technical: true,
    when: tooFar,
  },
  sellByHand: {
    label: label('sell at once: nobody waits for a decision', 'продавать сразу: дату решения не ждут'),
    from: ['inEntry'],
    to: 'activeSelling',
    trigger: by(seller),
  },
  startSelling: {
    label: label('start active selling', 'начать активную продажу'),
    from: ['inEntry', 'awaitingWindow'],
    to: 'activeSelling',
    trigger: at('windows.preparationAt'),
  },
  decideEarly: {
    label: label('the client decided for us early', 'клиент решил в нашу пользу досрочно'),
    from: ['inEntry', 'awaitingWindow'],
    to: 'activeSelling',
    trigger: after('windowWon'),
  },
  findNextWindow: {
    label: label('find the next window', 'узнать следующую дату решения'),
    from: ['awaitingWindow', 'activeSelling'],
    to: 'inEntry',
    trigger: after('windowMissed'),
    priority: 1,
    when: fact('windows.nextAt').absent(),
  },
  loseSightOfWindow: {
    technical: true,
    label: label('the window was a mistake', 'дата решения записана ошибочно'),
    from: ['awaitingWindow', 'activeSelling'],
    to: 'inEntry',
    trigger: after('recordCorrected', 'duplicateUnmerged'),
    priority: 1,
    when: fact('windows.nextAt').absent(),
  },
  sellTooLong: {
    label: label('sold too long', 'продажа без даты решения затянулась'),
    from: ['activeSelling'],
    to: 'inEntry',
    trigger: at('state.since', sellFor),
    when: fact('windows.nextAt').absent(),
  },
});
