import { type BlueprintInput, defineConveyor } from 'sales-conveyor';
import { describeFinding, type LintOptions, type LintRule, lintBlueprint } from 'sales-conveyor/blueprints';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { lintEn } from '../../src/locales/lint.en.ts';
import type { Change } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';
import { after, byHand, handoff, label, onEvent, plainBlueprint } from './plain-blueprint.ts';
import { expectShown } from './replay-witness.ts';

interface Case {
  /** What an administrator got wrong, and the same set right. */
  readonly wrong: Change;
  readonly right: Change;
  readonly path: string;
  /** Whether the search is to find a client who shows it. */
  readonly shown?: boolean;
  readonly options?: LintOptions;
}

const fits = (value: boolean) => ({ fact: 'fit', is: 'equals', value });
const count = (is: string, value: number) => ({ fact: 'orders.count', is, value });
const loses = { label: label('lose'), from: ['kept'], to: 'lead' };
const number = { type: 'number', label: label('size'), suppliedBy: ['caller'] };
/** A state beside the others, so that there is somewhere else to go. */
const aside = { label: label('aside'), responsible: 'keeper', load: { keeper: 1 } };
const back = { label: label('back'), from: ['aside'], to: 'lead', trigger: byHand('head') };
const withAside = (change: Change): Change => ({
  states: { aside },
  ...change,
  transfers: { back, ...(change.transfers as Change) },
});
const toAside = { label: label('to aside'), from: ['kept'], to: 'aside' };

/** Three lists of which each has to have one of many things on it: more ways than anybody can try. */
const manyWays = (ways: number) => ({
  all: ['goods', 'regions', 'brands'].map((fact) => ({
    any: Array.from({ length: ways }, (_, i) => ({
      fact,
      is: 'includesAny',
      value: Array.from({ length: 40 }, (_, j) => `${fact} ${i}.${j}`),
    })),
  })),
});
const lists = Object.fromEntries(
  ['goods', 'regions', 'brands'].map((fact) => [
    fact,
    { type: 'texts', label: label(fact), suppliedBy: ['caller'] },
  ]),
);

