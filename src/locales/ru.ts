import { accessRu } from './access.ru.ts';
import { assignmentRu } from './assignment.ru.ts';
import { blueprintDiffRu } from './blueprint-diff.ru.ts';
import { causesRu } from './causes.ru.ts';
import { conditionsRu } from './conditions.ru.ts';
import type { Dictionary } from './dictionary.ts';
import { duplicatesRu } from './duplicates.ru.ts';
import { eventsRu, eventValuesRu } from './events.ru.ts';
import { factsRu } from './facts.ru.ts';
import { inboxRu } from './inbox.ru.ts';
import { lintRu } from './lint.ru.ts';
import { lintValuesRu } from './lint-values.ru.ts';
import { migrationRu } from './migration.ru.ts';
import { motivationRu } from './motivation.ru.ts';
import { onboardingRu } from './onboarding.ru.ts';
import { payRecordsRu } from './pay-records.ru.ts';
import { picturesRu } from './pictures.ru.ts';
import { planAnalysisRu } from './plan-analysis.ru.ts';
import { planEventsRu } from './plan-events.ru.ts';
import { plansRu } from './plans.ru.ts';
import { problemsRu } from './problems.ru.ts';
import { proposalsRu } from './proposals.ru.ts';
import { redistributionRu } from './redistribution.ru.ts';
import { refusalsRu } from './refusals.ru.ts';
import { regulationRu } from './regulation.ru.ts';
import { staffRu } from './staff.ru.ts';
import { thingsRu } from './things.ru.ts';
import { workRu } from './work.ru.ts';

export { clientRu } from './client.ru.ts';
export { explanationRu } from './explanation.ru.ts';

/** Russian. */
export const ru: Dictionary = {
  language: 'ru',
  tag: 'ru-RU',
  dateStyle: 'short',
  access: accessRu,
  assignment: assignmentRu,
  diff: blueprintDiffRu,
  causes: causesRu,
  conditions: conditionsRu,
  duplicates: duplicatesRu,
  events: eventsRu,
  eventValues: eventValuesRu,
  inbox: inboxRu,
  lint: lintRu,
  lintValues: lintValuesRu,
  migration: migrationRu,
  motivation: motivationRu,
  onboarding: onboardingRu,
  payRecords: payRecordsRu,
  pictures: picturesRu,
  planAnalysis: planAnalysisRu,
  planEvents: planEventsRu,
  plans: plansRu,
  problems: problemsRu,
  proposals: proposalsRu,
  redistribution: redistributionRu,
  facts: factsRu,
  refusals: refusalsRu,
  regulation: regulationRu,
  staff: staffRu,
  things: thingsRu,
  work: workRu,
};
