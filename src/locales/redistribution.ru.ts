import type { redistributionEn } from './redistribution.en.ts';
import { clientsRu, hoursRu } from './units.ru.ts';

export const redistributionRu: typeof redistributionEn = {
  move: '{client:clientId}: [{employee:from} → ]{employee:to}. Почему: {cause}[; загрузка нового ответственного: {with}, без этого клиента: {without}][; опыт подходит на {fit}][; не передавать — план хуже на {staying}][; не передавать было бы так же хорошо{stays}][; следующий по пригодности: {employee:next}][, план с ним хуже на {extra}][; так же хорошо подходит: {employee:alike}].',
  infeasible: {
    NOBODY_ELIGIBLE: 'Некому передать: {client:clientIds}[ ({obstacles})].',
    TOO_LARGE:
      '{client:clientIds}: вместе: {amount}; у тех, кому можно передать, свободно самое большее: {mostFree}.',
    NO_ROOM:
      '{clients}[ ({employee:holders})]: нужно: {amount}; у тех, кому можно передать ({employee:employeeIds}), свободно: {free}; не хватает: {short}.',
    OUT_OF_REACH:
      '{employee:employeeId}: нужно самое меньшее: {needed}; набрать можно самое большее: {reachable}.',
    NOT_ENOUGH: 'На всех вместе нужно самое меньшее: {needed}; есть только: {amount}.',
    RULES_CLASH: 'Эти правила вместе невыполнимы: {rules}.',
  },
  obstacles: {
    ACCEPTS_NONE: 'не принимают клиентов: {count}',
    KEEPS_NONE: 'больше не ведут клиентов: {count}',
    NOT_ELIGIBLE: 'не подходят: {count}',
    FORBIDDEN: 'этим передавать запрещено: {count}',
    GROUP_ELSEWHERE: 'не ведут остальную группу компаний: {count}',
  },
  rules: {
    'utilisation.max': 'наибольшая загрузка',
    'utilisation.min': 'наименьшая загрузка',
    loadBand: 'коридор загрузки',
    potentialBand: 'коридор потенциала',
    'maxLoss.clients': 'доля клиентов, которую можно отдать',
    'maxLoss.hours': 'доля часов, которую можно отдать',
    'maxLoss.revenue': 'доля выручки, которую можно отдать',
    'maxGain.clients': 'доля клиентов, которую можно получить',
    'maxGain.hours': 'доля часов, которую можно получить',
    'maxGain.revenue': 'доля выручки, которую можно получить',
    maxMoves: 'число добровольных передач',
    maxMovedRevenue: 'доля выручки, которую можно передать',
    pins: 'указанное вручную',
    forbidden: 'запрещённые пары',
    protected: 'защита клиентов',
    keepGroupsTogether: 'группа компаний у одного ответственного',
    movable: 'передавать только тех, кого нельзя оставить',
  },
  protections: {
    RULE: '{why}',
    HOLD: 'блокировка {hold:hold} ({reason})[; кем поставлена: {employee:by}][, {date:since}]',
    MOVED_LATELY: 'ответственный недавно уже менялся[: {date:at}]',
    MOVED_OFTEN: 'ответственный и так менялся слишком часто[, последний раз {date:at}]',
    NOT_OF_SEGMENT: 'клиент не из этого сегмента',
    NO_OVERLOAD: 'у ответственного нет перегрузки',
  },
  exclusions: {
    AWAY: 'отсутствует[ по {last:until} включительно]',
    NOT_HIRED_YET: 'работает только с {date:at}',
    LEAVES: 'увольняется {date:at}',
    LACKS_ROLE: 'нет нужной роли',
    GIVES_AWAY: 'по этому плану отдаёт своих клиентов',
    OTHERS_GAIN: 'план составлен для других',
    OVERLOADED: 'план снимает с сотрудника перегрузку',
  },
  excluded: '{employee:employeeId} новых клиентов не получает: {why}',
  untouched:
    '{client:clientId} остаётся у ответственного ({employee:holder}): {why}[; одна группа компаний с клиентом {client:mate}]',
  quality: {
    attained: 'Достигнуто от возможного: не меньше {share}.',
    best: 'Лучше уже некуда: никого не нужно передавать.',
    optimal: 'Лучшего плана нет, это доказано.',
    gap: 'Лучший из возможных планов был бы лучше не больше чем на {share}.',
  },
  relaxed: 'Достаточно изменить правило «{rule}»: {to} вместо {from}{minimal}; план найден.',
  lifted: 'Без правила «{rule}» план находится.',
  minimal: ', заметно меньше нельзя',
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
