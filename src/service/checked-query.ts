import type { ConveyorNames, FactNamed } from '../blueprint/conveyor-names.ts';
import type { Wanted } from '../blueprint/wanted.ts';
import type { CheckedCondition } from '../conditions/checked-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import type { ClientsQuery } from './query-clients.ts';

type StateIn<Given> = Given extends { readonly states?: readonly (infer State)[] } ? State : never;
type RoleIn<Given> =
  | (Given extends { readonly holder?: { readonly role?: infer Role } } ? Role : never)
  | (Given extends { readonly pool?: infer Pool } ? Pool : never);
type WhereIn<Given> = Given extends { readonly where?: infer Where } ? Where : Condition;

/** The query with only names of the blueprint; what the compiler does not know by name passes. */
interface NamedQuery<Given, Names extends ConveyorNames>
  extends Omit<ClientsQuery, 'states' | 'holder' | 'pool' | 'where'> {
  readonly states?: readonly (string extends StateIn<Given> ? string : Names['state'])[];
  readonly holder?: { readonly employeeId: string; readonly role?: Role<Given, Names> };
  readonly pool?: Role<Given, Names>;
  readonly where?: CheckedCondition<WhereIn<Given>, FactNamed<Names>>;
}

type Role<Given, Names extends ConveyorNames> = string extends RoleIn<Given> ? string : Names['role'];

/** The query as it has to be. */
export type CheckedQuery<Given, Names extends ConveyorNames> = Wanted<Given, NamedQuery<Given, Names>>;
