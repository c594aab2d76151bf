/** Something of the old blueprint that has no image in the new one, so that somebody has to decide. */
export type Unmapped =
  | { readonly kind: 'state'; readonly state: string }
  | { readonly kind: 'role'; readonly role: string }
  /**
   * In this state the role ends. It has no part any more, no longer answers for it, or becomes the same as
   * another one.
   */
  | {
      readonly kind: 'custody';
      readonly state: string;
      readonly role: string;
      readonly why: 'noPart' | 'notResponsible' | 'twoBecomeOne';
    }
  /** The new state is left by a wake date, which clients of the old one do not have. */
  | { readonly kind: 'wakeDate'; readonly state: string }
  /** A pending handoff could not be accepted any more. */
  | { readonly kind: 'handoff'; readonly transfer: string; readonly state: string }
  /** A client waits for a moment that no longer moves it. */
  | { readonly kind: 'deadline'; readonly transfer: string; readonly state: string }
  | { readonly kind: 'hold'; readonly hold: string }
  /** Undeclared now, of another type or unit, or without these of its values. */
  | { readonly kind: 'fact'; readonly fact: string; readonly values?: readonly string[] };
