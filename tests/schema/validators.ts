import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type JsonSchemaName, jsonSchemas } from '../../src/schema/json-schemas.ts';

export const schemas = jsonSchemas();

const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

/** Each schema as somebody in another language would use it: the published JSON, and a validator that knows nothing of zod. */
const validators = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(JSON.parse(JSON.stringify(schema)))]),
) as Record<JsonSchemaName, ValidateFunction>;

/** What a validator has against a value; nothing where it is valid. */
export function faultsOf(name: JsonSchemaName, value: unknown): string[] {
  const validate = validators[name];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
