import type { GraphiqlSettings } from '../src/http/graphiql-page.js';

/** What the server wrote into the page. */
export function readSettings(): GraphiqlSettings {
  return JSON.parse(document.getElementById('settings')?.textContent ?? '') as GraphiqlSettings;
}
