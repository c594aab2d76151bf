import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { createApp } from '../../../examples/12-http-service/app.ts';
import { mixed } from '../../../src/entries/presets.ts';
import { createSales, defineConveyor, explain } from '../../../src/index.ts';
import { dictionaries } from '../../dictionaries.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));

/** The service for two tenants on one store; both have a Tanya, who telephones. */
async function setUp(temp: TempSchema) {
  const store = await temp.open();
  let now = '2026-03-02T10:00:00.000Z';
  const tenants = new Map(
    ['north', 'south'].map((tenant) => [tenant, createSales({ conveyor, store, tenant, clock: () => now })]),
  );
  for (const sales of tenants.values()) {
    await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 });
  }
  const app = createApp({ salesOf: (tenant) => tenants.get(tenant) });
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Actor': 'tanya', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const command = (body: object, headers?: Record<string, string>) =>
    post('/tenants/north/commands', { clientId: 'acme', ...body }, headers);
  /** Acme is in qualification, with Tanya. */
  const qualifying = async () => {
    await post('/tenants/north/clients', { id: 'acme', source: 'cold' });
    await command({ type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' });
    return command({ type: 'transfer', transfer: 'startQualification' });
  };
  const setClock = (next: string) => {
    now = next;
  };
  return { tenants, get, post, command, qualifying, setClock };
}

const read = async (response: Response) => JSON.parse(await response.text());

async function problemOf(response: Response) {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = await read(response);
  expect(problem).toMatchObject({ type: expect.stringMatching(/^urn:/), status: response.status });
  return problem;
}

test(
  'what one tenant registers, another does not see, and a tenant that does not exist is a 404',
  onSchema(async (temp) => {
    const { get, post } = await setUp(temp);
    const registered = await post('/tenants/north/clients', { id: 'acme', source: 'cold' });
    expect([registered.status, (await read(registered)).client.id]).toEqual([200, 'acme']);
    expect(await read(await get('/tenants/north/clients/acme'))).toMatchObject({
      id: 'acme',
      state: 'cold',
    });
    for (const path of [
      '/tenants/south/clients/acme',
      '/tenants/south/clients/acme/options',
      '/tenants/north/clients/emca',
      '/tenants/west/clients/acme',
      '/nowhere',
    ]) {
      const problem = await problemOf(await get(path, { 'X-Actor': 'tanya' }));
      expect([path, problem.status]).toEqual([path, 404]);
    }
    expect((await post('/tenants/south/clients', { id: 'acme', source: 'cold' })).status).toBe(200);
  }),
);

test(
  'input that is not valid is a 400 that lists every fault with its path',
  onSchema(async (temp) => {
    const { tenants, command, post } = await setUp(temp);
    const nonsense = await problemOf(await command({ type: 'transfer', clientId: '', wakeAt: 'soon' }));
    expect(nonsense.status).toBe(400);
    expect(nonsense.errors.map(({ path }: { path: string }) => path)).toEqual([
      'clientId',
      'transfer',
      'wakeAt',
    ]);
    const deep = await command({
      type: 'recordOrder',
      order: { id: 'o-1', placedAt: '2026-03-01T10:00:00Z', lines: [{ product: 'tea', quantity: 0 }] },
    });
    expect((await problemOf(deep)).errors).toMatchObject([{ path: 'order.lines[0].quantity' }]);
    const unknown = await problemOf(await post('/tenants/north/clients', { id: 'acme', sauce: 'cold' }));
    expect([unknown.status, JSON.stringify(unknown.errors)]).toEqual([400, expect.stringContaining('sauce')]);
    for (const response of [
      await post('/tenants/north/clients', '{"id": '),
      await post('/tenants/north/clients', { id: 'acme', source: 'cold' }, { 'X-Actor': '' }),
      await post('/tenants/north/clients', 'id=acme', { 'Content-Type': 'text/plain' }),
    ]) {
      expect((await problemOf(response)).status).toBe(400);
    }
    expect(await tenants.get('north')?.clients.get('acme')).toBeUndefined();
  }),
);

test(
  'a refusal is a 409 with its reasons as data, explained in the language that is asked for',
  onSchema(async (temp) => {
    const { tenants, command, qualifying } = await setUp(temp);
    await qualifying();
    const told = await tenants
      .get('north')
      ?.execute({ type: 'transfer', clientId: 'acme', transfer: 'qualify' }, { by: 'tanya' });
    if (told === undefined || told.ok) throw new Error('Acme must not be qualified yet');
    for (const [wanted, locale] of [
      ['ru-RU, en;q=0.5', 'ru'],
      ['ru;q=0.2, en-GB', 'en'],
      ['fr', 'en'],
    ] as const) {
      const response = await command(
        { type: 'transfer', transfer: 'qualify' },
        { 'Accept-Language': wanted },
      );
      expect([response.status, response.headers.get('Content-Language')]).toEqual([409, locale]);
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ command: 'transfer', clientId: 'acme' });
      expect(problem.reasons).toEqual(JSON.parse(JSON.stringify(told.refusal.reasons)));
      expect(problem.detail).toBe(explain(told.refusal, { conveyor, dictionary: dictionaries[locale] }));
    }
    const unknown = await problemOf(
      await command({ type: 'transfer', clientId: 'emca', transfer: 'qualify' }),
    );
    expect(unknown).toMatchObject({ status: 404, reasons: [{ code: 'UNKNOWN_CLIENT', clientId: 'emca' }] });
  }),
);

