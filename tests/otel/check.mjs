/** Runs in a folder of its own beside OpenTelemetry: the hook of docs/observing.md with the real tracer. */
import assert from 'node:assert/strict';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('sales');

let now = Date.parse('2026-03-02T09:00:00Z');
const clock = () => new Date(now++);
const observe = (told) => {
  const end = clock().getTime();
  const commands = 'commands' in told ? told.commands : [];
  const outcomes = commands.map(({ type, outcome = 'failed', reasons = [] }) =>
    [type, outcome, ...reasons].join(' '),
  );
  const attributes = told.kind === 'commands' ? { commands: outcomes } : { ...told };
  const startTime = end - ('ms' in told ? told.ms : 0);
  const span = tracer.startSpan(`sales.${told.kind}`, { startTime, attributes });
  if (told.error) span.setStatus({ code: 2, message: told.error });
  span.end(end);
};

const store = memoryStore();
const sales = createSales({ conveyor: defineConveyor(mixed()), store, clock, observe });
const register = () => sales.clients.register({ id: 'acme', source: 'lead' }, { by: 'import' });
await register();
await register();
store.commit = async () => {
  throw new Error('the disk is full');
};
await assert.rejects(sales.clients.register({ id: 'bolt', source: 'lead' }, { by: 'import' }));

const spans = exporter.getFinishedSpans();
const of = (name) => spans.filter((span) => span.name === name);
assert.deepEqual(
  of('sales.commands').map(({ attributes }) => attributes.commands),
  [['register accepted'], ['register refused ALREADY_REGISTERED'], ['register failed']],
);
assert.ok(of('sales.commit').every(({ attributes }) => attributes.clients !== undefined));
assert.ok(of('sales.commands').every(({ duration: [seconds, nanoseconds] }) => seconds + nanoseconds > 0));
assert.deepEqual(
  spans.filter(({ status }) => status.code === 2).map(({ name }) => name),
  ['sales.commit', 'sales.commands'],
);
console.log(`${spans.length} spans of OpenTelemetry, as told`);
