import type { lintEn } from './lint.en.ts';

export const lintRu: typeof lintEn = {
  'not-analysed':
    'проверено не всё: исчерпан предел вычислений[; что даёт условие перехода {transfer:transfer}, неизвестно]',
  'condition-never': 'условие перехода {transfer:transfer} никогда не выполнится',
  'condition-always': 'условие перехода {transfer:transfer} выполнено всегда: оно ничего не требует',
  'condition-part-redundant':
    'часть условия перехода {transfer:transfer} ничего не меняет: без неё проходят те же клиенты',
  'transfer-shadowed':
    '{transfer:transfer} никогда не срабатывает из состояния {state:states}: всякий раз раньше срабатывает {transfer:other}',
  'deadline-overtaken':
    '{transfer:transfer} никогда не наступает в состоянии {state:states}: к этому сроку клиента всегда уже увёл переход {transfer:other}',
  'transfer-never':
    '{transfer:transfer} никогда не срабатывает: в состоянии {state:states} не может случиться ни одно из его событий',
  'transfer-out-of-reach':
    'никто, у кого есть только роль {role:roles}, не может начать {transfer:transfer} в состоянии {state:states}: роли это разрешено со своими клиентами, а там за ней клиентов нет',
  'acceptance-after-exit':
    'предложение {transfer:transfer} никогда не истекает в состоянии {state:state}: раньше, чем пройдёт срок ответа, клиента забирает {transfer:other}',
  'cadence-out-of-order':
    'сроки ритма закупок противоречат друг другу: «{later}» может наступить не позже, чем «{earlier}»',
  'ping-pong-by-time':
    'клиент, которого никто не трогает, ходит по кругу без конца: {state:states}; его ведёт только время, и ничто не останавливает',
  'ping-pong-by-event':
    'одно и то же событие без конца гоняет клиента туда и обратно: {state:states} переходами {transfer:transfers}',
  'ping-pong-by-return':
    '{transfer:transfer} и возврат могут чередоваться без конца: клиент возвращается в состояние {state:state}, где ничто не мешает предложить его снова',
  'escalation-to-receiver':
    'если передачу {transfer:transfer} отклонят дважды или на неё не ответят, решение за ролью {role:role}, а ей и предлагают: больше никто не решает',
  'dead-end': 'из состояния {state:state} нет выхода: ни один его переход не может состояться',
  'handoff-leads-nowhere':
    '{transfer:transfer} ведёт в состояние {state:state} ({how}[: {reasons}]), а выхода из него нет',
  'end-by-silence':
    '{transfer:transfer} завершает работу с клиентом (состояние {state:state}) по сроку: {fact:facts}; заказ или контакт, внесённый позже, этого уже не отменит',
  'waiting-without-date':
    '{transfer:transfer} может привести в состояние {state:state} клиента, для которого неизвестен ни один момент, завершающий ожидание',
  'wake-date-unused':
    '{transfer:transfer} требует дату перезвона, но в состоянии {state:state} она ни на что не влияет',
  'release-without-effect':
    '{transfer:transfer} завершает закрепление роли {role:role}, за которой в состоянии {state:states} клиентов нет',
  'fact-unsupplied':
    'ни одной роли не поручено сообщать факт {fact:fact}, а он нужен[ для перехода {transfer:transfers}][ для нагрузки роли {role:roles}]',
  'fact-supplier-may-not':
    'факт {fact:fact} должна сообщать роль {role:roles}, но записывать факты о клиентах ей не разрешено',
  'fact-unused': 'факт {fact:fact} ни на что не влияет',
  'role-reads-nothing':
    '{role:role} должна работать с клиентами в состояниях {state:states}, но ни одного из них не видит: условие видимости их исключает',
  'role-without-load':
    '{role:role} участвует в состояниях {state:states}, но ни в одном нет нормы нагрузки для этой роли',
  'handoff-without-load':
    '{transfer:transfer} передаёт клиентов роли {role:role} в состоянии {state:state}, где для неё нет нормы нагрузки',
  'load-of-others-only':
    'в состоянии {state:state} есть нормы нагрузки, но не для роли {role:role}, которая отвечает за клиента',
};
