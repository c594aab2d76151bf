const everywhere = [
  'Lengths of texts count code points here and UTF-16 units in the library, so a text of rare characters can be too long there only.',
] as const;

const conditions = [
  'A condition is at most 16 levels deep and has at most 500 parts.',
  'Facts of a condition are declared, its operators suit their types, and its operands are of their types.',
] as const;

const instants = ['Instants lie within the years 0000 to 9999 of UTC.'] as const;

/** What the library asks for and JSON Schema cannot say, by schema; written into each as its `$comment`. */
export const notInSchema = {
  blueprint: [
    'Beyond this schema the library asks for the following.',
    'Roles, states, facts and their values are declared where they are named, and a role may do what the conveyor asks of it.',
    'The time zone is one that the runtime knows; work ends later than it begins, overlaps no other, and no day is named twice.',
    'Every state can be reached and, unless it is final, left, and has a responsible role unless it rests.',
    'Of automatic transfers that could follow from one event, each has a priority of its own.',
    'A custom cadence rule is handed to the library, and the overdue limit is no multiple of itself.',
    'The working hours in which a handoff is to be accepted pass within ten years of the working time.',
    ...conditions,
    ...everywhere,
  ],
  condition: ['Beyond this schema the library asks for the following.', ...conditions, ...everywhere],
  command: [
    'Beyond this schema the library asks for the following.',
    'An interval between decision windows is at least a day.',
    'Values of facts are of the types that the blueprint declares.',
    ...instants,
    ...everywhere,
  ],
  event: [
    'Events are as the library writes them; whether one may follow another only a replay can tell.',
    ...everywhere,
  ],
  work: [
    'Beyond this schema the library asks for the following.',
    'Roles and services are the blueprint’s; queues, calendars and facts are declared where they are named, facts nowhere else.',
    'The last class of a type has no condition and all others have one; no name occurs twice.',
    'Limits in working hours pass within ten years of their calendar, work overlaps no other, and a chain is no longer than its promise.',
    ...conditions,
    ...everywhere,
  ],
  'pay-event': [
    'Events are as the library writes them: a month is closed once, and then restated and spoken about.',
    ...everywhere,
  ],
  'pay-plan': [
    'Beyond this schema the library asks for the following.',
    'Roles, grades and the currency are the blueprint’s; shares that are no overlays sum to 100, tiers ascend, and a floor is not above its cap.',
    'A rate pays for a measure of its own unit, a sum is of what has amounts, and no quota is given twice for the same.',
    'Versions of a plan follow each other, and no role is in two plans.',
    ...conditions,
    ...everywhere,
  ],
  'proposal-event': [
    'Events are as the library writes them: a proposal is made, and then decided on once at most.',
    ...everywhere,
  ],
  'task-event': [
    'Events are as the library writes them; which may follow which is the life of a task.',
    ...everywhere,
  ],
  'plan-event': [
    'Events are as the library writes them; which may follow which is the life of a plan.',
    ...conditions,
    ...everywhere,
  ],
} as const;
