/** Define a conveyor of your own: three states of a coffee wholesaler, one rule, one handoff. */
import {
  BlueprintError,
  type BlueprintInput,
  defineConveyor,
  describeProblem,
  factsOf,
  labelIn,
} from 'sales-conveyor';
import { adviseSalesType, consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { readLocale } from '../shared/locale.ts';

const { dictionary, locale, say } = readLocale('03-own-blueprint');

const presets = { mixed, transactional, consultative, project };
const label = (en: string, ru: string) => ({ en, ru });

const { type, roles } = adviseSalesType({
  itemCost: 'low',
  complexity: 'low',
  clientCount: 3000,
  purchasesPerYear: 6,
});
console.log(
  say(
    `A ${type} department, with ${roles.length} roles.`,
    `Отдел: ${labelIn(presets[type]().label, locale)}, ролей: ${roles.length}.`,
  ),
);

const facts = {
  tastingHeld: { type: 'boolean', label: label('tasting', 'дегустация'), suppliedBy: ['hunter'] },
} as const;
const { fact } = factsOf(facts);

const coffee: BlueprintInput = {
  name: 'coffee',
  version: 1,
  label: label('coffee wholesale', 'опт кофе'),
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  workingTime: { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' },
  facts,
  roles: {
    hunter: {
      label: label('hunter', 'охотник'),
      may: { own: ['transfer', 'learnFacts', 'assignHolder'], any: ['register', 'recordOrder'] },
    },
    farmer: {
      label: label('farmer', 'фермер'),
      may: { own: ['transfer', 'acceptHandoff', 'rejectHandoff'], any: ['recordOrder'] },
    },
    boss: { label: label('boss', 'начальник'), may: { any: ['acceptHandoff', 'rejectHandoff', 'transfer'] } },
  },
  entries: { fair: 'prospect' },
  states: {
    prospect: { label: label('prospect', 'потенциальный'), responsible: 'hunter', load: { hunter: 2 } },
    customer: {
      label: label('customer', 'покупатель'),
      responsible: 'farmer',
      load: { farmer: 1 },
      cadence: true,
    },
    gone: { label: label('gone', 'ушёл'), final: true },
  },
  transfers: {
    handOver: {
      label: label('hand over', 'передать'),
      from: ['prospect'],
      to: 'customer',
      trigger: { kind: 'person', by: ['hunter'] },
      when: fact('tastingHeld').equals(true),
      handoff: {
        to: 'farmer',
        acceptWithin: { workingHours: 8 },
        escalateTo: 'boss',
        rejections: { noTasting: { label: label('no tasting', 'не было дегустации'), fixable: true } },
      },
    },
    leave: {
      label: label('leaves', 'уходит'),
      from: ['customer'],
      to: 'gone',
      trigger: { kind: 'time', at: 'cadence.lostAt' },
    },
  },
  cadence: {
    overdue: { kind: 'fixed', after: { days: 30 } },
    dormant: { kind: 'fixed', after: { days: 60 } },
    lost: { kind: 'fixed', after: { months: 6 } },
  },
  windowLeadTime: { days: 14 },
  mergedState: 'gone',
};

try {
  defineConveyor({ ...coffee, entries: { fair: 'prospct' }, transfers: {} });
} catch (error) {
  if (error instanceof BlueprintError)
    for (const problem of error.problems) console.log(describeProblem(problem, { dictionary }));
}

const conveyor = defineConveyor(coffee);
console.log(
  say(
    `"${conveyor.blueprint.name}" runs, with ${Object.keys(conveyor.blueprint.states).length} states.`,
    `«${labelIn(conveyor.blueprint.label, locale)}» работает, состояний: ${Object.keys(conveyor.blueprint.states).length}.`,
  ),
);
