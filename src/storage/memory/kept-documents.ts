import type { StoredDocument } from '../port.ts';

/** A document with its body as JSON text: it is read and replaced whole. */
export interface KeptDocument extends Omit<StoredDocument, 'body'> {
  readonly text: string;
}

/** The documents of one kind by id. A page of a list costs what there is in the list. */
export class KeptDocuments extends Map<string, KeptDocument> {
  readonly #lists = new Map<string, Map<string, KeptDocument>>();

  override set(id: string, document: KeptDocument): this {
    this.delete(id);
    for (const list of Object.keys(document.lists ?? {}))
      this.#lists.set(list, (this.#lists.get(list) ?? new Map()).set(id, document));
    return super.set(id, document);
  }

  override delete(id: string): boolean {
    for (const list of Object.keys(this.get(id)?.lists ?? {})) {
      const listed = this.#lists.get(list);
      listed?.delete(id);
      if (listed?.size === 0) this.#lists.delete(list);
    }
    return super.delete(id);
  }

  /** Those that stand in a list, or all, in no order. */
  in(list: string | undefined): readonly KeptDocument[] {
    return [...((list === undefined ? this : this.#lists.get(list))?.values() ?? [])];
  }
}
