/**
 * The conveyor as an HTTP service for two tenants on PostgreSQL: the server that `DATABASE_URL` names, or one inside the process.
 * Makes a few requests and ends; with `--serve`, listens on `--port`.
 */
import { PGlite } from '@electric-sql/pglite';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { createSales, defineConveyor, labelIn } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { orUsage, readCommandLine, UsageError } from '../shared/command-line.ts';
import { localeOption, spokenIn } from '../shared/locale.ts';
import { createApp } from './app.ts';

const usage = 'npx tsx examples/12-http-service/main.ts [--serve] [--port 3000] [--locale en|ru]';
const values = readCommandLine(usage, {
  ...localeOption,
  serve: { type: 'boolean', default: false },
  port: { type: 'string', default: '3000' },
});
const { dictionary, locale, say } = spokenIn(usage, values.locale);
const port = orUsage(usage, () => {
  const number = Number(values.port);
  if (!/^\d+$/.test(values.port) || number > 65_535)
    throw new UsageError(`--port ${values.port}: not a port`);
  return number;
});
const { DATABASE_URL: url } = process.env;
const database = url === undefined ? new PGlite() : new pg.Pool({ connectionString: url });
const store =
  database instanceof PGlite
    ? postgresStore({ pglite: database })
    : postgresStore({ pool: database, schema: 'http_example' });
await store.migrate();
const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));
const tenants = new Map(
  ['north', 'south'].map((tenant) => [tenant, createSales({ conveyor, store, tenant })]),
);
for (const sales of tenants.values()) {
  await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 });
}
const app = createApp({ salesOf: (tenant) => tenants.get(tenant) });

if (values.serve) serve({ fetch: app.fetch, port });
else await visit();

async function visit() {
  const run = Date.now().toString(36);
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Actor': 'tanya', ...headers },
      body: JSON.stringify(body),
    });
  const read = async (response: Response) => JSON.parse(await response.text());
  const acme = { clientId: `acme-${run}` };
  const commands = '/tenants/north/commands';
  await post('/tenants/north/clients', { id: acme.clientId, source: 'cold' });
  const take = { type: 'assignHolder', ...acme, role: 'telemarketer', employeeId: 'tanya' };
  await post(commands, take);
  const start = { type: 'transfer', ...acme, transfer: 'startQualification' };
  const key = { 'Idempotency-Key': `button-${run}` };
  for (const response of [await post(commands, start, key), await post(commands, start, key)]) {
    const { client, repeated } = await read(response);
    const state = labelIn(conveyor.blueprint.states[client.state]?.label ?? '', locale);
    console.log(response.status, state, repeated ? say('repeated', 'повтор') : say('new', 'новое'));
  }

  const qualify = { type: 'transfer', ...acme, transfer: 'qualify' };
  const tooEarly = await post(commands, qualify, { 'Accept-Language': `${dictionary.tag}, en;q=0.5` });
  const { reasons, detail } = await read(tooEarly);
  console.log(tooEarly.status, tooEarly.headers.get('Content-Type'), reasons[0].code);
  console.log(detail);

  const nonsense = await post(commands, { type: 'transfer', clientId: '', wakeAt: 'soon' });
  const { errors } = await read(nonsense);
  console.log(nonsense.status, errors.map(({ path }: { path: string }) => path).join(', '));

  const elsewhere = await app.request(`/tenants/south/clients/${acme.clientId}`);
  console.log(elsewhere.status, say('in the south nobody knows Acme', 'в южном отделе клиента Acme нет'));
  await store.close();
  await (database instanceof PGlite ? database.close() : database.end());
}
