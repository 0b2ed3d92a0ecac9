import { stat } from 'node:fs/promises';
import type { InputTrack } from 'mediabunny';
import { type ImageFacts, type MediaFacts, UnreadableMediaError, type VideoFacts } from './facts.js';

// The two media libraries are loaded by the first upload, so that starting takes no time.

/** Accepted types of content uploads (RULES 11.2) and the name that the reading library gives each. */
const formats = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
} as const;

export type UploadContentType = keyof typeof formats;

export function isUploadContentType(type: string): type is UploadContentType {
  return Object.hasOwn(formats, type);
}

/** Reads a file from end to end. Throws UnreadableMediaError if it is damaged or not of `contentType`. */
export async function probe(file: string, contentType: UploadContentType): Promise<MediaFacts> {
  const facts = contentType.startsWith('image/')
    ? await probeImage(file, formats[contentType])
    : await probeVideo(file, formats[contentType]);
  return facts;
}

async function probeImage(file: string, format: string): Promise<ImageFacts> {
  const { size } = await stat(file);
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(file, { failOn: 'truncated' });
    const metadata = await image.metadata();
    if (metadata.format !== format)
      throw new UnreadableMediaError(`file is ${metadata.format}, not ${format}`);
    // Metadata come from the head of the file; only decoding shows that the rest is there.
    await image.stats();
    const { width, height } = metadata.autoOrient;
    return { kind: 'image', width, height, sizeBytes: size };
  } catch (error) {
    if (error instanceof UnreadableMediaError) throw error;
    throw new UnreadableMediaError(`file is not a readable ${format} image`, { cause: error });
  }
}

async function probeVideo(file: string, format: string): Promise<VideoFacts> {
  const { size } = await stat(file);
  const { FilePathSource, Input, MP4, QTFF } = await import('mediabunny');
  const input = new Input({ source: new FilePathSource(file), formats: [MP4, QTFF] });
  try {
    const container = (await input.getFormat()) === QTFF ? 'mov' : 'mp4';
    if (container !== format) throw new UnreadableMediaError(`file is ${container}, not ${format}`);
    const video = await input.getPrimaryVideoTrack();
    if (!video) throw new UnreadableMediaError(`file is not a readable ${format} video`);
    const audio = await input.getPrimaryAudioTrack();
    let bitsPerSecond = 0;
    for (const track of await input.getTracks()) bitsPerSecond += await readTrack(track);
    const { averagePacketRate } = await video.computePacketStats();
    return {
      kind: 'video',
      container,
      videoCodec: await codecOf(video),
      audioCodec: audio && (await codecOf(audio)),
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      durationMs: Math.round((await input.computeDuration()) * 1000),
      framesPerSecond: averagePacketRate,
      bitsPerSecond,
      sizeBytes: size,
    };
  } catch (error) {
    if (error instanceof UnreadableMediaError) throw error;
    throw new UnreadableMediaError(`file is not a readable ${format} video`, { cause: error });
  } finally {
    input.dispose();
  }
}

/** Bits per second of a track, all of whose packets must be in the file: an index may promise more than was sent. */
async function readTrack(track: InputTrack): Promise<number> {
  if (!track.isVideoTrack() && !track.isAudioTrack()) return 0;
  const { EncodedPacketSink } = await import('mediabunny');
  const { packetCount, averageBitrate } = await track.computePacketStats();
  let packets = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (packet.data.byteLength !== packet.byteLength) break;
    packets++;
  }
  if (packets < packetCount) throw new UnreadableMediaError('file is cut off');
  return averageBitrate;
}

async function codecOf(track: InputTrack): Promise<string> {
  const codec = await track.getCodec();
  if (codec) return codec;
  const id = await track.getInternalCodecId();
  return typeof id === 'string' ? id : 'unknown';
}

/** A small JPEG of an image, upright; undefined when it cannot be decoded. */
export async function thumbnailOf(file: string): Promise<Buffer | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(file, { failOn: 'truncated' })
      .autoOrient()
      .resize(320, 320, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 70 })
      .toBuffer();
  } catch {
    return undefined;
  }
}
