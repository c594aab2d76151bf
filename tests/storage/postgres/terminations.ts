import type pg from 'pg';

interface Terminations {
  /** A connection of its own, which nobody ends. */
  readonly admin: pg.Pool;
  /** The `application_name` of those that are ended. */
  readonly name: string;
  readonly random: () => number;
  /** One connection is ended in so many calls. */
  readonly every: number;
}

/** Ends connections from the server's side at random calls, while the calls run. */
export class TerminatedConnections {
  readonly #ends: Promise<number>[] = [];

  constructor(private readonly options: Terminations) {}

  /** Says that a call begins. */
  call(): void {
    const { admin, name, random, every } = this.options;
    if (random() * every >= 1) return;
    const sql = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1
      order by md5(pid::text || $2) limit 1`;
    this.#ends.push(admin.query(sql, [name, String(random())]).then(({ rowCount }) => rowCount ?? 0));
  }

  /** How many were ended, when the last of them is. */
  async ended(): Promise<number> {
    return (await Promise.all(this.#ends)).reduce((sum, count) => sum + count, 0);
  }
}
