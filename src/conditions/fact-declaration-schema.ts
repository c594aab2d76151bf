import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';
import { labelSchema } from '../locales/label-schema.ts';
import { durationUnits } from '../time/duration.ts';
import type { FactDeclaration, FactSchema, FactUnit } from './fact-schema.ts';

const factUnits = [...durationUnits, 'percent'] as const satisfies readonly FactUnit[];

const name = z.string().min(1).max(200);
const values = z.array(name).min(1).max(1_000);
const valueLabels = z.exactOptional(z.record(name, labelSchema));
const declared = {
  label: labelSchema,
  suppliedBy: z.exactOptional(z.array(name)),
  personal: z.exactOptional(z.literal(true)),
};

/** Admits {@link FactDeclaration}. */
export const factDeclarationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['money', 'text', 'boolean', 'instant']), ...declared }),
  z.strictObject({ type: z.literal('number'), unit: z.exactOptional(z.enum(factUnits)), ...declared }),
  z.strictObject({ type: z.literal('enum'), values, valueLabels, ...declared }),
  z.strictObject({ type: z.literal('texts'), values: z.exactOptional(values), valueLabels, ...declared }),
]) satisfies z.ZodType<FactDeclaration>;

const identifier = '[A-Za-z][A-Za-z0-9_]*';

/** A dotted path; names that every object inherits (`constructor`, `toString`) are refused. */
export const factPathSchema = z
  .string()
  .max(200)
  .regex(new RegExp(`^${identifier}(\\.${identifier})*$`), forms.factPath)
  .refine((path) => !(path in {}), issue('RESERVED_NAME'));

/** Admits {@link FactSchema}. */
export const factSchemaSchema = z.record(
  factPathSchema,
  factDeclarationSchema,
) satisfies z.ZodType<FactSchema>;
