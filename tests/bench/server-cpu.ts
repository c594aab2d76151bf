import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** What a second is counted in on Linux. */
const TICKS = 100;

/**
 * What a PostgreSQL server on this machine has worked, in milliseconds: all its processes, those that have ended too. It does not
 * work where the server is elsewhere, or its role may not read files.
 */
export async function serverCpu(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`);
  const parent = Number(rows[0].pid);
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ticks = processes.map((pid) => ticksOf(Number(pid), parent));
  return (ticks.reduce((sum, one) => sum + one, 0) / TICKS) * 1_000;
}

function ticksOf(pid: number, server: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, ofUser = 0, ofSystem = 0] = [1, 11, 12, 13, 14].map(
      (n) => fields[n],
    );
    // The server itself also counts what its processes that have ended had worked.
    if (pid === server) return user + system + ofUser + ofSystem;
    return parent === server ? user + system : 0;
  } catch {
    return 0;
  }
}
