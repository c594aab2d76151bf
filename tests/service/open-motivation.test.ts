import {
  createSales,
  isConveyorError,
  type LoggedEvent,
  memoryStore,
  type Sales,
  type Store,
} from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  definePay,
  describePayEvent,
  explainPayRefusal,
  type Motivation,
  openMotivation,
  type PayEvent,
  type PayPlanInput,
} from 'sales-conveyor/motivation';
import { openRedistribution } from 'sales-conveyor/redistribution';
import { describe, expect, test, vi } from 'vitest';
import { payEventSchema } from '../../src/schema/pay-event-schema.ts';
import { conveyor, euros, on, planOf, tenPercent } from '../motivation/pay-kit.ts';

const by = { by: 'orlov' };

/** A department with Kate and Lena, who hold a client each, and Orlov, its head. */
async function department(plan: Partial<PayPlanInput> = {}, store: Store = memoryStore()) {
  let now = on('01-01', '09:00');
  let id = 0;
  const at = (day: string, time?: string) => {
    now = on(day, time);
  };
  const options = { conveyor, store, clock: () => now, ids: () => `id-${++id}` };
  const sales = createSales(options);
  const pay = definePay(conveyor, [planOf(tenPercent, { salary: { otherwise: 1_000_00 }, ...plan })]);
  for (const [employee, role] of [
    ['kate', 'clientManager'],
    ['lena', 'clientManager'],
    ['orlov', 'headOfSales'],
  ] as const)
    await sales.employees.hire({ id: employee, roles: [role], hoursPerMonth: 130 });
  for (const [clientId, employeeId] of [
    ['acme', 'kate'],
    ['bolt', 'lena'],
  ] as const) {
    await sales.clients.register({ id: clientId, source: 'existing' }, { by: 'import' });
    await sales.execute({ type: 'assignHolder', clientId, role: 'clientManager', employeeId }, by);
  }
  const order = (clientId: string, orderId: string, amount: number, placedAt = now) =>
    sales.execute(
      { type: 'recordOrder', clientId, order: { id: orderId, placedAt, total: euros(amount) } },
      by,
    );
  const cancel = (clientId: string, orderId: string) =>
    sales.execute({ type: 'cancelOrder', clientId, orderId, reason: 'changed their mind' }, by);
  return {
    sales,
    pay,
    motivation: openMotivation(sales, { pay }),
    at,
    order,
    cancel,
    again: () => createSales(options),
  };
}

const must = <T extends { readonly ok: boolean }>(result: T): Extract<T, { readonly ok: true }> => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as Extract<T, { readonly ok: true }>;
};
const closedOf = async (motivation: Motivation, employee = 'kate') =>
  must(await motivation.closed({ employee }, by)).statements;
async function eventsOf(sales: Sales, type?: string): Promise<PayEvent[]> {
  const found: LoggedEvent[] = [];
  for await (const event of sales.events()) if ('statementId' in event) found.push(event);
  return (found as unknown as PayEvent[]).filter((event) => type === undefined || event.type === type);
}

