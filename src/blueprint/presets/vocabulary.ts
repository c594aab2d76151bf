import type { FactDeclaration } from '../../conditions/fact-schema.ts';
import { capital } from '../../locales/capital.ts';
import type { Label } from '../../locales/label.ts';
import { type Action, actions } from '../action.ts';
import { factsOf } from '../facts-of.ts';

/** The field's words, shared by the presets. */
export const label = (en: string, ru: string): Label => ({ en, ru });
const named = (en: string, ru: string) => ({ label: { en, ru } });

/** What every role that works with clients may do with its own. */
const records: Action[] = [
  'recordContact',
  'learnFacts',
  'recordPerson',
  'recordWindow',
  'resolveWindow',
  'recordOrder',
  'cancelOrder',
  'correctRecord',
];
/** What the warehouse and the bank know: recorded by the back office and the ERP, never by sellers. */
const settlements: Action[] = ['shipOrder', 'payOrder', 'returnOrder', 'recordMoney'];
const seller: Action[] = [
  ...records,
  'transfer',
  'acceptHandoff',
  'rejectHandoff',
  'withdrawHandoff',
  'returnClient',
  'assignHolder',
  'releaseHolder',
  'setDeputy',
  'placeHold',
  'releaseHold',
];

/** Whoever takes the call records the order, whosever client it is. */
const sells = { own: seller, any: ['register' as const, 'recordOrder' as const] };
const advises = { own: records };

/**
 * A newcomer is at full capacity in the sixth month. With a ready client base it is the fourth, with a
 * script the second.
 */
const fiveMonths = [0.2, 0.4, 0.6, 0.8, 0.9];
const threeMonths = [0.4, 0.7, 0.9];
const oneMonth = [0.5];

/** How much longer or shorter than the norm somebody needs for the same client. */
export const grades = {
  junior: { ...named('junior', 'младший'), load: 1.25 },
  middle: { ...named('middle', 'средний'), load: 1 },
  senior: { ...named('senior', 'старший'), load: 0.85 },
};

export const roles = {
  telemarketer: { ...named('telemarketer', 'телемаркетолог'), may: sells, claims: 400, rampUp: oneMonth },
  developmentSpecialist: {
    ...named('development specialist', 'специалист по развитию'),
    may: sells,
    claims: 60,
    rampUp: fiveMonths,
  },
  clientManager: {
    ...named('client manager', 'клиентский менеджер'),
    may: sells,
    claims: 400,
    rampUp: threeMonths,
    loadBy: { fact: 'segment', factors: { A: 2, B: 1, C: 0.5 } },
  },
  orderOperator: {
    ...named('order operator', 'операционист'),
    may: { own: seller, any: ['recordContact' as const, 'recordOrder' as const] },
    rampUp: oneMonth,
    // The norm is that of an order a month.
    loadBy: {
      fact: 'orders.pace',
      factors: { daily: 20, weekly: 4.3, fortnightly: 2.2, monthly: 1, rarer: 0.5 },
    },
  },
  salesSupport: {
    ...named('sales support', 'поддержка отдела продаж'),
    may: { ...advises, any: ['recordContact' as const, 'transfer' as const] },
  },
  backOffice: {
    ...named('back office', 'бэк-офис'),
    may: {
      any: [
        ...settlements,
        'recordOrder' as const,
        'cancelOrder' as const,
        'learnFacts' as const,
        'placeHold' as const,
        'releaseHold' as const,
        'correctRecord' as const,
      ],
    },
  },
  technicalExpert: { ...named('technical expert', 'технический эксперт'), may: advises },
  projectSeller: { ...named('project seller', 'проектный продавец'), may: sells },
  presaleEngineer: { ...named('presale engineer', 'инженер пресейла'), may: advises },
  projectTeam: { ...named('project team', 'проектная команда'), may: { own: seller } },
  headOfSales: { ...named('head of sales', 'руководитель отдела продаж'), may: { any: [...actions] } },
};
export type RoleName = keyof typeof roles;

/**
 * The CRM, the ERP and imports record facts and move no client by hand. Shipments and payments are the
 * ERP's to record, not the CRM's. The import sets a department up, so it may change the rules.
 */
export const services = {
  import: {
    ...named('import', 'импорт'),
    may: ['register' as const, 'onboard' as const, ...records, ...settlements, 'changeRules' as const],
  },
  erp: {
    ...named('ERP', 'учётная система'),
    may: [...records, ...settlements, 'placeHold' as const, 'releaseHold' as const],
  },
  crm: { ...named('CRM', 'CRM'), may: ['register' as const, ...records] },
};

