/** What stands in a field of what is stored, as far as erasing has to know it. */
export type FieldKind =
  /** What a person wrote. */
  | 'text'
  /** What a person wrote, or a name by which the blueprint or the library says why. */
  | 'reason'
  /** What somebody is called. */
  | 'name'
  /** The value of a fact: personal where the blueprint says so. */
  | 'fact'
  | 'employeeId'
  | 'clientId'
  | 'personId'
  /** The id of an event, which begins with whose it is. */
  | 'eventId'
  /** A name of the blueprint, a code, a moment, an amount, any other id. */
  | 'impersonal';

/**
 * Every field that holds a text, by the end of its path, in events, snapshots, outcomes and documents alike.
 * `*` is any name, `[]` any item of a list, `{key}` the names themselves; of several ends the longest counts.
 * This is the one place that says what is personal: erasing goes by it, so does the table of
 * docs/personal-data.md, and a test asks it for every field of every schema.
 */
export const fields: Readonly<Record<FieldKind, readonly string[]>> = {
  text: [
    'note',
    'text',
    'why',
    'from.ids.*',
    'reasons.[].given',
    'reasons.[].name',
    'reasons.[].problem',
    'items.[].message',
  ],
  reason: ['reason'],
  name: ['person.name', 'people.*.name', 'profile.name', 'employee.name'],
  fact: ['facts.*.value', 'facts.back.*.value', 'actual', 'needed'],
  employeeId: [
    'by',
    'employeeId',
    'employeeIds.[]',
    'performedBy',
    'countsFor.[]',
    'counted.by.{key}',
    'deputies.[]',
    'deputyId',
    'holders.*',
    'holders.*.*',
    'staff.[]',
    'holderAssigned.from',
    'cause.from',
    'cause.to',
    'noticeGiven.to',
    'refusal.reasons.[].to',
    'reasons.[].actor',
    'reasons.[].holders.[]',
    'reasons.[].actual',
    'reasons.[].expected',
    'moves.[].from',
    'moves.[].to',
    'near.[].from',
    'near.[].to',
    'facts.*.source',
    'facts.back.*.source',
    'employee.id',
    'employeeErased.of',
    'client.holder',
    'client.holder.[]',
    'client.holder.of.[]',
    'client.eligible.[]',
    'client.eligible.[].[]',
    'client.eligible.of.[].[]',
    'lists.[].[]',
    'hoursBy.{key}',
    'hoursBy.[].{key}',
    'hoursBy.of.[].{key}',
    'costBy.{key}',
    'costBy.[].{key}',
    'costBy.of.[].{key}',
  ],
  clientId: [
    'clientId',
    'clientIds.[]',
    'duplicateId',
    'into',
    'client.id',
    'client.id.[]',
    'client.id.of.[]',
    'movedOn.[]',
  ],
  personId: ['personId', 'people.{key}'],
  eventId: ['id', 'eventId', 'mergeEventId', 'handedBack.[]'],
  impersonal: [
    '{key}',
    'absence.id',
    'absenceId',
    'absences.[].id',
    'category',
    'channel',
    'commandId',
    'compared.id',
    'compared.name',
    'counted.by.*',
    'droppedIds',
    'eligible',
    'escalated.to',
    'facts.accountGroup',
    'facts.gone.[]',
    'facts.industry',
    'facts.order.[]',
    'facts.potential',
    'facts.relationship',
    'facts.revenue',
    'facts.shareOfWallet',
    'facts.*.values.*',
    'from',
    'grade',
    'hold',
    'into.{key}',
    'kind',
    'languages.[]',
    'lines.[].product',
    'obstacles.[]',
    'order.id',
    'orderId',
    'orders.[].id',
    'personalDataErased.reason',
    'employeeErased.reason',
    'passed.*',
    'paths.[]',
    'planId',
    'pool',
    'pool.name',
    'protectingHolds.[]',
    'recent.[].id',
    'regions.[]',
    'rejectedUntil.*',
    'returnId',
    'role',
    'roles.[]',
    'rules.[]',
    'skills.[]',
    'source',
    'state',
    'system',
    'timeZone',
    'to',
    'transfer',
    'undoingId',
    'windowId',
  ],
};
