import { all, defineConveyor, type Employee, isConveyorError, matchFact, matchFactsOf } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { initialClient } from '../../src/client/initial-client.ts';
import { compileMatch } from '../../src/workforce/match.ts';

const now = '2026-06-15T09:00:00.000Z';
const region = { type: 'text', label: { en: 'region', ru: 'регион' } } as const;
const preset = mixed();
const { rules } = defineConveyor({ ...preset, facts: { ...preset.facts, region } });
const { fact } = matchFactsOf({ region });

const employee: Employee = {
  id: 'ivanova',
  revision: 1,
  roles: ['clientManager'],
  hoursPerMonth: 130,
  skills: ['dairy'],
  regions: ['north', 'west'],
  languages: ['en'],
  grade: 'senior',
  industries: { retail: 3, metal: 0 },
  hiredAt: '2025-12-20T00:00:00.000Z',
};
const head = { id: 'acme#1', clientId: 'acme', happenedAt: now, recordedAt: now, by: 'import' };
const registered = initialClient({ ...head, type: 'clientRegistered', source: 'cold', state: 'cold' });
const client = (value?: string) => ({
  ...registered,
  facts: value ? { region: { value, source: 'crm', at: now } } : {},
});

describe('a condition on a client and an employee', () => {
  test("holds the employee's lists against the client's facts; what is unknown never passes", () => {
    const match = compileMatch(fact('employee.regions').includes(fact('region')), rules);
    expect(match.evaluate({ client: client('north'), employee }, now)).toBe('yes');
    expect(match.evaluate({ client: client('south'), employee }, now)).toBe('no');
    expect(match.evaluate({ client: client(), employee }, now)).toBe('unknown');
    expect(match.explain({ client: client('south'), employee }, now)).toMatchObject({
      tree: { actual: ['north', 'west'], needed: 'south' },
    });
  });

  test('knows skills, languages, roles, grade, industries with experience, and months on the staff', () => {
    const asked = all(
      matchFact('employee.skills').includes('dairy'),
      matchFact('employee.languages').includesAny('en', 'de'),
      matchFact('employee.roles').includes('clientManager'),
      matchFact('employee.grade').equals('senior'),
      matchFact('employee.tenureMonths').equals(5),
      matchFact('orders.count').equals(0),
    );
    expect(compileMatch(asked, rules).evaluate({ client: client(), employee }, now)).toBe('yes');
    const industries = (name: string) => compileMatch(matchFact('employee.industries').includes(name), rules);
    expect(industries('retail').evaluate({ client: client(), employee }, now)).toBe('yes');
    expect(industries('metal').evaluate({ client: client(), employee }, now)).toBe('no');
  });

  test.each([
    [
      { fact: 'employee.regions', is: 'includes', value: { fact: 'orders.count' } },
      'must be of type text, enum',
    ],
    [{ fact: 'employee.regions', is: 'includes', value: { fact: 'nowhere' } }, 'no fact is called "nowhere"'],
    [{ fact: 'employee.regions', is: 'includesAny', value: { fact: 'region' } }, 'must be a list'],
  ] as const)('is refused where the other fact does not suit: %j', (condition, said) => {
    try {
      compileMatch(condition as never, rules);
      expect.unreachable();
    } catch (error) {
      expect(isConveyorError(error, 'INVALID_CONDITION')).toBe(true);
      expect(String((error as Error).message)).toContain(said);
    }
  });
});
