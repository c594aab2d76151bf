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
    '{rule}: {share} всего, что говорит против плана[; больше всего у {employee:employees}][; больше всего из-за {client:clients}]',
  perfect: 'Лучше быть не может ни по одному правилу.',
  better: 'Второй план лучше на {amount}.',
  worse: 'Второй план хуже на {amount}.',
  same: 'Планы одинаково хороши.',
  ruleBetter: '{rule}: лучше на {amount}[; больше всего у {employee:employees}]',
  ruleWorse: '{rule}: хуже на {amount}[; больше всего у {employee:employees}]',
  stays: {
    MOVES: 'Клиент переходит к {employee:to}.',
    PROTECTED: 'Клиент защищён: {why}.',
    PINNED: 'Так решено вручную.',
    ONLY_DISPLACED_MOVE: 'Переходят только клиенты тех, кто больше не ведёт клиентов.',
    GROUP_IS_SPLIT: 'Холдинг ведут несколько человек, и так остаётся.',
    NOBODY_ELSE_ELIGIBLE: 'Больше никто не может вести этого клиента.',
    NOT_BETTER: 'Ни с кем не будет лучше; ближе всех {employee:employeeId}, хуже на {amount}[ ({rules})].',
    LIMITS: 'У {employee:employeeId} было бы лучше на {amount}, но мешает ограничение: {breaks}.',
    NOT_FOUND: 'У {employee:employeeId} было бы лучше на {amount}: поиск закончился раньше, чем это нашёл.',
  },
};
