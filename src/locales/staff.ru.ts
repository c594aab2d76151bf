import type { staffEn } from './staff.en.ts';

export const staffRu: typeof staffEn = {
  employeeHired:
    'в штате с {date:happenedAt}: {employee:employeeId}, роли: {role:roles}, часов в месяц: {hoursPerMonth}[, собственный график{ownHours}]',
  employeeChanged:
    'изменена карточка: {employee:employeeId}, роли: {role:roles}, часов в месяц: {hoursPerMonth}[, собственный график{ownHours}][, уходит {date:leavesAt}]',
  employeeLeft: 'больше не работает с {date:happenedAt}: {employee:employeeId}[ ({reason})]',
  absenceRecorded:
    'отсутствует: {employee:employeeId}, с {date:from}[ по {last:to} включительно][; замещающий: {employee:deputyId}]',
  absenceChanged:
    'отсутствие изменено: {employee:employeeId}, с {date:from}[ по {last:to} включительно][; замещающий: {employee:deputyId}]',
  absenceCancelled: 'отсутствие отменено: {employee:employeeId}',
  employeeErased:
    'удалены персональные данные сотрудника, теперь вместо имени: {employee:employeeId}[; причина: {reason}]',

  EMPLOYEE_EXISTS: 'Сотрудник {employee:employeeId} уже есть[, до {date:until}].',
  STILL_EMPLOYED: '{employee:employeeId} ещё работает: сначала оформите уход.',
  LEAVES_BEFORE_HIRED:
    'День увольнения ({date:leavesAt}) должен быть позже дня выхода на работу ({date:hiredAt}).',
  TOO_MANY_ABSENCES: 'Текущих и будущих отсутствий уже {limit}.',
  ABSENCE_EXISTS: 'Отсутствие {absenceId} уже записано.',
  UNKNOWN_ABSENCE: 'Отсутствия {absenceId} нет.',
  ABSENCE_ENDS_BEFORE_IT_BEGINS: 'Отсутствие закончилось бы ({time:to}) раньше, чем началось ({time:from}).',
  BEGINS_AS_NEWCOMER:
    'Дата выхода на работу не указана, поэтому {employee:employeeId} начинает как новичок (роль: {role:role}), полная нагрузка с {date:fullFrom}. Если человек работает давно, укажите дату выхода.',
  OWN_DEPUTY: 'Замещать самого себя нельзя: {employee:employeeId}.',
};
