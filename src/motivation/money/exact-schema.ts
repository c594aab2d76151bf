import * as z from 'zod';
import { fault } from '../faults.ts';

/** How a text says an exact number. */
export const exactPattern = /^\d{1,15}(\.\d{1,12})?(\/[1-9]\d{0,6})?$/;
const inexact = fault('NOT_EXACT');

/** A number from 0 on that is exact: whole, or a text such as `3.33` or `100/3`. */
export const exactSchema = z.custom<number | string>(
  (value) =>
    typeof value === 'string' ? exactPattern.test(value) : Number.isSafeInteger(value) && Number(value) >= 0,
  { message: inexact.message, params: inexact },
);

/** The same from above 0 on. */
export const exactAboveZeroSchema = exactSchema.refine(
  (value) => !/^[0.]*(\/|$)/.test(String(value)),
  'must be above 0',
);
