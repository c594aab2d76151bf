import { defineConveyor, labelIn } from 'sales-conveyor';
import { toMermaid } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { type Change, smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';

const drawn = (change?: Change) =>
  toMermaid(defineConveyor(smallBlueprint(change)).blueprint, { dictionary: en }).split('\n');

test('a small blueprint is drawn in whole', () => {
  expect(drawn()).toEqual([
    'flowchart LR',
    'subgraph role_s_caller["caller"]',
    's_lead["lead"]',
    's_parked["parked"]',
    'end',
    'subgraph role_s_keeper["keeper"]',
    's_kept["kept"]',
    's_buyer["buyer"]',
    'end',
    's_closed(["closed"])',
    's_lead -->|"park"| s_parked',
    's_parked -.->|"wake"| s_lead',
    's_lead ==>|"hand over → keeper"| s_kept',
    's_lead --x s_closed',
    's_kept --x s_lead',
    's_kept -->|"⚡ buy"| s_buyer',
    's_buyer -->|"close"| s_closed',
  ]);
});

describe('a diagram', () => {
  test('joins the states that a transfer starts from', () => {
    expect(drawn({ transfers: { close: { from: ['kept', 'buyer'] } } })).toContain(
      's_kept & s_buyer -->|"close"| s_closed',
    );
  });

  test('draws what is possible in every open state once', () => {
    const from = ['lead', 'parked', 'kept', 'buyer'];
    expect(drawn({ transfers: { close: { from } } })).toContain('any(("*")) -->|"close"| s_closed');
  });

  test('groups a final state that somebody answers for', () => {
    const lines = drawn({ states: { closed: { responsible: 'keeper' } } });
    expect(lines.indexOf('s_closed(["closed"])')).toBe(lines.lastIndexOf('end') - 1);
  });

  test('takes no name and no label for syntax', () => {
    const states = { 'the--end': { label: { en: 'the "end"; [#1]\n<b>', ru: 'конец' }, final: true } };
    const lines = drawn({ states, transfers: { close: { to: 'the--end' } } });
    expect(lines).toContain('s_the..end(["the #34;end#34;#59; #91;#35;1#93;#10;#60;b#62;"])');
    expect(lines).toContain('s_buyer -->|"close"| s_the..end');
  });
});

describe.each([mixed, transactional, consultative, project].map((preset) => [preset.name, preset] as const))(
  'the diagram of %s',
  (_name, preset) => {
    const { blueprint } = defineConveyor(preset());

    test.each(['en', 'ru'] as const)('shows every state, role and transfer in %s', (locale) => {
      const text = toMermaid(blueprint, { dictionary: dictionaries[locale] });
      for (const { label } of Object.values(blueprint.states))
        expect(text).toContain(`["${labelIn(label, locale)}"]`);
      for (const { label, handoff } of Object.values(blueprint.transfers)) {
        const receiver = handoff ? ` → ${labelIn(blueprint.roles[handoff.to]?.label ?? '', locale)}` : '';
        expect(text).toContain(`${labelIn(label, locale)}${receiver}"|`);
      }
      for (const [id, { responsible }] of Object.entries(blueprint.states)) {
        if (responsible)
          expect(groupOf(id, text)).toBe(labelIn(blueprint.roles[responsible]?.label ?? '', locale));
      }
    });

    test('is the same each time, also of a blueprint that was stored', () => {
      expect(
        toMermaid(defineConveyor(JSON.parse(JSON.stringify(preset()))).blueprint, { dictionary: en }),
      ).toBe(toMermaid(blueprint, { dictionary: en }));
    });
  },
);

/** The label of the group that a state's node stands in. */
function groupOf(state: string, text: string): string | undefined {
  const [above = ''] = text.split(`\ns_${state}[`);
  return above
    .split('\n')
    .findLast((line) => line.startsWith('subgraph'))
    ?.match(/"(.*)"/)?.[1];
}
