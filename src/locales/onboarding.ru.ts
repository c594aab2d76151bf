import type { onboardingEn } from './onboarding.en.ts';

/** Что странно в клиенте, который пришёл из другой системы. */
export const onboardingRu: typeof onboardingEn = {
  oddities: {
    HOLDER_UNFIT: '{employee:employeeId} не может вести клиента в роли {role:role}: {why}',
    DEPUTY_UNFIT: '{employee:employeeId} не может замещать в роли {role:role}: {why}',
    ORDERS_BEFORE_REGISTRATION:
      'есть заказы до даты заведения клиента ({date:registeredAt}): {orders}, первый {date:first}',
    ORDERS_SAY_OTHERWISE:
      'указано состояние {state:told}, а по заказам, последний {date:lastAt}, было бы {state:state}',
    NO_ORDER_LASTED: 'все заказы отменены или возвращены: {orders}',
    MOVED_BY_TIME: 'указано состояние {state:told}, по правилам клиент уже в состоянии {state:state}',
    ALIKE: '{kind}: {client:clientId}, {by}',
    SAME_ID: '{kind} {id}: такой же, как у клиента {client:clientId}',
    ORDER_TWICE:
      'номера заказов повторяются: {orders}, например {orderId}; взята строка с самой ранней датой',
    MARK_BEFORE_ORDER:
      'заказы отгружены, оплачены, отменены или возвращены раньше, чем сделаны: {orders}, например {orderId}',
    RETURNED_UNSHIPPED: 'заказы возвращены, но не были отгружены: {orders}, например {orderId}',
    NEGATIVE_TOTAL: 'заказы с суммой меньше нуля: {orders}, например {orderId}',
    OTHER_CURRENCY: 'заказы в другой валюте: {orders}, например {orderId}',
    RELEASED_BY_TIME:
      'по правилам клиент больше не закреплён: {employee:employeeId}, роль {role:role}[, {transfer:transfer}]',
    SAME_ORDER: 'номера заказов такие же, как у клиента {client:clientId}: {orders}, например {orderId}',
    ROW_TWICE: 'клиент пришёл дважды, впервые в записи {first}; ничего не сделано',
  },
  unfit: {
    UNKNOWN_EMPLOYEE: 'нет в штате',
    EMPLOYEE_LEFT: 'больше не работает',
    EMPLOYEE_LACKS_ROLE: 'у сотрудника нет этой роли',
    ROLE_NOT_IN_STATE: 'в этом состоянии клиента эта роль не ведёт',
  },
};