export const holds = {
  locked: { ...named('locked', 'переводы запрещены'), blocksTransfers: true },
  // Nothing is shipped on credit. A stop that lasts no longer pauses the clock; the head decides on it.
  creditStop: {
    ...named('credit stop', 'стоп-отгрузка за долг'),
    stopsClock: true,
    blocks: ['shipOrder' as const],
    by: ['backOffice', 'headOfSales', 'erp'],
    review: { after: { days: 14 }, by: 'headOfSales' },
  },
  overLimit: {
    ...named('order above the credit limit', 'заказ сверх кредитного лимита'),
    blocks: ['shipOrder' as const],
    by: ['backOffice', 'headOfSales', 'erp'],
  },
  stockOut: { ...named('stock-out', 'нет товара на складе'), stopsClock: true },
  duplicateSuspected: { ...named('duplicate suspected', 'подозрение на дубль'), blocksTransfers: true },
  // No order and no enquiry re-opens the card: that is for the head alone to decide.
  blacklisted: {
    ...named('blacklisted', 'в чёрном списке'),
    stopsClock: true,
    blocksTransfers: true,
    blocks: ['recordOrder' as const, 'shipOrder' as const],
    by: ['headOfSales'],
  },
  protected: {
    ...named('protected from redistribution', 'защищён от перераспределения'),
    by: ['headOfSales'],
  },
};

const yesOrNo = (en: string, ru: string) => ({ type: 'boolean', label: { en, ru } }) as const;
const money = (en: string, ru: string) => ({ type: 'money', label: { en, ru } }) as const;

