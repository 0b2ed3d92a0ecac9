// What plain Node can do at best: the same calls and the same answers, written by hand for each operation.
import { createServer } from 'node:http';
import { Layers } from './layers.mjs';
import { operations } from './operations.mjs';

const layers = new Layers(process.env.LAYERS_BASE_URL);
const shares = process.argv.includes('--share');
const inFlight = new Map();

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const text = chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString();
    answer(text, request.headers['x-api-key']).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.end(body);
      },
      (error) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ errors: [{ message: error.message }] }));
      },
    );
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

/** Identical queries of one key that are in flight are one, with `--share`; never mutations. */
function answer(text, key) {
  if (!shares) return execute(JSON.parse(text), key);
  const shareKey = `${key} ${text}`;
  const known = inFlight.get(shareKey);
  if (known) return known;
  const request = JSON.parse(text);
  const execution = execute(request, key);
  if (request.query.startsWith('mutation')) return execution;
  inFlight.set(shareKey, execution);
  const forget = () => inFlight.delete(shareKey);
  execution.then(forget, forget);
  return execution;
}

async function execute({ operationName, variables }, key) {
  const data = await operations[operationName](layers.as(key), variables);
  return Buffer.from(JSON.stringify({ data }));
}
