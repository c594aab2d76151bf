import { type ConveyorError, memoryStore, type Store } from 'sales-conveyor';
import { type StoreContractOptions, storeContract } from 'sales-conveyor/testing';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../service/department.ts';

const rule = 'an empty commit writes nothing';

const forgetful: StoreContractOptions = {
  name: 'memoryStore',
  capabilities: { durable: false, concurrentWriters: false, joinsTransaction: false },
  open: () => ({ connect: memoryStore }),
};

/** A store of which an empty commit fails. */
const broken: StoreContractOptions = {
  ...forgetful,
  open: () => ({ connect: () => refusingEmptyCommits(memoryStore()) }),
};

function refusingEmptyCommits(store: Store): Store {
  return wrapped(store, {
    commit: async (tenant, commit, ...rest) => {
      if (
        commit.clients.length + commit.employees.length + commit.outcomes.length + commit.documents.length ===
        0
      )
        throw new Error('nothing to write');
      return store.commit(tenant, commit, ...rest);
    },
  });
}

function caseOf(options: StoreContractOptions, name: string) {
  const found = storeContract(options).cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No case ${name}`);
  return found;
}

describe('storeContract', () => {
  it('gives every rule a name of its own', () => {
    const names = storeContract(forgetful).cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('registers every case with the runner that is handed in, under the name of the store', async () => {
    const groups: string[] = [];
    const tests: string[] = [];
    const contract = storeContract(forgetful);
    contract.register({
      describe: (name, body) => {
        groups.push(name);
        body();
      },
      it: (name) => tests.push(name),
    });
    expect(groups).toEqual(['memoryStore keeps the store contract']);
    expect(tests).toEqual(contract.cases.map(({ title }) => title));
  });

  it('fails where a rule is broken', async () => {
    await expect(caseOf(broken, rule).run()).rejects.toThrow('nothing to write');
  });

  it('lets a declared deviation break its rule, and says so in the title', async () => {
    const deviating = caseOf({ ...broken, deviations: { [rule]: 'the driver cannot' } }, rule);
    expect(deviating.title).toBe(`${rule} (deviates: the driver cannot)`);
    await deviating.run();
  });

  it('fails where a declared deviation keeps its rule', async () => {
    const stale = caseOf({ ...forgetful, deviations: { [rule]: 'the driver cannot' } }, rule);
    await expect(stale.run()).rejects.toThrow(
      'The store keeps this rule: take the deviation away. It was: the driver cannot',
    );
  });

  it('refuses a deviation that names no case or has no reason', () => {
    const deviations = { 'no such rule': 'because', [rule]: ' ' };
    const error = (() => {
      try {
        return storeContract({ ...forgetful, deviations });
      } catch (thrown) {
        return thrown as ConveyorError;
      }
    })();
    expect(error).toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: {
        problems: [
          { path: 'options.deviations["no such rule"]', message: 'names no case' },
          { path: `options.deviations[${JSON.stringify(rule)}]`, code: 'EMPTY' },
        ],
      },
    });
  });

  it('fails where the store says of itself what the contract was not told', async () => {
    const told = { ...forgetful, capabilities: { ...forgetful.capabilities, durable: true } };
    await expect(caseOf(told, 'the store says of itself what the contract was told').run()).rejects.toThrow(
      'durable: expected true, got false',
    );
  });

  it('closes every store and tidies up after each case, also after one that failed', async () => {
    const events: string[] = [];
    const counting = (options: StoreContractOptions): StoreContractOptions => ({
      ...options,
      open: async () => {
        const { connect } = await options.open();
        return {
          connect: async () => {
            events.push('connect');
            const store = await connect();
            const close = () => {
              events.push('close');
              return store.close();
            };
            return wrapped(store, { close });
          },
          remove: () => events.push('remove'),
        };
      },
    });
    await caseOf(counting(forgetful), rule).run();
    await expect(caseOf(counting(broken), rule).run()).rejects.toThrow();
    expect(events).toEqual(['connect', 'close', 'remove', 'connect', 'close', 'remove']);
  });
});
