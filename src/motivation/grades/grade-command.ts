/** Names the command that carries a proposal out. `since` is when they got the grade they have. */
export const gradeCommandId = (employeeId: string, since: string, to: string, from: string): string =>
  JSON.stringify(['grade', employeeId, since, to, from]);
