import type { Forms } from '../errors/assert-options.ts';

/** A client, and the role in which somebody holds it or is to hold it. */
export interface ClientInRole {
  readonly clientId: string;
  readonly role: string;
}

/** @internal */
export const inRoleForms: Forms<ClientInRole> = { clientId: 'any', role: 'any' };
