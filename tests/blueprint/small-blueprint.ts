import {
  type Action,
  BlueprintError,
  type BlueprintInput,
  type ConveyorOptions,
  defineConveyor,
  fact,
  type Problem,
} from 'sales-conveyor';

/** What is to be otherwise: objects are merged unless they say of what kind they are; `undefined` takes away. */
export interface Change {
  readonly [key: string]: unknown;
}

const label = (name: string) => ({ en: name, ru: name });
const may: { own: Action[] } = { own: ['transfer', 'acceptHandoff', 'rejectHandoff', 'returnClient'] };

/**
 * A valid blueprint with a little of everything: a caller parks leads or hands them to a keeper, whose first order makes the
 * client a buyer; the head closes. Every call makes a new one, changed as said.
 */
export const smallBlueprint = (change: Change = {}): BlueprintInput =>
  merged(
    {
      name: 'small',
      version: 1,
      label: label('small'),
      currency: 'EUR',
      workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
      facts: { fit: { type: 'boolean', label: label('fits'), suppliedBy: ['caller'] } },
      roles: {
        caller: { label: label('caller'), may },
        keeper: { label: label('keeper'), may },
        helper: { label: label('helper'), may: {} },
        head: { label: label('head'), may: { any: ['transfer', 'acceptHandoff', 'rejectHandoff'] } },
      },
      states: {
        lead: { label: label('lead'), responsible: 'caller' },
        parked: { label: label('parked'), responsible: 'caller', waiting: true },
        kept: { label: label('kept'), responsible: 'keeper', supporting: ['helper'], load: { keeper: 1 } },
        buyer: { label: label('buyer'), responsible: 'keeper' },
        closed: { label: label('closed'), final: true },
      },
      entries: { web: 'lead' },
      transfers: {
        park: {
          label: label('park'),
          from: ['lead'],
          to: 'parked',
          trigger: { kind: 'person', by: ['caller'] },
          needsWakeDate: true,
        },
        wake: {
          label: label('wake'),
          from: ['parked'],
          to: 'lead',
          trigger: { kind: 'time', at: 'state.wakeAt' },
        },
        hand: {
          label: label('hand over'),
          from: ['lead'],
          to: 'kept',
          trigger: { kind: 'person', by: ['caller'] },
          when: fact('people.reachable').atLeast(1),
          handoff: {
            to: 'keeper',
            acceptWithin: { workingHours: 8 },
            escalateTo: 'head',
            rejections: { misfit: { label: label('misfit'), fixable: false, to: 'closed' } },
            onReturn: { to: 'lead', within: { days: 14 }, reasons: { misfit: { label: label('misfit') } } },
          },
        },
        buy: {
          label: label('buy'),
          from: ['kept'],
          to: 'buyer',
          trigger: { kind: 'event', on: ['orderRecorded'] },
        },
        close: {
          label: label('close'),
          from: ['buyer'],
          to: 'closed',
          trigger: { kind: 'person', by: ['head'] },
        },
      },
      cadence: {
        overdue: { kind: 'fixed', after: { days: 60 } },
        dormant: { kind: 'fixed', after: { days: 120 } },
        lost: { kind: 'fixed', after: { days: 360 } },
      },
      windowLeadTime: { days: 45 },
      mergedState: 'closed',
    } satisfies BlueprintInput,
    change,
  ) as unknown as BlueprintInput;

/** What `defineConveyor` has against the small blueprint after a change; nothing where it is valid. */
export function problemsAfter(change: Change, options?: ConveyorOptions): readonly Problem[] {
  return problemsOf(smallBlueprint(change), options);
}

export function problemsOf(blueprint: BlueprintInput, options?: ConveyorOptions): readonly Problem[] {
  try {
    defineConveyor(blueprint, options);
    return [];
  } catch (error) {
    if (error instanceof BlueprintError) return error.problems;
    throw error;
  }
}

export function merged(base: Change, change: Change): Change {
  const entries = Object.entries(change).map(([key, value]) => {
    const old = base[key];
    return [key, isPlain(old) && isPlain(value) && !('kind' in value) ? merged(old, value) : value] as const;
  });
  const whole = Object.entries({ ...base, ...Object.fromEntries(entries) });
  return Object.fromEntries(whole.filter(([, value]) => value !== undefined));
}

const isPlain = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
