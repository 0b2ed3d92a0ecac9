/** Whom the studio speaks for. */
export interface Connection {
  readonly apiKey: string;
  /** Of a child organization to act in; empty for the key's own. */
  readonly organization: string;
}

/** The graph; set `VITE_GRAPHQL_URL` for another. */
export const graphqlUrl: string = import.meta.env.VITE_GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql';

const storageKey = 'layers-studio-connection';

/** What was entered in this tab, else the emulator's key where the studio was started with it. */
export function readConnection(): Connection {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    if (isConnection(kept)) return kept;
  } catch {
    // What somebody else wrote there, or a browser that keeps nothing.
  }
  return { apiKey: EMULATOR_KEY, organization: '' };
}

/** Ends with the tab: a key must not lie around in a browser. */
export function keepConnection(connection: Connection): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(connection));
  } catch {
    // Then it lasts until the page is left.
  }
}

function isConnection(value: unknown): value is Connection {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiKey' in value &&
    typeof value.apiKey === 'string' &&
    'organization' in value &&
    typeof value.organization === 'string'
  );
}
