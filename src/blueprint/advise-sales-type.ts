import * as z from 'zod';
import { admit } from '../errors/admit.ts';

/** The four ways of selling, the simplest first. Each has a preset of its name. */
export const salesTypes = ['transactional', 'mixed', 'consultative', 'project'] as const;
/** The name of one of the {@link salesTypes}. */
export type SalesType = (typeof salesTypes)[number];

/** One segment with one product line: classify each on its own. */
export interface SalesProfile {
  readonly itemCost: 'low' | 'medium' | 'high';
  /** How hard it is to choose and to apply what is sold. */
  readonly complexity: 'low' | 'medium' | 'high';
  /** Clients that the department has or means to have. */
  readonly clientCount: number;
  /** Purchases of one client in a year. */
  readonly purchasesPerYear: number;
  /** Whether one must find out if the client needs it now; in mixed sales the goods are always needed. */
  readonly timelinessMatters?: boolean | undefined;
}

/** What of a profile can speak for or against a type. */
export type SalesParameter = keyof SalesProfile;

const level = z.enum(['low', 'medium', 'high']);

const profileSchema = z.strictObject({
  itemCost: level,
  complexity: level,
  clientCount: z.number().nonnegative(),
  purchasesPerYear: z.number().nonnegative(),
  timelinessMatters: z.boolean().optional(),
}) satisfies z.ZodType<SalesProfile>;

/** What a type expects of a parameter: one of some values, or a number from (included) to (excluded). */
export type Expectation = readonly (string | boolean)[] | { readonly from: number; readonly to?: number };

/** What one parameter says about one type. */
export interface Argument {
  readonly parameter: SalesParameter;
  readonly value: string | number | boolean;
  readonly expected: Expectation;
  /** 1 speaks for the type, 0 against it, a half is what the type can live with. */
  readonly weight: 0 | 0.5 | 1;
}

/** How well one type fits. */
export interface SalesTypeScore {
  readonly type: SalesType;
  /** Mean weight of the arguments, 0 to 1. */
  readonly score: number;
  readonly speaksFor: readonly Argument[];
  readonly speaksAgainst: readonly Argument[];
}

/** The type that fits best, and how all four compare. */
export interface SalesTypeAdvice {
  /** The type with the highest score; of equals, the simpler one. */
  readonly type: SalesType;
  /** The roles that such a department consists of. */
  readonly roles: readonly string[];
  /** All four types, best first. */
  readonly scores: readonly SalesTypeScore[];
}

interface TypeTraits {
  readonly roles: readonly string[];
  readonly expects: Readonly<Record<SalesParameter, Expectation>>;
  /** Outside what is expected, yet bearable. */
  readonly bears?: Readonly<Partial<Record<SalesParameter, Expectation>>>;
}

/** After A. Erokhin for `mixed`; the others are our inference. Counts in words: tens, hundreds, thousands. */
const traits: Readonly<Record<SalesType, TypeTraits>> = {
  transactional: {
    roles: ['telemarketer', 'clientManager', 'orderOperator', 'backOffice'],
    expects: {
      itemCost: ['low'],
      complexity: ['low'],
      clientCount: { from: 1000 },
      purchasesPerYear: { from: 12 },
      timelinessMatters: [false],
    },
  },
  mixed: {
    roles: [
      'telemarketer',
      'developmentSpecialist',
      'clientManager',
      'orderOperator',
      'salesSupport',
      'backOffice',
    ],
    expects: {
      itemCost: ['low', 'medium'],
      complexity: ['low', 'medium'],
      clientCount: { from: 1000, to: 10_000 },
      purchasesPerYear: { from: 6, to: 12 },
      timelinessMatters: [false],
    },
    bears: { purchasesPerYear: { from: 12 }, clientCount: { from: 500, to: 1000 } },
  },
  consultative: {
    roles: ['telemarketer', 'developmentSpecialist', 'clientManager', 'technicalExpert'],
    expects: {
      itemCost: ['medium', 'high'],
      complexity: ['medium', 'high'],
      clientCount: { from: 100, to: 1000 },
      purchasesPerYear: { from: 1, to: 6 },
      timelinessMatters: [true],
    },
  },
  project: {
    roles: ['telemarketer', 'projectSeller', 'presaleEngineer', 'projectTeam'],
    expects: {
      itemCost: ['high'],
      complexity: ['high'],
      clientCount: { from: 0, to: 100 },
      purchasesPerYear: { from: 0, to: 1 },
      timelinessMatters: [true],
    },
    bears: { purchasesPerYear: { from: 1, to: 2 } },
  },
};

/**
 * Which of the four ways of selling fits, and which parameter speaks for and against each.
 * @throws INVALID_SALES_PROFILE listing every fault.
 */
export function adviseSalesType(input: SalesProfile): SalesTypeAdvice {
  const data = admit(profileSchema, input, 'INVALID_SALES_PROFILE', 'a sales profile');
  const scores = salesTypes.map((type) => scoreOf(type, data)).sort((a, b) => b.score - a.score);
  const { type } = scores[0] as SalesTypeScore;
  return { type, roles: traits[type].roles, scores };
}

function scoreOf(type: SalesType, profile: SalesProfile): SalesTypeScore {
  const { expects, bears } = traits[type];
  const all = Object.entries(profile).flatMap(([key, value]): Argument[] => {
    const parameter = key as SalesParameter;
    if (value === undefined) return [];
    const expected = expects[parameter];
    const borne = bears?.[parameter];
    const weight = meets(value, expected) ? 1 : borne && meets(value, borne) ? 0.5 : 0;
    return [{ parameter, value, expected, weight }];
  });
  return {
    type,
    score: all.reduce((sum, { weight }) => sum + weight, 0) / all.length,
    speaksFor: all.filter(({ weight }) => weight === 1),
    speaksAgainst: all.filter(({ weight }) => weight < 1),
  };
}

function meets(value: string | number | boolean, expectation: Expectation): boolean {
  if ('from' in expectation) {
    const { from, to = Number.POSITIVE_INFINITY } = expectation;
    return typeof value === 'number' && value >= from && value < to;
  }
  return typeof value !== 'number' && expectation.includes(value);
}
