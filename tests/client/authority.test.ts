import { explain } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, test } from 'vitest';
import { at, denis, head, importer, ivanova, stages, stranger } from './department.ts';
import { type Step, storyOf } from './story.ts';

const now = at('02-12');
const contact: Step = { type: 'recordContact', channel: 'phone', twoWay: true };
const regular = () => storyOf(stages.regular);

describe('what one may do', () => {
  test("with one's own client as its holder", () => {
    expect(regular().ask(contact, ivanova, now)).toEqual([]);
  });

  test("not with a colleague's: it is said whose it is and who may with any client", () => {
    expect(regular().ask(contact, denis, now)).toEqual([
      {
        code: 'NOT_AUTHORIZED',
        actor: 'denis',
        action: 'recordContact',
        holders: ['ivanova'],
        roles: ['orderOperator', 'salesSupport', 'headOfSales'],
      },
    ]);
  });

  test('with any client where the role allows it', () => {
    expect(regular().ask(contact, { id: 'oleg', roles: ['orderOperator'] }, now)).toEqual([]);
    expect(
      regular().ask({ type: 'shipOrder', orderId: 'o2' }, { id: 'bo', roles: ['backOffice'] }, now),
    ).toEqual([]);
  });

  test('as a service: it records and moves nobody', () => {
    expect(regular().ask(contact, importer, now)).toEqual([]);
    const close: Step = { type: 'transfer', transfer: 'close', reason: 'liquidated' };
    expect(regular().ask(close, importer, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED' },
      { code: 'WRONG_ROLE' },
    ]);
  });

  test('not as a stranger, whatever else is wrong being said as well', () => {
    const late: Step = { ...contact, at: at('12-31') } as Step;
    expect(regular().ask(late, stranger, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', actor: 'stranger' },
      { code: 'IN_THE_FUTURE', field: 'at' },
    ]);
  });

  test('and a stranger is told to be one, unlike somebody of the staff who may not', () => {
    const said = (actor: typeof stranger) =>
      [en, ru].map((dictionary) => {
        const reasons = regular().ask({ type: 'override', to: 'lost', reason: 'lost' }, actor, now);
        return explain({ reasons }, { dictionary });
      });
    expect(said(stranger)).toEqual([
      expect.stringMatching(/^stranger is not on the staff and may not move a client past the conditions\. /),
      expect.stringMatching(/^stranger не в штате и поэтому не вправе перевести клиента в обход условий\. /),
    ]);
    expect(said(ivanova).join()).not.toMatch(/staff|штат/);
  });

  test('not in a role that one has lost', () => {
    expect(regular().ask(contact, { ...ivanova, roles: ['developmentSpecialist'] }, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED' },
    ]);
  });

  test('not in a role that no blueprint knows', () => {
    for (const role of ['owner', 'constructor', '__proto__']) {
      expect(regular().ask(contact, { id: 'x', roles: [role] }, now)).toMatchObject([
        { code: 'NOT_AUTHORIZED' },
      ]);
    }
  });

  test.each<Step>([
    { type: 'mergeDuplicate', duplicateId: 'other' },
    { type: 'override', to: 'lost', reason: 'I say so' },
    { type: 'transfer', transfer: 'close', reason: 'liquidated' },
    { type: 'assignHolder', role: 'clientManager', employeeId: 'petrova' },
  ])('$type is for the head of sales', (step) => {
    expect(regular().ask(step, ivanova, now)).toContainEqual(
      expect.objectContaining({ code: expect.stringMatching(/NOT_AUTHORIZED|WRONG_ROLE/) }),
    );
  });

  test('time passes for everybody', () => {
    expect(regular().ask({ type: 'advanceTime' }, stranger, now)).toEqual([]);
  });
});

describe('a transfer', () => {
  test("that follows by itself is nobody's to do", () => {
    expect(regular().ask({ type: 'transfer', transfer: 'becomeOverdue' }, head, now)).toEqual([
      { code: 'NOT_BY_HAND', transfer: 'becomeOverdue' },
    ]);
  });

  test('from elsewhere, by the wrong role, without what it needs: all reasons at once', () => {
    const reasons = regular().ask({ type: 'transfer', transfer: 'defer', wakeAt: at('01-01') }, ivanova, now);
    expect(reasons.map(({ code }) => code)).toEqual([
      'WRONG_STATE',
      'WRONG_ROLE',
      'REASON_NEEDED',
      'INVALID_VALUE',
    ]);
  });

  test('that no blueprint knows is answered with those that there are', () => {
    for (const transfer of ['sell', 'constructor']) {
      expect(regular().ask({ type: 'transfer', transfer }, head, now)).toMatchObject([
        { code: 'UNKNOWN_NAME', kind: 'transfer', known: expect.arrayContaining(['reenter', 'close']) },
      ]);
    }
  });
});
