import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A text that clients may name by its hash from the start. */
export interface PersistedDocument {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly text: string;
  /** For people: its file and its key there. */
  readonly name: string;
}

const texts = z.record(z.string(), z.string());

/**
 * Reads files as codegen's client preset writes them: texts by `sha256:` and their hash; without that prefix will do.
 * Throws on the first that cannot be read or is not what it says.
 */
export async function readPersistedDocuments(files: readonly string[]): Promise<PersistedDocument[]> {
  const documents: PersistedDocument[] = [];
  for (const file of files) {
    for (const [key, text] of Object.entries(await readTexts(file))) {
      const name = `${file}: the persisted document ${key}`;
      const documentHash = hash('sha256', text, 'hex');
      if (key.replace(/^sha256:/, '') !== documentHash)
        throw new Error(`${name} is no text by its SHA-256 (hashAlgorithm of codegen)`);
      documents.push({ hash: documentHash, text, name });
    }
  }
  return documents;
}

async function readTexts(file: string): Promise<Record<string, string>> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`PERSISTED_DOCUMENTS: ${file} cannot be read (${error.code})`);
  });
  try {
    return texts.parse(JSON.parse(content));
  } catch {
    throw new Error(`PERSISTED_DOCUMENTS: ${file} is not a JSON object of texts by their hash`);
  }
}
