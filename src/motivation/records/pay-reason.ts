import type { ClosingRefusal } from '../statement/closing.ts';

/** Why pay was not shown, closed or spoken about. */
export type PayReason =
  | ClosingRefusal
  /** It is for themselves, and for these roles. */
  | {
      readonly code: 'MAY_NOT_SEE_PAY';
      readonly by: string;
      readonly employeeId: string;
      readonly roles: readonly string[];
    }
  /** It is for these roles. */
  | { readonly code: 'MAY_NOT_CLOSE_PAY'; readonly by: string; readonly roles: readonly string[] }
  | { readonly code: 'UNKNOWN_STATEMENT'; readonly statementId: string }
  | { readonly code: 'UNKNOWN_LINE'; readonly line: number; readonly lines: number }
  | { readonly code: 'UNKNOWN_OBJECTION'; readonly objectionId: string }
  /** Who opened an objection withdraws it; others uphold or decline it. */
  | { readonly code: 'NOT_THEIR_OBJECTION'; readonly by: string; readonly openedBy: string }
  | { readonly code: 'OBJECTION_CLOSED'; readonly objectionId: string }
  | { readonly code: 'COMMAND_ID_REUSED'; readonly commandId: string };
