import * as z from 'zod';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import type { ObjectionOutcome } from '../../motivation/records/pay-event.ts';
import type { PayReason } from '../../motivation/records/pay-reason.ts';
import type { Objection, StoredStatement } from '../../motivation/records/stored-statement.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { againstClosing, againstSeeing, type PayAccess } from './pay-access.ts';
import { changeOf, readStatement } from './pay-documents.ts';

const words = z.string().trim().min(1).max(2_000);
const head = { statementId: storeKeySchema };

/** What is said about a line of a closed month. */
export const objectionSchemas = {
  /** To which line, counted from 0, and why. */
  open: z.strictObject({ ...head, line: z.int().min(0), text: words }),
  answer: z.strictObject({ ...head, objectionId: storeKeySchema, text: words }),
  close: z.strictObject({
    ...head,
    objectionId: storeKeySchema,
    outcome: z.enum(['upheld', 'declined', 'withdrawn']),
    text: words,
  }),
};

/** What has become of the objection, or why nothing did. */
export type ObjectionResult =
  | { readonly ok: true; readonly repeated: boolean; readonly objection: Objection }
  | { readonly ok: false; readonly reasons: readonly PayReason[] };

/** Who speaks. */
export interface ObjectionOptions {
  readonly by: string;
  readonly commandId?: string | undefined;
}

/** What is asked of a closed month. */
export interface ObjectionRequest {
  readonly way: 'open' | 'answer' | 'close';
  readonly statementId: string;
  readonly text: string;
  readonly line?: number;
  readonly objectionId?: string;
  readonly outcome?: ObjectionOutcome;
}

/**
 * Opens, answers or closes an objection. Whoever may see the pay opens one; whoever closes months answers and
 * decides. Whoever opened it may answer, too, and nobody else withdraws it.
 */
export function speak(
  context: ServiceContext,
  access: PayAccess,
  request: ObjectionRequest,
  { by, commandId }: ObjectionOptions,
): Promise<ObjectionResult> {
  const { statementId, way } = request;
  const asked = { type: 'objection', request };
  return unitOfWork(context, async (): Promise<Decided<ObjectionResult>> => {
    const commands = await RepeatedCommands.of(context, [commandId]);
    const first = commands.first<{ readonly objectionId: string }>(commandId, asked);
    if (first && 'reused' in first) return refused([first.reused]);
    const kept = await readStatement(context, statementId);
    if (!kept) return refused([{ code: 'UNKNOWN_STATEMENT', statementId }]);
    const { statement, document } = kept;
    const against = await againstSeeing(context, access, statement.employeeId, by);
    if (against.length > 0) return refused(against);
    if (first) {
      const objection = findIn(statement, first.kept.objectionId);
      return objection
        ? { outcome: { ok: true, repeated: true, objection } }
        : refused([unknown(first.kept.objectionId)]);
    }
    const own = findIn(statement, request.objectionId);
    const reasons = await againstSpeaking(context, access, request, statement, own, by);
    if (reasons.length > 0) return refused(reasons);
    const now = context.now();
    const objectionId = own?.objectionId ?? context.newId();
    const objection = said(own, request, { objectionId, by, at: now });
    const others = statement.objections.filter((one) => one !== own);
    const body = { ...statement, objections: [...others, objection] };
    commands.keep(commandId, asked, { objectionId });
    const change = changeOf(body, document, { ...eventOf(way, request, objectionId), by, now, commandId });
    return {
      outcome: { ok: true, repeated: false, objection },
      work: { documents: [change], outcomes: commands.outcomes },
    };
  });
}

const refused = (reasons: readonly PayReason[]): Decided<ObjectionResult> => ({
  outcome: { ok: false, reasons },
});
const unknown = (objectionId: string): PayReason => ({ code: 'UNKNOWN_OBJECTION', objectionId });
const findIn = ({ objections }: StoredStatement, id: string | undefined) =>
  objections.find(({ objectionId }) => objectionId === id);

async function againstSpeaking(
  context: ServiceContext,
  access: PayAccess,
  { way, line = 0, objectionId = '', outcome }: ObjectionRequest,
  { closed }: StoredStatement,
  own: Objection | undefined,
  by: string,
): Promise<readonly PayReason[]> {
  if (way === 'open') {
    const { length: lines } = closed.statement.lines;
    return line < lines ? [] : [{ code: 'UNKNOWN_LINE', line, lines }];
  }
  if (!own) return [unknown(objectionId)];
  if (own.status === 'closed') return [{ code: 'OBJECTION_CLOSED', objectionId }];
  if (outcome === 'withdrawn' && by !== own.by)
    return [{ code: 'NOT_THEIR_OBJECTION', by, openedBy: own.by }];
  const isTheirs = by === own.by && (way === 'answer' || outcome === 'withdrawn');
  return isTheirs ? [] : againstClosing(context, access, by);
}

function said(
  own: Objection | undefined,
  { way, line = 0, text, outcome }: ObjectionRequest,
  { objectionId, by, at }: Pick<Objection, 'objectionId' | 'by' | 'at'>,
): Objection {
  if (!own) return { objectionId, line, by, at, text, status: 'open', answers: [] };
  const answers = [...own.answers, { by, at, text }];
  if (way === 'answer' || outcome === undefined) return { ...own, status: 'answered', answers };
  return { ...own, status: 'closed', answers, outcome };
}

function eventOf(
  way: ObjectionRequest['way'],
  { line = 0, outcome = 'declined' }: ObjectionRequest,
  objectionId: string,
) {
  if (way === 'open') return { type: 'objectionOpened', objectionId, line } as const;
  if (way === 'answer') return { type: 'objectionAnswered', objectionId } as const;
  return { type: 'objectionClosed', objectionId, outcome } as const;
}
