import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { type Connection, graphqlUrl } from '../connection/connection';
import { type Problem, toProblems } from '../errors/problem';
import type { Activity } from './activity';
import { createCache } from './cache';

export interface ClientOptions {
  connection: Connection;
  activity: Activity;
  /** Called when Layers does not take the key. */
  onRefusedKey: (problem: Problem) => void;
}

export function createClient({ connection, activity, onRefusedKey }: ClientOptions): ApolloClient {
  const errors = new ErrorLink(({ error }) => {
    const refused = toProblems(error).find(({ code }) => code === 'UNAUTHENTICATED');
    if (refused) onRefusedKey(refused);
  });
  const http = new HttpLink({
    uri: graphqlUrl,
    headers: {
      'x-api-key': connection.apiKey,
      ...(connection.organization && { 'x-layers-organization': connection.organization }),
    },
  });
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([activity.link('RateLimit'), errors, http]),
  });
}
