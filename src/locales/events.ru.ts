import type { eventValuesEn } from './events.en.ts';

/** What each event says; `client/words.ts` tells how placeholders are written. */
export const eventsRu = {
  clientRegistered: 'заведён, источник: {source:source}, состояние: {state:state}',
  clientOnboarded:
    'из другой системы[: {system}], состояние: {state:state} с {date:since}[, ответственные: {employee:holders}][, в общей базе роли: {role:pool}][; не закреплены: {employee:unfit}][, заказов: {count}]',
  contactRecorded: 'контакт ({channel})[, {employee:performedBy}][: {note}]',
  factsLearned: 'стало известно: {learned}',
  personRecorded: 'контактное лицо: {name}',
  windowRecorded: 'дата решения, {category}: {date:at}',
  windowWon: 'решение {date:at} в нашу пользу[, следующая дата решения: {date:next}]',
  windowMissed: 'дата решения {date:at} пропущена[, следующая: {date:next}]',
  orderRecorded: 'заказ {orderId}[ на {total}]',
  orderShipped: 'заказ {orderId} отгружен',
  orderPaid: 'заказ {orderId} оплачен',
  orderCancelled: 'заказ {orderId} отменён[: {reason}]',
  moneyRecorded: 'заказ {orderId}, {kind}: {amount}[ ({reason})]',
  orderReturned: 'заказ {orderId} возвращён[: {reason}]',
  stateChanged: '{state:from} → {state:to}[: {transfer:transfer}][, {reason}]',
  deadlinePassed: '{transfer:transfer}: срок наступил, но условие не выполнено',
  noticeGiven:
    'предупреждение, кому: {employee:to}[; {date:dueAt} — {transfer:transfer}][; долго действует блокировка {hold:hold}][; подготовка к решению: {category}, {date:dueAt}]',
  holderAssigned:
    'ответственный: {employee:employeeId}, роль {role:role}[, прежний: {employee:from}][; {employee:absentee} отсутствует][ по {last:back}][, замещающий: {employee:deputies}][, замещающего нет{unanswered}]',
  holderReleased: 'больше не ведёт: {employee:employeeId}, роль {role:role} ({cause})',
  clientReassigned: '{role:role}: [{employee:former} → ]{employee:holder} ({cause}; план {planId})',
  clientPooled: 'в общей базе роли {role:pool}: {cause}',
  deputySet: 'замещающий: {employee:employeeId}, роль {role:role}[, до {date:until}]',
  deputyCleared:
    'больше не замещает: {employee:employeeId}, роль {role:role}[; новый замещающий: {employee:next}]',
  handoffOffered:
    'предложена передача {transfer:transfer}[ (причина: {reason})], кому: {employee:receiver}, ответить до {time:expiresAt}[ ({dealt})][; {employee:absentee} отсутствует][ по {last:back}][, замещающий: {employee:deputies}][, замещающего нет{unanswered}]',
  handoffAccepted:
    'принята передача {transfer:transfer}, кем: [{employee:receiver}{self}][{employee:agent}, от имени: {employee:receiver}][; {employee:absentee} отсутствует][ по {last:back}][, замещающий: {employee:deputies}][, замещающего нет{unanswered}]',
  handoffRejected: 'отклонена передача {transfer:transfer}, причина: {reason}[ ({note})]',
  handoffSenderChanged: '{transfer:transfer}, теперь от кого: [{employee:sender}, ]роль {role:role}',
  handoffEscalated: '{transfer:transfer}: решение за ролью {role:to} ({escalation})',
  handoffWithdrawn: 'отозвана передача {transfer:transfer}[: {cause}]',
  releaseUndone:
    '{transfer:transfer}: отменено, [контакт состоялся вовремя{contact}][заказ {orderId} сделан вовремя][уже стояла блокировка {hold:hold}][; ответственные: {employee:holders}]',
  clientReturned: 'клиент возвращён отправителю: {transfer:transfer}, причина: {reason}[ ({note})]',
  firstContactMissed: 'первый контакт не состоялся в срок: {employee:employeeId}',
  holdPlaced: 'блокировка {hold:hold}: {reason}[, до {time:until}]',
  holdReleased: 'снята блокировка {hold:hold}',
  duplicateMerged:
    'объединён дубль {client:duplicateId}[; взято из него: {fact:taken}][; оставлено своё: {fact:kept}][; заказы с тем же номером, но другой датой или суммой остались как здесь: {keptOrders}]',
  duplicateUnmerged:
    'отменено объединение с клиентом {client:duplicateId}[; клиент остаётся где есть: с тех пор его переводили ({moved})][; больше не может его вести: {employee:unfit}][; узнано за это время и остаётся здесь: {fact:paths}]',
  mergedAway: 'объединён с клиентом {client:into}',
  mergeUndone: 'отменено объединение с клиентом {client:into}[; больше не может его вести: {employee:unfit}]',
  clientMigrated:
    'действуют правила версии {to}[, состояние теперь: {state:state}][; вместе со старыми правилами отозвана передача {transfer:transfer}, кому: {employee:receiver}][; открытая передача отозвана вместе со старыми правилами{ended}]',
  migrationUndone: 'снова действуют правила до версии {from}[, состояние снова: {state:state}]',
  recordCorrected:
    '[исправлена запись{replaced}][отменена как ошибочная запись{voided}] {eventId}[, верно: {right}][, верно: заказ {orderId}][, {date:correctedAt}] — {reason}',
  personalDataErased:
    'удалены персональные данные[ (контактное лицо {personId})][ (сотрудник {employee:employeeId})][, причина: {reason}]',
};

export const eventValuesRu: typeof eventValuesEn = {
  pool: 'общая база',
  channels: { phone: 'телефон', email: 'почта', meeting: 'встреча', messenger: 'мессенджер', visit: 'визит' },
};
