import type { AssignedFigures, Cause } from '../client/cause.ts';
import type { AssignmentMade, AssignmentOutcome, CandidateFigures } from './outcome.ts';

/** What goes into the client's log: the same as long as the same stands in the way. */
export function causeOfOutcome(outcome: AssignmentOutcome): Cause {
  if ('pool' in outcome) return { code: 'nobodyCanTake', obstacles: [...outcome.reason] };
  const { measure, hours = 0, candidates } = outcome;
  return { code: 'assigned', measure, ...tallyOf(outcome), hours, figures: candidates.map(figuresOf) };
}

const figuresOf = ({
  employeeId,
  capacity,
  openClients,
  openHours,
  debtBefore: debt,
  share,
  bonus,
  obstacles,
}: CandidateFigures): AssignedFigures => ({
  ...{ employeeId, capacity, openClients, openHours, debt, share, bonus },
  ...(obstacles.length > 0 && { obstacles: obstacles.map(({ code }) => code) }),
});

/** How much was owed to the winner, and how many could have taken the client. */
export function tallyOf({ candidates, employeeId }: AssignmentMade) {
  const able = candidates.filter(({ score }) => score !== undefined);
  const winner = able.find((one) => one.employeeId === employeeId);
  const owed = (winner?.debtBefore ?? 0) + (winner?.share ?? 0);
  return {
    owed: Math.round(owed * 100) / 100 + 0,
    able: able.length,
    candidates: candidates.length,
  };
}
