import { composeFlow, lookFlow } from './read-flows.js';
import type { Flow } from './ready-operation.js';
import { writeFlows } from './write-flows.js';

/** Everything that README shows, ready to run. */
export const flows: readonly Flow[] = [lookFlow, ...writeFlows, composeFlow];
