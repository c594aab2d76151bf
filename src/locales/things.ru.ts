import type { thingsEn } from './things.en.ts';

export const thingsRu: typeof thingsEn = {
  pool: 'пул',
  kinds: {
    transfer: 'переход',
    state: 'состояние',
    role: 'роль',
    hold: 'блокировка',
    source: 'источник',
    fact: 'факт',
  },
  fields: {
    at: 'момент',
    until: 'окончание',
    wakeAt: 'дата возврата к клиенту',
    to: 'получатель',
    reason: 'причина',
    received: 'принятая передача',
    replacement: 'исправленная запись',
    decidesAt: 'окно принятия решения',
    'order.placedAt': 'момент заказа',
  },
  orders: { shipped: 'отгружен', paid: 'оплачен', cancelled: 'отменён', returned: 'возвращён' },
  windows: { won: 'выиграно', missed: 'пропущено' },
};
