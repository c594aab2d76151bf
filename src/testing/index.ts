export {
  type DeepPartial,
  type ExpectedEvent,
  type ExpectedRefusal,
  type Given,
  type GivenEvent,
  type Scenario,
  scenario,
  type When,
} from './scenario.ts';
export type { FastCheckLike } from './store-contract/fast-check-like.ts';
export type { CorruptibleRecord } from './store-contract/store-case.ts';
export {
  type ContractCase,
  type StoreContract,
  storeContract,
  type TestRunner,
} from './store-contract/store-contract.ts';
export type {
  ContractDatabase,
  Corrupt,
  StoreContractOptions,
} from './store-contract/store-contract-options.ts';
