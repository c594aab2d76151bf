import * as z from 'zod';
import { declaredNameSchema } from '../../blueprint/name-schema.ts';
import { condition } from '../plan/credit-rule.ts';

const stepSchema = z.strictObject({
  /** Asked of one closed month: `attainment.…`, `measure.…`, `quality.…`, `tenure`. */
  when: condition,
  /** In `k` of the last `n` months that count it must hold. Months before the last move count no more. */
  k: z.int().min(1).max(60),
  n: z.int().min(1).max(60),
  /** Whole months in the grade, at least. */
  minStay: z.int().min(0).max(120).default(0),
  /** Who lets it happen: a head decides on the proposal, or nobody has to. */
  approval: z.enum(['head', 'auto']).default('head'),
});

/** The ladder of grades as data: who moves up or down, by which of their closed months. */
export const gradeLadderSchema = z.strictObject({
  /** For employees with one of these roles. */
  roles: z.array(z.string()).min(1),
  /** Names of figures by employee and month that the caller brings: `quality.…`. */
  quality: z.array(declaredNameSchema).default([]),
  /** The lowest first. */
  grades: z
    .array(
      z.strictObject({
        /** One of the blueprint's, which says what load it stands for. */
        grade: z.string(),
        /** To the next higher one, and to the next lower one. */
        promote: stepSchema.optional(),
        demote: stepSchema.optional(),
      }),
    )
    .min(2),
});

/** A ladder of grades, with defaults filled in. */
export interface GradeLadder extends z.output<typeof gradeLadderSchema> {}
/** A ladder as it is written. */
export interface GradeLadderInput extends z.input<typeof gradeLadderSchema> {}
/** One grade of a ladder. */
export type LadderGrade = GradeLadder['grades'][number];
/** What it takes to move. */
export interface GradeStep extends z.output<typeof stepSchema> {}
