/**
 * How one value of a placeholder is said: `kind` is what stands before its name, as `state` in
 * `{state:from}`.
 */
export type Say = (value: unknown, kind: string | undefined) => string;

/**
 * Fills a template such as `{employeeId} lacks the role {role:role}`. A part in square brackets is said only
 * where all of its values are there: `rejected[: {note}]`. Lists are said with commas, an empty one counts as
 * missing.
 */
export function fillTemplate(template: string, values: object, say: Say = String): string {
  const parts = template.split(/\[([^[\]]*)\]/);
  const isOptional = (i: number) => i % 2 === 1;
  const said = parts.map((part, i) => fillAll(part, values, say) ?? (isOptional(i) ? '' : undefined));
  return said.includes(undefined)
    ? ''
    : said.reduce<string>((text, part = '') => text + after(text, part), '');
}

/**
 * What follows a text, without a second full stop. A Russian date, or what somebody wrote, may end with its
 * own.
 */
const after = (text: string, next: string) => (/[.!?…]$/.test(text) ? next.replace(/^\./, '') : next);

function fillAll(template: string, values: object, say: Say): string | undefined {
  let complete = true;
  const text = template.replace(
    /\{(?:(\w+):)?(\w+)\}(\.?)/g,
    (_, kind: string | undefined, key: string, stop: string) => {
      const value: unknown = values[key as keyof object];
      const parts = (Array.isArray(value) ? value : [value]).filter(
        (part) => part !== undefined && part !== null,
      );
      if (parts.length === 0) complete = false;
      const said = parts.map((part) => say(part, kind)).join(', ');
      return said + after(said, stop);
    },
  );
  return complete ? text : undefined;
}
