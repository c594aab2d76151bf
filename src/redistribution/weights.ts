import * as z from 'zod';

const weight = z.number().nonnegative().max(1000);

/**
 * Weights of the objective's parts, which are normalized. With `load: 1` and `disruption: 0.3` a client
 * that does not have to move moves only if utilisations differ by more than 15% of the mean.
 */
export const weightsSchema = z
  .strictObject({
    /**
     * Imbalance of load: mean squared deviation of utilisation from the mean, in shares of the mean.
     * @defaultValue 1
     */
    load: weight.default(1),
    /**
     * The same for potential per hour of capacity.
     * @defaultValue 0.5
     */
    potential: weight.default(0.5),
    /**
     * Share of all relationship value that moves; what has to move counts the same for whoever gets it.
     * @defaultValue 0.3
     */
    disruption: weight.default(0.3),
    /**
     * Share of relationship value that moves, times how unlike the receiver's experience is.
     * @defaultValue 0.1
     */
    similarity: weight.default(0.1),
    /**
     * Share of under-served potential that does not lie with somebody free and experienced.
     * @defaultValue 0
     */
    coverage: weight.default(0),
    /**
     * What clients cost with whom they end (`costBy`), on average over all clients.
     * @defaultValue 1
     */
    cost: weight.default(1),
    /**
     * Share of clients that end elsewhere than in the plan to stay near.
     * @defaultValue 0.2
     */
    nearness: weight.default(0.2),
  })
  .prefault({});
