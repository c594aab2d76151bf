/** The words of the department, with what they mean. */
export const glossaryEn = {
  state: ['State', 'where a client stands in its life with us; it says which role answers'],
  responsibleRole: ['Responsible role', 'the role that answers for the client in its state'],
  holder: ['Holder', 'the employee of the responsible role who looks after the client'],
  custody: ['Custody', 'who holds the client, in which role; several roles may hold a client, one answers'],
  pool: ['Pool', 'where a client waits whom nobody holds in the responsible role'],
  transfer: ['Transfer', 'a change of state: made by people, or following from an event or from time'],
  handoff: ['Handoff', 'a transfer in which another role has to accept the client'],
  rejection: ['Rejection', 'the receiver does not accept the handoff, for one of its reasons'],
  giveBack: [
    'Giving back',
    'the receiver returns an accepted client to the sender, in time and for one of the reasons',
  ],
  deputy: ['Deputy', 'stands in for the holder, who keeps the client'],
  hold: ['Hold', 'a mark on the client that keeps people from moving it or stops the cadence clock'],
  fact: ['Fact', 'something known about the client; what is not known meets no condition'],
  decisionDate: ['Decision window', 'when the client decides on a product, such as an assortment committee'],
  decisionMakers: ['Decision-making group', 'those who decide on the purchase, and those whose word counts'],
  purchaseDay: ['Purchase day', 'a day with at least one order that was neither cancelled nor returned'],
  cadence: [
    'Purchase cadence',
    'the rhythm in which the client buys; silence longer than its limit is overdue',
  ],
  wakeDate: ['Wake date', 'when to come back to a deferred client'],
  group: ['Group of companies', 'legal entities and delivery points of one buyer'],
  workingHour: ['Working hour', 'an hour within working time'],
  grade: ['Grade', 'an employee’s step within a role; it says how much time the norm takes'],
} as const satisfies Readonly<Record<string, readonly [word: string, meaning: string]>>;

/** What each word is, and means, in one language. */
export type Glossary = Readonly<Record<keyof typeof glossaryEn, readonly [word: string, meaning: string]>>;