test(
  'a command that comes again with its Idempotency-Key is carried out once; the key with another command is refused',
  onSchema(async (temp) => {
    const { tenants, command, qualifying } = await setUp(temp);
    await qualifying();
    const history = async () => (await tenants.get('north')?.clients.history('acme'))?.length ?? 0;
    const before = await history();
    const contact = { type: 'recordContact', channel: 'phone', twoWay: true };
    const key = { 'Idempotency-Key': 'button-17' };
    const [first, second] = [await command(contact, key), await command(contact, key)];
    const [one, other] = [await read(first), await read(second)];
    expect([first.status, second.status, one.repeated, other.repeated]).toEqual([200, 200, false, true]);
    expect(other.events).toEqual(one.events);
    expect(await history()).toBe(before + one.events.length);
    const reused = await problemOf(await command({ ...contact, twoWay: false }, key));
    expect(reused).toMatchObject({ status: 409, reasons: [{ code: 'COMMAND_ID_REUSED' }] });
  }),
);

test(
  'options tell what is open to the one who asks, and time does its part when it is let',
  onSchema(async (temp) => {
    const { get, post, command, qualifying, setClock } = await setUp(temp);
    await qualifying();
    const response = await get('/tenants/north/clients/acme/options', { 'X-Actor': 'tanya' });
    const options: { transfer: string; open: boolean; reasons: { code: string }[] }[] = await read(response);
    const qualify = options.find(({ transfer }) => transfer === 'qualify');
    expect(qualify).toMatchObject({ open: false, reasons: [{ code: 'CONDITION_NOT_MET' }] });
    const wakeAt = '2026-04-01T06:00:00Z';
    await command({ type: 'transfer', transfer: 'defer', reason: 'notNow', wakeAt });
    setClock('2026-04-01T07:00:00.000Z');
    expect(await read(await post('/tenants/south/due', {}))).toEqual({
      clients: 0,
      events: 0,
      failed: [],
    });
    expect(await read(await post('/tenants/north/due', {}))).toMatchObject({ clients: 1, failed: [] });
    expect((await read(await get('/tenants/north/clients/acme'))).state).toBe('lead');
  }),
);

test(
  'openapi.json is made of the same schemas: every path, and every command with its fields',
  onSchema(async (temp) => {
    const { get } = await setUp(temp);
    const document = await read(await get('/openapi.json'));
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/tenants/{tenant}/clients',
      '/tenants/{tenant}/clients/{id}',
      '/tenants/{tenant}/clients/{id}/options',
      '/tenants/{tenant}/commands',
      '/tenants/{tenant}/due',
    ]);
    const { post } = document.paths['/tenants/{tenant}/commands'];
    expect(post.requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Command',
    });
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const isCommand = ajv.compile(document.components.schemas.Command);
    const contact = { type: 'recordContact', clientId: 'acme', channel: 'phone', twoWay: true };
    expect(
      [contact, { ...contact, twoWay: 'yes' }, { ...contact, by: 'me' }].map((each) => isCommand(each)),
    ).toEqual([true, false, false]);
    const window = { type: 'recordWindow', clientId: 'acme', windowId: 'w', category: 'tea' };
    const yearly = { ...window, decidesAt: '2026-09-01T06:00:00Z', every: { years: 1 } };
    expect([yearly, { ...yearly, every: { years: -1 } }].map((each) => isCommand(each))).toEqual([
      true,
      false,
    ]);
  }),
);
