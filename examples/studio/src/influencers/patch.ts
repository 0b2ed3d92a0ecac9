import type { InfluencerForm_InfluencerFragment, UpdateInfluencerInput } from '../generated/graphql';

/** Fields that are a text each; only `name` cannot be cleared. */
export const textFields = [
  { key: 'name', label: 'Name' },
  { key: 'ageRange', label: 'Age range' },
  { key: 'ethnicity', label: 'Ethnicity' },
  { key: 'bodyType', label: 'Body type' },
  { key: 'hairColor', label: 'Hair color' },
  { key: 'hairStyle', label: 'Hair style' },
  { key: 'style', label: 'Style' },
  { key: 'vibe', label: 'Vibe' },
  { key: 'voiceDescription', label: 'Voice' },
] as const;

/** Personality: texts, and lists with one entry a line. */
export const personalityFields = [
  { key: 'traits', label: 'Traits', list: true },
  { key: 'tone', label: 'Tone', list: false },
  { key: 'humor', label: 'Humor', list: false },
  { key: 'formality', label: 'Formality', list: false },
  { key: 'speakingStyle', label: 'Speaking style', list: false },
  { key: 'catchphrases', label: 'Catchphrases', list: true },
  { key: 'interests', label: 'Interests', list: true },
  { key: 'values', label: 'Values', list: true },
] as const;

export type TextKey = (typeof textFields)[number]['key'] | 'gender';
export type PersonalityKey = (typeof personalityFields)[number]['key'] | 'other';
export type FieldKey = TextKey | `personality.${PersonalityKey}`;

/** What people have done: a key that is not there is untouched, null is cleared. Everything else is text. */
export type Edits = Partial<Record<FieldKey, string | null>>;

/** The stored values as the fields show them. */
export function textsOf(influencer: InfluencerForm_InfluencerFragment): Record<FieldKey, string> {
  const texts: Partial<Record<FieldKey, string>> = { gender: influencer.gender ?? '' };
  for (const { key } of textFields) texts[key] = influencer[key] ?? '';
  for (const { key } of personalityFields) {
    const value = influencer.personality?.[key];
    texts[`personality.${key}`] = Array.isArray(value) ? value.join('\n') : ((value as string | null) ?? '');
  }
  const { other } = influencer.personality ?? {};
  texts['personality.other'] = other ? JSON.stringify(other, null, 2) : '';
  return texts as Record<FieldKey, string>;
}

/** `edits` after a field was typed into: what is emptied is cleared. */
export function withEdit(edits: Edits, key: FieldKey, text: string): Edits {
  const { [key]: _, ...others } = edits;
  // Layers gives everybody a name: an empty one is for the graph to refuse, at the field.
  return { ...others, [key]: text === '' && key !== 'name' ? null : text };
}

/** Those that are another value than what is stored. */
export function unstored(edits: Edits, stored: Record<FieldKey, string>): Edits {
  return pick(edits, (key, text) => (text ?? '') !== stored[key]);
}

/** What was typed since these were sent. */
export function since(sent: Edits, edits: Edits): Edits {
  return pick(edits, (key, text) => text !== sent[key]);
}

function pick(edits: Edits, wanted: (key: FieldKey, text: string | null) => boolean): Edits {
  const entries = Object.entries(edits) as [FieldKey, string | null][];
  return Object.fromEntries(entries.filter(([key, text]) => wanted(key, text)));
}

/** Only what was touched: absent leaves alone, null clears. */
export function inputOf(influencer: InfluencerForm_InfluencerFragment, edits: Edits): UpdateInfluencerInput {
  const input: Record<string, unknown> = { id: influencer.id };
  const personality: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(edits)) {
    const [, part] = key.split('.');
    if (part === undefined) input[key] = text;
    else if (part === 'other') personality.other = otherPatch(influencer.personality?.other ?? {}, text);
    else personality[part] = text !== null && isList(part) ? linesOf(text) : text;
  }
  if (Object.keys(personality).length > 0) input.personality = personality;
  return input as UpdateInfluencerInput;
}

/** Why this is no JSON object; undefined when it is one, or nothing. */
export function jsonProblem(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return object ? undefined : 'This must be a JSON object, such as {"favouriteDrink": "flat white"}.';
  } catch {
    return 'This is not valid JSON.';
  }
}

/** Layers merges key by key, so a key that was taken out is sent as null. */
function otherPatch(stored: Record<string, unknown>, text: string | null): Record<string, unknown> {
  const wanted = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(stored), ...Object.keys(wanted)]))
    if (JSON.stringify(stored[key]) !== JSON.stringify(wanted[key])) patch[key] = wanted[key] ?? null;
  return patch;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isList(key: string): boolean {
  return personalityFields.some((field) => field.key === key && field.list);
}
