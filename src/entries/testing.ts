export {
  type DeepPartial,
  type ExpectedEvent,
  type ExpectedRefusal,
  type Given,
  type GivenEvent,
  type Scenario,
  scenario,
  type When,
} from '../testing/scenario.ts';
export type { FastCheckLike } from '../testing/store-contract/fast-check-like.ts';
export type { CorruptibleRecord } from '../testing/store-contract/store-case.ts';
export {
  type ContractCase,
  type StoreContract,
  storeContract,
  type TestRunner,
} from '../testing/store-contract/store-contract.ts';
export type {
  ContractDatabase,
  Corrupt,
  StoreContractOptions,
} from '../testing/store-contract/store-contract-options.ts';
