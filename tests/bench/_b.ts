const u0 = process.cpuUsage();
const log = console.log; let last = u0;
console.log = (...a) => { const u = process.cpuUsage(last); last = process.cpuUsage(); log(...a, 'cpu ms', (u.user+u.system)/1000); };
const { benchMigration } = await import('./migration.ts');
console.log('start');
console.log('');
await benchMigration(Number(process.argv[2]));
