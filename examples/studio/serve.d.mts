/** What serves the studio, until it is closed. */
export interface ServedStudio {
  /** Of the page, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly graphqlUrl: string;
  readonly apiKey?: string;
  readonly port?: number;
  readonly built?: boolean;
}

export function serveStudio(options: ServeOptions): Promise<ServedStudio>;
