import { type ExpectedEvent, type ExpectedRefusal, scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  fixedRule,
  head,
  importer,
  ordered,
  registered,
  stages,
  tanya,
} from '../client/department.ts';

const register = { type: 'register', clientId, source: 'cold' } as const;
const registering = scenario(conveyor)
  .given()
  .when(register, by(importer, at('01-05')));
const refused = scenario(conveyor)
  .given(...stages.cold)
  .when(register, by(importer, at('01-05')));

/** The message with which an expectation fails; nothing where it holds. */
function failureOf(expectation: () => void): (Error & { expected?: unknown; actual?: unknown }) | undefined {
  try {
    expectation();
  } catch (error) {
    return error as Error;
  }
  return undefined;
}
const linesOf = (expectation: () => void) => failureOf(expectation)?.message.split('\n').slice(1);

const first: ExpectedEvent = { type: 'clientRegistered' };
const second: ExpectedEvent = { type: 'clientPooled' };

describe('expected events', () => {
  test('match as far as they are described', () => {
    registering.then([first, second]);
    registering.then([
      { ...first, source: 'cold', by: 'import' } as ExpectedEvent,
      { type: 'clientPooled', pool: 'telemarketer' },
    ]);
  });

  test('must be all that happened, in order', () => {
    expect(linesOf(() => registering.then([first]))).toEqual([
      expect.stringMatching(/^\[1\]: unexpected .*clientPooled/),
    ]);
    expect(linesOf(() => registering.then([first, second, { type: 'orderPaid', orderId: 'o1' }]))).toEqual([
      '[2]: missing {"type":"orderPaid","orderId":"o1"}',
    ]);
    expect(linesOf(() => registering.then([second, first]))).toHaveLength(2);
    expect(linesOf(() => registering.then([]))).toHaveLength(2);
  });

  test('fail with every difference at once, and with both sides for the runner', () => {
    const wrong: ExpectedEvent[] = [
      { type: 'clientRegistered', source: 'lead', state: 'lead' },
      { type: 'clientPooled', pool: 'clientManager' },
    ];
    const failure = failureOf(() => registering.then(wrong));
    expect(failure?.message.split('\n')).toEqual([
      'The outcome is another one:',
      '[0].source: expected "lead", got "cold"',
      '[0].state: expected "lead", got "cold"',
      '[1].pool: expected "clientManager", got "telemarketer"',
    ]);
    expect(failure).toMatchObject({
      expected: wrong,
      actual: [{ type: 'clientRegistered' }, { type: 'clientPooled' }],
    });
  });

  test('reach into payloads, lists and their ends', () => {
    const order = { id: 'o1', placedAt: at('01-06'), lines: [{ product: 'cheese', quantity: 2 }] };
    const ordering = scenario(conveyor)
      .given(...stages.cold)
      .when({ type: 'recordOrder', clientId, order }, by(importer, at('01-07')));
    ordering.then([{ type: 'orderRecorded', order: { id: 'o1', lines: [{ product: 'cheese' }] } }]);
    expect(
      linesOf(() => ordering.then([{ type: 'orderRecorded', order: { lines: [{ quantity: 3 }] } }])),
    ).toEqual(['[0].order.lines[0].quantity: expected 3, got 2']);
    expect(linesOf(() => ordering.then([{ type: 'orderRecorded', order: { lines: [] } }]))).toHaveLength(1);
    expect(
      linesOf(() => ordering.then([{ type: 'orderRecorded', order: { total: { amount: 1 } } }])),
    ).toEqual(['[0].order.total: expected {"amount":1}, got nothing']);
  });
});

