/** The id of a client's event: the same on every replay, unique in a tenant. */
export const eventId = (clientId: string, revision: number): string => `${clientId}#${revision}`;

/** Whose event it is by its id; undefined for what is no event's id. */
export function ownerOf(id: string): string | undefined {
  const end = id.lastIndexOf('#');
  return end > 0 ? id.slice(0, end) : undefined;
}
