import type { Clock } from '../clock.js';
import type { World } from '../world.js';
import { completeAttempt, denyAttempt, handleFor, type OauthAttempt, outcomeOf } from './oauth-attempt.js';
import { bareAccountId } from './social-account.js';

/** Stands for the platform's own page, where a person says yes or no. */
export const consentPath = '/oauth/authorize';

export interface ConsentRequest {
  method: string;
  query: URLSearchParams;
  /** Of the form that was sent. */
  form: URLSearchParams;
}

export interface ConsentAnswer {
  status: number;
  headers: Record<string, string>;
  html: string;
}

const names = { tiktok: 'TikTok', instagram: 'Instagram' };

/** GET shows the question; POST with `decision` (allow or deny) and `handle` answers it and returns to the app. */
export function answerConsent(
  { method, query, form }: ConsentRequest,
  worlds: readonly World[],
  clock: Clock,
): ConsentAnswer {
  if (method !== 'GET' && method !== 'POST') return page(405, 'Open this page in a browser.');
  const state = query.get('state') ?? '';
  const world = worlds.find(({ oauthAttempts }) => oauthAttempts.has(state));
  const attempt = world?.oauthAttempts.get(state);
  if (!world || !attempt) return page(404, 'This link is not known.');
  if (attempt.outcome) return back(attempt);
  if (outcomeOf(attempt, clock.now())) return page(410, 'This link has expired. Start again from the app.');
  const { reconnects, platform, projectId } = attempt;
  const known = reconnects && world.socialAccounts.get(bareAccountId(reconnects))?.wire.handle;
  const suggested = known ?? handleFor(world, projectId);
  const project = world.projects.get(projectId)!.wire.name;
  const ask = (status: number, problem = '') =>
    page(
      status,
      `${names[platform]}: ${known ? 'reconnect' : 'connect'} an account to ${project}`,
      `<p>This stands for the page of the platform.</p>${problem && `<p role="alert">${problem}</p>`}
<form method="post"><p><label>Handle <input name="handle" value="${escaped(suggested)}"${known ? ' readonly' : ''}></label></p>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p></form>`,
    );
  if (method === 'GET') return ask(200);
  const decision = form.get('decision');
  if (decision === 'deny') {
    denyAttempt(attempt);
    return back(attempt);
  }
  const handle = (form.get('handle') ?? suggested).trim().replace(/^@/, '');
  if (decision !== 'allow') return ask(400, 'Allow or deny.');
  if (!/^[\w.]{2,30}$/.test(handle))
    return ask(400, 'A handle has 2 to 30 letters, digits, dots and underscores.');
  completeAttempt({ world, clock }, attempt, handle);
  return back(attempt);
}

/** Success adds nothing to the URL, a failure says so (RULES 17.1, the newer text). */
function back({ returnUrl, outcome }: OauthAttempt): ConsentAnswer {
  let location = returnUrl;
  if (outcome && 'error' in outcome) {
    const url = new URL(returnUrl);
    url.searchParams.set('layers_oauth_error', outcome.error.code);
    location = url.href;
  }
  return { ...page(303, 'Going back to the app.'), headers: { Location: location } };
}

function page(status: number, title: string, body = ''): ConsentAnswer {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><h1>${escaped(title)}</h1>${body}</html>`;
  return { status, headers: {}, html };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
