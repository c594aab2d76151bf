import type { inboxEn } from './inbox.en.ts';

/** Что нужно сделать сегодня. */
export const inboxRu: typeof inboxEn = {
  items: {
    OFFERED_TO_ME: 'ответить на передачу {transfer:transfer}[, от кого: {employee:from}]',
    OFFERED_TO_ROLE:
      'ответить на передачу {transfer:transfer}: может любой сотрудник с ролью {employee:to}[; от кого: {employee:from}]',
    ESCALATED_TO_ME:
      'решить по передаче {transfer:transfer}[ от {employee:from}], кому: {employee:to}; {escalation}',
    OFFER_WAITS:
      'ждёт ответа: {transfer:transfer}, предложено: {employee:to}[; теперь решает {role:escalatedTo}]',
    OFFER_LAPSED: 'на передачу {transfer:transfer} никто не ответил: предложите заново или ведите дальше',
    OFFER_REJECTED:
      'передачу {transfer:transfer} отклонили, причина: {reason}; предложите заново или ведите дальше',
    STANDING_IN: 'вы замещаете: {employee:employeeId}; клиентов: {clients}',
    RELEASE_AHEAD: 'нужно действие до срока, иначе клиент уйдёт в общую базу ({transfer:transfer})',
    FIRST_CONTACT: 'первый контакт после передачи {transfer:transfer}',
    INTRODUCTION: 'познакомиться с клиентом: перешёл к вам при перераспределении базы',
    WINDOW_OPEN: 'готовиться к решению клиента: {category}',
    ORDER_HELD: {
      toLift:
        'превышен кредитный лимит[, заказ {orderId}]: добиться оплаты, поднять лимит или снять блокировку {hold:hold}',
      waits:
        'превышен кредитный лимит[, заказ {orderId}]: отгрузки не будет, пока клиент не погасит долг или не снимут блокировку {hold:hold}; связаться с клиентом',
    },
    OVERDUE: {
      overdue: 'под угрозой с {date:since}: выяснить, почему нет заказа',
      dormant: 'спит с {date:since}: вернуть клиента',
    },
    IN_POOL: 'в общей базе, {role:pool}: клиентов без ответственного — {clients}, первый ждёт с {date:since}',
  },
  overload: '; перегрузка: {employee:employeeId}, с этим клиентом {hours} ч в месяц при норме {capacity} ч',
  instead: '{text} (замещая: {employee:insteadOf})',
};
