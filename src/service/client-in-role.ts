/** A client, and the role in which somebody holds it or is to hold it. */
export interface ClientInRole {
  readonly clientId: string;
  readonly role: string;
}
