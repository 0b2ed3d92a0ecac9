import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

const json = 'application/json; charset=utf-8';
const known = [json, 'application/graphql-response+json; charset=utf-8'];
const mostHeaders = 100;

/** Makes what chooses the media type of an answer by an `Accept` header (GraphQL over HTTP, 6.4), JSON where it says nothing. */
export function createMediaTypes(): (accept: string | undefined) => string {
  // Clients send a handful of them, and reading one takes as long as to send a small answer.
  const chosen = new LRUCache<string, string>({ max: mostHeaders });
  return (accept) => {
    if (accept === undefined) return json;
    let type = chosen.get(accept);
    if (type === undefined) {
      type = new Negotiator({ headers: { accept } }).mediaType(known) ?? json;
      chosen.set(accept, type);
    }
    return type;
  };
}
