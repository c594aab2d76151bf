/** Where a page begins; the first one begins nowhere. */
export interface PageStart {
  readonly after?: string;
}

/** Every page of a query, one after the other. The next one is read when it is asked for. */
export async function* pages<Page extends { readonly next?: string }>(
  read: (start: PageStart) => Promise<Page>,
  start: PageStart = {},
): AsyncGenerator<Page> {
  for (let at = start; ; ) {
    const page = await read(at);
    yield page;
    if (page.next === undefined) return;
    at = { after: page.next };
  }
}
