/** Who sends a command: an employee with roles, or one of the blueprint's services, which is its own only role. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Time itself: the author of what no person did. */
export const timeActor: Actor = { id: 'system', roles: [] };
