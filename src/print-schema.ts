import { writeFileSync } from 'node:fs';
import { buildClassSchema, printSdl } from './graph/sdl.js';

writeFileSync(new URL('../schema.graphql', import.meta.url), printSdl(buildClassSchema()));
