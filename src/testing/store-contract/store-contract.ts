import { assertOptions, type Forms } from '../../errors/assert-options.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { fault } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { OpenGround } from './open-ground.ts';
import { same } from './same.ts';
import type { CorruptibleRecord, Need, StoreCase } from './store-case.ts';
import { storeCases } from './store-cases.ts';
import type { ContractDatabase, StoreContractOptions } from './store-contract-options.ts';

/** One rule, ready to be run against the store. */
export interface ContractCase {
  /** States the rule. */
  readonly name: string;
  /** What the report calls it: the name, and where it deviates or is not asked, why. */
  readonly title: string;
  /** Rejects where the rule is broken; where the case is a deviation, when it is kept. */
  run(): Promise<void>;
}

/** What the contract needs of a test runner: `describe` and `it` of Vitest, Jest, Mocha or `node:test`. */
export interface TestRunner {
  /** Groups tests under a name. */
  describe(name: string, body: () => void): unknown;
  /** Registers a test that fails where the body rejects. */
  it(name: string, body: () => Promise<void>): unknown;
}

/** The contract of a store: all its cases as data. */
export interface StoreContract {
  /** The cases, in the order of the report. */
  readonly cases: readonly ContractCase[];
  /** Hands every case to a test runner. */
  register(runner: TestRunner): void;
}

/**
 * The promises of the storage port as tests: for whoever writes a store of their own. Every case runs on a
 * database of its own. A case that is not asked of a store stands in the report with the reason; so does
 * every deviation.
 *
 * @throws INVALID_ARGUMENT where a deviation names no case of the contract or has no reason.
 *
 * @example
 * storeContract({
 *   name: 'my store',
 *   capabilities: { durable: true, concurrentWriters: true, joinsTransaction: false },
 *   open: () => ({ connect: () => myStore(newDatabase()) }),
 * }).register({ describe, it });
 */
export function storeContract<Database extends ContractDatabase>(
  options: StoreContractOptions<Database>,
): StoreContract {
  return withArguments('storeContract', { options }, () => contractOf(options));
}

function contractOf<Database extends ContractDatabase>(
  options: StoreContractOptions<Database>,
): StoreContract {
  assertOptions('storeContract', options, contractForms as Forms<StoreContractOptions<Database>>);
  assertDeviations(options.deviations ?? {});
  const cases = [saysWhatItCan(options), ...storeCases.map((each) => toContractCase(each, options))];
  return {
    cases,
    register({ describe, it }) {
      describe(`${options.name} keeps the store contract`, () => {
        for (const { title, run } of cases) it(title, () => run());
      });
    },
  };
}

const contractForms: Forms<StoreContractOptions> = {
  name: 'any',
  capabilities: 'object',
  open: 'function',
  corrupt: 'object?',
  transaction: 'function?',
  fc: 'any?',
  deviations: 'object?',
};

function assertDeviations(deviations: Readonly<Record<string, string>>): void {
  const names = new Set(storeCases.map(({ name }) => name));
  const unknown = Object.keys(deviations).filter((name) => !names.has(name));
  const unexplained = Object.keys(deviations).filter((name) => deviations[name]?.trim() === '');
  if (unknown.length + unexplained.length === 0) return;
  const at = (name: string) => `options.deviations[${JSON.stringify(name)}]`;
  throw invalidArgument('storeContract', [
    ...unknown.map((name) => ({ path: at(name), code: 'NOT_VALID', message: 'names no case' }) as const),
    ...unexplained.map((name) => ({ path: at(name), ...fault('EMPTY') })),
  ]);
}

function saysWhatItCan<Database extends ContractDatabase>(
  options: StoreContractOptions<Database>,
): ContractCase {
  const name = 'the store says of itself what the contract was told';
  const run = () =>
    onGround(options, async (store) => same({ ...store.capabilities }, { ...options.capabilities }));
  return { name, title: name, run };
}

function toContractCase<Database extends ContractDatabase>(
  { name, needs = [], run }: StoreCase,
  options: StoreContractOptions<Database>,
): ContractCase {
  const reason = options.deviations?.[name];
  const lacking = needs.filter((need) => !has(options, need));
  if (lacking.length > 0) return unasked(name, lacking, reason);
  const keeps = () => onGround(options, run);
  if (reason === undefined) return { name, title: name, run: keeps };
  const deviates = async () => {
    const kept = await keeps().then(
      () => true,
      () => false,
    );
    if (kept) throw new Error(`The store keeps this rule: take the deviation away. It was: ${reason}`);
  };
  return { name, title: `${name} (deviates: ${reason})`, run: deviates };
}

/** A case that cannot be asked stands in the report, and is nothing to deviate from. */
function unasked(name: string, lacking: readonly Need[], reason: string | undefined): ContractCase {
  return {
    name,
    title: `not asked, for want of ${lacking.join(' and ')}: ${name}`,
    async run() {
      if (reason !== undefined) throw new Error(`This case is not asked: take the deviation away: ${reason}`);
    },
  };
}

function has<Database extends ContractDatabase>(
  { capabilities, corrupt, fc, transaction }: StoreContractOptions<Database>,
  need: Need,
): boolean {
  switch (need) {
    case 'durable':
    case 'concurrentWriters':
    case 'joinsTransaction':
      return capabilities[need];
    case 'fc':
      return fc !== undefined;
    case 'transaction':
      return capabilities.joinsTransaction && transaction !== undefined;
    default:
      return corrupt?.[need.slice('corrupt.'.length) as CorruptibleRecord] !== undefined;
  }
}

async function onGround<Database extends ContractDatabase>(
  options: StoreContractOptions<Database>,
  run: StoreCase['run'],
): Promise<void> {
  const ground = new OpenGround(await options.open(), options);
  try {
    const store = await ground.connect();
    await store.migrate();
    await run(store, ground);
  } catch (error) {
    // What the case found is to be told, and not that closing failed as well.
    await ground.close().catch(() => {});
    throw error;
  }
  await ground.close();
}
