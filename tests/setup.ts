import fc from 'fast-check';

// One fixed seed, so that a run can be repeated; `FC_SEED=… npm test` looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_101) });
