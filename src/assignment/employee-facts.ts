import type { FactSchema } from '../conditions/fact-schema.ts';

/** What a condition on a client and an employee can ask of the employee. */
export const employeeFacts = {
  'employee.skills': { type: 'texts', label: { en: 'skills', ru: 'навыки' } },
  'employee.regions': { type: 'texts', label: { en: 'regions', ru: 'регионы' } },
} as const satisfies FactSchema;
