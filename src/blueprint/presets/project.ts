import { all } from '../../conditions/builder.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Duration } from '../../time/duration.ts';
import {
  assemble,
  type Preset,
  type PresetBlueprint,
  type PresetOptions,
  presetForms,
  windowForms,
} from './assemble.ts';
import { decidedByHead } from './parts/decided-by-head.ts';
import { decisionWindows } from './parts/decision-windows.ts';
import type { Front } from './parts/front.ts';
import { rhythm } from './parts/purchase-cadence.ts';
import { handToSeller, qualification, qualificationStates } from './parts/qualification.ts';
import { by } from './parts/triggers.ts';
import type { ProjectNames } from './preset-names.ts';
import { fact, identity, label, losses, objections } from './vocabulary.ts';

/** What a project department may choose. */
export interface ProjectOptions extends PresetOptions {
  /** How long before the decision (a tender, a budget round) active selling begins. Default 180 days. */
  readonly decisionLeadTimeDays?: number;
  /** The same for one category of goods, where it takes longer or less. */
  readonly decisionLeadTimes?: Readonly<Record<string, Duration>>;
}

const front: Front = {
  waiting: ['cold', 'lead'],
  need: 'timeliness',
  seller: 'projectSeller',
  selling: ['inEntry', 'awaitingWindow', 'activeSelling'],
};

/**
 * The project department: tens of clients, dear and complex goods, each sold once. A telemarketer
 * qualifies, a project seller wins the project together with a presale engineer, a project team delivers
 * it. No cadence clock runs.
 */
export function project(options: ProjectOptions = {}): PresetBlueprint<ProjectNames> {
  return withArguments('project', { options }, () => {
    assertOptions('project', options, { ...presetForms, ...windowForms });
    return projectPreset(options);
  });
}

function projectPreset(options: ProjectOptions): PresetBlueprint<ProjectNames> {
  const { decisionLeadTimeDays = 180 } = options;
  const preset: Preset = {
    name: 'project',
    label: label('project sales', 'проектные продажи'),
    roles: {
      telemarketer: ['fit', 'timeliness', 'cardComplete', 'industry', 'region', 'channel', ...identity],
      projectSeller: ['decisionGroupMapped', 'termsAgreed', 'contractSigned'],
      presaleEngineer: ['solutionConfirmed'],
      projectTeam: ['deliveryAccepted'],
      headOfSales: ['accountGroup'],
    },
    windowLeadTime: { days: decisionLeadTimeDays },
    windowLeadTimes: options.decisionLeadTimes,
    // A blueprint needs it; here no state runs on it.
    cadence: rhythm(
      { kind: 'fixed', after: { years: 1 } },
      { times: 2, days: 730 },
      { times: 6, days: 2190 },
    ),
    entries: { cold: 'cold', lead: 'lead', referral: 'lead' },
    states: {
      cold: { responsible: 'telemarketer', load: { telemarketer: 0.3 } },
      ...qualificationStates,
      inEntry: {
        responsible: 'projectSeller',
        supporting: ['presaleEngineer'],
        load: { projectSeller: 10, presaleEngineer: 5 },
      },
      awaitingWindow: {
        responsible: 'projectSeller',
        supporting: ['presaleEngineer'],
        load: { projectSeller: 2 },
        waiting: true,
      },
      activeSelling: {
        responsible: 'projectSeller',
        supporting: ['presaleEngineer'],
        load: { projectSeller: 30, presaleEngineer: 30 },
      },
      inDelivery: {
        responsible: 'projectTeam',
        supporting: ['projectSeller', 'presaleEngineer'],
        load: { projectTeam: 80, projectSeller: 4, presaleEngineer: 4 },
      },
      completed: { final: true },
      lost: { responsible: 'telemarketer' },
      closed: { final: true },
    },
    transfers: {
      ...qualification(front),
      handToProjectSeller: handToSeller(
        front,
        label('hand to the project seller', 'передать проектному продавцу'),
      ),
      ...decisionWindows(front, { months: 12 }),
      handToProjectTeam: {
        label: label('hand to the project team', 'передать проектной команде'),
        from: ['activeSelling'],
        to: 'inDelivery',
        trigger: by('projectSeller'),
        when: all(
          fact('decisionGroupMapped').equals(true),
          fact('solutionConfirmed').equals(true),
          fact('termsAgreed').equals(true),
          fact('contractSigned').equals(true),
        ),
        handoff: {
          to: 'projectTeam',
          acceptWithin: { workingHours: 16 },
          firstContactWithin: { workingHours: 27 },
          ...decidedByHead,
          rejections: {
            undocumentedPromises: { ...objections.undocumentedPromises, fixable: true },
            incomplete: { ...objections.incomplete, fixable: true },
            unclear: { ...objections.unclear, fixable: true },
          },
          onReturn: {
            to: 'activeSelling',
            within: { months: 1 },
            reasons: { undocumentedPromises: objections.undocumentedPromises },
          },
        },
      },
      lose: {
        label: label('the project is lost', 'проект проигран'),
        from: [...front.selling, 'inDelivery'],
        to: 'lost',
        trigger: by('projectSeller'),
        reasons: losses,
      },
      complete: {
        label: label('complete the project', 'завершить проект'),
        from: ['inDelivery'],
        to: 'completed',
        trigger: by('projectTeam'),
        when: all(fact('deliveryAccepted').equals(true), fact('orders.paid').atLeast(1)),
      },
    },
  };
  return assemble<ProjectNames>(preset, options);
}
