import * as z from 'zod';

/** A name in every language the library speaks. */
export interface Label {
  readonly en: string;
  readonly ru: string;
}

const name = z.string().trim().min(1).max(200);

/** No name is empty or longer than 200 characters. */
export const labelSchema = z.strictObject({ en: name, ru: name });
