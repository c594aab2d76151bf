import {
  type Client,
  type ClientEvent,
  describeEvent,
  explain,
  labelIn,
  type Sales,
  type TransferOption,
} from 'sales-conveyor';
import { dayIn, dictionaries, type Locale, percentIn } from '../shared/locale.ts';
import { bar, bold, dim, green, red, table, yellow } from '../shared/terminal.ts';
import type { ReplayResult } from './replay.ts';

/** Everything that the example has to say, as data. */
export interface Report {
  readonly asOf: string;
  readonly replay: ReplayResult;
  readonly states: readonly { readonly state: string; readonly clients: number }[];
  /** By the role that answers for the client in its state. */
  readonly holders: readonly {
    readonly employeeId: string;
    readonly clients: number;
    readonly hours: number;
    readonly utilisation: number;
  }[];
  readonly pools: readonly { readonly pool: string; readonly clients: number }[];
  /** Clients by days since the last purchase. */
  readonly recency: {
    readonly within60: number;
    readonly from61To180: number;
    readonly beyond180: number;
    readonly never: number;
  };
  readonly silent: readonly {
    readonly client: string;
    readonly state: string;
    readonly since: string;
    readonly daysSilent: number;
    readonly holder: string;
  }[];
  readonly transfers: {
    readonly client: string;
    readonly state: string;
    readonly by: string;
    readonly options: readonly TransferOption[];
  };
  readonly story?: readonly ClientEvent[];
}

const silentStates = ['overdue', 'dormant', 'lost'];

export async function makeReport(
  sales: Sales,
  asOf: string,
  replay: ReplayResult,
  clientId?: string,
): Promise<Report> {
  const { conveyor } = sales;
  const now = `${asOf}T12:00:00.000Z`;
  const clients: Client[] = [];
  for await (const client of sales.clients.all()) clients.push(client);
  const daysSilent = (client: Client) =>
    conveyor.fact(client, 'orders.daysSinceLast', now) as number | undefined;
  const days = clients.flatMap((client) => daysSilent(client) ?? []);
  const { states, pools } = await sales.census();
  const order = Object.keys(conveyor.blueprint.states);
  const shown = clients.find(({ id }) => id === (clientId ?? 'ALFKI'));
  if (!shown) throw new Error(`There is no client ${clientId}`);
  const by = holderOf(sales, shown) ?? 'head';
  return {
    asOf,
    replay,
    states: states.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
    pools,
    holders: (await sales.workloads())
      .filter(({ employeeId }) => employeeId !== 'head')
      .map(({ employeeId, hours, utilisation = 0 }) => {
        const held = clients.filter((client) => holderOf(sales, client) === employeeId);
        return { employeeId, clients: held.length, hours, utilisation };
      }),
    recency: {
      within60: days.filter((n) => n <= 60).length,
      from61To180: days.filter((n) => n > 60 && n <= 180).length,
      beyond180: days.filter((n) => n > 180).length,
      never: clients.length - days.length,
    },
    silent: clients
      .filter(({ state }) => silentStates.includes(state))
      .map((client) => ({
        client: client.id,
        state: client.state,
        since: client.stateSince.slice(0, 10),
        daysSilent: daysSilent(client) ?? 0,
        holder: holderOf(sales, client) ?? '',
      }))
      .sort((a, b) => b.daysSilent - a.daysSilent),
    transfers: {
      client: shown.id,
      state: shown.state,
      by,
      options: (await sales.options(shown.id, { by })) ?? [],
    },
    ...(clientId !== undefined && { story: await sales.clients.history(clientId) }),
  };
}

function holderOf({ conveyor }: Sales, client: Client): string | undefined {
  return client.custody[conveyor.blueprint.states[client.state]?.responsible ?? '']?.employeeId;
}

