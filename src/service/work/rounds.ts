import { turn } from '../../time/turn.ts';

/** Serves some together, and answers each: as many answers as were asked for, in the same order. */
type Serve<Asked, Answer> = (asked: readonly Asked[]) => Promise<readonly Answer[]>;

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  answer(answer: Answer): void;
  fail(error: unknown): void;
}

/**
 * Serves all who ask for the same within a process in rounds, one round at a time. Whoever asks while one is
 * under way comes into the next: what it reads is read after they asked, and no two of them collide.
 */
export class Rounds<Asked, Answer> {
  readonly #waiting = new Map<string, Waiting<Asked, Answer>[]>();

  constructor(private readonly most: number) {}

  ask(key: string, asked: Asked, serve: Serve<Asked, Answer>): Promise<Answer> {
    return new Promise((answer, fail) => {
      const waiting = this.#waiting.get(key);
      if (waiting) {
        waiting.push({ asked, answer, fail });
        return;
      }
      const first = [{ asked, answer, fail }];
      this.#waiting.set(key, first);
      void this.#run(key, first, serve);
    });
  }

  async #run(key: string, waiting: Waiting<Asked, Answer>[], serve: Serve<Asked, Answer>): Promise<void> {
    while (waiting.length > 0) {
      const round = waiting.splice(0, this.most);
      try {
        const answers = await serve(round.map(({ asked }) => asked));
        for (const [i, { answer }] of round.entries()) answer(answers[i] as Answer);
      } catch (error) {
        for (const { fail } of round) fail(error);
      }
      // Whoever was answered may ask again at once: they come together, and not the first of them alone.
      if (round.length > 1) await turn();
    }
    this.#waiting.delete(key);
  }
}
