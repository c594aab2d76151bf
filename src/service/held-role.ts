/** A client's custody in a role. */
export interface HeldRole {
  readonly clientId: string;
  readonly role: string;
}
