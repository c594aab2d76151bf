import { accessEn } from './access.en.ts';
import { assignmentEn } from './assignment.en.ts';
import { blueprintDiffEn } from './blueprint-diff.en.ts';
import { causesEn } from './causes.en.ts';
import { conditionsEn } from './conditions.en.ts';
import { duplicatesEn } from './duplicates.en.ts';
import { eventsEn, eventValuesEn } from './events.en.ts';
import { factsEn } from './facts.en.ts';
import { inboxEn } from './inbox.en.ts';
import { lintEn } from './lint.en.ts';
import { lintValuesEn } from './lint-values.en.ts';
import { migrationEn } from './migration.en.ts';
import { motivationEn } from './motivation.en.ts';
import { onboardingEn } from './onboarding.en.ts';
import { payRecordsEn } from './pay-records.en.ts';
import { picturesEn } from './pictures.en.ts';
import { planAnalysisEn } from './plan-analysis.en.ts';
import { planEventsEn } from './plan-events.en.ts';
import { plansEn } from './plans.en.ts';
import { problemsEn } from './problems.en.ts';
import { proposalsEn } from './proposals.en.ts';
import { redistributionEn } from './redistribution.en.ts';
import { refusalsEn } from './refusals.en.ts';
import { regulationEn } from './regulation.en.ts';
import { staffEn } from './staff.en.ts';
import { thingsEn } from './things.en.ts';
import { workEn } from './work.en.ts';

export { clientEn } from './client.en.ts';
export { explanationEn } from './explanation.en.ts';

/** English. */
export const en = {
  // What `clientEn` has is listed, not spread: a bundler would keep a spread for a page that takes `clientEn`
  // alone.
  language: 'en',
  tag: 'en-GB',
  /** How days are written among words: `2 Mar 2026`, or in figures alone. */
  dateStyle: 'medium' as 'medium' | 'short',
  access: accessEn,
  assignment: assignmentEn,
  diff: blueprintDiffEn,
  causes: causesEn,
  conditions: conditionsEn,
  duplicates: duplicatesEn,
  events: eventsEn,
  eventValues: eventValuesEn,
  inbox: inboxEn,
  lint: lintEn,
  lintValues: lintValuesEn,
  migration: migrationEn,
  motivation: motivationEn,
  onboarding: onboardingEn,
  payRecords: payRecordsEn,
  pictures: picturesEn,
  planAnalysis: planAnalysisEn,
  planEvents: planEventsEn,
  plans: plansEn,
  problems: problemsEn,
  proposals: proposalsEn,
  redistribution: redistributionEn,
  facts: factsEn,
  refusals: refusalsEn,
  regulation: regulationEn,
  staff: staffEn,
  things: thingsEn,
  work: workEn,
};
