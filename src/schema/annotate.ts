import type { JsonSchema } from './json-schema.ts';

/**
 * Descriptions by place: `transfers.*.handoff.to`; `*` is any property or item, an empty place the schema
 * itself, `#name` a definition.
 */
export type Words = Readonly<Record<string, string>>;

/**
 * Writes descriptions into a schema. Every alternative that is told by its `type` or `kind` gets that name as
 * its title.
 * @throws Error where a description has no place: words must not outlive what they are about.
 */
export function annotate(schema: JsonSchema, words: Words): JsonSchema {
  const copy = structuredCopy(schema);
  titleAlternatives(copy);
  for (const [place, description] of Object.entries(words)) {
    const found = find(copy, place);
    if (found.length === 0) throw new Error(`The schema ${schema.$id} has no place "${place}"`);
    for (const node of found) node.description = description;
  }
  return copy;
}

const structuredCopy = (schema: JsonSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;

function find(root: JsonSchema, place: string): JsonSchema[] {
  let nodes: JsonSchema[] = [root];
  for (const step of place === '' ? [] : place.split('.')) {
    nodes = nodes.flatMap((node) => alternatives(node, root)).flatMap((node) => stepInto(node, step, root));
  }
  return nodes;
}

/** The schema behind a reference, and each of its alternatives. */
function alternatives(node: JsonSchema, root: JsonSchema): JsonSchema[] {
  const { $ref, anyOf = [], oneOf = [] } = node;
  const behind = $ref === undefined ? [] : [root.$defs?.[$ref.slice('#/$defs/'.length)] as JsonSchema];
  return [node, ...[...behind, ...anyOf, ...oneOf].flatMap((each) => alternatives(each as JsonSchema, root))];
}

function stepInto(node: JsonSchema, step: string, root: JsonSchema): JsonSchema[] {
  if (step.startsWith('#')) return [root.$defs?.[step.slice(1)]].filter(isSchema);
  if (step.startsWith('=')) return node.title === step.slice(1) ? [node] : [];
  if (step === '*') return [node.additionalProperties, node.items].filter(isSchema);
  return [node.properties?.[step]].filter(isSchema);
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function titleAlternatives(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { anyOf, oneOf } = node as JsonSchema;
  for (const each of [...(anyOf ?? []), ...(oneOf ?? [])]) {
    const { type, kind } = (each as JsonSchema).properties ?? {};
    for (const tag of [type, kind]) {
      if (isSchema(tag) && typeof tag.const === 'string') (each as JsonSchema).title = tag.const;
    }
  }
  for (const part of Object.values(node)) titleAlternatives(part);
}
