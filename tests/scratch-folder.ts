import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
const ROOM = 512 * 1024 * 1024;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM;
}

/** A new folder for what a test writes; in memory where there is room: processes die in these tests, machines do not. */
export function scratchFolder(): string {
  return mkdtempSync(join(hasRoom(inMemory) ? inMemory : tmpdir(), 'sales-conveyor-'));
}
