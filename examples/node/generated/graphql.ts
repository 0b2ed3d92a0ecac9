/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where an influencer is in its life. Only `READY` can be used without waiting. */
export type InfluencerStatus =
  /** Not started. */
  | 'DRAFT'
  /** Could not be made: see `errorMessage`. */
  | 'FAILED'
  /** A create or clone job is under way. */
  | 'PENDING'
  /** Can be used. */
  | 'READY'
  /** Its look is being learnt. */
  | 'TRAINING'
  /** A status newer than this schema: see `statusRaw`. Refused as an input. */
  | 'UNKNOWN';

export type FirstLookQueryVariables = Exact<{
  first: number;
}>;


export type FirstLookQuery = { projects: { nodes: Array<{ name: string | null, influencers: { nodes: Array<{ name: string | null, status: InfluencerStatus | null }> } | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const FirstLookDocument = new TypedDocumentString(`
    query FirstLook($first: Int!) {
  projects(first: $first) {
    nodes {
      name
      influencers(first: 5) {
        nodes {
          name
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FirstLookQuery, FirstLookQueryVariables>;