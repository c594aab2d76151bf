import { compareText, compareTexts } from '../port/text-order.ts';
import type { KeptClient } from './written.ts';

const dayOf = (dueAt: string) => dueAt.slice(0, 10);

/** Whose time comes on which day. Whoever asks for a page puts in order the days on it, and no others. */
export class DueOrder {
  readonly #days = new Map<string, Set<string>>();

  constructor(private readonly clients: ReadonlyMap<string, KeptClient>) {}

  /** A client has another due date, or none any more. */
  move(id: string, before: string | undefined, dueAt: string | undefined): void {
    if (before) this.#days.get(dayOf(before))?.delete(id);
    if (!dueAt) return;
    const day = this.#days.get(dayOf(dueAt)) ?? new Set();
    this.#days.set(dayOf(dueAt), day.add(id));
  }

  /** Those that are due by then, earliest first, from behind a date and an id on. */
  *until(dueBy: string, after: readonly string[] = ['']): Generator<KeptClient> {
    const first = dayOf(after[0] ?? '');
    for (const day of [...this.#days.keys()].sort(compareText)) {
      if (compareText(day, first) < 0) continue;
      if (compareText(day, dayOf(dueBy)) > 0) return;
      const dues = [...(this.#days.get(day) ?? [])].map((id) => [this.clients.get(id)?.dueAt ?? '', id]);
      for (const due of dues.sort(compareTexts)) {
        const [dueAt = '', id = ''] = due;
        if (dueAt <= dueBy && compareTexts(due, after) > 0) yield this.clients.get(id) as KeptClient;
      }
    }
  }
}
