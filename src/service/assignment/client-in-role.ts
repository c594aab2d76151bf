/** A client, and the role that somebody is to hold it in. */
export interface ClientInRole {
  readonly clientId: string;
  readonly role: string;
}
