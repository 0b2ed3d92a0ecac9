import { measuredSeedFile } from './content/fixture.js';
import { startGeneration } from './content/generation.js';
import { bareId } from './id.js';
import { seed } from './seed-ids.js';
import type { Works } from './world.js';

/** Long, so that the item stays in the works for whoever looks around; `advance` brings its end on. */
const durationMs = 6 * 60 * 60 * 1000;

/** The job behind the seeded item that is in the works. It begins when the emulator does. */
export function seedJobs(works: Works, baseUrl: string): void {
  const { world } = works;
  startGeneration(works, {
    jobId: seed.job.processing,
    project: world.projects.get(bareId(seed.project.coffee, 'prj'))!,
    content: world.content.get(bareId(seed.content.processing, 'cnt'))!,
    durationMs,
    files: [measuredSeedFile('pour-over.mp4', baseUrl)],
    caption: 'The first pour is the quiet one.',
  });
}
