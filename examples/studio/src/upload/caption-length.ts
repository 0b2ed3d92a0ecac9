import type { Problem } from '../errors/problem';
import { formatCount } from '../format/amounts';
import { limits } from './limits';

const most = limits.mostCaptionCharacters;

/** As Layers counts, an emoji as one. */
export function captionLength(caption: string): number {
  return [...caption].length;
}

/** What the graph would say of a caption when the file is long there; told before anything is sent. */
export function captionProblems(caption: string): readonly Problem[] {
  if (captionLength(caption) <= most) return [];
  const message = `A caption has at most ${formatCount(most)} characters.`;
  return [{ code: 'VALIDATION', message, field: ['input', 'caption'], retryable: false }];
}
