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
