// @vitest-environment jsdom
import dagre from '@dagrejs/dagre';
import fc from 'fast-check';
import mermaid from 'mermaid';
import { defineConveyor, labelIn } from 'sales-conveyor';
import { type ClientCount, toMermaid, toSvg } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';
import { hostileBlueprint } from './hostile-blueprint.ts';

/** As much of the DOM as these tests need; the project is not compiled with its types. */
interface ElementLike {
  readonly localName: string;
  readonly textContent: string;
  readonly nextElementSibling: ElementLike | null;
  getAttribute(name: string): string | null;
}
interface DocumentLike {
  readonly documentElement: ElementLike;
  getElementById(id: string): ElementLike | null;
  querySelector(selector: string): ElementLike | null;
  querySelectorAll(selector: string): Iterable<ElementLike> & { readonly length: number };
}
declare const DOMParser: new () => { parseFromString(text: string, type: string): DocumentLike };

const presets = { mixed, transactional, consultative, project };
const locales = ['en', 'ru'] as const;
const each = Object.entries(presets).flatMap(([name, preset]) =>
  locales.map((locale) => [name, locale, defineConveyor(preset()).blueprint] as const),
);
const one = (states: readonly string[]): ClientCount[] =>
  states.map((state, i) => ({ state, clients: 1 + i * 1234 }));

test('the parser in these tests does refuse what is not Mermaid', async () => {
  await expect(mermaid.parse('flowchart LR\nend["x"]')).rejects.toThrow();
});

describe('Mermaid’s own parser', () => {
  test.each(each)('takes the picture of %s in %s, with counts and without', async (_, locale, blueprint) => {
    const counts = one([...Object.keys(blueprint.states), 'a "state" of [old]']);
    for (const options of [
      { dictionary: dictionaries[locale] },
      { dictionary: dictionaries[locale], counts },
    ]) {
      expect(await mermaid.parse(toMermaid(blueprint, options))).toMatchObject({
        diagramType: 'flowchart-v2',
      });
    }
  });

  test('takes a picture with whatever people call their states', async () => {
    await fc.assert(
      fc.asyncProperty(hostileBlueprint, fc.constantFrom(...locales), async (input, locale) => {
        const { blueprint } = defineConveyor(input);
        const counts = one([...Object.keys(blueprint.states), labelIn(input.label, 'en')]);
        expect(
          await mermaid.parse(toMermaid(blueprint, { dictionary: dictionaries[locale], counts })),
        ).toBeTruthy();
      }),
      { numRuns: 20 },
    );
  });
});

function parsed(svg: string): DocumentLike {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
  return document;
}

const textsOf = (document: DocumentLike, selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);

/** Everything that is written, as one text. */
const written = (document: DocumentLike) => textsOf(document, 'text').join(' ').replace(/\s+/g, ' ');

interface Rect {
  readonly of: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function rectsOf(document: DocumentLike, selector: string): Rect[] {
  return [...document.querySelectorAll(selector)].map((rect) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(rect.getAttribute(name)),
    );
    const [left, top] = [x as number, y as number];
    const of = rect.nextElementSibling?.textContent ?? '';
    return { of, left, top, right: left + (width as number), bottom: top + (height as number) };
  });
}

const overlap = (a: Rect, b: Rect) =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

describe.each(each)('the SVG picture of %s in %s', (_, locale, blueprint) => {
  const counts = one([...Object.keys(blueprint.states).slice(1), 'forgotten']);
  const document = parsed(toSvg(blueprint, { layout: dagre, dictionary: dictionaries[locale], counts }));

  test('says the name of every state, transfer, and role with states', () => {
    const text = written(document);
    const { states, transfers, roles, entries } = blueprint;
    for (const { label } of [...Object.values(states), ...Object.values(transfers)]) {
      expect(text).toContain(labelIn(label, locale));
    }
    for (const { responsible } of Object.values(states)) {
      if (responsible) expect(text).toContain(labelIn(roles[responsible]?.label ?? '', locale));
    }
    for (const { handoff } of Object.values(transfers)) {
      if (handoff) expect(text).toContain(labelIn(roles[handoff.to]?.label ?? '', locale));
    }
    for (const source of Object.keys(entries))
      expect(text).toContain(labelIn(blueprint.entryLabels?.[source] ?? source, locale));
  });

  test('has no box and no words on top of others', () => {
    const rects = rectsOf(
      document,
      'g:first-of-type rect:is(.box.state, .box.final, .box.stranger, .gate, .chip)',
    );
    expect(rects.length).toBeGreaterThan(Object.keys(blueprint.states).length);
    const clashes = rects.flatMap((a, i) =>
      rects
        .slice(i + 1)
        .filter((b) => overlap(a, b))
        .map((b) => [a, b]),
    );
    expect(clashes).toEqual([]);
  });

  test('counts the clients of every state, none where the census has none, and those who stand elsewhere', () => {
    const notes = textsOf(document, '.small.soft.middle')
      .join('|')
      .replace(/\u00a0/g, ' ');
    const none = locale === 'en' ? '0 clients' : '0 клиентов';
    expect(notes).toContain(none);
    for (const { clients } of counts)
      expect(notes).toContain(
        clients.toLocaleString(locale === 'en' ? 'en-GB' : 'ru-RU').replace(/\u00a0/g, ' '),
      );
    expect(written(document)).toContain('forgotten');
  });

  test('has a title and a description for those who cannot see it', () => {
    const ids = document.documentElement.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const [title, description] = ids.map((id) => document.getElementById(id)?.textContent);
    expect(title?.toLowerCase()).toContain(labelIn(blueprint.label, locale));
    expect(description).toContain(String(Object.keys(blueprint.transfers).length));
  });
});

