import { randomBytes } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { firstOperation } from './first-operation.js';
import { toInlineJson } from './inline-json.js';

export interface LandingPage {
  /** Only ever the emulator's: a key in a page is everybody's. */
  readonly apiKey?: string;
  /** Whether this server has GraphiQL, for where Sandbox cannot be loaded. */
  readonly graphiql: boolean;
}

const script = 'https://embeddable-sandbox.cdn.apollographql.com';
const frame = 'https://sandbox.embed.apollographql.com';

/** How long Sandbox may take until the page says that something is wrong. */
const patienceMs = 8000;

/**
 * Apollo Sandbox for a browser at the GraphQL endpoint, or nothing there. Not by the page that Apollo Server has for it:
 * that stays blank as long as a network that lets nothing through keeps its stylesheet waiting.
 */
export function createLandingPage(page: LandingPage | undefined): ApolloServerPlugin {
  if (page === undefined) return ApolloServerPluginLandingPageDisabled();
  return {
    serverWillStart: async () => ({
      renderLandingPage: async () => ({ html: async () => toHtml(page, randomBytes(16).toString('base64')) }),
    }),
  };
}

function toHtml({ apiKey, graphiql }: LandingPage, nonce: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${script}`,
    `style-src 'nonce-${nonce}' ${script}`,
    `frame-src ${frame}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const state = {
    document: firstOperation,
    ...(apiKey !== undefined && { headers: { 'X-Api-Key': apiKey } }),
    includeCookies: false,
  };
  const other = graphiql
    ? '<p><a class="button" href="/graphiql">Open GraphiQL</a></p><p>This server brings it along: it needs no network.</p>'
    : '<p>This server can bring an explorer along that needs no network: start it with <code>GRAPHIQL=true</code>.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Layers GraphQL</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>Layers GraphQL</h1>
<p id="state" role="status">Loading Apollo Sandbox from Apollo’s servers …</p>
<noscript><p>Apollo Sandbox needs JavaScript.</p></noscript>
${other}
<p>Programs send their operations to this address by POST.</p>
</main>
<div id="sandbox"></div>
<script nonce="${nonce}">${behaviour(state)}</script>
</body>
</html>
`;
}

/** Sandbox covers the words as soon as it has said something; until then they tell what is going on. */
function behaviour(state: object): string {
  return `
const sandbox = document.getElementById('sandbox');
const tell = (text) => {
  document.getElementById('state').textContent = text;
  document.body.classList.add('closed');
};
const closed = 'Apollo Sandbox cannot be loaded: this browser does not reach Apollo’s servers.';
const timer = setTimeout(tell, ${patienceMs}, closed);
addEventListener('message', ({ source }) => {
  if (source !== document.querySelector('#sandbox iframe')?.contentWindow) return;
  clearTimeout(timer);
  document.body.className = 'open';
});
const script = document.createElement('script');
script.src = '${script}/v2/embeddable-sandbox.umd.production.min.js';
script.onerror = () => {
  clearTimeout(timer);
  tell(closed);
};
script.onload = () => {
  new EmbeddedSandbox({
    target: '#sandbox',
    initialEndpoint: location.href,
    endpointIsEditable: false,
    runTelemetry: false,
    allowDynamicStyles: false,
    initialState: ${toInlineJson(state)},
  });
};
document.head.append(script);
`;
}

const style = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1f2230; background: #fff; }
main { box-sizing: border-box; max-width: 34rem; margin: 0 auto; padding: 15vh 1.5rem 2rem; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; }
p { margin: 0 0 1rem; }
.button { display: inline-block; padding: .6rem 1.1rem; border-radius: .5rem; color: #fff; background: #4b3bd6; text-decoration: none; font-weight: 600; }
.button:hover { background: #3c2eb0; }
.button:focus-visible { outline: 3px solid #a79dff; outline-offset: 2px; }
.closed #state { padding: .75rem 1rem; border-radius: .5rem; color: #5c3a00; background: #fff3d6; }
#sandbox { position: fixed; inset: 0; visibility: hidden; }
.open { overflow: hidden; }
.open #sandbox { visibility: visible; }
iframe { width: 100%; height: 100%; border: 0; background: #fff; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e9f0; background: #14151c; }
  .button { background: #6f5ff0; }
  .button:hover { background: #8577f5; }
  .closed #state { color: #ffdf9e; background: #3a2c0c; }
}
`;