const cases: Readonly<Record<LintRule, Case>> = {
  'not-analysed': {
    wrong: { facts: lists, transfers: { close: { when: manyWays(60) } } },
    right: {
      facts: lists,
      transfers: {
        close: { when: { all: Object.keys(lists).map((fact) => ({ fact, is: 'includes', value: 'one' })) } },
      },
    },
    path: 'transfers.close.when',
  },
  'condition-never': {
    wrong: { transfers: { close: { when: { all: [count('atLeast', 3), count('below', 3)] } } } },
    right: { transfers: { close: { when: { all: [count('atLeast', 3), count('atMost', 3)] } } } },
    path: 'transfers.close.when',
  },
  'condition-always': {
    wrong: { transfers: { close: { when: { any: [count('atLeast', 3), count('below', 3)] } } } },
    right: { transfers: { close: { when: { any: [count('atLeast', 4), count('below', 3)] } } } },
    path: 'transfers.close.when',
  },
  'condition-part-redundant': {
    wrong: {
      transfers: {
        close: { when: { all: [fits(true), { any: [count('atLeast', 3), count('atLeast', 1)] }] } },
      },
    },
    right: {
      transfers: {
        close: { when: { all: [fits(true), { any: [count('atLeast', 3), count('equals', 1)] }] } },
      },
    },
    path: 'transfers.close.when.all[1].any[0]',
  },
  'transfer-shadowed': {
    wrong: {
      transfers: { win: { ...loses, trigger: onEvent('orderRecorded'), priority: 1, when: fits(true) } },
    },
    right: {
      transfers: { win: { ...loses, trigger: onEvent('orderRecorded'), priority: -1, when: fits(true) } },
    },
    path: 'transfers.win',
    shown: true,
  },
  'deadline-overtaken': {
    wrong: withAside({
      transfers: { lose: { ...loses, trigger: after(30) }, late: { ...toAside, trigger: after(60) } },
    }),
    right: withAside({
      transfers: {
        lose: { ...loses, trigger: after(30), when: fits(false) },
        late: { ...toAside, trigger: after(60) },
      },
    }),
    path: 'transfers.late',
    shown: true,
  },
  'transfer-never': {
    wrong: withAside({ transfers: { late: { ...toAside, trigger: onEvent('clientRegistered') } } }),
    right: withAside({
      transfers: { late: { ...toAside, trigger: onEvent('clientRegistered', 'contactRecorded') } },
    }),
    path: 'transfers.late.trigger',
  },
  'transfer-out-of-reach': {
    wrong: withAside({
      transfers: {
        back: { ...back, trigger: byHand('caller') },
        late: { ...toAside, trigger: onEvent('contactRecorded') },
      },
    }),
    right: withAside({
      transfers: {
        back: { ...back, trigger: byHand('keeper') },
        late: { ...toAside, trigger: onEvent('contactRecorded') },
      },
    }),
    path: 'transfers.back.trigger.by',
    shown: true,
  },
  'acceptance-after-exit': {
    wrong: {
      transfers: {
        hand: { handoff: { acceptWithin: { workingHours: 40 } } },
        cool: { label: label('cool'), from: ['lead'], to: 'closed', trigger: after(3) },
      },
    },
    right: {
      transfers: {
        hand: { handoff: { acceptWithin: { workingHours: 20 } } },
        cool: { label: label('cool'), from: ['lead'], to: 'closed', trigger: after(3) },
      },
    },
    path: 'transfers.hand.handoff.acceptWithin',
    shown: true,
  },
  'cadence-out-of-order': {
    wrong: {
      cadence: { dormant: { kind: 'fixed', after: { months: 2 } } },
      transfers: { close: { when: { fact: 'cadence.status', is: 'equals', value: 'overdue' } } },
    },
    right: {
      cadence: { dormant: { kind: 'fixed', after: { days: 63 } } },
      transfers: { close: { when: { fact: 'cadence.status', is: 'equals', value: 'overdue' } } },
    },
    path: 'cadence.dormant',
    shown: true,
  },
  'ping-pong-by-time': {
    wrong: withAside({
      transfers: {
        back: { ...back, to: 'kept', trigger: after(7) },
        late: { ...toAside, trigger: after(30) },
      },
    }),
    right: withAside({
      transfers: {
        back: { ...back, to: 'kept', trigger: byHand('head') },
        late: { ...toAside, trigger: after(30) },
      },
    }),
    path: 'transfers.late',
    shown: true,
  },
  'ping-pong-by-event': {
    wrong: withAside({
      transfers: {
        back: { ...back, to: 'kept', trigger: onEvent('contactRecorded'), when: fits(true) },
        late: { ...toAside, trigger: onEvent('contactRecorded') },
      },
    }),
    right: withAside({
      transfers: {
        back: { ...back, to: 'kept', trigger: onEvent('contactRecorded'), when: fits(true) },
        late: { ...toAside, trigger: onEvent('contactRecorded'), when: fits(false) },
      },
    }),
    path: 'transfers.back',
    shown: true,
  },
  'ping-pong-by-return': {
    wrong: { facts: { fit: undefined }, transfers: { hand: { when: undefined } } },
    right: { transfers: { hand: { when: fits(true) } } },
    path: 'transfers.hand.handoff.onReturn.to',
    shown: true,
  },
  'escalation-to-receiver': {
    wrong: {
      transfers: { hand: { handoff: { escalateTo: 'keeper', rejections: handoff().rejections as Change } } },
    },
    right: {
      transfers: { hand: { handoff: { escalateTo: 'head', rejections: handoff().rejections as Change } } },
    },
    path: 'transfers.hand.handoff.escalateTo',
    shown: true,
  },
  'dead-end': {
    wrong: {
      transfers: { hand: { handoff: { onReturn: undefined } }, close: { when: count('below', 0) } },
    },
    right: {
      transfers: { hand: { handoff: { onReturn: undefined } }, close: { when: count('below', 1) } },
    },
    path: 'states.buyer',
    shown: true,
  },
  'handoff-leads-nowhere': {
    wrong: {
      states: { attic: { label: label('attic'), responsible: 'caller', load: { caller: 1 } } },
      transfers: {
        hand: { handoff: { rejections: { misfit: { to: 'attic' } } } },
        leave: { label: label('leave'), from: ['attic'], to: 'lead', trigger: onEvent('clientRegistered') },
      },
    },
    right: {
      states: { attic: { label: label('attic'), responsible: 'caller', load: { caller: 1 } } },
      transfers: {
        hand: { handoff: { rejections: { misfit: { to: 'attic' } } } },
        leave: { label: label('leave'), from: ['attic'], to: 'lead', trigger: onEvent('contactRecorded') },
      },
    },
    path: 'transfers.hand.handoff.rejections.misfit.to',
    shown: true,
  },
  'end-by-silence': {
    wrong: { transfers: { lose: { ...loses, to: 'closed', trigger: after(180, 'orders.lastAt') } } },
    right: { transfers: { lose: { ...loses, to: 'closed', trigger: after(180) } } },
    path: 'transfers.lose',
  },
  'waiting-without-date': {
    wrong: withAside({
      states: { aside: { ...aside, waiting: true } },
      transfers: {
        back: { ...back, trigger: { kind: 'time', at: 'windows.preparationAt' } },
        late: { ...toAside, trigger: onEvent('contactRecorded') },
      },
    }),
    right: withAside({
      states: { aside: { ...aside, waiting: true } },
      transfers: {
        back: { ...back, trigger: { kind: 'time', at: 'windows.preparationAt' } },
        late: {
          ...toAside,
          trigger: onEvent('contactRecorded'),
          when: { fact: 'windows.nextAt', is: 'after', value: { now: true } },
        },
      },
    }),
    path: 'transfers.late',
    shown: true,
  },
  'wake-date-unused': {
    wrong: { transfers: { close: { needsWakeDate: true } } },
    right: { transfers: { close: { needsWakeDate: false } } },
    path: 'transfers.close.needsWakeDate',
  },
  'release-without-effect': {
    wrong: { transfers: { buy: { releases: ['caller'] } } },
    right: { transfers: { buy: { releases: ['helper'] } } },
    path: 'transfers.buy.releases[0]',
  },
  'fact-unsupplied': {
    wrong: { facts: { fit: { suppliedBy: [] } } },
    right: { facts: { fit: { suppliedBy: ['caller'] } } },
    path: 'facts.fit',
    shown: true,
  },
  'fact-supplier-may-not': {
    wrong: { facts: { fit: { suppliedBy: ['helper'] } } },
    right: { facts: { fit: { suppliedBy: ['helper', 'caller'] } } },
    path: 'facts.fit.suppliedBy',
  },
  'fact-unused': {
    wrong: { facts: { size: number } },
    right: {
      facts: { size: number },
      transfers: { close: { when: { fact: 'size', is: 'atLeast', value: 1 } } },
    },
    path: 'facts.size',
    options: { usedElsewhere: [] },
  },
  'role-reads-nothing': {
    wrong: { roles: { caller: { mayRead: { not: { all: [] } } } } },
    right: { roles: { caller: { mayRead: { not: { fact: 'state', is: 'equals', value: 'kept' } } } } },
    path: 'roles.caller.mayRead',
  },
  'role-without-load': {
    wrong: { states: { kept: { load: { helper: 0 } } } },
    right: { states: { kept: { load: { helper: 0.1 } } } },
    path: 'roles.helper',
  },
  'handoff-without-load': {
    wrong: {
      states: { kept: { supporting: [], load: { keeper: undefined, helper: undefined } } },
      roles: { helper: undefined },
    },
    right: {
      states: { kept: { supporting: [], load: { keeper: 1, helper: undefined } } },
      roles: { helper: undefined },
    },
    path: 'states.kept.load',
  },
  'load-of-others-only': {
    wrong: { states: { kept: { load: { keeper: undefined } } } },
    right: { states: { kept: { load: { keeper: 0.2 } } } },
    path: 'states.kept.load',
  },
};