describe('a statement', () => {
  test('is the fold of the log, for themselves and for the head; another one is refused with the roles that may', async () => {
    const { motivation, at, order, pay, sales } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    const query = { employee: 'kate', period: '2026-01' };
    const own = must(await motivation.statement(query, { by: 'kate' })).statement;
    expect(own.total).toBe(1_100_00);
    expect(must(await motivation.statement(query, by)).statement).toEqual(own);
    const clients = [...(await sales.clients.history('acme')), ...(await sales.clients.history('bolt'))];
    const employees = [
      ...(await sales.employees.history('kate')),
      ...(await sales.employees.history('lena')),
    ];
    expect(pay.over({ clients, employees }).statement({ ...query, knownAt: on('01-10') })).toEqual(own);
    expect(await motivation.statement(query, { by: 'lena' })).toEqual({
      ok: false,
      reasons: [{ code: 'MAY_NOT_SEE_PAY', by: 'lena', employeeId: 'kate', roles: ['headOfSales'] }],
    });
    const nobody = { ok: false, reasons: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'katya' }] };
    expect(await motivation.statement({ ...query, employee: 'katya' }, by)).toEqual(nobody);
    expect(await motivation.closed({ employee: 'katya' }, by)).toEqual(nobody);
  });

  test('as was known at a moment is asked for by that moment', async () => {
    const { motivation, at, order, cancel } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-20');
    await cancel('acme', 'A-1');
    const total = async (knownAt?: string) =>
      must(await motivation.statement({ employee: 'kate', period: '2026-01', knownAt }, by)).statement.total;
    expect(await total()).toBe(1_000_00);
    expect(await total(on('01-31'))).toBe(1_100_00);
  });

  test('by a version of a plan that nobody knows is refused, and not 0', async () => {
    const { motivation } = await department();
    const plan = { id: 'managers', version: 7 };
    const asked = motivation.statement({ employee: 'kate', period: '2026-01', plan }, by);
    await expect(asked).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      details: { problems: [{ path: 'plan', code: 'NOT_ONE_OF', values: { allowed: ['1'] } }] },
    });
  });
});

