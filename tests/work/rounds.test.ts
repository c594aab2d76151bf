import { expect, test } from 'vitest';
import { Rounds } from '../../src/service/work/rounds.ts';

/** Rounds that are answered when the test says so. */
function held(most = 10) {
  const rounds = new Rounds<string, string>(most);
  const served: { readonly asked: readonly string[]; end(error?: Error): void }[] = [];
  const ask = (key: string, asked: string) =>
    rounds.ask(key, asked, (all) => {
      const answers = all.map((one) => `${key} ${one}`);
      return new Promise((resolve, reject) => {
        served.push({ asked: all, end: (error) => (error ? reject(error) : resolve(answers)) });
      });
    });
  return { ask, served };
}

test('whoever asks while a round is under way comes into the next, and gets their own answer', async () => {
  const { ask, served } = held();
  const answers = ['a', 'b', 'c'].map((one) => ask('q', one));
  expect(served.map(({ asked }) => asked)).toEqual([['a']]);
  served[0]!.end();
  expect(await answers[0]).toBe('q a');
  await expect.poll(() => served[1]?.asked).toEqual(['b', 'c']);
  served[1]!.end();
  expect(await Promise.all(answers)).toEqual(['q a', 'q b', 'q c']);
});

test('a round has no more than it may, and keys do not wait for each other', () => {
  const { ask, served } = held(2);
  void ask('q', 'a');
  void ask('r', 'b');
  expect(served.map(({ asked }) => asked)).toEqual([['a'], ['b']]);
});

test('a round that fails fails for those in it, and for nobody else', async () => {
  const { ask, served } = held(2);
  const answers = ['a', 'b', 'c', 'd'].map((one) => ask('q', one));
  served[0]!.end(new Error('gone'));
  await expect(answers[0]).rejects.toThrow('gone');
  await expect.poll(() => served[1]?.asked).toEqual(['b', 'c']);
  served[1]!.end();
  await expect.poll(() => served[2]?.asked).toEqual(['d']);
  served[2]!.end();
  expect(await Promise.all(answers.slice(1))).toEqual(['q b', 'q c', 'q d']);
});
