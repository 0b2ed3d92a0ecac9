import type { IncomingMessage } from 'node:http';
import { tooLarge } from './api-error.js';

/** Room for the largest documented body, an inline upload of 256 KB in base64, three times over. */
const maxBodyBytes = 8 * 1024 * 1024;
/** How much of an oversized body is read off the wire so that the 413 reaches the client. */
const maxDrainBytes = 8 * 1024 * 1024;

export interface ReadBody {
  text: string;
  /** Undefined when there is no body or it is not JSON. */
  json: unknown;
  malformed: boolean;
}

/** Reads what is left of a refused body, so that the client gets to see the answer. */
export async function drain(request: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxDrainBytes) return;
    }
  } catch {
    // The client went away, and nobody is left to be told.
  }
}

/** The whole body, parsed. Throws 413 above the bound. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > maxDrainBytes) break;
  }
  if (bytes > maxBodyBytes) throw tooLarge(`Request body is over ${maxBodyBytes} bytes.`);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { text, json: undefined, malformed: false };
  try {
    return { text, json: JSON.parse(text) as unknown, malformed: false };
  } catch {
    return { text, json: undefined, malformed: true };
  }
}
