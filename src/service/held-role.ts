/** A client, and the role that it is about. */
export interface HeldRole {
  readonly clientId: string;
  readonly role: string;
}
