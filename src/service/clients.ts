import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { Wanted } from '../blueprint/wanted.ts';
import type { Client } from '../client/client.ts';
import type { CommandInput } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import type { CheckedRegistration } from '../client/named-command.ts';
import { reshaped } from '../errors/reshaped.ts';
import { withMethods } from '../errors/with-methods.ts';
import type { ClientPage } from '../storage/port.ts';
import { assertKeys } from './assert-key.ts';
import {
  assertIterable,
  type BulkOptions,
  type BulkResult,
  bulkForms,
  executeMany,
  type ItemOf,
  type Many,
} from './bulk.ts';
import type { CheckedQuery } from './checked-query.ts';
import { type ExecuteOptions, type ExecuteResult, executeForms, executeOne } from './execute.ts';
import { withOfferAsOfNow } from './offer-as-of-now.ts';
import { allClients, type ClientsQuery, pageOfClients, queryClients } from './query-clients.ts';
import type { ServiceContext } from './service-context.ts';

/** A new client: where it came from, and what is known of it. */
export type NewClient = Omit<Extract<CommandInput, { type: 'register' }>, 'type' | 'clientId'> & {
  readonly id: string;
};

type CheckedRegistrations<Given, Names extends ConveyorNames> = Wanted<
  Given,
  Many<CheckedRegistration<ItemOf<Given>, NewClient, Names>>
>;

/** The clients as they are stored. */
export interface Clients<out Names extends ConveyorNames = ConveyorNames> {
  /** As `execute` with the command `register`; reads what it reads. */
  register<const Given extends NewClient>(
    client: CheckedRegistration<Given, NewClient, Names>,
    options: ExecuteOptions,
  ): Promise<ExecuteResult>;
  /**
   * Registers many. A client that is there already is a failure with reason ALREADY_REGISTERED and stays as
   * it is. Reads as `executeMany`.
   */
  registerMany<const Given extends Many<NewClient>>(
    clients: CheckedRegistrations<Given, Names>,
    options: BulkOptions,
  ): Promise<BulkResult>;
  /**
   * The client as last changed; what time has done since shows with the next command or `runDue`. Only an
   * offer is shown as of now, here and on pages: one that can no longer be accepted is escalated, though the
   * client's revision does not tell yet. Reads the client alone.
   * @throws INVALID_QUERY where nobody can have such an id; as everywhere.
   */
  get(id: string): Promise<Client | undefined>;
  /** Everything that ever happened to the client, oldest first: reads the client's whole log. */
  history(id: string): Promise<ClientEvent[]>;
  /** One page; pass its `next` on as `after`. Throws as `query`. Reads those of the page, by an index. */
  page<const Given extends Omit<ClientsQuery, 'where'>>(
    query: CheckedQuery<Given, Names>,
  ): Promise<ClientPage>;
  /**
   * One page of the clients that pass a condition and match the query. They come by id, or by (due date, id)
   * where `dueBy` is given. Pass its `next` on as `after`: pages are full but for the last, which may be
   * empty; a client that is inserted meanwhile never shifts one. Reads those of the page where the store
   * asks the condition by an index, and more where it cannot: docs/queries.md says which.
   * @throws INVALID_QUERY where the query is invalid: `details.problems` names every unknown key, state,
   * role, pool, fact and operand. INVALID_CURSOR.
   * @example
   * const holder = { employeeId: 'ivanova' };
   * await sales.clients.query({ where: fact('orders.count').atLeast(3), states: ['regular'], holder });
   */
  query<const Given extends ClientsQuery>(query: CheckedQuery<Given, Names>): Promise<ClientPage>;
  /** All that match, in a stable order. Reads page by page, as `query`. */
  all<const Given extends Omit<ClientsQuery, 'limit' | 'after'>>(
    query?: CheckedQuery<Given, Names>,
  ): AsyncGenerator<Client>;
}

export function clientsService(context: ServiceContext): Clients {
  const { store, tenant } = context;
  const asOfNow = ({ clients, ...page }: ClientPage): ClientPage => {
    return { clients: clients.map((client) => withOfferAsOfNow(client, context)), ...page };
  };
  return withMethods<Clients>(
    'clients',
    {
      register: (client, options) => executeOne(context, registration(client), options),
      registerMany: (clients, options) => executeMany(context, registrations(clients), options),
      get: async (id) => {
        assertKeys({ id });
        const [client] = await store.readClients(tenant, [id]);
        return client && withOfferAsOfNow(client, context);
      },
      history: async (id) => {
        assertKeys({ id });
        return store.history(tenant, id);
      },
      page: async (query) => asOfNow(await pageOfClients(context, query)),
      query: async (query) => asOfNow(await queryClients(context, query)),
      all: async function* (query: ClientsQuery = {}) {
        for await (const client of allClients(context, query)) yield withOfferAsOfNow(client, context);
      },
    },
    {
      register: ['client', executeForms],
      registerMany: ['clients: .', bulkForms],
      get: ['id: string'],
      history: ['id: string'],
      page: ['query'],
      query: ['query'],
    },
  );
}

async function* registrations(clients: Many<NewClient>) {
  assertIterable('registerMany', 'clients', clients);
  for await (const client of clients) {
    yield {
      // Read where a record that cannot be read is one bad entry among others.
      get command() {
        return registration(client);
      },
    };
  }
}

/** Type and id come last: records from outside cannot smuggle in another command. */
function registration(client: NewClient): CommandInput {
  return reshaped(client, ({ id: clientId, ...rest }) => ({ ...rest, type: 'register', clientId }));
}
