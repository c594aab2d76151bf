import { actions, type BlueprintInput } from 'sales-conveyor';
import { type Change, merged, smallBlueprint } from '../blueprint/small-blueprint.ts';

export const label = (name: string) => ({ en: name, ru: name });

/**
 * The small blueprint without anything that the lint has a word to say about: the head may do everything, every role has a load
 * norm, every fact that is declared is needed. Every call makes a new one, changed as said.
 */
export const plainBlueprint = (change: Change = {}): BlueprintInput =>
  merged(
    smallBlueprint({
      roles: {
        caller: { may: { own: ['transfer', 'learnFacts'], any: ['register', 'assignHolder'] } },
        head: { may: { any: [...actions] } },
      },
      states: {
        lead: { load: { caller: 1 } },
        kept: { load: { keeper: 1, helper: 0.5 } },
        buyer: { load: { keeper: 1 } },
      },
      transfers: { hand: { when: { fact: 'fit', is: 'equals', value: true } } },
    }) as unknown as Change,
    change,
  ) as unknown as BlueprintInput;

/** A transfer by hand, to be completed. */
export const byHand = (...by: string[]) => ({ kind: 'person', by });
export const onEvent = (...on: string[]) => ({ kind: 'event', on });
export const after = (days: number, at = 'state.since') => ({ kind: 'time', at, plus: { days } });

/** A handoff without anything special. */
export const handoff = (change: Change = {}): Change => ({
  to: 'keeper',
  acceptWithin: { workingHours: 8 },
  escalateTo: 'head',
  rejections: { unfit: { label: label('unfit'), fixable: true } },
  ...change,
});
