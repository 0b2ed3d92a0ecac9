import type { Problem } from '../errors/problem';
import { formatBytes } from '../format/amounts';
import { limits } from '../upload/limits';

/** Why Layers would not take it for a picture; told before anything is sent. */
export function lookAtImage({ type, size }: File): readonly Problem[] {
  const refuse = (message: string) => [{ code: 'VALIDATION', message, retryable: false }];
  // Layers takes other files too, and then leaves them out without a word.
  if (!type.startsWith('image/')) return refuse('This is no picture.');
  if (size === 0) return refuse('This file is empty.');
  const most = limits.referenceImageBytes;
  return size > most ? refuse(`This is ${formatBytes(size)}; Layers takes up to ${formatBytes(most)}.`) : [];
}
