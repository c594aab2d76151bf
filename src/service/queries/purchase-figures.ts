import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { Client } from '../../client/client.ts';
import type { CommandInput } from '../../client/command.ts';
import type { Money } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { allClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import type { WholeQuery } from './count-clients.ts';
import {
  assertPeriod,
  isCutOff,
  monthsIn,
  netOf,
  ofCurrency,
  type Period,
  placedIn,
  shippedIn,
} from './period.ts';
import { productsOf } from './products-of.ts';

/** How a client buys. What nobody can tell is left out: unknown is not nothing. */
export interface ClientFigures {
  /** Net value of a purchase, in the blueprint's currency. */
  readonly averageOrder?: Money;
  /** Different products bought. Unknown where orders were recorded without their lines, and none with. */
  readonly activeLines?: number;
  /**
   * Net value of what was shipped, in per cent of what the client buys from everybody by its `monthlyVolume`.
   */
  readonly walletShare?: number;
}

/** The figures of one client of a query. */
export interface PurchaseFigures extends ClientFigures {
  readonly clientId: string;
  /** Older orders of the period are in the log only, and not counted. */
  readonly cutOff?: true;
}

/** How the base buys, and what brings the cards up to it. */
export interface BaseFigures {
  readonly clients: readonly PurchaseFigures[];
  /**
   * The facts of each client whose card says something else: for whoever may say them. `null` takes back what
   * nobody can tell any more. None where the blueprint has no such facts.
   */
  readonly commands: readonly CommandInput[];
}

/**
 * How the clients of a query buy in a period: average order, different products, share of wallet. Those who
 * never bought are left out. Reads every client that matches, and the log of whoever bought in the period:
 * the lines of orders are in the log alone. Writes nothing.
 * @throws INVALID_QUERY as `clients.query`, also where the period is none, and the store's errors.
 * @example
 * const { commands } = await purchaseFigures(sales, { from: '2026-01-01', to: '2026-03-31' });
 */
export function purchaseFigures<Names extends ConveyorNames, const Given extends WholeQuery = WholeQuery>(
  sales: Readable<Names>,
  period: Period,
  query?: CheckedQuery<Given, Names>,
): Promise<BaseFigures> {
  return withArguments('purchaseFigures', { sales, period, query: query ?? {} }, async () => {
    assertPeriod(period);
    const { blueprint } = sales.conveyor;
    const clients: PurchaseFigures[] = [];
    const commands: CommandInput[] = [];
    for await (const client of allClients(sales.context, query ?? {})) {
      if (client.mergedInto || client.orders.count === 0) continue;
      const figures: ClientFigures = {
        ...averageOf(client, period, blueprint.currency),
        ...(await linesOf(client, period, sales)),
        ...shareOf(client, period, blueprint),
      };
      clients.push({ clientId: client.id, ...figures, ...(isCutOff(client, period) && { cutOff: true }) });
      const facts = changedFacts(client, figures, blueprint.facts);
      if (Object.keys(facts).length > 0)
        commands.push({ type: 'learnFacts', clientId: client.id, facts, source: 'orders' });
    }
    return { clients, commands };
  });
}

function averageOf(client: Client, period: Period, currency: string): ClientFigures {
  const orders = ofCurrency(placedIn(client, period), currency);
  if (orders.length === 0) return {};
  return { averageOrder: { amount: Math.round(netOf(orders) / orders.length), currency } };
}

async function linesOf(client: Client, period: Period, { context }: Readable): Promise<ClientFigures> {
  const orders = placedIn(client, period);
  if (orders.length === 0) return { activeLines: 0 };
  const told = await productsOf(client.id, context);
  const bought = orders.flatMap(({ id }) => told.get(id) ?? []);
  return bought.length > 0 ? { activeLines: new Set(bought).size } : {};
}

function shareOf(
  client: Client,
  period: Period,
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
): ClientFigures {
  const potential = lookup(client.facts, 'monthlyVolume')?.value as Partial<Money> | undefined | null;
  const months = monthsIn(period);
  if (!potential?.amount || potential.currency !== currency || months === 0) return {};
  const shipped = shippedIn(client, period, timeZone);
  const share = netOf(ofCurrency(shipped, currency)) / (potential.amount * months);
  return { walletShare: Math.round(share * 1_000) / 10 };
}

/** What the card is to say, where it says something else. */
function changedFacts(
  { facts }: Client,
  figures: ClientFigures,
  declared: Readonly<Record<string, unknown>>,
): NonNullable<Extract<CommandInput, { type: 'learnFacts' }>['facts']> {
  const names = ['averageOrder', 'activeLines', 'walletShare'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const [known, value] = [lookup(facts, name)?.value ?? null, figures[name] ?? null];
      const isNews = Object.hasOwn(declared, name) && JSON.stringify(known) !== JSON.stringify(value);
      return isNews ? [[name, value]] : [];
    }),
  );
}
