import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from './support/facade.js';

describe('GraphQL over HTTP', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  it('passes the audits of graphql-http', async () => {
    const audits = serverAudits({ url: stage.url, fetchFn: fetch });
    const results = [];
    for (const audit of audits) results.push(await audit.fn());
    const failed = results.filter((result) => result.status !== 'ok');
    expect(results).toHaveLength(61);
    // GETs without a header that needs a preflight are refused: a foreign page could send them (CSRF).
    expect(failed.map(({ id, status }) => `${status} ${id}`)).toEqual([
      'notice 5A70',
      'notice D6D5',
      'notice 6A70',
    ]);
  });
});
