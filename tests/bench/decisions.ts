import { all, type BlueprintInput, defineConveyor, factsOf } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { scenario } from 'sales-conveyor/testing';
import { initialTransition, setup, transition } from 'xstate';
import { nanosecondsPer, printRatio } from './measure.ts';

const now = '2026-03-02T10:00:00.000Z';
const label = { en: 'x', ru: 'x' };
const facts = { volume: { type: 'number', label } } as const;
const { fact } = factsOf(facts);

/** Two states and one guarded way between them: what the machine beside it has, too. */
const twoStates: BlueprintInput = {
  name: 'two',
  version: 1,
  label,
  currency: 'EUR',
  workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  facts,
  roles: { seller: { label, may: { own: ['transfer'], any: ['register', 'assignHolder', 'learnFacts'] } } },
  cadence: {
    overdue: { kind: 'fixed', after: { days: 60 } },
    dormant: { kind: 'fixed', after: { days: 120 } },
    lost: { kind: 'fixed', after: { days: 360 } },
  },
  windowLeadTime: { days: 45 },
  mergedState: 'closed',
  entries: { any: 'open' },
  states: {
    open: { label, responsible: 'seller' },
    served: { label, responsible: 'seller' },
    closed: { label, final: true },
  },
  transfers: {
    serve: {
      label,
      from: ['open'],
      to: 'served',
      trigger: { kind: 'person', by: ['seller'] },
      when: all(fact('volume').atLeast(3), fact('orders.count').below(1)),
    },
    close: { label, from: ['served'], to: 'closed', trigger: { kind: 'person', by: ['seller'] } },
  },
};

/** A guarded transfer, decided and evolved, beside XState's pure transition with an equal guard. */
export async function benchDecisions(): Promise<void> {
  const seller = { id: 'ann', roles: ['seller'] };
  const conveyor = defineConveyor(twoStates);
  const { client } = scenario(conveyor).given(
    { type: 'clientRegistered', source: 'any', state: 'open' },
    { type: 'holderAssigned', role: 'seller', employeeId: 'ann' },
    { type: 'factsLearned', facts: { volume: { value: 4, source: 'ann', at: now } } },
  );
  const command = { type: 'transfer', clientId: 'client', transfer: 'serve' } as const;
  const move = () => {
    const outcome = conveyor.decide(client, command, { now, by: seller });
    if (!outcome.ok) throw new Error('The transfer was refused');
    return conveyor.evolveAll(client, outcome.events);
  };
  if (move().state !== 'served') throw new Error('The transfer did not happen');

  const machine = setup({
    types: { context: {} as { volume: number; orders: number }, events: {} as { type: 'SERVE' } },
    guards: { enough: ({ context }) => context.volume >= 3 && context.orders < 1 },
  }).createMachine({
    initial: 'open',
    context: { volume: 4, orders: 0 },
    states: { open: { on: { SERVE: { target: 'served', guard: 'enough' } } }, served: {} },
  });
  const [open] = initialTransition(machine);
  const step = () => transition(machine, open, { type: 'SERVE' });
  if (step()[0].value !== 'served') throw new Error('The machine did not move');

  const peer = nanosecondsPer(step);
  printRatio(
    'decide + evolve, guarded transfer / XState transition',
    nanosecondsPer(move),
    peer,
    'at least 20x',
  );
  printRatio('the same in the mixed conveyor (qualify)', nanosecondsPer(qualify()), peer, 'at least 10x');
}

function qualify(): () => unknown {
  const conveyor = defineConveyor(mixed());
  const fact = { value: true, source: 'tanya', at: now };
  const { client } = scenario(conveyor).given(
    { type: 'clientRegistered', source: 'cold', state: 'inQualification', happenedAt: now },
    { type: 'holderAssigned', role: 'telemarketer', employeeId: 'tanya' },
    { type: 'factsLearned', facts: { fit: fact, constantNeed: fact, cardComplete: fact } },
    { type: 'personRecorded', personId: 'p', person: { name: 'P', part: 'decisionMaker', reachable: true } },
  );
  const command = { type: 'transfer', clientId: 'client', transfer: 'qualify' } as const;
  return () => {
    const outcome = conveyor.decide(client, command, { now, by: { id: 'tanya', roles: ['telemarketer'] } });
    if (!outcome.ok) throw new Error('The transfer was refused');
    return conveyor.evolveAll(client, outcome.events);
  };
}
