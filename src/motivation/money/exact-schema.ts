import * as z from 'zod';
import { fault } from '../faults.ts';

const text = /^\d{1,15}(\.\d{1,12})?(\/[1-9]\d{0,6})?$/;
const inexact = fault('NOT_EXACT');

/** A number from 0 on that is exact: whole, or a text such as `3.33` or `100/3`. */
export const exactSchema = z.custom<number | string>(
  (value) =>
    typeof value === 'string' ? text.test(value) : Number.isSafeInteger(value) && Number(value) >= 0,
  { message: inexact.message, params: inexact },
);
