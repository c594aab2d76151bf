import type { FactDeclaration } from '../../conditions/fact-schema.ts';
import type { Forms } from '../../errors/assert-options.ts';
import type { Label } from '../../locales/label.ts';
import type { BlueprintInput, QuietMonthsInput } from '../blueprint-input.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import type { ConveyorNames } from '../conveyor-names.ts';
import { by } from './parts/triggers.ts';
import {
  closings,
  type FactName,
  facts,
  grades,
  holds,
  label,
  months,
  officeHours,
  type RoleName,
  releaseReasons,
  roles,
  type StateName,
  services,
  sourceLabels,
  stateLabels,
} from './vocabulary.ts';

/** What every department may choose, whichever way it sells. */
export interface PresetOptions {
  /** In which days are counted. Default UTC. */
  readonly timeZone?: string;
  /** Of orders and the credit limit: amounts in another one are refused. Default EUR. */
  readonly currency?: string;
  /**
   * Whether the head of sales alone lets clients go to a pool. Default no: their holder may, for one of the
   * listed reasons.
   */
  readonly releaseByHeadOnly?: boolean;
}

/** What departments that live on repeated purchases may choose. */
export interface SupplyOptions extends PresetOptions {
  /** When silence is overdue. Default: by the client's own rhythm, or a fixed rule while it has none. */
  readonly overdue?: CadencePolicy;
  /** Whether every purchase keeps the rhythm, which is the default, or only one that was shipped. */
  readonly cadenceBy?: 'order' | 'shipment';
  /**
   * Months (1 to 12) of every year in which the cadence clock stands still, by segment or industry.
   * Example: `{ segment: { C: [1, 2] } }`. What is known of the client itself (the fact `quietMonths`) goes
   * first.
   */
  readonly quietMonths?: { readonly [Fact in 'segment' | 'industry']?: QuietMonthsInput['months'] };
}

/** @internal */
export const presetForms: Forms<PresetOptions> = {
  timeZone: 'any?',
  currency: 'any?',
  releaseByHeadOnly: 'boolean?',
};
/** @internal */
export const supplyForms: Forms<SupplyOptions> = {
  ...presetForms,
  overdue: 'any?',
  cadenceBy: 'any?',
  quietMonths: 'object?',
};
/** @internal */
export const windowForms = { decisionLeadTimeDays: 'number?', decisionLeadTimes: 'object?' } as const;

/** How the purchase rhythm is counted by these options. */
export const countedRhythm = ({ cadenceBy, quietMonths = {} }: SupplyOptions) => ({
  cadenceBy,
  quietMonths: [
    { fact: 'quietMonths', months: Object.fromEntries(months.map((month, i) => [month, [i + 1]])) },
    ...Object.entries(quietMonths).map(([fact, months]) => ({ fact, months })),
  ],
});

export type Transfers = BlueprintInput['transfers'];
export type Handoff = NonNullable<Transfers[string]['handoff']>;
export type States = { readonly [State in StateName]?: Omit<BlueprintInput['states'][string], 'label'> };

/** The blueprint of a preset: one that has facts and holds of its own. */
export interface PresetBlueprint<Names extends ConveyorNames> extends BlueprintInput<Names> {
  facts: NonNullable<BlueprintInput<Names>['facts']>;
  holds: NonNullable<BlueprintInput<Names>['holds']>;
}

/** What differs from preset to preset. */
export interface Preset
  extends Pick<
    BlueprintInput,
    'entries' | 'transfers' | 'cadence' | 'cadenceBy' | 'quietMonths' | 'windowLeadTime' | 'windowLeadTimes'
  > {
  readonly name: string;
  readonly label: Label;
  /** The roles beside the head of sales, and the facts that each of them supplies. */
  readonly roles: { readonly [Role in RoleName]?: readonly FactName[] };
  readonly states: States;
}

/**
 * Adds what all presets have in common. That is words, office hours, holds, services, and the head of
 * sales, who can close any client. Every call makes a new object, all of its own, so that it can be changed
 * freely before it is defined.
 */
export function assemble<Names extends ConveyorNames>(
  preset: Preset,
  { timeZone = 'UTC', currency = 'EUR', releaseByHeadOnly = false }: PresetOptions,
): PresetBlueprint<Names> {
  const states = Object.entries(preset.states);
  const members = Object.entries(preset.roles);
  const open = states.filter(([, { final }]) => !final);
  const blueprint: BlueprintInput = {
    ...preset,
    version: 1,
    timeZone,
    currency,
    workingTime: officeHours,
    facts: {
      name: facts.name,
      ...Object.fromEntries(members.flatMap(([role, names]) => names.map((name) => supplied(name, role)))),
    },
    roles: Object.fromEntries(
      [...members, ['headOfSales'] as const].map(([role]) => [
        role,
        roleOf(role as RoleName, preset, releaseByHeadOnly),
      ]),
    ),
    grades,
    services,
    ...holdsOf(preset),
    releaseReasons,
    states: Object.fromEntries(
      states.map(([id, state]) => [id, { label: stateLabels[id as StateName], ...state }]),
    ),
    entryLabels: Object.fromEntries(
      Object.keys(preset.entries).map((source) => [source, sourceLabels[source]]),
    ),
    transfers: {
      ...preset.transfers,
      close: {
        label: label('close', 'закрыть'),
        from: open.map(([id]) => id),
        to: 'closed',
        trigger: by(),
        reasons: closings,
      },
    },
    mergedState: 'closed',
  };
  return JSON.parse(JSON.stringify(blueprint)) as PresetBlueprint<Names>;
}

const factsKnown = ({ roles }: Preset): readonly string[] => Object.values(roles).flat();

/** A role with its load, which depends on the segment where the preset has segments. */
function roleOf(role: RoleName, preset: Preset, releaseByHeadOnly: boolean): BlueprintInput['roles'][string] {
  const { loadBy, may, ...rest }: BlueprintInput['roles'][string] = roles[role];
  const own = may.own?.filter((action) => action !== 'releaseHolder');
  const known = ['orders.pace', ...factsKnown(preset)];
  return {
    ...rest,
    may: releaseByHeadOnly && own ? { ...may, own } : may,
    ...(loadBy && known.includes(loadBy.fact) && { loadBy }),
  };
}

/**
 * The holds, each for the roles of the preset that may place it. A credit limit comes with a hold where the
 * preset has one.
 */
function holdsOf(preset: Preset): Pick<BlueprintInput, 'holds' | 'creditLimit' | 'paymentTerm'> {
  const { overLimit, ...others }: NonNullable<BlueprintInput['holds']> = holds;
  const known = factsKnown(preset).includes('creditLimit');
  const all = Object.entries(known && overLimit ? { ...others, overLimit } : others);
  const isThere = (name: string) => name === 'headOfSales' || name in preset.roles || name in services;
  return {
    holds: Object.fromEntries(
      all.map(([id, hold]) => [id, hold.by ? { ...hold, by: hold.by.filter(isThere) } : hold]),
    ),
    ...(known && {
      creditLimit: {
        fact: 'creditLimit',
        hold: 'overLimit',
        group: { fact: 'accountGroup', limit: 'groupLimit' },
      },
      paymentTerm: 'paymentDays',
    }),
  };
}

function supplied(name: FactName, role: string): [string, FactDeclaration] {
  return [name, { ...facts[name], suppliedBy: [role] }];
}
