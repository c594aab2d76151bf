import { type Explorer, later, type Trail } from './explorer.ts';
import { ways } from './ways.ts';

/** More clients than this are not followed up in search of a way to a state. */
const MAX_TRAILS = 150;

/** A client who stands in the state, by the shortest way that was found. */
export function trailTo(explorer: Explorer, state: string): Trail | undefined {
  explorer.trails ??= explore(explorer);
  return explorer.trails.get(state);
}

function explore(explorer: Explorer): ReadonlyMap<string, Trail> {
  const { entries, states } = explorer.conveyor.blueprint;
  const found = new Map<string, Trail>();
  const queue: Trail[] = [];
  const note = (trail: Trail | undefined) => {
    if (!trail || found.has(trail.client.state)) return;
    found.set(trail.client.state, trail);
    queue.push(trail);
  };
  const follow = () => {
    for (let n = 0; n < MAX_TRAILS; n++) {
      const trail = queue.shift();
      if (!trail) return;
      for (const way of ways(explorer, trail, (state) => !found.has(state))) note(way);
    }
  };
  for (const source of Object.keys(entries)) note(explorer.send(undefined, { type: 'register', source }));
  follow();
  // What nobody can reach as the blueprint goes is looked at by an override, where somebody may.
  const [first] = found.values();
  for (const to of Object.keys(states)) {
    if (!first || found.has(to)) continue;
    const wakeAt = later(first.now, { days: 30 });
    note(explorer.send(first, { type: 'override', to, reason: 'to look around', wakeAt }));
    follow();
  }
  return found;
}
