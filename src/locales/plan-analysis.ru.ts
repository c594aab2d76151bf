import type { planAnalysisEn } from './plan-analysis.en.ts';

export const planAnalysisRu: typeof planAnalysisEn = {
  rules: {
    load: 'неровная загрузка',
    potential: 'неровный потенциал',
    disruption: 'смена ответственного',
    similarity: 'неподходящий опыт',
    coverage: 'неохваченный потенциал',
    cost: 'затраты на пару «клиент — сотрудник»',
    nearness: 'отличие от прежнего плана',
  },
  share:
    '{rule}: {share} всего, что говорит против плана[; больше всего, кто: {employee:employees}][; больше всего, из-за кого: {client:clients}]',
  perfect: 'Лучше быть не может ни по одному правилу.',
  better: 'Второй план лучше на {amount}.',
  worse: 'Второй план хуже на {amount}.',
  same: 'Планы одинаково хороши.',
  ruleBetter: '{rule}: лучше на {amount}[; больше всего, кто: {employee:employees}]',
  ruleWorse: '{rule}: хуже на {amount}[; больше всего, кто: {employee:employees}]',
  stays: {
    MOVES: 'Клиент передаётся, кому: {employee:to}.',
    PROTECTED: 'Клиент защищён: {why}.',
    PINNED: 'Так решено вручную.',
    ONLY_DISPLACED_MOVE: 'Передаются только клиенты тех, кто больше не ведёт клиентов.',
    GROUP_IS_SPLIT: 'Группу компаний ведут несколько человек, и так остаётся.',
    NOBODY_ELSE_ELIGIBLE: 'Больше никто не может вести этого клиента.',
    NOT_BETTER: 'Ни с кем не будет лучше. Ближе всех: {employee:employeeId}, хуже на {amount}[ ({rules})].',
    LIMITS: '{employee:employeeId}: было бы лучше на {amount}, но мешает ограничение: {breaks}.',
    NOT_FOUND:
      '{employee:employeeId}: было бы лучше на {amount}, но поиск закончился раньше, чем это нашлось.',
  },
};
