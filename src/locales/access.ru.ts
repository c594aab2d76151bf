import type { accessEn } from './access.en.ts';

/** Почему сотрудник видит клиента или не видит. */
export const accessRu: typeof accessEn = {
  visible: '{employee:as} видит клиента {client:clientId}:',
  hidden: '{employee:as} не видит клиента {client:clientId}:',
  reasons: {
    SERVICE: 'программа видит всех клиентов',
    MAY_OVERRIDE: '{role:role} вправе отступать от правил и видит всех клиентов',
    READS_ALL: '{role:role} видит всех клиентов',
    HOLDS: 'клиент закреплён за этим сотрудником, роль — {role:role}',
    STANDS_IN: 'замещает сотрудника {employee:insteadOf}, роль — {role:role}',
    OFFERED: 'должен ответить на передачу {transfer:transfer}[, замещая сотрудника {employee:insteadOf}]',
    OFFERED_TO_ROLE: 'может ответить на передачу {transfer:transfer}, роль — {role:role}',
    DECIDES: 'принимает решение по передаче {transfer:transfer}, роль — {role:role}',
    MAY_READ: '{role:role} видит таких клиентов',
    MAY_NOT_READ: '{role:role} не видит таких клиентов',
    NOT_CONCERNED:
      'клиента не ведёт, никого при нём не замещает, ответа по его передаче от сотрудника не ждут',
    NOT_EMPLOYED: 'такого сотрудника в отделе сейчас нет',
  },
};
