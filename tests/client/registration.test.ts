import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import { at, by, conveyor, head, importer, registered, stranger, tanya } from './department.ts';
import { Story } from './story.ts';

const register = { type: 'register', clientId: 'client', source: 'cold' } as const;
const newcomer = scenario(conveyor).given();

describe('a new client', () => {
  test.each([
    ['cold', 'cold'],
    ['lead', 'lead'],
    ['referral', 'lead'],
    ['existing', 'regular'],
  ])('from the source "%s" begins as %s', (source, state) => {
    const { client } = newcomer.when({ ...register, source }, by(importer, at('01-05')));
    expect(client).toMatchObject({ state, source, stateSince: at('01-05'), revision: 2 });
  });

  test('waits in the pool of the role that is responsible, with a reason', () => {
    newcomer.when(register, by(tanya, at('01-05'))).then([
      { type: 'clientRegistered', source: 'cold', state: 'cold', by: 'tanya' },
      { type: 'clientPooled', pool: 'telemarketer', cause: { code: 'registered' }, by: 'system' },
    ]);
  });

  test('brings what is known of it, from its source and as of then', () => {
    const command = { ...register, source: 'lead', facts: { fit: true }, at: at('01-02') };
    newcomer
      .when(command, by(importer, at('01-05')))
      .then([
        { type: 'clientRegistered', happenedAt: at('01-02'), recordedAt: at('01-05') },
        { type: 'factsLearned', facts: { fit: { value: true, source: 'lead', at: at('01-02') } } },
        { type: 'clientPooled' },
      ]);
  });
});

describe('a registration is refused', () => {
  test('from a source that is no entry, in the future, and with facts that are wrong: all said at once', () => {
    const facts = { fit: 'yes', creditLimit: { amount: 1.5, currency: 'EUR' }, colour: 'red' };
    const command = { ...register, source: 'rumour', facts, at: at('03-01') };
    newcomer.when(command, by(importer, at('01-05'))).then({
      refused: ['IN_THE_FUTURE', 'INVALID_VALUE', 'INVALID_VALUE', 'UNKNOWN_NAME', 'UNKNOWN_NAME'],
    });
  });

  test('for a client who is registered already', () => {
    scenario(conveyor)
      .given(registered('cold', at('01-05')))
      .when(register, by(importer, at('01-06')))
      .then({ refused: ['ALREADY_REGISTERED'] });
  });

  test('from a stranger, who is told who may', () => {
    const story = new Story(conveyor);
    expect(story.ask({ type: 'register', source: 'cold' }, stranger, at('01-05'))).toEqual([
      {
        code: 'NOT_AUTHORIZED',
        stranger: true,
        actor: 'stranger',
        action: 'register',
        holders: [],
        roles: ['telemarketer', 'developmentSpecialist', 'clientManager', 'headOfSales'],
      },
    ]);
  });
});

test('a command to a client whom nobody registered is refused', () => {
  newcomer
    .when({ type: 'advanceTime', clientId: 'client' }, by(head, at('01-05')))
    .then({ refused: ['UNKNOWN_CLIENT'] });
});