describe('closing', () => {
  test('stores a statement for everybody who is on a plan, each with its event, and pays it', async () => {
    const { motivation, sales, at, order } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-01');
    const result = must(await motivation.close('2026-01', by));
    expect(result.closed).toMatchObject([
      { employeeId: 'kate', paid: 1_100_00, owed: 0 },
      { employeeId: 'lena', paid: 1_000_00, owed: 0 },
    ]);
    const [kate] = await closedOf(motivation);
    expect(kate).toMatchObject({ period: '2026-01', by: 'orlov', closed: { payment: { paid: 1_100_00 } } });
    const events = await eventsOf(sales);
    expect(events.map(({ type, whose }) => [type, whose])).toEqual([
      ['statementClosed', 'kate'],
      ['statementClosed', 'lena'],
    ]);
    for (const { position, ...event } of events as unknown as { position: number }[])
      expect(payEventSchema.parse(event)).toEqual(event);
    expect(await closedOf(openMotivation(sales, { pay: (await department()).pay }))).toEqual([kate]);
  });

  test('needs the authority; who may is said', async () => {
    const { motivation, at } = await department();
    at('02-01');
    expect(await motivation.close('2026-01', { by: 'kate' })).toEqual({
      ok: false,
      reasons: [{ code: 'MAY_NOT_CLOSE_PAY', by: 'kate', roles: ['headOfSales'] }],
    });
  });

  test('is for the roles that are named, where any are', async () => {
    const { sales, pay, at } = await department();
    at('02-01');
    const motivation = openMotivation(sales, { pay, access: { close: ['clientManager'], see: [] } });
    expect(await motivation.close('2026-01', by)).toMatchObject({ ok: false });
    expect(await motivation.close('2026-01', { by: 'kate' })).toMatchObject({ ok: true });
    expect(await motivation.closed({ employee: 'kate' }, by)).toMatchObject({ ok: false });
    expect(() => openMotivation(sales, { pay, access: { close: ['nobody'] } })).toThrow('nobody');
  });

  test('is not opened by a misspelt option, nor by roles that are no list: they would name nobody', async () => {
    const { sales, pay } = await department();
    const problemsOf = (options: object) => {
      try {
        openMotivation(sales, { pay, ...options });
      } catch (error) {
        if (isConveyorError(error, 'INVALID_ARGUMENT')) return error.details.problems;
      }
      return undefined;
    };
    const misspelt = (path: string, name: string, meant: string) => [
      expect.objectContaining({ path, code: 'UNKNOWN_NAME', values: { kind: 'option', name, meant } }),
    ];
    expect(problemsOf({ acces: { see: [] } })).toEqual(misspelt('options.acces', 'acces', 'access'));
    expect(problemsOf({ access: { sees: [] } })).toEqual(misspelt('options.access.sees', 'sees', 'see'));
    const wrong = (path: string, expected: string, received: string) => [
      expect.objectContaining({ path, code: 'WRONG_TYPE', values: { expected, received } }),
    ];
    expect(problemsOf({ access: 'text' })).toEqual(wrong('options.access', 'object', 'string'));
    expect(problemsOf({ access: { see: 'text' } })).toEqual(wrong('options.access.see', 'array', 'string'));
    expect(problemsOf({ access: { close: [5] } })).toMatchObject([{ path: 'options.access.close[0]' }]);
  });

  test('of a month that is not over, or is closed, is refused for each, and nothing is stored', async () => {
    const { motivation, at } = await department();
    at('01-20');
    expect(must(await motivation.close('2026-01', by))).toMatchObject({
      closed: [],
      refused: [{ employeeId: 'kate', reason: { code: 'PERIOD_NOT_OVER' } }, { employeeId: 'lena' }],
    });
    at('02-01');
    await motivation.close('2026-01', by);
    expect(must(await motivation.close('2026-01', by))).toMatchObject({
      closed: [],
      refused: [{ reason: { code: 'PERIOD_CLOSED' } }, { reason: { code: 'PERIOD_CLOSED' } }],
    });
    expect(await closedOf(motivation)).toHaveLength(1);
  });

  test('of a month that was left out is refused once a later one is closed, which does not pay it', async () => {
    const { motivation, at, order } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('03-01');
    const [kate] = must(await motivation.close('2026-02', by)).closed;
    expect(kate).toMatchObject({ employeeId: 'kate', paid: 1_000_00, owed: 0 });
    const reason = { code: 'PERIOD_CLOSED', last: '2026-02' };
    expect(must(await motivation.close('2026-01', by))).toMatchObject({
      closed: [],
      refused: [
        { employeeId: 'kate', reason },
        { employeeId: 'lena', reason },
      ],
    });
  });

  test('under a command id is done once, and tells the first outcome again', async () => {
    const { motivation, at, sales } = await department();
    at('02-01');
    const options = { ...by, commandId: 'close January' };
    const first = must(await motivation.close('2026-01', options));
    expect(must(await motivation.close('2026-01', options))).toEqual({ ...first, repeated: true });
    expect(await motivation.close('2026-02', options)).toMatchObject({
      ok: false,
      reasons: [{ code: 'COMMAND_ID_REUSED' }],
    });
    expect((await eventsOf(sales)).map(({ commandId }) => commandId)).toEqual([
      'close January',
      'close January',
    ]);
  });

  test('under a command id before the month is over keeps nothing: sent again afterwards, it closes', async () => {
    const { motivation, at } = await department();
    at('01-20');
    const options = { ...by, commandId: 'close January' };
    expect(must(await motivation.close('2026-01', options))).toMatchObject({ closed: [], repeated: false });
    at('02-01');
    const second = must(await motivation.close('2026-01', options));
    expect(second.closed.map(({ employeeId }) => employeeId)).toEqual(['kate', 'lena']);
    expect(must(await motivation.close('2026-01', options))).toEqual({ ...second, repeated: true });
  });

  test('of a month after one that is left out is refused with the one that is missing', async () => {
    const { motivation, at } = await department();
    at('02-01');
    await motivation.close('2026-01', by);
    at('04-01');
    const reason = { code: 'PERIOD_LEFT_OUT', missing: '2026-02' };
    expect(must(await motivation.close('2026-03', by))).toMatchObject({
      closed: [],
      refused: [{ reason }, { reason }],
    });
    expect(explainPayRefusal({ reasons: [reason as never] }, { dictionary: ru, conveyor })).toBe(
      'Сначала нужно закрыть февраль 2026 г.: это более ранний месяц.',
    );
  });

  test('by several who race is done once', async () => {
    const { at, again, pay, sales } = await department();
    at('02-01');
    const racing = [1, 2, 3].map(() => openMotivation(again(), { pay }));
    const results = await Promise.all(racing.map((one) => one.close('2026-01', by)));
    expect(results.map((result) => must(result).closed.length).sort()).toEqual([0, 0, 2]);
    expect(await eventsOf(sales, 'statementClosed')).toHaveLength(2);
  });

  test('takes back exactly what a late cancellation makes of a closed month, which is not altered', async () => {
    const { motivation, at, order, cancel } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-01');
    await motivation.close('2026-01', by);
    const [january] = await closedOf(motivation);
    at('02-15');
    await cancel('acme', 'A-1');
    at('03-01');
    await motivation.close('2026-02', by);
    const [still, february] = await closedOf(motivation);
    expect(still).toEqual(january);
    expect(february?.closed).toMatchObject({
      adjustments: [{ period: '2026-01', difference: -100_00 }],
      payment: { adjusted: -100_00, owed: -100_00, paid: 1_000_00 },
    });
  });

  test('where the plan restates, the new revision stands beside the closed one, as an event of its own', async () => {
    const { motivation, sales, at, order } = await department({ late: 'restate' });
    at('02-01');
    await motivation.close('2026-01', by);
    const [before] = await closedOf(motivation);
    at('02-10');
    await order('acme', 'late', 500, on('01-20'));
    at('03-01');
    await motivation.close('2026-02', by);
    const [january] = await closedOf(motivation);
    expect(january?.closed).toEqual(before?.closed);
    expect(january?.restated).toMatchObject([
      { revision: 2, difference: 50_00, statement: { total: 1_050_00 } },
    ]);
    expect(await eventsOf(sales, 'statementRestated')).toMatchObject([
      { whose: 'kate', period: '2026-01', revision: 2, difference: 50_00 },
    ]);
    const { statementId = '' } = january ?? {};
    expect(await motivation.verify({ statementId }, by)).toEqual({ ok: true, isIntact: true, log: 'same' });
  });

  test('settles somebody who has left, as long as anything changes', async () => {
    const { motivation, sales, at, order, cancel } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-01', '00:00');
    await motivation.close('2026-01', by);
    await sales.employees.leave('kate', { ...by, reason: 'moved' });
    at('02-15');
    await cancel('acme', 'A-1');
    at('03-01');
    expect(
      must(await motivation.close('2026-02', by)).closed.map(({ employeeId, owed }) => [employeeId, owed]),
    ).toEqual([
      ['kate', -100_00],
      ['lena', 0],
    ]);
    at('04-01');
    expect(must(await motivation.close('2026-03', by)).closed.map(({ employeeId }) => employeeId)).toEqual([
      'lena',
    ]);
  });
});

