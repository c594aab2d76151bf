/** What nobody answers, or is rejected twice, the head of sales decides, within two working days. */
export const decidedByHead = { escalateTo: 'headOfSales', decideWithinHours: 16 };
