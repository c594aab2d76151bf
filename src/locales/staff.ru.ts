import type { staffEn } from './staff.en.ts';

export const staffRu: typeof staffEn = {
  employeeHired: 'на работе: {employee:employeeId}, роли: {role:roles}',
  employeeChanged: 'изменена карточка: {employee:employeeId}',
  employeeLeft: 'больше не работает: {employee:employeeId}[ ({reason})]',
  absenceRecorded:
    'отсутствует: {employee:employeeId}, с {date:from}[ до {date:to}][; замещающий: {employee:deputyId}]',
  absenceChanged:
    'отсутствие изменено: {employee:employeeId}, с {date:from}[ до {date:to}][; замещающий: {employee:deputyId}]',
  absenceCancelled: 'отсутствие отменено: {employee:employeeId}',
};
