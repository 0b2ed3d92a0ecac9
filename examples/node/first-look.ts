import { graphql } from './generated/gql.js';
import type { TypedDocumentString } from './generated/graphql.js';

const url = process.env.GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql';
const key = process.env.LAYERS_KEY ?? '';

async function ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return data;
}

const firstLook = graphql(`
  query FirstLook($first: Int!) {
    projects(first: $first) {
      nodes { name influencers(first: 5) { nodes { name status } } }
    }
  }
`);

const { projects } = await ask(firstLook, { first: 10 });
for (const { name, influencers } of projects?.nodes ?? [])
  console.log(`${name}: ${influencers?.nodes.map((each) => `${each.name} (${each.status})`).join(', ')}`);
