const KIND = 'grade';

/** Names the command that carries a proposal out. `since` is when they got the grade they have. */
export const gradeCommandId = (employeeId: string, since: string, to: string, from: string): string =>
  JSON.stringify([KIND, employeeId, since, to, from]);

/** From which day on the grade counts that such a command gave; undefined of any other. */
export function gradeCommandDay(commandId: string | undefined): string | undefined {
  if (!commandId?.startsWith(`["${KIND}",`)) return undefined;
  try {
    const said: unknown = JSON.parse(commandId);
    const day: unknown = Array.isArray(said) ? said[4] : undefined;
    return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
  } catch {
    return undefined;
  }
}
