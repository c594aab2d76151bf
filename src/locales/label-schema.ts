import * as z from 'zod';

const name = z.string().trim().min(1).max(200);

/** No name is empty or longer than 200 characters. */
export const labelSchema = z.strictObject({ en: name, ru: name });
