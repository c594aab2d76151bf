import type { duplicatesEn } from './duplicates.en.ts';

/** Кто из клиентов, возможно, та же компания. */
export const duplicatesRu: typeof duplicatesEn = {
  line: '{client:clientId}[ ({name})]: {kind}, {by}; {state:state}[; ответственный: {employee:employeeId}, {role:role}][; в общей базе: {role:pool}]',
  kinds: {
    duplicate: 'та же компания',
    branch: 'другой филиал той же компании',
    perhaps: 'возможно, та же компания',
  },
  by: { inn: 'совпал ИНН', vatId: 'совпал номер плательщика НДС', name: 'совпало название' },
};
