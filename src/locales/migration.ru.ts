import type { migrationEn } from './migration.en.ts';

export const migrationRu: typeof migrationEn = {
  state: 'состояние {state:state}: куда идут его клиенты?',
  role: 'роль {role:role}: кто её заменит?',
  custody: {
    noPart: 'состояние {state:state}: роль {role:role} больше в нём не участвует',
    notResponsible: 'состояние {state:state}: роль {role:role} больше за него не отвечает',
    twoBecomeOne: 'состояние {state:state}: роль {role:role} сливается с другой',
  },
  wakeDate: 'состояние {state:state}: когда перезванивать клиентам? Даты у них нет',
  handoff: 'состояние {state:state}: начатые передачи {transfer:transfer} нельзя будет принять',
  deadline: 'состояние {state:state}: клиенты ждут срока {transfer:transfer}, которого больше нет',
  hold: 'блокировка {hold:hold}: снять её?',
  fact: 'факт {fact:fact}[, значения {values}]: что будет с тем, что известно?',
  clients: '{text} (клиентов: {clients})',
  atOnce: {
    moved: 'Сразу после перехода состояние сменят по срокам, клиентов: {clients}.',
    nobody: 'Сразу после перехода никто не сменит состояние по срокам.',
    way: '{state:from} → {state:to}[: {transfer:transfer}] (клиентов: {clients})',
    next: 'Следующий срок: {time:at} (клиентов: {clients}).',
  },
};
