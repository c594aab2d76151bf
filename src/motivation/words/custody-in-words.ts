import type { CreditTitle } from '../credits/credit.ts';
import type { PayWording } from './pay-words.ts';

/** Why somebody has a credit: who they were to the client, since when or until when. */
export function custodyInWords(title: CreditTitle, { words, say }: PayWording): string {
  const { as, graceOf, until } = title;
  return as === 'sender' || as === 'receiver'
    ? words.custody[as]
    : say(words.custody[graceOf ? 'grace' : until ? 'ended' : 'held'], title);
}