/** The months of a season, from the first on. */
export const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const monthLabels = [
  ...['январь', 'февраль', 'март', 'апрель', 'май', 'июнь'],
  ...['июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
].map((ru, i) => label(capital(months[i] as string), ru));

/** What a conveyor may want to know of a client; each preset says which of it, and who supplies it. */
export const facts = {
  fit: yesOrNo('the client fits our profile', 'клиент подходит под профиль'),
  constantNeed: yesOrNo('the need is constant', 'потребность постоянная'),
  timeliness: yesOrNo('the purchase is timely', 'покупка актуальна'),
  cardComplete: yesOrNo('the client card is complete', 'карточка клиента заполнена'),
  decisionGroupMapped: yesOrNo('the decision-making group is mapped', 'группа принятия решения описана'),
  solutionConfirmed: yesOrNo('the solution is confirmed', 'решение подтверждено'),
  termsAgreed: yesOrNo('price and terms are agreed', 'цена и условия согласованы'),
  introductionMade: yesOrNo('the introduction has been made', 'знакомство состоялось'),
  standingOrder: yesOrNo('there is a standing order pattern', 'заказы повторяются по шаблону'),
  contractSigned: yesOrNo('the contract is signed', 'договор подписан'),
  deliveryAccepted: yesOrNo('the client accepted the delivery', 'клиент принял работы'),
  newLine: yesOrNo('a new line or new decision makers', 'есть новая линейка или новый ЛПР'),
  creditLimit: money('credit limit', 'кредитный лимит'),
  groupLimit: money('credit limit of the group', 'кредитный лимит группы'),
  monthlyVolume: money('monthly purchases in all', 'закупки у всех поставщиков в месяц'),
  averageOrder: money('average order', 'средний заказ'),
  activeLines: { type: 'number', label: { en: 'products bought', ru: 'активных позиций' } },
  walletShare: {
    type: 'number',
    unit: 'percent',
    label: { en: 'share of wallet', ru: 'доля в закупках клиента' },
  },
  segment: { type: 'enum', values: ['A', 'B', 'C'], label: { en: 'segment', ru: 'сегмент' } },
  quietMonths: {
    type: 'texts',
    values: months,
    valueLabels: Object.fromEntries(monthLabels.map((name, i) => [months[i], name])),
    label: { en: 'months without purchases', ru: 'месяцы без закупок' },
  },
  industry: { type: 'text', label: { en: 'industry', ru: 'отрасль' } },
  name: { type: 'text', label: { en: 'name', ru: 'название' } },
  enquiryAt: {
    type: 'instant',
    label: { en: 'latest enquiry of the client', ru: 'последнее обращение клиента' },
  },
  nameKey: { type: 'text', label: { en: 'name for comparison', ru: 'название для сравнения' } },
  inn: { type: 'text', label: { en: 'tax id (INN)', ru: 'ИНН' } },
  kpp: { type: 'text', label: { en: 'branch of a tax id (KPP)', ru: 'КПП' } },
  vatId: { type: 'text', label: { en: 'VAT id', ru: 'номер плательщика НДС' } },
  region: { type: 'text', label: { en: 'region', ru: 'регион' } },
  channel: { type: 'text', label: { en: 'channel of trade', ru: 'канал сбыта' } },
  paymentDays: { type: 'number', unit: 'days', label: { en: 'payment term', ru: 'отсрочка платежа' } },
  receivables: money('receivables', 'дебиторская задолженность'),
  overdueDebt: money('overdue debt', 'просроченный долг'),
  accountGroup: { type: 'text', label: { en: 'group of companies', ru: 'группа компаний' } },
} as const satisfies Record<string, FactDeclaration>;
export type FactName = keyof typeof facts;

/** What the ERP, or the back office, knows of a client's terms and debt. */
export const terms: readonly FactName[] = [
  'creditLimit',
  'groupLimit',
  'paymentDays',
  'receivables',
  'overdueDebt',
];

/** How the client buys: computed from its orders (`purchaseFigures`), not said by those measured by it. */
export const figures: readonly FactName[] = ['averageOrder', 'activeLines', 'walletShare'];

/** What tells one company from another, and when it last turned to us. */
export const identity: readonly FactName[] = ['enquiryAt', 'nameKey', 'inn', 'kpp', 'vatId'];

/** Starts a condition on a built-in fact or one of the vocabulary's. */
export const { fact } = factsOf(facts);

/** Why a client is not for us. */
export const disqualifications = {
  misfit: named('does not fit', 'не подходит'),
  noNeed: named('no need', 'нет потребности'),
};

/** Why a card is perhaps another one's client. Somebody is to merge the two, or to say that they are two. */
export const doublings = {
  duplicate: named('duplicate', 'дубль'),
  alreadyOwned: named('somebody else works with the client', 'клиент уже в работе'),
};

export const deferrals = {
  notNow: named('not now', 'не сейчас'),
  supplierContract: named(
    'bound by a contract with another supplier',
    'связан договором с другим поставщиком',
  ),
  noBudget: named('no budget this period', 'нет бюджета в этом периоде'),
  badContact: named('no way to reach anybody', 'нет контакта'),
};

/** Why a holder lets a client go. */
export const releaseReasons = {
  noPotential: named('no potential for us', 'нет потенциала для нас'),
  outOfReach: named('out of my region or line', 'не мой регион или направление'),
  noRelationship: named('no common language with the client', 'не сложились отношения с клиентом'),
  overload: named('no time for the client', 'нет времени на клиента'),
};

/** Why a client wants somebody else. */
export const changes = {
  service: named('dissatisfied with the service', 'не устраивает обслуживание'),
  person: named('dissatisfied with the person', 'не устраивает сам менеджер'),
};

export const closings = {
  liquidated: named('the company was liquidated', 'компания ликвидирована'),
  merged: named('merged into another client', 'объединён с другим клиентом'),
};

/** Why a project does not become ours. */
export const losses = {
  competitor: named('a competitor was chosen', 'выбран конкурент'),
  price: named('the price', 'цена'),
  cancelled: named('the project was cancelled', 'проект отменён'),
};

/** Why a receiver rejects a handoff or gives a client back; beside the disqualifications. */
export const objections = {
  incomplete: named('the card is incomplete', 'карточка не заполнена'),
  undocumentedPromises: named('undocumented promises', 'незафиксированные обещания'),
  unpaid: named('not paid', 'не оплачено'),
  oneOff: named('a one-off buyer', 'разовый покупатель'),
  noSecondOrder: named('no second order', 'нет второго заказа'),
  noPattern: named('no standing pattern', 'заказы не повторяются по шаблону'),
  noContract: named('no contract or limits', 'нет договора или кредитного лимита'),
  noPotential: named('no potential', 'нет потенциала'),
  unclear: named('the task is unclear', 'задача не ясна'),
  noCapacity: named('no time for one more', 'нет времени на ещё одного'),
  exceptions: named('exceptions in every order', 'исключения в каждом заказе'),
};

export const officeHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** The labels of the life-cycle states. */
export const stateLabels = {
  cold: label('cold', 'холодный'),
  lead: label('lead', 'лид'),
  inQualification: label('in qualification', 'на квалификации'),
  qualified: label('qualified', 'квалифицирован'),
  disqualified: label('disqualified', 'дисквалифицирован'),
  duplicate: label('possible duplicate', 'возможный дубль'),
  deferred: label('deferred', 'перезвон'),
  inEntry: label('in entry', 'вход'),
  awaitingWindow: label('awaiting the window', 'ждёт даты решения'),
  activeSelling: label('active selling', 'активная продажа'),
  rampIn: label('ramp-in', 'новый клиент'),
  regular: label('regular', 'действующий'),
  overdue: label('overdue', 'под угрозой'),
  dormant: label('dormant', 'спящий'),
  lost: label('lost', 'потерянный'),
  returned: label('returned', 'вернувшийся'),
  inDelivery: label('in delivery', 'в реализации'),
  completed: label('completed', 'завершён'),
  closed: label('closed', 'закрыт'),
};
export type StateName = keyof typeof stateLabels;

/** What the sources of clients are called. */
export const sourceLabels: Readonly<Record<string, Label>> = {
  cold: label('cold base', 'холодная база'),
  lead: label('lead', 'лид'),
  referral: label('referral', 'рекомендация'),
  existing: label('existing client', 'действующий клиент'),
};
