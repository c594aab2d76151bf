/** What undoing a merge could not put right by itself: named in the log, for a person to look at. */
export type UnmergeConflict =
  /**
   * People moved the client on in a way that its own card could not have gone. It stays where this event left
   * it.
   */
  | { readonly code: 'MOVED_SINCE'; readonly eventId: string }
  /** Custody goes back to nobody: its holder has left or lacks the role by now. */
  | { readonly code: 'HOLDER_UNFIT'; readonly role: string; readonly employeeId: string }
  /**
   * Learned since the merge, and known to both cards before. Nobody can tell which of them is meant, so they
   * stay with the survivor.
   */
  | { readonly code: 'FACTS_STAY'; readonly paths: readonly string[] };
