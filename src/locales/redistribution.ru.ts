import type { redistributionEn } from './redistribution.en.ts';
import { clientsRu, hoursRu } from './units.ru.ts';

export const redistributionRu: typeof redistributionEn = {
  move: '{client:clientId}[ от {employee:from}] к {employee:to}: {cause}[; загрузка {employee:to} тогда {with}, без него {without}][; опыт подходит на {fit}][; оставить на месте хуже на {staying}][; следующий по пригодности {employee:next}, хуже на {extra}].',
  infeasible: {
    NOBODY_ELIGIBLE: 'Некому передать {client:clientIds}[: {obstacles}].',
    TOO_LARGE:
      '{client:clientIds}: сразу {amount}, а у тех, кому можно передать, свободно не больше {mostFree}.',
    NO_ROOM:
      '{clients} [({employee:holders}) ]— это {amount}; у тех, кому можно передать ({employee:employeeIds}), свободно {free}: не хватает {short}.',
    OUT_OF_REACH: '{employee:employeeId}: нужно не меньше {needed}, а набрать можно не больше {reachable}.',
    NOT_ENOUGH: 'На всех вместе нужно не меньше {needed}, а есть только {amount}.',
    RULES_CLASH: 'Эти правила вместе невыполнимы: {rules}.',
  },
  obstacles: {
    ACCEPTS_NONE: 'не принимают клиентов: {count}',
    KEEPS_NONE: 'не оставляют за собой клиентов: {count}',
    NOT_ELIGIBLE: 'не подходят: {count}',
    FORBIDDEN: 'запрещены: {count}',
    HOLDING_ELSEWHERE: 'не ведут остальной холдинг: {count}',
  },
  rules: {
    'utilisation.max': 'наибольшая загрузка',
    'utilisation.min': 'наименьшая загрузка',
    loadBand: 'коридор загрузки',
    potentialBand: 'коридор потенциала',
    'maxLoss.clients': 'доля клиентов, которую можно потерять',
    'maxLoss.hours': 'доля часов, которую можно потерять',
    'maxLoss.revenue': 'доля выручки, которую можно потерять',
    'maxGain.clients': 'доля клиентов, которую можно получить',
    'maxGain.hours': 'доля часов, которую можно получить',
    'maxGain.revenue': 'доля выручки, которую можно получить',
    maxMoves: 'число добровольных передач',
    maxMovedRevenue: 'доля выручки, которую можно передать',
    pins: 'решения вручную (закрепления)',
    forbidden: 'запрещённые пары',
    protected: 'защита клиентов',
    keepHoldingsTogether: 'неделимость холдингов',
    who: 'передавать только тех клиентов, которых нельзя оставить',
  },
  protections: {
    RULE: '{why}',
    HOLD: 'клиент заблокирован: {hold:hold} ({reason})',
    MOVED_LATELY: 'его недавно передавали',
    MOVED_OFTEN: 'его передавали уже достаточно часто',
    NOT_OF_SEGMENT: 'он не из этого сегмента',
    NO_OVERLOAD: 'у держателя нет перегрузки',
  },
  quality: {
    attained: 'Достигнуто не менее {share} возможного.',
    best: 'Лучше уже некуда: никого не нужно передавать.',
    gap: 'Лучший план выиграл бы не больше {share}.',
  },
  relaxed: 'Достаточно такого изменения: {rule} — {to} вместо {from}{minimal}; план найден.',
  lifted: 'Если снять правило, план находится: {rule}.',
  minimal: ', меньше нельзя',
  smallestFound: ', возможно, и меньше',
  noRelaxation: 'Ослабить одно правило недостаточно.',
  notFound: 'План не найден, хотя он возможен.',
  units: {
    clients: clientsRu,
    hours: hoursRu,
    potential: (number) => `потенциал ${number}`,
    revenue: (number) => `выручка ${number}`,
  },
};