describe('an expected refusal', () => {
  test('names every reason, in any order', () => {
    refused.then({ refused: ['ALREADY_REGISTERED'] });
    const close = { type: 'transfer', clientId, transfer: 'close' } as const;
    const asked = scenario(conveyor)
      .given(...stages.cold)
      .when(close, by(tanya, at('01-07')));
    asked.then({ refused: ['REASON_NEEDED', 'NOT_AUTHORIZED', 'WRONG_ROLE'] });
    asked.then({ refused: ['NOT_AUTHORIZED', 'WRONG_ROLE', 'REASON_NEEDED'] });
    expect(linesOf(() => asked.then({ refused: ['NOT_AUTHORIZED', 'WRONG_ROLE'] }))).toHaveLength(2);
  });

  test('is not met by events, nor are events by a refusal', () => {
    const expectedRefusal: ExpectedRefusal = { refused: ['ALREADY_REGISTERED'] };
    expect(failureOf(() => registering.then(expectedRefusal))).toMatchObject({ actual: [first, second] });
    expect(failureOf(() => refused.then([first]))).toMatchObject({
      actual: { command: 'register', clientId, reasons: [{ code: 'ALREADY_REGISTERED' }] },
    });
    expect(failureOf(() => refused.then([]))).toBeDefined();
  });
});

describe('given', () => {
  test('nothing, the client is new', () => {
    expect(scenario(conveyor).given().client).toBeUndefined();
    expect(registering.client).toMatchObject({ state: 'cold', revision: 2 });
  });

  test('events, the client is what they make of it, and a refusal leaves it so', () => {
    const given = scenario(conveyor).given(...stages.regular);
    expect(given.client).toMatchObject({ state: 'regular', revision: stages.regular.length });
    const { client } = given.when(register, by(importer, at('02-12')));
    expect(client).toEqual(given.client);
  });

  test('fills in heads: an event without a time happens with the one before it', () => {
    const { client } = scenario(conveyor).given(registered('cold', at('01-05')), {
      type: 'stateChanged',
      from: 'cold',
      to: 'lead',
      cause: 'person',
    }) as { client: object };
    expect(client).toMatchObject({ id: 'client', stateSince: at('01-05'), decidedAt: at('01-05') });
  });

  test('a record of something older, it was recorded after the ones before it', () => {
    const { client } = scenario(conveyor).given(...stages.regular, ordered('late', at('01-20')));
    expect(client?.decidedAt).toBe(at('02-10'));
    expect(
      scenario(conveyor).given(registered('cold', '2019-01-05T09:00:00.000Z')).client?.decidedAt,
    ).toContain('2019');
  });

  test('another id, the client has it', () => {
    const given = scenario(conveyor, 'acme').given(...stages.cold);
    expect(given.client?.id).toBe('acme');
    given.when({ type: 'advanceTime', clientId: 'acme' }, by(head, at('01-06'))).then([]);
  });

  test('a past, a decision may need it: the kit has it at hand', () => {
    const payment = stages.regular.findIndex(({ type }) => type === 'orderPaid');
    scenario(fixedRule)
      .given(...stages.regular)
      .when(
        { type: 'correctRecord', clientId, eventId: `client#${payment + 1}`, reason: 'x' },
        by(head, at('02-12')),
      )
      .then([{ type: 'recordCorrected', eventId: `client#${payment + 1}` }]);
  });
});

test('what is no command is an error, not a refusal', () => {
  const given = scenario(conveyor).given(...stages.cold);
  expect(() => given.when({ type: 'sing' } as never, by(head, at('01-06')))).toThrow();
});

test('the events of both clients of a merge are held against the expectation', () => {
  const survivor = scenario(conveyor).given(...stages.cold);
  const twin = scenario(conveyor, 'twin').given(...stages.cold).client;
  const merging = survivor.when(
    { type: 'mergeDuplicate', clientId, duplicateId: 'twin' },
    { ...by(head, at('01-06')), ...(twin && { duplicate: twin }) },
  );
  merging.then([
    { type: 'duplicateMerged', clientId },
    { type: 'stateChanged', clientId: 'twin', to: 'closed' },
    { type: 'mergedAway', clientId: 'twin' },
  ]);
  expect(merging.client?.merged).toHaveLength(1);
});