describe('a digest', () => {
  /** The store as if somebody had changed a figure in it. */
  const altered = (store: Store): Store =>
    new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'readDocuments') return method.bind(target);
        return async (tenant: string, kind: string, ids: readonly string[]) =>
          JSON.parse(
            JSON.stringify(await target.readDocuments(tenant, kind, ids)).replaceAll('110000', '120000'),
          );
      },
    });

  test('tells whether what is stored was altered', async () => {
    const store = memoryStore();
    const { motivation, at, order, pay } = await department({}, store);
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-01');
    await motivation.close('2026-01', by);
    const [{ statementId = '' } = {}] = await closedOf(motivation);
    const verify = async (of: Store) => {
      const sales = createSales({ conveyor, store: of, clock: () => on('02-02') });
      return openMotivation(sales, { pay }).verify({ statementId }, by);
    };
    expect(await verify(store)).toEqual({ ok: true, isIntact: true, log: 'same' });
    expect(await verify(altered(store))).toMatchObject({ ok: true, isIntact: false });
  });

  /** The store as if somebody had put something else into what was closed. */
  const tampered = (store: Store, change: (body: Record<string, never>) => object): Store =>
    new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'readDocuments') return method.bind(target);
        return async (tenant: string, kind: string, ids: readonly string[]) =>
          (await target.readDocuments(tenant, kind, ids)).map((one) =>
            kind === 'payStatement' ? { ...one, body: change(JSON.parse(JSON.stringify(one.body))) } : one,
          );
      },
    });

  test('covers every figure: terms, salary, deals; and an objection that nobody made is told by the events', async () => {
    const store = memoryStore();
    const deals = { ...tenPercent, measure: { kind: 'sum', per: 'deal' } } as const;
    const { motivation, at, order, pay } = await department({ components: { deals } } as never, store);
    at('01-10');
    await order('acme', 'A-1', 1_000);
    await order('acme', 'A-2', 500);
    at('02-01');
    await motivation.close('2026-01', by);
    const [{ statementId = '' } = {}] = await closedOf(motivation);
    await motivation.object({ statementId, line: 1, text: 'There were three.' }, { by: 'kate' });
    const isIntact = async (change: (body: Record<string, never>) => object) => {
      const sales = createSales({ conveyor, store: tampered(store, change), clock: () => on('02-02') });
      const told = await openMotivation(sales, { pay }).verify({ statementId }, by);
      return told.ok && told.isIntact;
    };
    // biome-ignore lint/suspicious/noExplicitAny: what is put in has no type
    const put = (change: (body: any) => void) => (body: object) => {
      change(body);
      return body;
    };
    expect(await isIntact((body) => body)).toBe(true);
    const changes = [
      put((body) => (body.closed.statement.lines[1].terms.weight = '50')),
      put((body) => (body.closed.statement.lines[1].deals[0].earned = '1')),
      put((body) => (body.closed.statement.lines[1].credits[0].of = 1)),
      put((body) => (body.closed.statement.lines[0].terms.rounding.mode = 'halfEven')),
      put((body) => (body.period = '2026-09')),
      put((body) => (body.closed.period = '2026-09')),
      put((body) => (body.closed.employeeId = 'lena')),
      put((body) => (body.closed = 'nothing')),
      put((body) => (body.closed.statement.salary = 1)),
      put((body) => (body.closed.payment.paid = 1)),
      put((body) => (body.closed.statement.lines[1].credits[0].clientId = 'bolt')),
      put((body) => (body.objections[0].line = 0)),
      put((body) => (body.objections[0].outcome = 'withdrawn')),
      put((body) => (body.objections = [])),
      put((body) => body.objections.push({ ...body.objections[0], objectionId: 'planted', by: 'orlov' })),
      put((body) => body.objections[0].answers.push({ by: 'orlov', at: on('02-01'), text: 'Yes.' })),
      put((body) => (body.by = 'lena')),
    ];
    for (const [i, change] of changes.entries()) expect([i, await isIntact(change)]).toEqual([i, false]);
  });

  test('is the same whatever a pseudonym does to the order of what happened at one moment', async () => {
    for (const pseudonym of ['aaa', 'zzz']) {
      const { motivation, sales, at, order } = await department();
      await sales.execute(
        { type: 'assignHolder', clientId: 'bolt', role: 'clientManager', employeeId: 'kate' },
        by,
      );
      at('01-10');
      await order('acme', 'A-1', 1_000);
      await order('bolt', 'B-1', 1_000);
      at('01-20');
      await order('acme', 'A-2', 300);
      at('02-01');
      await motivation.close('2026-01', by);
      const [{ statementId = '' } = {}] = await closedOf(motivation);
      must(await openErasure(sales).erase({ clientId: 'acme', pseudonym }, by));
      must(await openErasure(sales).erase({ clientId: 'bolt', pseudonym: 'mmm' }, by));
      expect(await motivation.verify({ statementId }, by)).toEqual({ ok: true, isIntact: true, log: 'same' });
    }
  });

  test('says of a runtime without Web Cryptography what is missing, and closes nothing', async () => {
    const { motivation, at } = await department();
    at('02-01');
    vi.stubGlobal('crypto', {});
    try {
      await expect(motivation.close('2026-01', by)).rejects.toMatchObject({ code: 'NO_DIGESTS' });
    } finally {
      vi.unstubAllGlobals();
    }
    expect(await closedOf(motivation)).toEqual([]);
  });

  test('holds after an erasure: clients and employees go by other ids, and words are gone', async () => {
    const { motivation, sales, at, order } = await department();
    at('01-10');
    await order('acme', 'A-1', 1_000);
    at('02-01', '00:00');
    await motivation.close('2026-01', by);
    const [{ statementId = '' } = {}] = await closedOf(motivation);
    const text = 'Acme paid more than that';
    const opened = must(await motivation.object({ statementId, line: 1, text }, { by: 'kate' }));
    expect(opened.objection.text).toBe(text);
    await sales.employees.leave('kate', { ...by, reason: 'moved' });
    const erasure = openErasure(sales);
    must(await erasure.erase({ clientId: 'acme', pseudonym: 'client-1' }, by));
    must(await erasure.erase({ employeeId: 'kate', pseudonym: 'employee-1' }, by));
    const [kept] = await closedOf(motivation, 'employee-1');
    expect(JSON.stringify(kept)).not.toMatch(/acme|kate|Acme/);
    expect(kept?.objections[0]?.text).not.toBe(text);
    expect(await motivation.verify({ statementId }, by)).toEqual({ ok: true, isIntact: true, log: 'same' });
    const events = JSON.stringify(await eventsOf(sales));
    expect(events).not.toMatch(/acme|kate|Acme/);
    expect(await motivation.closed({ employee: 'kate' }, by)).toMatchObject({
      reasons: [{ code: 'UNKNOWN_EMPLOYEE' }],
    });
  });
});

