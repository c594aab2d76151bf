/**
 * Unanswered or twice rejected handoffs go to the head of sales. What is still open 16 working hours later
 * is withdrawn.
 */
export const decidedByHead = { escalateTo: 'headOfSales', decideWithin: { workingHours: 16 } };
