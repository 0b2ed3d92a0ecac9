/** Signed PUTs go to `/storage/<key>`. */
export const storagePrefix = '/storage/';
/** Durable public files come from `/media/<key>`. */
export const mediaPrefix = '/media/';

export function isStoragePath(path: string): boolean {
  return path.startsWith(storagePrefix) || path.startsWith(mediaPrefix);
}

/** Path of a signed PUT. */
export function putPath(key: string): string {
  return storagePrefix + encodeKey(key);
}

export function mediaUrl(baseUrl: string, key: string): string {
  return baseUrl + mediaPrefix + encodeKey(key);
}

function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** Undefined when it is not percent-encoded properly. */
export function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
