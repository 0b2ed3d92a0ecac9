import { Pool } from 'undici';

/** Layers over one pool of connections. */
export class Layers {
  #pool;
  constructor(url) {
    this.#pool = new Pool(url, { connections: 64, pipelining: 1 });
  }

  /** Calls with one caller's key. */
  as(key) {
    const authorization = `Bearer ${key}`;
    const call = async (options) => {
      const { statusCode, body } = await this.#pool.request(options);
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`Layers answered ${statusCode}.`);
      return JSON.parse(text);
    };
    return {
      get: (path) => call({ method: 'GET', path, headers: { accept: 'application/json', authorization } }),
      post: (path, body, idempotencyKey) =>
        call({
          method: 'POST',
          path,
          headers: {
            accept: 'application/json',
            authorization,
            'content-type': 'application/json',
            'idempotency-key': idempotencyKey,
          },
          body: JSON.stringify(body),
        }),
    };
  }
}
