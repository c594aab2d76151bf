import { describe, expect, test } from 'vitest';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

const acme = { id: 'acme', holder: 'ann', hours: 2, accountGroup: 'group' };
const borealis = { id: 'borealis', holder: 'ann', hours: 1, accountGroup: 'group' };
const cosmos = { id: 'cosmos', holder: 'bob', hours: 3, eligible: ['bob', 'ann'], protected: 'late deal' };
const ann = { id: 'ann', capacity: 10 };
const bob = { id: 'bob', capacity: 10 };
const cat = { id: 'cat', capacity: 10, accepts: false };
const sound = { clients: [acme, borealis, cosmos], employees: [ann, bob, cat] };
const pinned = (...pins: [string, string][]) => ({
  ...sound,
  policy: { pins: pins.map(([clientId, employeeId]) => ({ clientId, employeeId })) },
});

function faultsOf(problem: RedistributionProblem): string {
  try {
    redistribute(problem, { effort: 0.02 });
  } catch (error) {
    if (isConveyorError(error, 'INVALID_PROBLEM')) return error.message;
    throw error;
  }
  return '';
}

describe('a problem with faults is refused, naming whose they are', () => {
  const clientsWith = (...clients: object[]) => ({
    ...sound,
    clients: clients as RedistributionProblem['clients'],
  });
  test.each<[string, RedistributionProblem, RegExp]>([
    ['hours that are no number', clientsWith({ ...acme, hours: Number.NaN }), /client acme/],
    ['endless hours', clientsWith({ ...acme, hours: Number.POSITIVE_INFINITY }), /client acme/],
    ['negative hours', clientsWith({ ...acme, hours: -1 }), /client acme/],
    ['negative capacity', { ...sound, employees: [ann, { ...bob, capacity: -1 }] }, /employee bob/],
    ['an unknown holder', clientsWith({ ...acme, holder: 'anna' }), /client acme.*anna; did you mean "ann"/],
    ['an unknown eligible employee', clientsWith({ ...acme, eligible: ['zoe'] }), /client acme.*zoe/],
    ['an unknown pinned client', pinned(['acne', 'ann']), /no client acne/],
    ['an unknown employee in a pin', pinned(['acme', 'zoe']), /no employee zoe/],
    [
      'an unknown forbidden pair',
      { ...sound, policy: { forbidden: [{ clientId: 'x', employeeId: 'y' }] } },
      /x.*y/,
    ],
    ['a client twice', clientsWith(acme, borealis, acme), /client acme: is there twice/],
    ['an employee twice', { ...sound, employees: [ann, bob, cat, ann] }, /employee ann: is there twice/],
    ['no clients', clientsWith(), /clients: must not be empty/],
    ['no employees', { ...sound, employees: [] }, /employees: must not be empty/],
    [
      'two pins of one client',
      pinned(['acme', 'ann'], ['acme', 'bob']),
      /acme is pinned to several: ann, bob/,
    ],
    [
      'pins that split a group of companies',
      pinned(['acme', 'ann'], ['borealis', 'bob']),
      /split the group of companies group/,
    ],
    ['a pin of a protected client', pinned(['cosmos', 'ann']), /cosmos.*protected with bob/],
    ['a pin to one who accepts none', pinned(['acme', 'cat']), /acme.*cat, who accepts no clients/],
    [
      'a pin that is forbidden',
      {
        ...sound,
        policy: {
          pins: [{ clientId: 'acme', employeeId: 'bob' }],
          forbidden: [{ clientId: 'acme', employeeId: 'bob' }],
        },
      },
      /acme is both pinned and forbidden to bob/,
    ],
    [
      'a pin of which the rest of the group of companies cannot be part',
      {
        clients: [acme, { ...borealis, eligible: ['ann'] }],
        employees: [ann, bob],
        policy: { pins: [{ clientId: 'acme', employeeId: 'bob' }] },
      },
      /companies group goes together.*borealis/,
    ],
    [
      'nobody to protect it with',
      clientsWith({ id: 'x', hours: 1, protected: 'why' }),
      /client x: nobody holds it/,
    ],
  ])('%s', (_, problem, named) => {
    expect(faultsOf(problem)).toMatch(named);
  });

  test('every fault at once', () => {
    const message = faultsOf(clientsWith({ ...acme, holder: 'x' }, { ...borealis, holder: 'y' }));
    expect(message).toMatch(/acme.*borealis/);
  });
});

test('a misspelt key, of the policy or of a client, hides no other fault', () => {
  const wrong = {
    clients: [
      { id: 'acme', hors: 2 },
      { ...borealis, holder: 'anna' },
    ],
    employees: [ann, bob],
    policy: { pin: [{ clientId: 'acne', employeeId: 'zoe' }], keepGroupsTogether: true, movabel: 'all' },
  } as unknown as RedistributionProblem;
  const problemsOf = (problem: RedistributionProblem) => {
    try {
      redistribute(problem, { effort: 0.02 });
    } catch (error) {
      if (!isConveyorError(error, 'INVALID_PROBLEM')) throw error;
      return (error.details.problems as { path: string; code: string }[]).map(({ path, code }) => [
        path,
        code,
      ]);
    }
    return [];
  };
  expect(problemsOf(wrong)).toEqual([
    ['clients[0].hours', 'MISSING'],
    ['clients[0].hors', 'UNKNOWN_KEY'],
    ['policy.pin', 'UNKNOWN_KEY'],
    ['policy.movabel', 'UNKNOWN_KEY'],
    ['clients[1].holder', 'NO_SUCH_EMPLOYEE'],
    ['policy.pins[0].clientId', 'NO_SUCH_CLIENT'],
    ['policy.pins[0].employeeId', 'NO_SUCH_EMPLOYEE'],
  ]);
});

test('a sound problem is not refused', () => {
  expect(faultsOf(sound)).toBe('');
});

test('a problem is read some clients at a time, and of a large one every fault is named as of a small one', () => {
  const clients = Array.from({ length: 4_500 }, (_, i) => ({ id: `c${i}`, holder: 'ann', hours: 1 }));
  const wrong = { 1999: { hours: -1 }, 2000: { hours: Number.NaN }, 4499: { id: '' } };
  for (const [at, fault] of Object.entries(wrong)) Object.assign(clients[Number(at)] as object, fault);
  const said = faultsOf({ clients, employees: [ann, { ...bob, capacity: -1 }] });
  expect(said).toMatch(/client c1999/);
  expect(said).toMatch(/client c2000/);
  expect(said).toMatch(/clients\[4499\]|client :/);
  expect(said).toMatch(/employee bob/);
});
