import { timeActor } from '../client/actor.ts';
import type { RefusalReason } from '../client/refusal.ts';
import type { Forms } from '../errors/assert-options.ts';
import {
  decideEmployee,
  type EmployeeChangeRequest,
  type EmployeeRefusal,
  type EmployeeWarning,
} from '../workforce/decide-employee.ts';
import type { Employee } from '../workforce/employee.ts';
import { assertCommandIds } from './assert-command-ids.ts';
import { assertKeys } from './assert-key.ts';
import { departureDocuments } from './departure-agenda.ts';
import { RepeatedCommands } from './repeated-commands.ts';
import type { ServiceContext } from './service-context.ts';
import { unauthorizedTo } from './unauthorized-to.ts';
import { type Decided, unitOfWork } from './unit-of-work.ts';

/** On whose behalf the staff is changed. */
export interface EmployeeOptions {
  /** Who decides; without it the program itself does, and nobody is asked for authority. */
  readonly by?: string;
  /**
   * Names the command, so that it can be sent again safely. A repetition gets the first outcome again and
   * does nothing.
   */
  readonly commandId?: string;
}

export const employeeForms: Forms<EmployeeOptions> = { by: 'any?', commandId: 'any?' };

/**
 * What came of a change of the staff: the employee as they are now, or every reason against it. `repeated`:
 * it is told again.
 */
export type EmployeeResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly employee: Employee;
      /** Absent where there is nothing to warn of; `explain({ reasons: warnings }, …)` says them. */
      readonly warnings?: readonly EmployeeWarning[];
    }
  | EmployeeRefused;

/** Why the staff was not changed. Nothing was stored but, of a named command, this outcome. */
export interface EmployeeRefused {
  readonly ok: false;
  readonly repeated: boolean;
  readonly reasons: readonly (EmployeeRefusal | RefusalReason<'NOT_AUTHORIZED' | 'COMMAND_ID_REUSED'>)[];
}

/** What is kept of a named command's outcome. */
type KeptChange = { readonly ok: true } | Pick<EmployeeRefused, 'ok' | 'reasons'>;

/** A change that is asked for. */
interface EmployeeOrder {
  readonly request: EmployeeChangeRequest;
  /**
   * What was asked for, without what the shell has filled in: by that a repetition is known. Default: the
   * request.
   */
  readonly content?: unknown;
  /** A precondition besides the employee's own; not asked of a repetition. */
  readonly assertSound?: () => Promise<void>;
}

/**
 * Decides on one change of the staff and stores it, with what follows for a day of leaving. It is done once
 * under one command id.
 * @throws INVALID_COMMAND where the command id is invalid
 */
export async function changeEmployee(
  context: ServiceContext,
  id: string,
  { request, content = request, assertSound }: EmployeeOrder,
  { by, commandId }: EmployeeOptions,
): Promise<EmployeeResult> {
  const { store, tenant } = context;
  assertKeys({ id }, 'INVALID_EMPLOYEE');
  assertCommandIds([commandId]);
  const asked = { type: request.type, employeeId: id, content };
  return unitOfWork(context, async (): Promise<Decided<EmployeeResult>> => {
    const commands = await RepeatedCommands.of(context, [commandId]);
    const first = commands.first<KeptChange>(commandId, asked);
    const before = await store.readEmployee(tenant, id);
    if (first && 'reused' in first)
      return { outcome: { ok: false, repeated: false, reasons: [first.reused] } };
    if (first?.kept.ok) return { outcome: { ok: true, repeated: true, employee: before as Employee } };
    if (first) return { outcome: { ...first.kept, repeated: true } as EmployeeRefused };
    const now = context.now();
    const refused = (reasons: EmployeeRefused['reasons']): Decided<EmployeeResult> => {
      commands.keep(commandId, asked, { ok: false, reasons } satisfies KeptChange);
      return { outcome: { ok: false, repeated: false, reasons }, work: { outcomes: commands.outcomes } };
    };
    const unauthorized = by === undefined ? [] : await unauthorizedTo(context, 'manageEmployees', by);
    if (unauthorized.length > 0) return refused(unauthorized);
    await assertSound?.();
    const outcome = decideEmployee(before, request, { id, now, by: by ?? timeActor.id, commandId });
    if (!outcome.ok) return refused([outcome.reason]);
    const { employee, events } = outcome;
    const expected = before
      ? ({ is: 'exact', revision: before.revision } as const)
      : ({ is: 'absent' } as const);
    commands.keep(commandId, asked, { ok: true } satisfies KeptChange);
    return {
      outcome: { ok: true, repeated: false, employee },
      work: {
        employees: [{ expected, snapshot: employee, events }],
        outcomes: commands.outcomes,
        documents: await departureDocuments(context, before, employee),
      },
    };
  });
}
