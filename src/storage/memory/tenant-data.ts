import type { Employee } from '../../workforce/employee.ts';
import { compareText } from '../port/text-order.ts';
import type { RecordedOutcome, StoredDocument } from '../port.ts';
import { DueOrder } from './due-order.ts';
import { HeldCounts } from './held-counts.ts';
import { type KeptDocument, KeptDocuments } from './kept-documents.ts';
import type { KeptClient, KeptEvent } from './written.ts';

/** What was leased of a client, as it was then. */
export interface Lease {
  readonly client: KeptClient;
  readonly worker: string;
  readonly until: string;
}

/** What is kept of one tenant. */
export class TenantData {
  readonly clients = new Map<string, KeptClient>();
  readonly held = new HeldCounts();
  readonly due = new DueOrder(this.clients);
  readonly histories = new Map<string, readonly KeptEvent[]>();
  readonly employees = new Map<string, Employee>();
  /** The event at position n is at index n - 1. */
  readonly feed: KeptEvent[] = [];
  readonly outcomes = new Map<string, RecordedOutcome>();
  /** By client: what was leased and until when. */
  readonly leases = new Map<string, Lease>();
  /** By kind, then by id. */
  readonly documents = new Map<string, KeptDocuments>();

  /** Ids in order, sorted again when they are asked for after new ones have come. */
  #ids: { readonly sorted: readonly string[]; readonly size: number } | undefined;

  /** The clients by id, from behind one on. */
  *clientsAfter(id: string | undefined): Generator<KeptClient> {
    const { size } = this.clients;
    if (this.#ids?.size !== size) this.#ids = { sorted: [...this.clients.keys()].sort(compareText), size };
    const { sorted } = this.#ids;
    for (let i = id === undefined ? 0 : placeAfter(sorted, id); i < sorted.length; i++) {
      yield this.clients.get(sorted[i] as string) as KeptClient;
    }
  }

  /** The client as it is now. */
  putClient(change: KeptClient): void {
    const { id } = change.snapshot;
    const before = this.clients.get(id);
    this.held.replace(before, change);
    this.clients.set(id, change);
    this.due.move(id, before?.dueAt, change.dueAt);
  }

  renameClient(from: string, to: string): void {
    this.due.move(from, this.clients.get(from)?.dueAt, undefined);
    for (const kept of [this.clients, this.histories, this.leases] as Map<string, unknown>[])
      move(kept, from, to);
    this.#ids = undefined;
  }

  documentsOf(kind: string): KeptDocuments {
    const documents = this.documents.get(kind) ?? new KeptDocuments();
    this.documents.set(kind, documents);
    return documents;
  }
}

/** The document as it is told. */
export const toDocument = ({ text, lists, ...document }: KeptDocument): StoredDocument => {
  return { ...document, body: JSON.parse(text), ...(lists && hasAny(lists) && { lists: { ...lists } }) };
};

/** None at all is told as nothing. */
const hasAny = (lists: object) => Object.keys(lists).length > 0;

/** Where the first text behind this one stands in a sorted list. */
function placeAfter(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] as string, text) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is kept under one key goes on under another. */
export function move<Value>(kept: Map<string, Value>, from: string, to: string): void {
  const value = kept.get(from);
  kept.delete(from);
  if (value !== undefined) kept.set(to, value);
}