const words = {
  en: {
    title: (day: string) => `The sales conveyor of Northwind on ${day}`,
    replayed: ({ added, known }: ReplayResult) =>
      added > 0
        ? `${added} orders and shipments replayed${known > 0 ? `, ${known} were there` : ''}`
        : `nothing new: all ${known} orders and shipments are in the file already`,
    states: 'Clients per state',
    holders: 'Who holds how many, and how loaded they are',
    holder: ['employee', 'clients', 'h/month', 'load'],
    pools: (pool: string, n: number) => `${n} in the pool of ${pool}, held by nobody`,
    recency: 'Days since the last purchase',
    upTo60: 'up to 60',
    from61: '61 to 180',
    beyond: 'over 180',
    never: 'never bought',
    silent: 'Who is silent, and since when',
    silentHead: ['client', 'state', 'since', 'days', 'holder'],
    transfers: (client: string, state: string, by: string) => `Transfers of ${client} (${state}) for ${by}`,
    open: 'open',
    refused: 'refused',
    itself: 'by itself',
    due: (day: string) => `due on ${day} if nothing happens`,
    story: (client: string) => `The story of ${client}`,
  },
  ru: {
    title: (day: string) => `Конвейер продаж Northwind на ${day}`,
    replayed: ({ added, known }: ReplayResult) =>
      added > 0
        ? `загружено заказов и отгрузок: ${added}${known > 0 ? `, уже было: ${known}` : ''}`
        : `нового нет: все заказы и отгрузки (${known}) уже в файле`,
    states: 'Клиенты по состояниям',
    holders: 'Кто сколько клиентов ведёт и как загружен',
    holder: ['сотрудник', 'клиентов', 'ч/мес', 'нагрузка'],
    pools: (pool: string, n: number) => `в общей базе роли «${pool}»: ${n}, ни за кем не закреплены`,
    recency: 'Дней с последней покупки',
    upTo60: 'до 60',
    from61: '61–180',
    beyond: 'больше 180',
    never: 'не покупали',
    silent: 'Кто не покупает и с какого дня',
    silentHead: ['клиент', 'состояние', 'с какого дня', 'дней', 'ответственный'],
    transfers: (client: string, state: string, by: string) =>
      `Что можно сделать с клиентом ${client} (${state}), спрашивает ${by}`,
    open: 'можно',
    refused: 'нельзя',
    itself: 'автоматически',
    due: (day: string) => `наступит ${day}, если ничего не произойдёт`,
    story: (client: string) => `История клиента ${client}`,
  },
};

export function printReport(report: Report, sales: Sales, locale: Locale): string {
  const say = words[locale];
  const { blueprint } = sales.conveyor;
  const stateLabel = (state: string) => labelIn(blueprint.states[state]?.label ?? state, locale);
  const most = Math.max(...report.states.map(({ clients }) => clients));
  const { recency, transfers, story } = report;
  const sections = [
    `${bold(say.title(dayIn(locale, report.asOf)))}\n${dim(say.replayed(report.replay))}`,
    `${bold(say.states)}\n${table(report.states.map(({ state, clients }) => [stateLabel(state), clients, bar(clients / most)]))}`,
    `${bold(say.holders)}\n${table([
      say.holder,
      ...report.holders.map(({ employeeId, clients, hours, utilisation }) => [
        employeeId,
        clients,
        Math.round(hours),
        `${percentIn(locale, utilisation)} ${bar(utilisation, 20)}`,
      ]),
    ])}${report.pools.map(({ pool, clients }) => `\n${yellow(say.pools(labelIn(blueprint.roles[pool]?.label ?? pool, locale), clients))}`).join('')}`,
    `${bold(say.recency)}\n${table([
      [say.upTo60, recency.within60],
      [say.from61, recency.from61To180],
      [say.beyond, recency.beyond180],
      [say.never, recency.never],
    ])}`,
    `${bold(say.silent)}\n${table([
      say.silentHead,
      ...report.silent.map(({ client, state, since, daysSilent, holder }) => [
        client,
        stateLabel(state),
        dayIn(locale, since),
        daysSilent,
        holder,
      ]),
    ])}`,
    `${bold(say.transfers(transfers.client, stateLabel(transfers.state), transfers.by))}\n${transfers.options
      .map((option) => printOption(option, sales, locale))
      .join('\n')}`,
  ];
  if (story) {
    const lines = story.map(
      (event) =>
        `${dayIn(locale, event.happenedAt)}  ${describeEvent(event, { dictionary: dictionaries[locale], conveyor: sales.conveyor })}`,
    );
    sections.push(`${bold(say.story(transfers.client))}\n${lines.join('\n')}`);
  }
  return sections.join('\n\n');
}

function printOption(option: TransferOption, { conveyor }: Sales, locale: Locale): string {
  const say = words[locale];
  const label = labelIn(conveyor.blueprint.transfers[option.transfer]?.label ?? option.transfer, locale);
  const due = option.dueAt ? dim(` (${say.due(dayIn(locale, option.dueAt))})`) : '';
  if (option.open) return `${green('✓')} ${label}: ${say.open}`;
  if (option.trigger !== 'person') return `${dim('·')} ${label}: ${say.itself}${due}`;
  const reasons = explain({ reasons: option.reasons }, { dictionary: dictionaries[locale], conveyor }).split(
    '\n',
  );
  return `${red('✗')} ${label}: ${say.refused}\n${reasons.map((line) => `    ${line}`).join('\n')}`;
}
