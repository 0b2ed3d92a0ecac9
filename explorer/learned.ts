/** What later steps of a flow need from the answers to earlier ones. */
export interface Learned {
  readonly containerId?: string;
  readonly uploadId?: string;
  readonly after?: string;
  /** Of a media asset that this server has seen. */
  readonly seenAsset?: string;
  /** Of one that was registered from an upload. */
  readonly registeredAsset?: string;
  /** PUTs that a declared upload waits for, by the name of the operation that has declared it. */
  readonly puts?: Readonly<Record<string, readonly Put[]>>;
}

export interface Put {
  readonly url: string;
  readonly headers: readonly { name: string; value: string }[];
}

interface Told {
  createContentUpload?: {
    uploads?: { containerId: string; files?: { uploadUrl?: string; headers?: Put['headers'] }[] }[] | null;
  } | null;
  presignMedia?: { upload?: { uploadId: string; url?: string; headers?: Put['headers'] } | null } | null;
  finalizeMedia?: { mediaAsset?: { id?: string } | null } | null;
  influencer?: { referenceImages?: { mediaAsset?: { id?: string } | null }[] | null } | null;
  contentItems?: { pageInfo?: { hasNextPage?: boolean; endCursor?: string | null } } | null;
}

/** Adds what the answer to an operation tells. */
export function learn(before: Learned, data: Record<string, unknown>, operationName = ''): Learned {
  const { createContentUpload, presignMedia, finalizeMedia, influencer, contentItems } = data as Told;
  const uploads = createContentUpload?.uploads ?? [];
  const upload = presignMedia?.upload;
  const page = contentItems?.pageInfo;
  let now = before;
  if (uploads[0]) {
    const files = uploads.flatMap((one) => one.files ?? []);
    now = {
      ...now,
      containerId: uploads[0].containerId,
      puts: { ...now.puts, [operationName]: files.flatMap((file) => toPut(file.uploadUrl, file.headers)) },
    };
  }
  if (upload) {
    const puts = { ...now.puts, [operationName]: toPut(upload.url, upload.headers) };
    now = { ...now, uploadId: upload.uploadId, puts };
  }
  if (page?.hasNextPage && page.endCursor) now = { ...now, after: page.endCursor };
  const seenAsset = influencer?.referenceImages?.[0]?.mediaAsset?.id;
  if (seenAsset) now = { ...now, seenAsset };
  const registeredAsset = finalizeMedia?.mediaAsset?.id;
  if (registeredAsset) now = { ...now, registeredAsset };
  return now;
}

function toPut(url: string | undefined, headers: Put['headers'] = []): Put[] {
  return url === undefined ? [] : [{ url, headers }];
}

/** A line for a shell; curl tells the length itself. */
export function toCurl({ url, headers }: Put, file: string): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const told = headers.filter(({ name }) => name.toLowerCase() !== 'content-length');
  const flags = told.map(({ name, value }) => `-H ${quote(`${name}: ${value}`)}`);
  return ['curl', '-T', file, ...flags, quote(url)].join(' ');
}
