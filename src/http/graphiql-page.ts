/** Ids of things that are there, for variables of ready operations. */
export interface ExampleIds {
  readonly project: string;
  readonly customerExternalId: string;
  /** A project with little in it, where uploads show. */
  readonly uploadProject: string;
  readonly influencer: string;
  /** A picture of `project` that nobody uses yet. */
  readonly mediaAsset: string;
  /** A video that was uploaded to `project`. */
  readonly contentItem: string;
}

/** What GraphiQL's page is told by the server that serves it. */
export interface GraphiqlSettings {
  readonly endpoint: string;
  /** Only ever the emulator's: a key in a page is everybody's. */
  readonly apiKey?: string;
  /** Undefined where nothing is known to be there. */
  readonly examples?: ExampleIds;
  readonly introspection: boolean;
}

/** Id of the element of the page that holds them. */
export const settingsElement = 'settings';
