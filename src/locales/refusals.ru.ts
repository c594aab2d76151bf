/** What each reason of a refusal says; `client/words.ts` tells how placeholders are written. */
export const refusalsRu = {
  UNKNOWN_CLIENT: 'Клиент не найден: {client:clientId}.',
  ALREADY_REGISTERED: 'Клиент {client:clientId} уже заведён.',
  MERGED_AWAY: 'Клиент — дубль клиента {client:into}; работайте с ним.',
  NOT_AUTHORIZED:
    '{employee:actor}:[ нет в штате, поэтому{stranger}] нет права {action}.[ С этим клиентом право есть: {employee:holders}.][ Замещают: {employee:deputies}.][ С любым клиентом право есть: {role:roles}.]',
  UNKNOWN_NAME: 'Нет такого: {kind} {name}.[ Может быть, {meant}?][ Есть: {known}.]',
  INVALID_VALUE: '{field}: {problem}.',
  TOO_EARLY:
    '[заказ {orderId}, ][{role:role}, ][{hold:hold}, ]{field}: {time:at} — слишком рано, нужно не раньше {time:since}.',
  IN_THE_FUTURE:
    '[заказ {orderId}, ][{role:role}, ][{hold:hold}, ]{field}: {time:at} ещё впереди (сейчас {time:now}).',
  WRONG_STATE:
    '{transfer:transfer} — только из состояний: {state:from}; сейчас состояние клиента: {state:state}.',
  NOT_BY_HAND: '{transfer:transfer} происходит автоматически, не вручную.',
  WRONG_ROLE: '{transfer:transfer} — это делает только роль: {role:by}.',
  BLOCKED_BY_HOLD: 'Клиент заблокирован: {hold:hold} ({reason})[, до {time:until}].',
  REASON_NEEDED:
    'Нужно указать причину, одну из: {known}.[ Такой причины нет: {given}.][ Может быть, {meant}?]',
  WAKE_DATE_NEEDED: 'Нужно указать дату перезвона.',
  ALREADY_THERE: 'Клиент уже в состоянии {state:state}.',
  HANDOFF_OPEN:
    'Передача {transfer:transfer} ждёт ответа, от кого: {employee:to}, до {time:expiresAt}[; {employee:absentee} отсутствует][ до {date:back}][, замещающий: {employee:deputies}][, замещающего нет{unanswered}].',
  HANDOFF_ESCALATED: 'Передача {transfer:transfer}: с {time:at} решение за ролью {role:to} ({escalation}).',
  NO_HANDOFF: 'Нет передачи, которая ждёт ответа.',
  NOTHING_TO_RETURN: 'Нет принятой передачи, по которой клиента можно вернуть.',
  RETURN_TOO_LATE: 'Срок возврата клиента истёк {time:until}.',
  RECEIVER_NEEDED: 'Нужно назвать получателя в роли {role:role}.',
  UNKNOWN_EMPLOYEE: '{employee:employeeId}: нет в штате.',
  EMPLOYEE_NOT_HIRED_YET: 'Ещё не работает: {employee:employeeId}, первый день {date:hiredAt}.',
  EMPLOYEE_LEFT: 'Больше не работает: {employee:employeeId}, с {date:leftAt}.',
  EMPLOYEE_LACKS_ROLE: '{employee:employeeId}: нет роли {role:role}.',
  ROLE_NOT_IN_STATE: 'Роль {role:role} не участвует в состоянии {state:state}[; участвуют: {role:roles}].',
  NOT_HELD: 'В роли {role:role} клиента никто не ведёт.',
  ALREADY_HELD: 'Клиента уже ведёт: {employee:employeeId}, роль {role:role}.',
  CLAIMS_FULL: 'Предел самостоятельного взятия клиентов, роль {role:role}: {limit}.',
  HELD_BY_ANOTHER:
    'Ответственный за клиента в роли {role:role} сменился[: прежний — {employee:expected}][, нынешний — {employee:actual}].',
  NOT_MOVED_BY_PLAN: 'В роли {role:role} клиент закреплён не по плану {planId}.',
  HOLD_IN_PLACE: 'Блокировка {hold:hold} уже стоит.',
  NO_SUCH_HOLD: 'Блокировки {hold:hold} нет.',
  UNKNOWN_ORDER: 'Заказа {orderId} нет.',
  ORDER_EXISTS: 'Заказ {orderId} уже внесён.',
  REVENUE_TOO_LARGE:
    'Сумма заказов ({currency}) превысит {most} минимальных единиц валюты: точно не посчитать.',
  ORDER_ALREADY: 'Заказ {orderId}: уже {status}.',
  UNKNOWN_WINDOW: 'Даты решения {windowId} нет.',
  WINDOW_CLOSED: 'Дата решения {windowId}: {status}.',
  UNKNOWN_PERSON: 'Контактного лица {personId} нет.',
  TOO_MANY_PEOPLE: 'Контактных лиц у клиента уже {limit}, больше нельзя: обновите одно из них.',
  TOO_MANY_WINDOWS: 'Дат решения у клиента уже {limit}, больше нельзя: обновите одну из них.',
  SAME_CLIENT: 'Клиент не может быть дублем самого себя.',
  NOT_MERGED: 'Объединения с клиентом {client:clientId} не было.',
  UNKNOWN_RECORD: 'Записи {eventId} нет.',
  NOT_CORRECTABLE: '{eventId} — решение о клиенте, а не запись: отмените его другим решением.',
  COMMAND_ID_REUSED: 'Номер команды {commandId} уже занят другой командой.',
};
