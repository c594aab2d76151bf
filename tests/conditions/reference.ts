import type { Condition, FactTest, Truth } from '../../src/conditions/condition.ts';
import type { FactSchema } from '../../src/conditions/fact-schema.ts';
import type { Duration } from '../../src/time/duration.ts';
import type { Instant } from '../../src/time/instant.ts';

type Subject = Readonly<Record<string, unknown>>;

/** The meaning of conditions once more: naive, slow, and without a line of the library's evaluation. Durations in days. */
export function referenceTruth(
  condition: Condition,
  facts: FactSchema,
  subject: Subject,
  now: Instant,
): Truth {
  const truthOf = (part: Condition) => referenceTruth(part, facts, subject, now);
  if ('all' in condition) {
    const truths = condition.all.map(truthOf);
    return truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
  }
  if ('any' in condition) {
    const truths = condition.any.map(truthOf);
    return truths.includes('yes') ? 'yes' : truths.includes('unknown') ? 'unknown' : 'no';
  }
  if ('not' in condition) {
    const truth = truthOf(condition.not);
    return truth === 'unknown' ? 'unknown' : truth === 'yes' ? 'no' : 'yes';
  }
  const holds = testHolds(condition, facts, subject, Date.parse(now));
  return holds === undefined ? 'unknown' : holds ? 'yes' : 'no';
}

function testHolds({ fact, is, value }: FactTest, facts: FactSchema, subject: Subject, now: number) {
  const type = facts[fact]?.type;
  const left = readable(subject[fact], type);
  if (is === 'present') return left !== undefined;
  if (is === 'absent') return left === undefined;
  if (left === undefined) return undefined;
  if (Array.isArray(left)) {
    const wanted = [value].flat() as string[];
    return is === 'includesAny'
      ? wanted.some((item) => left.includes(item))
      : wanted.every((item) => left.includes(item));
  }
  if (Array.isArray(value)) return (value as unknown[]).includes(left) === (is === 'oneOf');
  if (typeof value === 'object' && 'days' in value) return relationHolds(is, left as number, value, now);
  const operand = typeof value === 'object' && 'fact' in value ? subject[value.fact] : value;
  const right =
    typeof operand === 'object' && operand !== null && 'now' in operand ? now : readable(operand, type);
  if (right === undefined) return undefined;
  if (type === 'money') {
    const currencies = [subject[fact], operand].map((money) => (money as { currency: string }).currency);
    if (currencies[0] !== currencies[1]) return undefined;
  }
  return scalarHolds(is, left as string | number | boolean, right as string | number | boolean);
}

/** Money as its amount, instants as milliseconds, what is of the wrong type as undefined. */
function readable(value: unknown, type: string | undefined): unknown {
  if (value === undefined || value === null) return undefined;
  switch (type) {
    case 'number':
      return typeof value === 'number' && Math.abs(value) < Number.POSITIVE_INFINITY ? value : undefined;
    case 'money':
      return typeof value === 'object' && 'amount' in value && typeof value.amount === 'number'
        ? value.amount
        : undefined;
    case 'instant':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
        ? Date.parse(value)
        : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'texts':
      return Array.isArray(value) ? value : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function relationHolds(is: string, at: number, { days = 0 }: Duration, now: number) {
  const span = days * 86_400_000;
  if (is === 'withinLast') return at <= now && at >= now - span;
  if (is === 'withinNext') return at >= now && at <= now + span;
  if (is === 'olderThan') return at < now - span;
  if (is === 'furtherThan') return at > now + span;
  throw new Error(`No relation: ${is}`);
}

function scalarHolds(is: string, left: string | number | boolean, right: string | number | boolean) {
  switch (is) {
    case 'equals':
      return left === right;
    case 'differs':
      return left !== right;
    case 'atLeast':
      return left >= right;
    case 'atMost':
      return left <= right;
    case 'above':
    case 'after':
      return left > right;
    case 'below':
    case 'before':
      return left < right;
    case 'contains':
      return String(left).indexOf(String(right)) !== -1;
    case 'startsWith':
      return String(left).slice(0, String(right).length) === right;
    case 'endsWith':
      return String(right) === '' || String(left).slice(-String(right).length) === right;
    default:
      throw new Error(`No scalar operator: ${is}`);
  }
}
