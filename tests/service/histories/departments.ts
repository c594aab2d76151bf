import { type BlueprintInput, type Conveyor, defineConveyor } from 'sales-conveyor';
import type { AssignmentPolicyInput } from 'sales-conveyor/assignment';
import { mixed } from 'sales-conveyor/presets';

/** For which a client that was assigned is refunded. */
export const refundReasons = ['wrong region', 'misfit', 'releaseUntouched'];

/** The rules of before. */
export const before: Conveyor = defineConveyor(mixed());

const { version = 1, ...rest } = before.blueprint;
const renamed = JSON.parse(JSON.stringify(rest).replaceAll('"awaitingWindow"', '"waitingForWindow"')) as Omit<
  BlueprintInput,
  'version'
>;

/** The rules of after: a state has another name, the department another time zone, and overdue comes earlier. */
export const after: Conveyor = defineConveyor({
  ...renamed,
  version: version + 1,
  timeZone: 'Asia/Yekaterinburg',
  cadence: { ...rest.cadence, overdue: { kind: 'fixed', after: { days: 45 } } },
});

export const decisions = { states: { awaitingWindow: 'waitingForWindow' } };
export const decisionsBack = { states: { waitingForWindow: 'awaitingWindow' } };

/** Every role deals its clients round alike. */
export const policies: Readonly<Record<string, AssignmentPolicyInput>> = Object.fromEntries(
  Object.keys(before.blueprint.roles).map((role) => [role, { refundReasons, refundWithin: { days: 10 } }]),
);
