import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

const json = 'application/json; charset=utf-8';
const known = [json, 'application/graphql-response+json; charset=utf-8'];
const mostHeaders = 100;

/** The media type of an answer by an `Accept` header, JSON where it says nothing; undefined where it accepts none of ours. */
export type MediaTypes = (accept: string | undefined) => string | undefined;

/** Makes what chooses it (GraphQL over HTTP, 6.4). */
export function createMediaTypes(): MediaTypes {
  // Clients send a handful of them, and reading one takes as long as to send a small answer.
  const chosen = new LRUCache<string, { readonly type: string | undefined }>({ max: mostHeaders });
  return (accept) => {
    // What is there in nearly every request is told without a look.
    if (!accept || accept === '*/*' || accept === 'application/json') return json;
    let choice = chosen.get(accept);
    if (choice === undefined) {
      choice = { type: new Negotiator({ headers: { accept } }).mediaType(known) };
      chosen.set(accept, choice);
    }
    return choice.type;
  };
}
