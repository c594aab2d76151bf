/** How one value of a placeholder is said: `kind` is what stands before its name, as `state` in `{state:from}`. */
export type Say = (value: unknown, kind: string | undefined) => string;

/**
 * Fills a template such as `{employeeId} lacks the role {role:role}`. A part in square brackets is said only where all of its
 * values are there: `rejected[: {note}]`. Lists are said with commas, an empty one counts as missing.
 */
export function fillTemplate(template: string, values: object, say: Say = String): string {
  const parts = template.split(/\[([^[\]]*)\]/);
  const isOptional = (i: number) => i % 2 === 1;
  const said = parts.map((part, i) => fillAll(part, values, say) ?? (isOptional(i) ? '' : undefined));
  // A Russian date ends with a full stop of its own: «2 марта 2026 г.».
  return said.includes(undefined) ? '' : said.join('').replaceAll('г..', 'г.');
}

function fillAll(template: string, values: object, say: Say): string | undefined {
  let complete = true;
  const text = template.replace(/\{(?:(\w+):)?(\w+)\}/g, (_, kind: string | undefined, key: string) => {
    const value: unknown = values[key as keyof object];
    const parts = (Array.isArray(value) ? value : [value]).filter(
      (part) => part !== undefined && part !== null,
    );
    if (parts.length === 0) complete = false;
    return parts.map((part) => say(part, kind)).join(', ');
  });
  return complete ? text : undefined;
}
