import { storeKeySchema } from '../workforce/employee.ts';

/**
 * A command's id, as far as the caller gives one. Made once: to make a schema takes longer than to use it. Marked as pure, so that a
 * bundle that does not use it can do without the schemas of commands and employees, too.
 */
export const commandIdSchema = /* @__PURE__ */ storeKeySchema.optional();
