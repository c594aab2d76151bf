import * as z from 'zod';

/** A shape for every type of event. The compiler asks for each, and for each of what it carries. */
export type PayloadShapes<Payloads> = {
  readonly [Type in keyof Payloads]: { readonly [Key in keyof Payloads[Type]]-?: z.ZodType };
};

/** Admits events of these types, each with the head and what it carries. */
export function eventsOf<Event extends { readonly type: string }>(
  head: z.core.$ZodShape,
  payloads: Readonly<Record<Event['type'], z.core.$ZodShape>>,
): z.ZodType<Event> {
  const schemas = Object.entries<z.core.$ZodShape>(payloads).map(([type, payload]) =>
    z.strictObject({ type: z.literal(type), ...head, ...payload }),
  );
  const members = schemas as unknown as readonly [z.ZodObject<{ type: z.ZodLiteral<Event['type']> }>];
  return z.discriminatedUnion('type', members) as unknown as z.ZodType<Event>;
}