describe.each(Object.entries(cases))('%s', (rule, { wrong, right, path, shown, options }) => {
  const of = (blueprint: BlueprintInput) =>
    lintBlueprint(blueprint, options).filter((finding) => finding.rule === rule);

  it('is said of what is wrong, in both languages and with its place', () => {
    const findings = of(plainBlueprint(wrong));
    expect(findings.map((finding) => finding.path)).toEqual([path]);
    const conveyor = { blueprint: defineConveyor(plainBlueprint(wrong)).blueprint };
    const [en, ru] = ['en', 'ru'].map((language) =>
      findings[0]
        ? describeFinding(findings[0], { dictionary: dictionaries[language as 'en'], conveyor })
        : '',
    );
    expect(en).toMatch(/^[“«a-z].+[^{}\]]$/i);
    expect(ru).toMatch(/[а-я]/);
    expect(`${en}${ru}`).not.toMatch(/undefined|[{}[\]]/);
  });

  it('is not said of the same set right, about which there is nothing to say', () => {
    expect(lintBlueprint(plainBlueprint(right), options)).toEqual([]);
  });

  it(`is ${shown ? '' : 'not '}shown by a client`, () => {
    const blueprint = plainBlueprint(wrong);
    for (const finding of of(blueprint)) {
      expect(finding.witness !== undefined).toBe(shown === true);
      if (finding.witness) expectShown(blueprint, finding);
    }
  });
});

