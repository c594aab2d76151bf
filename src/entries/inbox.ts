/**
 * What an employee has to do today: `inboxOf` lists it by deadline, `describeInboxItem` says it in words.
 * @packageDocumentation
 */

export { describeInboxItem } from '../service/inbox/describe-inbox-item.ts';
export type {
  AboutOffer,
  ClientItem,
  InboxCode,
  InboxHead,
  InboxItem,
  InPool,
  Overload,
  Party,
  StandingIn,
} from '../service/inbox/inbox-item.ts';
export { type Inbox, type InboxQuery, inboxOf } from '../service/inbox/inbox-of.ts';