describe('an objection', () => {
  async function closedDepartment() {
    const parts = await department();
    parts.at('02-01');
    await parts.motivation.close('2026-01', by);
    const [{ statementId = '' } = {}] = await closedOf(parts.motivation);
    return { ...parts, statementId };
  }

  test('is withdrawn by nobody but who opened it, the head neither', async () => {
    const { motivation, statementId } = await closedDepartment();
    const { objection } = must(
      await motivation.object({ statementId, line: 0, text: 'Where is it?' }, { by: 'kate' }),
    );
    const { objectionId } = objection;
    const decision = { statementId, objectionId, outcome: 'withdrawn', text: 'Settled.' } as const;
    const refused = await motivation.settle(decision, by);
    expect(refused).toEqual({
      ok: false,
      reasons: [{ code: 'NOT_THEIR_OBJECTION', by: 'orlov', openedBy: 'kate' }],
    });
    if (!refused.ok)
      expect(explainPayRefusal(refused, { dictionary: en, conveyor })).toBe(
        'kate opened the objection: nobody else may withdraw it.',
      );
    expect(must(await motivation.settle(decision, { by: 'kate' })).objection.outcome).toBe('withdrawn');
  });

  test('is opened by the employee, answered and closed by who closes months, with who and why, as events', async () => {
    const { motivation, sales, statementId } = await closedDepartment();
    const commandId = 'objection 1';
    const asked = { statementId, line: 0, text: 'Where is the bonus?' };
    const { objection } = must(await motivation.object(asked, { by: 'kate', commandId }));
    const { objectionId } = objection;
    expect(must(await motivation.object(asked, { by: 'kate', commandId }))).toMatchObject({ repeated: true });
    const reply = { statementId, objectionId, text: 'There was no order.' };
    expect(await motivation.answer(reply, { by: 'lena' })).toMatchObject({
      ok: false,
      reasons: [{ code: 'MAY_NOT_SEE_PAY' }],
    });
    must(await motivation.answer(reply, by));
    const decision = { statementId, objectionId, outcome: 'declined', text: 'See above.' } as const;
    expect(await motivation.settle(decision, { by: 'kate' })).toMatchObject({
      ok: false,
      reasons: [{ code: 'MAY_NOT_CLOSE_PAY' }],
    });
    must(await motivation.settle(decision, by));
    expect(await motivation.answer(reply, by)).toEqual({
      ok: false,
      reasons: [{ code: 'OBJECTION_CLOSED', objectionId }],
    });
    const [kept] = await closedOf(motivation);
    expect(kept?.objections).toMatchObject([
      {
        by: 'kate',
        text: 'Where is the bonus?',
        status: 'closed',
        outcome: 'declined',
        answers: [
          { by: 'orlov', text: 'There was no order.' },
          { by: 'orlov', text: 'See above.' },
        ],
      },
    ]);
    expect((await eventsOf(sales)).slice(-3).map(({ type, by: whom }) => [type, whom])).toEqual([
      ['objectionOpened', 'kate'],
      ['objectionAnswered', 'orlov'],
      ['objectionClosed', 'orlov'],
    ]);
    expect(await motivation.verify({ statementId }, by)).toEqual({ ok: true, isIntact: true, log: 'same' });
  });

  test('is withdrawn by whoever opened it', async () => {
    const { motivation, statementId } = await closedDepartment();
    const said = { by: 'kate' };
    const { objection } = must(await motivation.object({ statementId, line: 0, text: 'No.' }, said));
    const { objectionId } = objection;
    const withdrawn = { statementId, objectionId, outcome: 'withdrawn', text: 'My mistake.' } as const;
    expect(must(await motivation.settle(withdrawn, said)).objection).toMatchObject({ outcome: 'withdrawn' });
  });

  test('needs a line, words and a statement that there are', async () => {
    const { motivation, statementId } = await closedDepartment();
    expect(await motivation.object({ statementId, line: 9, text: 'No.' }, by)).toMatchObject({
      reasons: [{ code: 'UNKNOWN_LINE', line: 9, lines: 2 }],
    });
    expect(await motivation.object({ statementId: 'none', line: 0, text: 'No.' }, by)).toMatchObject({
      reasons: [{ code: 'UNKNOWN_STATEMENT' }],
    });
    await expect(motivation.object({ statementId, line: -1, text: ' ' }, by)).rejects.toSatisfy((error) =>
      isConveyorError(error, 'INVALID_QUERY'),
    );
  });
});

