import type { KeptMove, LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import type { ClientRow } from '../../redistribution/plan/plan-client.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import type { StaffRow } from '../../redistribution/plan/plan-staff.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import type { ProposedMove, RedistributionProposal } from '../../redistribution/proposal.ts';
import type { DocumentChange } from '../../storage/port.ts';
import type { Desk } from '../desk.ts';
import { packRows, unpackRows } from './packed-rows.ts';

/** Rows of one kind that are kept in several documents: `name-0`, `name-1`, ... They are written once and never change. */
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
  /** The proposal without its moves; absent where nothing was weighed. */
  readonly proposal?: Part;
  /** The moves that the proposal was to stay near. */
  readonly near?: Part;
  readonly leftOut?: Part;
  /** What custody was, and became, of every client that was moved. */
  readonly applied?: Part;
}

/** A plan as it is stored. */
export interface StoredPlan {
  readonly kept: KeptPlan;
  readonly revision: number;
}

const PLANS = 'redistributionPlan';
const ROWS = 500;
const READ_TOGETHER = 20;

/** Where plans are kept: a head that is replaced whole, and rows in documents of a bearable size. */
export class PlanShelf {
  constructor(private readonly desk: Desk) {}

  async read(planId: string): Promise<StoredPlan | undefined> {
    const { store, tenant } = this.desk;
    const [document] = await store.readDocuments(tenant, PLANS, [planId]);
    return document && { kept: document.body as KeptPlan, revision: document.revision };
  }

  /** Every plan, by id. */
  async *all(): AsyncGenerator<Plan> {
    const { store, tenant } = this.desk;
    for (let after: string | undefined; ; ) {
      const page = await store.queryDocuments(tenant, {
        kind: PLANS,
        limit: 100,
        ...(after !== undefined && { after }),
      });
      for (const { body } of page.documents) yield (body as KeptPlan).plan;
      if (page.next === undefined) return;
      after = page.next;
    }
  }

  /** The head's new revision: the first one, or the one after the stored. */
  head(kept: KeptPlan, stored?: StoredPlan): DocumentChange {
    const revision = (stored?.revision ?? 0) + 1;
    const expected = stored
      ? ({ is: 'exact', revision: stored.revision } as const)
      : ({ is: 'absent' } as const);
    return { kind: PLANS, id: kept.plan.id, revision, expected, body: kept };
  }

  async base(kept: KeptPlan): Promise<PlanBase> {
    return {
      clients: (await this.#rows<ReturnType<typeof packRows>>(kept.plan.id, kept.clients)).flatMap(
        unpackRows,
      ),
      staff: await this.rows<StaffRow>(kept.plan.id, kept.staff),
    };
  }

  moves(kept: KeptPlan): Promise<KeptMove[]> {
    return this.rows<KeptMove>(kept.plan.id, kept.moves);
  }

  leftOut({ plan, leftOut }: KeptPlan): Promise<LeftOut[]> {
    return this.rows<LeftOut>(plan.id, leftOut);
  }

  /** The proposal as it was found; undefined where nothing was weighed. */
  async proposal(kept: KeptPlan): Promise<RedistributionProposal | undefined> {
    const [rest] = await this.rows<Omit<RedistributionProposal, 'moves' | 'near'>>(
      kept.plan.id,
      kept.proposal,
    );
    if (!rest) return undefined;
    const near = kept.near && (await this.rows<KeptMove>(kept.plan.id, kept.near)).flatMap(toProposed);
    return { ...rest, moves: (await this.moves(kept)).flatMap(toProposed), ...(near && { near }) };
  }

  async rows<Row>(planId: string, part: Part | undefined): Promise<Row[]> {
    return part ? (await this.#rows<Row[]>(planId, part)).flat() : [];
  }

  async #rows<Body>(planId: string, { name, documents }: Part): Promise<Body[]> {
    const { store, tenant } = this.desk;
    const found: Body[] = [];
    for (let first = 0; first < documents; first += READ_TOGETHER) {
      const ids = Array.from(
        { length: Math.min(READ_TOGETHER, documents - first) },
        (_, i) => `${name}-${first + i}`,
      );
      const read = await store.readDocuments(tenant, kindOf(planId), ids);
      const bodies = new Map(read.map(({ id, body }) => [id, body as Body]));
      for (const id of ids) found.push(bodies.get(id) as Body);
    }
    return found;
  }
}

/** Rows as documents to be written, and where they will be found. */
export function toPart<Row>(
  planId: string,
  name: string,
  rows: readonly Row[],
  pack: (rows: readonly Row[]) => unknown = (same) => same,
): { readonly part: Part; readonly documents: DocumentChange[] } {
  const documents: DocumentChange[] = [];
  for (let first = 0; first < rows.length; first += ROWS) {
    const body = pack(rows.slice(first, first + ROWS));
    const id = `${name}-${documents.length}`;
    documents.push({ kind: kindOf(planId), id, revision: 1, expected: { is: 'absent' }, body });
  }
  return { part: { name, documents: documents.length }, documents };
}

/** A base as documents. */
export function toBaseParts(planId: string, version: number, { clients, staff }: PlanBase) {
  const rows = toPart<ClientRow>(planId, `clients-${version}`, clients, packRows);
  const people = toPart(planId, `staff-${version}`, staff);
  return { clients: rows.part, staff: people.part, documents: [...rows.documents, ...people.documents] };
}

/** A move to somebody, as the solver knows it. */
export const toProposed = ({ clientId, from, to }: KeptMove): ProposedMove[] =>
  to === null ? [] : [from === undefined ? { clientId, to } : { clientId, from, to }];

const kindOf = (planId: string) => `${PLANS}:${planId}`;
