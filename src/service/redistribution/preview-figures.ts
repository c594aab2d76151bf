import { callersFunction } from '../../errors/with-arguments.ts';
import type { FigureChange, PlanPreview } from '../../redistribution/preview.ts';

/** What a plan would do, for whoever works out figures of their own. */
export interface PlannedMoves {
  readonly role: string;
  /** Without `from` nobody holds the client; `to` is null where nobody will. */
  readonly moves: readonly {
    readonly clientId: string;
    readonly from?: string | undefined;
    readonly to: string | null;
  }[];
  readonly employeeIds: readonly string[];
}

/**
 * Works out a figure by employee, such as expected pay; of whom it says nothing there is none. What it throws
 * comes out.
 */
export type FiguresOf = (
  planned: PlannedMoves,
) => Promise<Readonly<Record<string, FigureChange>>> | Readonly<Record<string, FigureChange>>;

/** The preview with figures of the caller's by name. */
export async function withFigures(
  preview: PlanPreview,
  planned: Omit<PlannedMoves, 'employeeIds'>,
  figures: Readonly<Record<string, FiguresOf>>,
): Promise<PlanPreview> {
  const employeeIds = preview.employees.map(({ employeeId }) => employeeId);
  const found: (readonly [name: string, of: Readonly<Record<string, FigureChange>>])[] = [];
  for (const [name, of] of Object.entries(figures))
    found.push([name, await callersFunction(of)({ ...planned, employeeIds })]);
  const employees = preview.employees.map((employee) => {
    const own = found.flatMap(([name, of]) => {
      const figure = Object.hasOwn(of, employee.employeeId) ? of[employee.employeeId] : undefined;
      return figure ? [[name, figure] as const] : [];
    });
    return { ...employee, figures: Object.fromEntries(own) };
  });
  return { ...preview, employees };
}
