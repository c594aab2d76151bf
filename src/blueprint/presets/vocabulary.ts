import type { FactDeclaration } from '../../conditions/fact-schema.ts';
import type { Label } from '../../locales/label.ts';
import { type Action, actions } from '../action.ts';

/** The field's words, shared by the presets. */
export const label = (en: string, ru: string): Label => ({ en, ru });
const named = (en: string, ru: string) => ({ label: { en, ru } });

/** What everybody who works with clients may do with their own. */
const records: Action[] = [
  'recordContact',
  'learnFacts',
  'recordPerson',
  'recordWindow',
  'resolveWindow',
  'recordOrder',
  'shipOrder',
  'payOrder',
  'cancelOrder',
  'returnOrder',
  'correctRecord',
];
const seller: Action[] = [
  ...records,
  'transfer',
  'acceptHandoff',
  'rejectHandoff',
  'withdrawHandoff',
  'returnClient',
  'assignRole',
  'releaseRole',
  'setDeputy',
  'placeHold',
  'releaseHold',
];

const sells = { own: seller, any: ['register' as const] };

export const roles = {
  telemarketer: { ...named('telemarketer', 'телемаркетолог'), may: sells },
  developmentSpecialist: { ...named('development specialist', 'специалист по развитию'), may: sells },
  clientManager: { ...named('client manager', 'клиентский менеджер'), may: sells },
  orderOperator: { ...named('order operator', 'операционист'), may: { own: seller, any: ['recordContact' as const] } },
  salesSupport: { ...named('sales support', 'поддержка отдела продаж'), may: { own: records } },
  backOffice: { ...named('back office', 'бэк-офис'), may: { any: ['shipOrder' as const, 'payOrder' as const] } },
  technicalExpert: { ...named('technical expert', 'технический эксперт'), may: { own: records } },
  projectSeller: { ...named('project seller', 'проектный продавец'), may: sells },
  presaleEngineer: { ...named('presale engineer', 'инженер пресейла'), may: { own: records } },
  projectTeam: { ...named('project team', 'проектная команда'), may: { own: seller } },
  headOfSales: { ...named('head of sales', 'руководитель отдела продаж'), may: { any: [...actions] } },
};

/** The CRM and its imports record what they know; they move nobody by hand. */
export const services = {
  import: { ...named('import', 'импорт'), may: ['register' as const, ...records] },
  crm: { ...named('CRM', 'CRM'), may: ['register' as const, ...records] },
};

export const holds = {
  locked: { ...named('locked', 'заморожен'), blocksTransfers: true },
  creditStop: { ...named('credit stop', 'стоп-отгрузка по кредиту'), stopsClock: true },
  stockOut: { ...named('stock-out', 'нет товара на складе'), stopsClock: true },
  duplicateSuspected: { ...named('duplicate suspected', 'подозрение на дубль'), blocksTransfers: true },
  protected: named('protected from redistribution', 'защищён от перераспределения'),
};

const known = (en: string, ru: string, ...suppliedBy: string[]) =>
  ({ type: 'boolean', label: { en, ru }, suppliedBy }) as const satisfies FactDeclaration;

export const facts = {
  fit: known('the client fits our profile', 'клиент подходит под профиль', 'telemarketer'),
  constantNeed: known('the need is constant', 'потребность постоянная', 'telemarketer'),
  cardComplete: known('the client card is complete', 'карточка клиента заполнена', 'telemarketer'),
  timeliness: known('the purchase is timely', 'покупка актуальна', 'telemarketer'),
  decisionGroupMapped: known('the decision-making group is mapped', 'ГПР описана', 'developmentSpecialist'),
  termsAgreed: known('price and terms are agreed', 'цена и условия согласованы', 'developmentSpecialist'),
  introductionMade: known('the introduction has been made', 'знакомство состоялось', 'developmentSpecialist'),
  standingOrder: known('there is a standing order pattern', 'есть устойчивый шаблон заказа', 'clientManager'),
  contractSigned: known('the contract is signed', 'договор подписан', 'clientManager'),
  newLine: known('a new line or new decision makers', 'новая линейка или новые ЛПР', 'clientManager'),
  creditLimit: {
    type: 'money',
    label: { en: 'credit limit', ru: 'кредитный лимит' },
    suppliedBy: ['clientManager'],
  },
  segment: {
    type: 'enum',
    values: ['A', 'B', 'C'],
    label: { en: 'segment', ru: 'сегмент' },
    suppliedBy: ['clientManager'],
  },
  monthlyVolume: {
    type: 'money',
    label: { en: 'monthly volume', ru: 'месячный объём' },
    suppliedBy: ['clientManager'],
  },
  industry: { type: 'text', label: { en: 'industry', ru: 'отрасль' }, suppliedBy: ['telemarketer'] },
} as const satisfies Record<string, FactDeclaration>;

/** Why a client is not for us. */
export const disqualifications = {
  misfit: named('does not fit', 'не подходит'),
  noNeed: named('no need', 'нет потребности'),
  duplicate: named('duplicate', 'дубль'),
  badContact: named('no way to reach anybody', 'нет контакта'),
  alreadyOwned: named('somebody else works with the client', 'клиент уже в работе'),
};

export const closings = {
  liquidated: named('the company was liquidated', 'компания ликвидирована'),
  merged: named('merged into another client', 'объединён с другим клиентом'),
  blacklisted: named('we do not work with the client', 'мы не работаем с клиентом'),
};

export const deferrals = {
  notNow: named('not now', 'не сейчас'),
  supplierContract: named('bound by a contract with another supplier', 'связан договором с другим поставщиком'),
  noBudget: named('no budget this period', 'нет бюджета в этом периоде'),
};

export const officeHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** The labels of the life-cycle states. */
export const stateLabels = {
  cold: label('cold', 'холодный'),
  lead: label('lead', 'лид'),
  inQualification: label('in qualification', 'на квалификации'),
  qualified: label('qualified', 'квалифицирован'),
  disqualified: label('disqualified', 'дисквалифицирован'),
  deferred: label('deferred', 'отложен'),
  inEntry: label('in entry', 'вход'),
  awaitingWindow: label('awaiting the window', 'ждёт окна'),
  activeSelling: label('active selling', 'активная продажа'),
  rampIn: label('ramp-in', 'разгон'),
  regular: label('regular', 'регулярный'),
  overdue: label('overdue', 'просрочен'),
  dormant: label('dormant', 'спящий'),
  lost: label('lost', 'потерян'),
  returned: label('returned', 'возвращённый'),
  closed: label('closed', 'закрыт'),
  inDelivery: label('in delivery', 'в реализации'),
  completed: label('completed', 'завершён'),
};
