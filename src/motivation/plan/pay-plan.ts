import * as z from 'zod';
import { declaredNameSchema, namedSchema } from '../../blueprint/name-schema.ts';
import { moneySchema } from '../../conditions/money-schema.ts';
import { labelSchema } from '../../locales/label-schema.ts';
import { absenceSchema } from '../../workforce/absence.ts';
import { exactAboveZeroSchema, exactSchema } from '../money/exact-schema.ts';
import { condition, creditRuleSchema, occasionSchema } from './credit-rule.ts';

const minorUnits = z.int().min(0);
const day = z.iso.date();

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** The credited amounts, or the shares of what is credited: half a share of one order is 0.5. */
    kind: z.enum(['sum', 'count']),
    /** Each credit by itself, or all of a calendar month, quarter or year of the department. */
    per: z.enum(['deal', 'month', 'quarter', 'year']),
    /** Paid every month: what the span comes to by then, less what it came to before. Else at its end. */
    cumulative: z.boolean().default(false),
  }),
  z.strictObject({
    /** How many percent the credited ones are of those that were credited by `of`, to the same receivers. */
    kind: z.literal('ratio'),
    of: occasionSchema,
    per: z.enum(['month', 'quarter', 'year']),
    cumulative: z.literal(false).default(false),
  }),
]);

const quotaSchema = z.strictObject({
  /** What the measure is held against: the entry that says most. It is by employee, by grade, by period. */
  amounts: z
    .array(
      z.strictObject({
        employee: z.exactOptional(z.string().min(1)),
        grade: z.exactOptional(z.string().min(1)),
        /** `2026`, `2026-Q1`, `2026-03`; left out: every period. */
        period: z.exactOptional(z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/)),
        /** Minor units of a sum, a count, percent of a ratio; for the whole of the measure's span. */
        amount: exactAboveZeroSchema,
      }),
    )
    .min(1),
  /** Percent of it in the first months since the employee was taken on; then all of it. */
  ramp: z.exactOptional(z.array(exactSchema).min(1).max(36)),
  /** Whether days of absence lower it. */
  absence: z.enum(['lowers', 'keeps']).default('lowers'),
});

const rateSchema = z.strictObject({
  /**
   * Of `marginal` ones each tier pays for its part. Of `whole` ones the tier that is reached pays for all;
   * `interpolated` is on the straight line between two.
   */
  kind: z.enum(['marginal', 'whole', 'interpolated']),
  /** What the tiers begin at: the measure itself, or percent of the quota. */
  by: z.enum(['measure', 'attainment']).default('measure'),
  /** `percent` of the sum; minor units for `each` one counted; an `amount`; percent of the salary. */
  pays: z.enum(['percent', 'each', 'amount', 'percentOfSalary']),
  /** From where on, ascending. An equal value belongs to the higher tier; below the first nothing is paid. */
  tiers: z
    .array(z.strictObject({ from: exactSchema, pays: exactSchema }))
    .min(1)
    .max(100),
});

const componentSchema = z.strictObject({
  label: labelSchema.optional(),
  credit: creditRuleSchema,
  measure: measureSchema,
  quota: quotaSchema.optional(),
  rate: rateSchema,
  /** Percent of what the rate comes to. */
  weight: exactSchema.default(100),
  /** Must hold, or nothing is paid: about `measure.…`, `attainment.…` of the plan's components. */
  gate: condition.optional(),
  /** Minor units, of a deal or of the whole span. The floor counts only where something was credited. */
  floor: minorUnits.optional(),
  cap: minorUnits.optional(),
});

/** A pay plan as data: for whom, from when on, and how what is earned comes of the log. */
export const payPlanSchema = z.strictObject({
  id: declaredNameSchema,
  version: z.int().min(1),
  label: labelSchema.optional(),
  /** The first day on which it holds, in the department's zone; until the next version's. */
  from: day,
  /** For employees with one of these roles. */
  roles: z.array(z.string()).min(1),
  currency: moneySchema.shape.currency,
  /**
   * Orders say one amount. Where that is with a tax and credit is without it, `percent` on top of the net is
   * taken off; `asRecorded` takes it as it is.
   */
  vat: z.union([z.literal('asRecorded'), z.strictObject({ percent: exactSchema })]).default('asRecorded'),
  /**
   * Once, and where: `deal` rounds what each credit earns, `period` the sum of a component. `digits` of the
   * currency, default all; a half by `mode`.
   */
  rounding: z
    .strictObject({
      at: z.enum(['deal', 'period']).default('period'),
      mode: z.enum(['halfUp', 'halfEven']).default('halfUp'),
      digits: z.exactOptional(z.int().min(0).max(4)),
    })
    .prefault({}),
  /** Minor units a month. Of a part of a month, by the days or the working days in it. */
  salary: z
    .strictObject({
      byGrade: z.record(z.string(), minorUnits).default({}),
      /** For whoever has no grade, or one that is not listed. */
      otherwise: minorUnits.optional(),
      prorate: z.enum(['calendarDays', 'workingDays']).default('calendarDays'),
      /** Absences that are not paid here. */
      unpaid: z.array(absenceSchema.shape.kind).default([]),
    })
    .optional(),
  components: namedSchema(componentSchema),
  /** Variable pay is topped up to `amount` a month; what was topped up is owed back. */
  draw: z
    .strictObject({
      amount: minorUnits,
      /** In so many months since the employee was taken on, or the plan began. Left out: always. */
      months: z.exactOptional(z.int().min(1).max(120)),
      /** From which of these months on it is taken back, and how many percent of what is above the draw. */
      recovery: z
        .strictObject({ from: z.int().min(1).default(1), percent: exactSchema.default(100) })
        .prefault({}),
    })
    .optional(),
  /** What becomes of a closed period whose figures change: see `close`. */
  late: z.enum(['adjust', 'restate', 'freeze']).default('adjust'),
});

/** A pay plan as written: what has a default may be left out. */
export type PayPlanInput = z.input<typeof payPlanSchema>;
/** A pay plan with every default filled in: plain JSON. */
export interface PayPlan extends z.output<typeof payPlanSchema> {}
/** A part of variable pay: what gives credit, how it is measured, and what that pays. */
export type PayComponent = PayPlan['components'][string];
/** How a measure becomes pay. */
export type PayRate = PayComponent['rate'];
/** What a measure is held against. */
export type PayQuota = NonNullable<PayComponent['quota']>;
