import type { FieldPath, Refusal } from '../graph/mutation.js';

/** Counts code points, as Layers does (RULES 11.2). */
export function captionLength(
  caption: string | null | undefined,
  field: FieldPath = ['caption'],
): Refusal | false {
  const length = caption == null || caption.length <= mostCaption ? 0 : [...caption].length;
  return (
    length > mostCaption && {
      message: `A caption has at most 2,200 characters; this one has ${length.toLocaleString('en-US')}.`,
      field,
    }
  );
}
const mostCaption = 2200;

/** RULES 11.12 */
export function imageOnly(contentType: string, field: FieldPath): Refusal | false {
  return /^\s*video\//i.test(contentType) && { message: 'Slideshows are images only.', field };
}
