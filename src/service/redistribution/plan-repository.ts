import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { KeptMove, LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import type { ClientRow } from '../../redistribution/plan/plan-client.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import type { StaffRow } from '../../redistribution/plan/plan-staff.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import type { PlanEvent } from '../../redistribution/plan-life/plan-event.ts';
import type { ClientPrice, ProposedMove, RedistributionProposal } from '../../redistribution/proposal.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import { atOnce, type Steps } from '../../time/in-turns.ts';
import { turn } from '../../time/turn.ts';
import { assertKeys } from '../assert-key.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AppliedMove } from './applied-move.ts';
import { type PackedRows, packRows, unpackRows } from './packed-rows.ts';

/**
 * Rows of one kind that are kept in several documents: `name-0`, `name-1`, ... They are written once, and
 * emptied when nobody needs them.
 */
export interface Part {
  readonly name: string;
  readonly documents: number;
}

/** What a plan keeps beside what is told of it. */
export interface KeptPlan {
  readonly plan: Plan;
  readonly decisions: HandDecisions;
  readonly clients: Part;
  readonly staff: Part;
  readonly moves: Part;
  /** The proposal without its moves, then the prices of clients; absent where nothing was weighed. */
  readonly proposal?: Part;
  /** The moves that the proposal was to stay near, where an earlier build weighed that, too. */
  readonly near?: Part;
  readonly leftOut?: Part;
  /** What custody was, and became, of every client that was moved. */
  readonly applied?: Part;
  /**
   * Of a plan of undoing: whose base and moves it rests on. Absent where earlier builds kept a base of its
   * own.
   */
  readonly baseOf?: string;
}

/** A plan as it is stored. */
export interface StoredPlan {
  readonly kept: KeptPlan;
  readonly revision: number;
}

/** A part without rows. */
export const NO_ROWS: Part = { name: 'none', documents: 0 };

const PLANS = 'redistributionPlan';
/** Of a document: so many that what they have in common stands once for many of them. */
const ROWS = 2_000;
const READ_TOGETHER = 5;

/**
 * Where plans are kept: a head that is folded from the plan's events, and rows in documents of bounded size.
 */
export class PlanRepository {
  constructor(private readonly context: ServiceContext) {}

  async read(planId: string): Promise<StoredPlan | undefined> {
    assertKeys({ planId });
    const { store, tenant } = this.context;
    const [document] = await store.readDocuments(tenant, PLANS, [planId]);
    return document && { kept: keptIn(document), revision: document.revision };
  }

  /** Every plan, by id. */
  async *all(): AsyncGenerator<Plan> {
    const { store, tenant } = this.context;
    const stored = pages((start) => store.queryDocuments(tenant, { kind: PLANS, limit: 100, ...start }));
    for await (const { documents } of stored) for (const document of documents) yield keptIn(document).plan;
  }

  async base(kept: KeptPlan): Promise<PlanBase> {
    if (kept.baseOf !== undefined) return this.#undone(kept.baseOf);
    const clients: ClientRow[] = [];
    for (const [i, rows] of (await this.packedBase(kept)).entries()) {
      for (const row of unpackRows(rows)) clients.push(row);
      if (i % UNPACKED_AT_ONCE === 0) await turn();
    }
    return { clients, staff: await this.staff(kept) };
  }

  /**
   * The base as an applied plan has left it. Moved clients are with their receivers, and nobody is in the
   * way.
   */
  async #undone(planId: string): Promise<PlanBase> {
    const { kept } = (await this.read(planId)) as StoredPlan;
    const base = await this.base(kept);
    const applied = await this.rows<AppliedMove>(planId, kept.applied);
    const places = new Map(applied.map(({ clientId, to }) => [clientId, to?.employeeId]));
    return {
      clients: base.clients.map((row) => {
        const holder = places.get(row.client.id);
        const { protected: _, ...client } = row.client;
        return holder === undefined ? row : { ...row, client: { ...client, holder } };
      }),
      staff: base.staff.map((row) => ({
        ...row,
        employee: { ...row.employee, keeps: true, accepts: true },
      })),
    };
  }

  /** The clients of a plan's base as they are stored, document by document. */
  async packedBase({ plan, clients }: KeptPlan): Promise<PackedRows[]> {
    const packed: PackedRows[] = [];
    for await (const rows of this.#each<PackedRows>(plan.id, clients)) packed.push(rows);
    return packed;
  }

  staff({ plan, staff }: KeptPlan): Promise<StaffRow[]> {
    return this.rows<StaffRow>(plan.id, staff);
  }

  moves(kept: KeptPlan): Promise<KeptMove[]> {
    return this.rows<KeptMove>(kept.plan.id, kept.moves);
  }

  leftOut({ plan, leftOut }: KeptPlan): Promise<LeftOut[]> {
    return this.rows<LeftOut>(plan.id, leftOut);
  }

  /** The proposal as it was found; undefined where nothing was weighed. */
  async proposal(kept: KeptPlan): Promise<RedistributionProposal | undefined> {
    const [rest, ...clients] = (await this.rows(kept.plan.id, kept.proposal)) as [
      Omit<RedistributionProposal, 'moves' | 'near'>?,
      ...ClientPrice[],
    ];
    if (!rest) return undefined;
    const near = kept.near && (await this.rows<KeptMove>(kept.plan.id, kept.near)).flatMap(toProposed);
    return {
      ...rest,
      moves: (await this.moves(kept)).flatMap(toProposed),
      certificate: { ...rest.certificate, ...(clients.length > 0 && { clients }) },
      ...(near && { near }),
    };
  }

  async rows<Row>(planId: string, part: Part | undefined): Promise<Row[]> {
    const found: Row[] = [];
    if (!part) return found;
    for await (const rows of this.#each<Row[]>(planId, part)) for (const row of rows) found.push(row);
    return found;
  }

  /**
   * Document by document, letting others have a turn in between.
   * @throws REVISION_CONFLICT where the plan has been changed since its head was read
   */
  async *#each<Body>(planId: string, { name, documents }: Part): AsyncGenerator<Body> {
    const { store, tenant } = this.context;
    for (let first = 0; first < documents; first += READ_TOGETHER) {
      const ids = Array.from(
        { length: Math.min(READ_TOGETHER, documents - first) },
        (_, i) => `${name}-${first + i}`,
      );
      const read = await store.readDocuments(tenant, kindOf(planId), ids);
      const bodies = new Map(read.map(({ id, body }) => [id, body as Body]));
      for (const id of ids) {
        const body = bodies.get(id);
        if (body == null) throw changedMeanwhile(planId);
        yield body;
      }
      await turn();
    }
  }
}

/** The head's new revision, with what has happened: the first one, or what follows the stored. */
export function headOf(
  kept: KeptPlan,
  events: readonly PlanEvent[],
  stored?: Pick<StoredPlan, 'revision'>,
): DocumentChange {
  const { id, revision } = kept.plan;
  const expected = stored
    ? ({ is: 'exact', revision: stored.revision } as const)
    : ({ is: 'absent' } as const);
  return { kind: PLANS, id, revision, expected, body: kept, events };
}

/** What is kept of a plan that is judged by its policy alone. */
export const withoutNear = ({ near: _, ...kept }: KeptPlan): KeptPlan => kept;

/** Rows as documents to be written, and where they will be found. */
export function toPart<Row>(
  planId: string,
  name: string,
  rows: readonly Row[],
  pack: (rows: readonly Row[]) => unknown = (same) => same,
): { readonly part: Part; readonly documents: DocumentChange[] } {
  return atOnce(toPartInSteps(planId, name, rows, pack));
}

function* toPartInSteps<Row>(
  planId: string,
  name: string,
  rows: readonly Row[],
  pack: (rows: readonly Row[]) => unknown,
): Steps<{ readonly part: Part; readonly documents: DocumentChange[] }> {
  const documents: DocumentChange[] = [];
  for (let first = 0; first < rows.length; first += ROWS) {
    const body = pack(rows.slice(first, first + ROWS));
    const id = `${name}-${documents.length}`;
    documents.push({ kind: kindOf(planId), id, revision: 1, expected: { is: 'absent' }, body });
    yield;
  }
  return { part: { name, documents: documents.length }, documents };
}

/** Documents unpacked between two turns. */
export const UNPACKED_AT_ONCE = 2;

/** What a document holds. Earlier builds numbered the document only. */
function keptIn({ body, revision }: StoredDocument): KeptPlan {
  const kept = body as KeptPlan;
  return { ...kept, plan: { ...kept.plan, revision } };
}

/** The plan has changed since it was read. */
export function changedMeanwhile(planId: string): ConveyorError {
  const message = `Plan "${planId}" was changed while it was read`;
  return new ConveyorError('REVISION_CONFLICT', message, { details: { planId } });
}

/** The documents of parts that a plan does not rest on any more, emptied. */
export function emptied(before: KeptPlan, after: KeptPlan): DocumentChange[] {
  const names = new Set(partsOf(after).map(({ name }) => name));
  const expected = { is: 'exact', revision: 1 } as const;
  return partsOf(before)
    .filter(({ name }) => !names.has(name))
    .flatMap(({ name, documents }) =>
      Array.from({ length: documents }, (_, i) => {
        return { kind: kindOf(before.plan.id), id: `${name}-${i}`, revision: 2, expected, body: null };
      }),
    );
}

const partsOf = ({ clients, staff, moves, proposal, near, leftOut, applied }: KeptPlan): Part[] =>
  [clients, staff, moves, proposal, near, leftOut, applied].filter((part) => part !== undefined);

/** A base as documents. */
export function* toBaseParts(planId: string, version: number, { clients, staff }: PlanBase) {
  const rows = yield* toPartInSteps<ClientRow>(planId, `clients-${version}`, clients, packRows);
  const people = toPart(planId, `staff-${version}`, staff);
  return { clients: rows.part, staff: people.part, documents: [...rows.documents, ...people.documents] };
}

/** A move to somebody, as the solver knows it. */
export const toProposed = ({ clientId, from, to }: KeptMove): ProposedMove[] =>
  to === null ? [] : [from === undefined ? { clientId, to } : { clientId, from, to }];

const kindOf = (planId: string) => `${PLANS}:${planId}`;
