import type { Action } from '../action.ts';
import type { Blueprint } from '../blueprint.ts';

/** Whether a role can ever use a right: nobody accepts or returns where nothing is handed over to them. */
export function canUse(role: string, action: Action, { transfers }: Blueprint): boolean {
  const all = Object.values(transfers);
  const makes = all.filter(({ trigger }) => trigger.kind === 'person' && trigger.by.includes(role));
  const receives = all.flatMap(({ handoff }) =>
    handoff && [handoff.to, handoff.escalateTo].includes(role) ? [handoff] : [],
  );
  switch (action) {
    case 'transfer':
      return makes.length > 0;
    case 'withdrawHandoff':
      return makes.some(({ handoff }) => handoff);
    case 'acceptHandoff':
    case 'rejectHandoff':
      return receives.length > 0;
    case 'returnClient':
      return receives.some(({ onReturn }) => onReturn);
    default:
      return true;
  }
}