describe('the lint', () => {
  it('has nothing to say about the plain blueprint', () => {
    expect(lintBlueprint(plainBlueprint())).toEqual([]);
  });

  it('has a case for every rule', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(lintEn).sort());
  });

  const policies = [
    { kind: 'fixed', after: { days: 60 } },
    { kind: 'fixed', after: { months: 2 } },
    {
      kind: 'ownMedian',
      times: 3,
      minMoments: 4,
      window: { years: 1 },
      otherwise: { kind: 'fixed', after: { days: 45 } },
    },
    {
      kind: 'ownPercentile',
      percentile: 1,
      minMoments: 3,
      window: { years: 2 },
      otherwise: { kind: 'fixed', after: { weeks: 9 } },
    },
  ] as const;
  const timeZone = 'Pacific/Chatham';
  const presets: BlueprintInput[] = [
    mixed(),
    transactional(),
    consultative(),
    project(),
    ...policies.flatMap((overdue) => [
      mixed({ overdue }),
      transactional({ overdue }),
      consultative({ overdue }),
    ]),
    mixed({ timeZone, currency: 'RUB', decisionLeadTimeDays: 0, rampIn: { days: 1 } }),
    consultative({ timeZone, decisionLeadTimeDays: 400, rampIn: { years: 1 } }),
    project({ timeZone, decisionLeadTimeDays: 1 }),
    transactional({ timeZone }),
  ];
  it('has nothing to say about the presets, whatever their options', () => {
    for (const preset of presets) expect(lintBlueprint(preset)).toEqual([]);
  }, 120_000);

  it('says which facts of a preset are for others only, if asked', () => {
    const facts = lintBlueprint(mixed(), { usedElsewhere: ['industry'] }).map(({ rule, names }) => [
      rule,
      names.facts,
    ]);
    expect(facts).toEqual(
      [
        ...['region', 'channel', 'monthlyVolume', 'receivables', 'overdueDebt'],
        ...['averageOrder', 'activeLines', 'walletShare'],
      ].map((name) => ['fact-unused', [name]]),
    );
  });

  it('counts no night for an offer that lasts exactly one shift', () => {
    const blueprint = plainBlueprint({
      workingTime: { from: '00:00', to: '01:40' },
      transfers: {
        hand: { handoff: { acceptWithin: { workingHours: 100 / 60 } } },
        cool: {
          label: label('cool'),
          from: ['lead'],
          to: 'closed',
          trigger: { kind: 'time', at: 'state.since', plus: { hours: 10 } },
        },
      },
    });
    expect(lintBlueprint(blueprint)).toEqual([]);
  });

  it('knows in how little time working hours pass: over a lunch, into a Saturday that is worked once', () => {
    const finds = (hours: number, days: number, workingTime: object) => {
      const { workingTime: _, ...plain } = plainBlueprint({
        transfers: {
          hand: { handoff: { acceptWithin: { workingHours: hours } } },
          cool: {
            label: label('cool'),
            from: ['lead'],
            to: 'closed',
            trigger: { kind: 'time', at: 'state.since', plus: { hours: days } },
          },
        },
      });
      return lintBlueprint({ ...plain, workingTime } as BlueprintInput).map(({ rule }) => rule);
    };
    const on = (days: number[]) => ({
      shifts: [
        { days, from: '09:00', to: '13:00' },
        { days, from: '14:00', to: '18:00' },
      ],
    });
    expect(finds(8, 8, on([1, 2, 3, 4, 5]))).toEqual(['acceptance-after-exit']);
    expect(finds(8, 9, on([1, 2, 3, 4, 5]))).toEqual([]);
    // Two days of eight hours each: with the weekday between them, or with the Saturday after it.
    expect(finds(16, 32, on([1, 3, 5]))).toEqual(['acceptance-after-exit']);
    const saturday = { '2026-01-10': [{ from: '09:00', to: '17:00' }] };
    expect(finds(16, 32, { ...on([1, 3, 5]), dates: saturday })).toEqual([]);
    expect(finds(16, 31, { ...on([1, 3, 5]), dates: saturday })).toEqual(['acceptance-after-exit']);
  });

  it('says the same about the same blueprint', () => {
    const blueprint = plainBlueprint(cases['ping-pong-by-time'].wrong);
    expect(lintBlueprint(blueprint)).toEqual(lintBlueprint(blueprint));
  });

  it('shows that a conveyor comes to no end where two deadlines have always passed', () => {
    const registered = (from: string, to: string) => ({
      label: label(to),
      from: [from],
      to,
      trigger: after(7, 'client.registeredAt'),
    });
    const blueprint = plainBlueprint(
      withAside({ transfers: { late: registered('kept', 'aside'), back: registered('aside', 'kept') } }),
    );
    const [finding] = lintBlueprint(blueprint).filter(({ rule }) => rule === 'ping-pong-by-time');
    expect(finding?.witness?.shows.kind).toBe('endless');
    if (finding) expectShown(blueprint, finding);
  });
});
