import type { FactSchema } from '../../src/conditions/fact-schema.ts';
import type { Instant } from '../../src/time/instant.ts';

/** Two facts of each type, so that facts can be compared with each other. */
export const sampleFacts = {
  'orders.count': {
    type: 'number',
    label: { en: 'number of orders', ru: 'число заказов' },
    suppliedBy: ['orderOperator'],
  },
  'orders.planned': { type: 'number', label: { en: 'planned orders', ru: 'план заказов' } },
  paymentDelay: { type: 'number', unit: 'days', label: { en: 'payment delay', ru: 'отсрочка' } },
  shareOfWallet: { type: 'number', unit: 'percent', label: { en: 'share of wallet', ru: 'доля в закупках' } },
  monthlyVolume: {
    type: 'money',
    label: { en: 'monthly volume', ru: 'объём в месяц' },
    suppliedBy: ['telemarketer'],
  },
  creditLimit: { type: 'money', label: { en: 'credit limit', ru: 'лимит' } },
  segment: {
    type: 'enum',
    values: ['A', 'B', 'C'],
    valueLabels: { C: { en: 'retail', ru: 'розница' } },
    label: { en: 'segment', ru: 'сегмент' },
    suppliedBy: ['telemarketer', 'developmentSpecialist'],
  },
  formerSegment: {
    type: 'enum',
    values: ['A', 'B', 'C'],
    label: { en: 'former segment', ru: 'прежний сегмент' },
  },
  note: { type: 'text', label: { en: 'note', ru: 'примечание' } },
  city: { type: 'text', label: { en: 'city', ru: 'город' } },
  contractSigned: { type: 'boolean', label: { en: 'contract signed', ru: 'договор подписан' } },
  blocked: { type: 'boolean', label: { en: 'blocked', ru: 'блокировка' } },
  lastOrderAt: { type: 'instant', label: { en: 'last order', ru: 'последний заказ' } },
  contractEndsAt: { type: 'instant', label: { en: 'end of contract', ru: 'конец договора' } },
  skills: { type: 'texts', values: ['dairy', 'meat', 'bakery'], label: { en: 'skills', ru: 'навыки' } },
  tags: { type: 'texts', label: { en: 'tags', ru: 'метки' } },
} as const satisfies FactSchema;

export const noon: Instant = '2026-03-15T12:00:00.000Z';

export const eur = (amount: number) => ({ amount, currency: 'EUR' });