test('what happened, and why something was refused, is said in both languages', async () => {
  const { motivation, sales, at } = await department();
  at('02-01');
  await motivation.close('2026-01', by);
  const [event] = await eventsOf(sales);
  const refused = await motivation.close('2026-02', { by: 'kate' });
  if (!event || refused.ok) throw new Error('nothing to be said');
  expect(describePayEvent(event, { dictionary: en, conveyor })).toBe('orlov closed January 2026 of kate');
  const russian = { dictionary: ru, conveyor };
  expect(describePayEvent(event, russian)).toBe('Расчёт за январь 2026 г. (kate) закрыт, закрыл: orlov');
  expect(explainPayRefusal(refused, russian)).toBe(
    'kate не вправе закрывать расчёты; вправе: «руководитель отдела продаж».',
  );
});

test('what a plan of redistribution does to pay stands in its preview, for whoever may see it', async () => {
  const { motivation, sales, at, order } = await department();
  at('01-10');
  await order('acme', 'A-1', 1_000);
  await order('bolt', 'B-1', 200);
  at('02-01');
  const redistribution = openRedistribution(sales);
  const input = {
    reason: { kind: 'departure', employeeId: 'kate' },
    role: 'clientManager',
    id: 'p',
  } as const;
  must(await redistribution.plan(input, by));
  const shown = async (asks: string) => {
    const pay = await motivation.expectedPay('2026-01', { by: asks });
    const preview = await redistribution.preview('p', { figures: { pay } });
    return preview?.employees.map(({ employeeId, figures }) => [employeeId, figures]);
  };
  expect(await shown('orlov')).toEqual([
    ['kate', { pay: { before: 1_100_00, after: 1_000_00 } }],
    ['lena', { pay: { before: 1_020_00, after: 1_120_00 } }],
  ]);
  expect(await shown('lena')).toEqual([
    ['kate', {}],
    ['lena', { pay: { before: 1_020_00, after: 1_120_00 } }],
  ]);
  const fails = { sum: () => Promise.reject(new RangeError('no figures today')) };
  await expect(redistribution.preview('p', { figures: fails })).rejects.toThrow(RangeError);
});
