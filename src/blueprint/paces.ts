/** How often a client orders, by the pace of its rhythm. */
export const paces = ['daily', 'weekly', 'fortnightly', 'monthly', 'rarer'] as const;
