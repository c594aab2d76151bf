import { label } from '../../blueprint/presets/vocabulary.ts';
import { endTimeSchema } from '../../blueprint/working-time.ts';
import { examine } from '../../errors/admit.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { ServiceLimit } from '../document/service-limit.ts';
import type { WorkInput } from '../document/work-schema.ts';

/** What a mixed department may choose of its work in queues. */
export interface MixedWorkOptions {
  /** Orders that are there before it ship today, `HH:mm`. Default 14:00. */
  readonly cutOff?: string;
}

type TaskTypeInput = WorkInput['tasks'][string];
type ClassInput = TaskTypeInput['service'][number];

const named = (en: string, ru: string) => ({ label: label(en, ru) });
const hours = (workingHours: number) => ({ workingHours });
const days = (workingDays: number) => ({ workingDays });

const pauses = {
  client: { ...named('waits for the client', 'ждём клиента'), stopsClock: true },
  colleague: { ...named('waits for a colleague', 'ждём коллегу'), stopsClock: false },
};
const returns = {
  incomplete: named('something is missing', 'не хватает данных'),
  unclear: named('it is not clear what is meant', 'непонятно, что нужно'),
  notOurs: named('it is not for this queue', 'не для этой очереди'),
};
const cancels = {
  mistake: named('opened by mistake', 'поставлена по ошибке'),
  notNeeded: named('no longer needed', 'больше не нужна'),
};
const sellers = ['developmentSpecialist', 'clientManager'];

/** Clients who bring most of the revenue go first; everybody else is usual. */
function classes(first: ServiceLimit, usual: ServiceLimit, more: Partial<ClassInput> = {}): ClassInput[] {
  const escalate = { before: hours(1), to: 'headOfSales' };
  return [
    {
      name: 'first',
      ...named('clients of segment A', 'клиенты сегмента A'),
      when: { fact: 'segment', is: 'equals', value: 'A' },
      resolve: first,
      escalate,
      ...more,
    },
    { name: 'usual', ...named('all others', 'остальные'), resolve: usual, escalate, ...more },
  ];
}

/**
 * The work of the order desk, the back office and sales support in a mixed department. It goes with the
 * blueprint of `mixed()`. An exception of the order desk is a task: it can be returned, and the client stays
 * where they are. The figures are ours to begin with, but for the ten minutes an order; change what differs.
 * @throws INVALID_ARGUMENT where an option is unknown or of another form
 * @example defineWork(defineConveyor(mixed()), mixedWork());
 */
export function mixedWork(options: MixedWorkOptions = {}): WorkInput {
  return withArguments('mixedWork', { options }, () => {
    assertOptions('mixedWork', options, { cutOff: timeIfAny });
    return workWith(options.cutOff ?? '14:00');
  });
}

const timeIfAny = (value: unknown) => examine(endTimeSchema.optional(), value).problems[0];

function workWith(cutOff: string): WorkInput {
  const type = (own: Pick<TaskTypeInput, 'label' | 'queue' | 'opens' | 'service' | 'load' | 'responds'>) => ({
    ...own,
    pauses,
    returns,
    cancels,
  });
  const lead = 'headOfSales';
  const shipsToday = { ...days(0), cutOff };
  return {
    queues: {
      orderDesk: { ...named('order desk', 'стол заказов'), role: 'orderOperator', lead },
      documents: { ...named('documents and shipping', 'документы и отгрузка'), role: 'backOffice', lead },
      support: { ...named('quotations and samples', 'расчёты и образцы'), role: 'salesSupport', lead },
      claims: { ...named('claims', 'рекламации'), role: 'salesSupport', lead },
    },
    tasks: {
      enterOrder: type({
        ...named('enter an order', 'внести заказ'),
        queue: 'orderDesk',
        opens: [...sellers, 'crm', 'import'],
        service: classes(hours(1), hours(4)),
        load: { minutes: 10 },
      }),
      limitExceeded: type({
        ...named('an order above the credit limit', 'заказ сверх кредитного лимита'),
        queue: 'orderDesk',
        opens: ['orderOperator', 'backOffice', 'erp'],
        service: classes(hours(2), hours(4)),
        load: { minutes: 15 },
      }),
      lineMissing: type({
        ...named('a line of an order is missing', 'нет позиции заказа'),
        queue: 'orderDesk',
        opens: ['orderOperator', 'backOffice', 'erp'],
        service: classes(hours(2), hours(4)),
        load: { minutes: 15 },
      }),
      shipOrder: type({
        ...named('ship an order', 'отгрузить заказ'),
        queue: 'documents',
        opens: ['orderOperator', 'clientManager', 'erp'],
        service: classes(shipsToday, shipsToday),
        load: { minutes: 15 },
      }),
      prepareDocuments: type({
        ...named('documents for a client', 'документы для клиента'),
        queue: 'documents',
        opens: [...sellers, 'orderOperator'],
        service: classes(days(0), days(1)),
        load: { minutes: 15 },
      }),
      quotation: type({
        ...named('a quotation', 'коммерческое предложение'),
        queue: 'support',
        opens: sellers,
        service: classes(hours(4), days(1), { respond: hours(2) }),
        load: { minutes: 40 },
      }),
      samples: type({
        ...named('samples', 'образцы'),
        queue: 'support',
        opens: sellers,
        service: classes(days(1), days(2)),
        load: { minutes: 20 },
      }),
      claim: type({
        ...named('a claim', 'рекламация'),
        queue: 'claims',
        opens: [...sellers, 'orderOperator'],
        responds: 'answer',
        service: classes(hours(18), hours(45), {
          respond: hours(4),
          chain: [
            { queue: 'claims', within: hours(9) },
            { queue: 'documents', within: hours(9) },
          ],
        }),
        load: { minutes: 60 },
      }),
    },
  };
}
