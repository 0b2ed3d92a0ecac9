import { thumbnailKeyOf } from './content/measure.js';
import { reapSessions } from './content/quota.js';
import type { Runtime } from './runtime.js';
import type { World } from './world.js';

/** Collects what nobody finalized: library uploads after 24 hours (RULES 10.5), sessions after two (RULES 11.17). */
export async function sweep(world: World, { blobs, clock }: Pick<Runtime, 'blobs' | 'clock'>): Promise<void> {
  reapSessions(world, clock.now());
  const abandoned = [...world.sessions.values()].filter(({ state }) => state === 'reaped');
  // Thumbnails too: a slideshow may have failed at its last file.
  const keys = abandoned.flatMap(({ files }) =>
    files.flatMap(({ storageKey }) => [storageKey, thumbnailKeyOf(storageKey)]),
  );
  for (const [id, upload] of world.mediaUploads) {
    if (upload.assetId !== undefined || upload.endsAtMs > clock.now()) continue;
    world.mediaUploads.delete(id);
    keys.push(upload.storageKey);
  }
  await Promise.all(keys.filter((key) => blobs.find(key)).map((key) => blobs.remove(key)));
}
