/** What nobody answers, or is rejected twice, the head of sales decides; what is open 16 working hours later is withdrawn. */
export const decidedByHead = { escalateTo: 'headOfSales', decideWithin: { workingHours: 16 } };
