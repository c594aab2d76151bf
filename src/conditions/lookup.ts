/** What is declared under a name; names from outside never reach an object's prototype. */
export function lookup<T>(declared: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(declared, name) ? declared[name] : undefined;
}
