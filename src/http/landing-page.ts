import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

export interface LandingPage {
  /** Only ever the emulator's: a key in a page is everybody's. */
  readonly apiKey?: string;
}

/** The operation that Sandbox opens with, and that `npm run dev` prints. */
export const firstOperation = `query FirstLook {
  projects(first: 5) {
    nodes {
      id
      name
      status
      influencers(first: 3) {
        nodes { id name status }
      }
      contentItems(first: 3, filter: { creativeType: UPLOADED }) {
        nodes { id caption platformFit { platform ok issues } }
      }
    }
  }
}
`;

/** Apollo Sandbox for a browser at the GraphQL endpoint, or nothing there. */
export function createLandingPage(page: LandingPage | undefined): ApolloServerPlugin {
  if (page === undefined) return ApolloServerPluginLandingPageDisabled();
  return ApolloServerPluginLandingPageLocalDefault({
    embed: { endpointIsEditable: false, runTelemetry: false },
    includeCookies: false,
    document: firstOperation,
    ...(page.apiKey !== undefined && { headers: { 'X-Api-Key': page.apiKey } }),
  });
}