describe('an SVG picture', () => {
  const { blueprint: departments } = defineConveyor(mixed());
  const sideOf = (options: object) => {
    const document = parsed(toSvg(departments, { dictionary: en, layout: dagre, ...options }));
    const [, , width = 0, height = 0] = (document.documentElement.getAttribute('viewBox') ?? '')
      .split(' ')
      .map(Number);
    return { width, height, text: written(document) };
  };

  test('of one role has its states and whom it hands to, and can be read on a landscape page', () => {
    for (const role of ['developmentSpecialist', 'clientManager', 'headOfSales'] as const) {
      const { width, height, text } = sideOf({ role, technical: 'hidden' });
      // In points, on A4: 277 x 168 mm are free.
      const letters = (Math.min(277 / width, 168 / height) * 11) / 0.3528;
      expect(letters).toBeGreaterThan(3.8);
      expect(text.toLowerCase()).toContain(labelIn(departments.roles[role]?.label ?? '?', 'en'));
      for (const state of Object.values(departments.states))
        if (state.responsible === role) expect(text).toContain(labelIn(state.label, 'en'));
      expect(text).not.toContain('start qualification');
    }
    expect(() => sideOf({ role: 'nobody' })).toThrow(
      /options\.role must be a role: no role is called "nobody"/,
    );
  });

  test('leaves out technical transfers where it is asked to', () => {
    const [all, hidden] = [sideOf({}).text, sideOf({ technical: 'hidden' }).text];
    const technical = Object.values(departments.transfers).filter((transfer) => transfer.technical);
    expect(technical.length).toBeGreaterThan(5);
    for (const { label } of technical) {
      expect(all).toContain(labelIn(label, 'en'));
      expect(hidden).not.toContain(labelIn(label, 'en'));
    }
  });

  const small = (change = {}) =>
    parsed(toSvg(defineConveyor(smallBlueprint(change)).blueprint, { dictionary: en, layout: dagre }));
  const count = (document: DocumentLike, selector: string) =>
    document.querySelectorAll(`g:first-of-type ${selector}`).length;

  test('is the same each time, also of a blueprint that was stored', () => {
    const { blueprint } = defineConveyor(mixed());
    const again = defineConveyor(JSON.parse(JSON.stringify(blueprint))).blueprint;
    expect(toSvg(again, { dictionary: en, layout: dagre })).toBe(
      toSvg(blueprint, { dictionary: en, layout: dagre }),
    );
  });

  test('is well-formed whatever people call their states, and says it all', () => {
    fc.assert(
      fc.property(hostileBlueprint, (input) => {
        const document = parsed(
          toSvg(defineConveyor(input).blueprint, { dictionary: en, layout: dagre, counts: one(['"<&']) }),
        );
        expect(document.documentElement.localName).toBe('svg');
        expect(written(document)).toContain('"<&');
      }),
      { numRuns: 10 },
    );
  });

  test('draws handoffs double, time dashed, events with a mark, setbacks with a cross', () => {
    const document = small();
    expect(count(document, 'path.arrow.handoff')).toBe(1);
    expect(count(document, 'path.arrow.time')).toBe(1);
    expect(count(document, 'path.arrow.event')).toBe(1);
    // The rejection and the return.
    expect(count(document, 'path.head.setback')).toBe(2);
    expect(textsOf(document, 'style').join()).toMatch(/\.arrow\.time\{stroke-dasharray/);
  });

  test('draws a transfer from many states once, and marks them with its letter', () => {
    const document = small({ transfers: { close: { from: ['lead', 'parked', 'buyer'] } } });
    const letters = textsOf(document, 'g:first-of-type .letter');
    expect(letters).toEqual(['A', 'A', 'A', 'A']);
    expect(count(document, 'rect.gate')).toBe(1);
  });

  test('needs no letters for what is possible in every open state', () => {
    const document = small({ transfers: { close: { from: ['lead', 'parked', 'kept', 'buyer'] } } });
    expect(count(document, '.letter')).toBe(0);
    expect(written(document)).toContain('from every open state');
  });

  test('explains in its legend what is drawn, and nothing else', () => {
    const legend = textsOf(small(), 'g:last-of-type text').join(' | ');
    expect(legend).toContain('handoff');
    expect(legend).not.toContain('letter');
  });
});
