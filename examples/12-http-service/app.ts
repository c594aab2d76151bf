import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { ExecuteResult, Sales } from 'sales-conveyor';
import { commandSchema } from 'sales-conveyor/schema';
import { failed, invalid, notFound, refused } from './problem.ts';

/** What the service needs: the sales department of a tenant, undefined where there is no such tenant. */
export interface AppOptions {
  salesOf(tenant: string): Sales | undefined;
}

const tenant = z.object({ tenant: z.string() });
const ofClient = tenant.extend({ id: z.string() });
/** Who asks. A real service takes the actor from its own sign-in and believes no header. */
const actor = z.object({ 'x-actor': z.string().min(1).max(200) });
const sending = actor.extend({ 'idempotency-key': z.string().min(1).max(200).optional() });
/** As the command `register` is, only that the client's id is `id`. */
const [register] = commandSchema.options;
const { clientId: id, type: _, ...known } = register.shape;
const newClient = z.strictObject({ id, ...known });

const client = z.looseObject({ id: z.string(), state: z.string() });
const outcome = z.object({ repeated: z.boolean(), client, events: z.array(z.looseObject({})) });
const options = z.array(z.looseObject({ transfer: z.string(), to: z.string(), open: z.boolean() }));
const due = z.object({ clients: z.number(), events: z.number(), failed: z.array(z.string()) });
const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  reasons: z.array(z.looseObject({ code: z.string() })).optional(),
});

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const answers = <Schema extends z.ZodType>(schema: Schema) => ({
  200: { description: 'Done', content: { 'application/json': { schema } } },
  default: { description: 'Not done', content: { 'application/problem+json': { schema: problem } } },
});

const routes = {
  register: createRoute({
    method: 'post',
    path: '/tenants/{tenant}/clients',
    request: { params: tenant, headers: sending, body: body(newClient) },
    responses: answers(outcome),
  }),
  execute: createRoute({
    method: 'post',
    path: '/tenants/{tenant}/commands',
    request: { params: tenant, headers: sending, body: body(commandSchema) },
    responses: answers(outcome),
  }),
  client: createRoute({
    method: 'get',
    path: '/tenants/{tenant}/clients/{id}',
    request: { params: ofClient },
    responses: answers(client),
  }),
  options: createRoute({
    method: 'get',
    path: '/tenants/{tenant}/clients/{id}/options',
    request: { params: ofClient, headers: actor },
    responses: answers(options),
  }),
  due: createRoute({
    method: 'post',
    path: '/tenants/{tenant}/due',
    request: { params: tenant },
    responses: answers(due),
  }),
};

/** The conveyor over HTTP: input is validated by the library's own schemas, refusals are answered as problems with their reasons. */
export function createApp({ salesOf }: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      return invalid(
        result.error.issues.map(({ path, message }) => ({ path: z.core.toDotPath(path), message })),
      );
    },
  });
  const existing = (name: string) => {
    const sales = salesOf(name);
    if (sales === undefined) throw notFound('tenant');
    return sales;
  };

  app.openapi(routes.register, async (c) => {
    const sales = existing(c.req.valid('param').tenant);
    const done = await sales.clients.register(c.req.valid('json'), sender(c.req.valid('header')));
    if (!done.ok) throw refused(c, done.refusal, sales.conveyor);
    return c.json(told(done), 200);
  });
  app.openapi(routes.execute, async (c) => {
    const sales = existing(c.req.valid('param').tenant);
    const done = await sales.execute(c.req.valid('json'), sender(c.req.valid('header')));
    if (!done.ok) throw refused(c, done.refusal, sales.conveyor);
    return c.json(told(done), 200);
  });
  app.openapi(routes.client, async (c) => {
    const { tenant: name, id } = c.req.valid('param');
    const found = await existing(name).clients.get(id);
    if (found === undefined) throw notFound('client');
    const shown: z.output<typeof client> = { ...found };
    return c.json(shown, 200);
  });
  app.openapi(routes.options, async (c) => {
    const { tenant: name, id } = c.req.valid('param');
    const found = await existing(name).options(id, { by: c.req.valid('header')['x-actor'] });
    if (found === undefined) throw notFound('client');
    const shown: z.output<typeof options> = found.map((option) => ({ ...option }));
    return c.json(shown, 200);
  });
  app.openapi(routes.due, async (c) => {
    const { clients, events, failures } = await existing(c.req.valid('param').tenant).runDue();
    return c.json({ clients, events, failed: failures.map(({ clientId }) => clientId) }, 200);
  });

  app.get('/openapi.json', (c) => {
    const info = { title: 'Sales conveyor', version: '1' };
    const document = app.getOpenAPI31Document({ openapi: '3.1.0', info });
    // OpenAPI 3.1 takes JSON Schema as it is, and zod's own is the more exact: patterns and optional parts.
    const { schemas = {} } = document.components ?? {};
    for (const [name, route, schema] of [
      ['NewClient', routes.register, newClient],
      ['Command', routes.execute, commandSchema],
    ] as const) {
      schemas[name] = z.toJSONSchema(schema, { io: 'input' }) as (typeof schemas)[string];
      const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
      const post = document.paths?.[route.path]?.post;
      if (post) post.requestBody = { required: true, content };
    }
    return c.json({ ...document, components: { ...document.components, schemas } });
  });
  app.notFound(() => notFound('path').getResponse());
  app.onError(failed);
  return app;
}

/** A command that has a key may be sent again: it is carried out once. */
function sender(headers: z.output<typeof sending>) {
  const key = headers['idempotency-key'];
  return { by: headers['x-actor'], ...(key !== undefined && { commandId: key }) };
}

function told({ repeated, client, events }: Extract<ExecuteResult, { ok: true }>): z.output<typeof outcome> {
  return { repeated, client: { ...client }, events: events.map((event) => ({ ...event })) };
}
