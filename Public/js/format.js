// @ts-check
// Small texts made of facts: addresses, credentials, the words of the state.

/**
 * @typedef {{ state: string, reason?: Record<string, any>, address?: string, base_url?: string,
 *   active_accounts: number, in_flight: number }} Status
 * @typedef {{ id: string, params?: Record<string, string | number> } | { literal: string }} Phrase
 */

/**
 * The address the API listener takes with these settings.
 * @param {{ port: string | number, allow_lan_access: boolean }} proxy
 */
export function bindAddress({ port, allow_lan_access }) {
  return `${allow_lan_access ? '0.0.0.0' : '127.0.0.1'}:${port}`;
}

/**
 * The base URL for clients on this computer.
 * @param {Status | null} status
 * @param {{ port: number }} proxy
 */
export function baseURL(status, proxy) {
  return (status?.base_url ?? `http://127.0.0.1:${proxy.port}`).replace('//0.0.0.0:', '//127.0.0.1:');
}

/** Whether the API listener is bound, or on its way to or from it. @param {Status | null} status */
export function isUp(status) {
  return ['starting', 'running', 'draining'].includes(status?.state ?? '');
}

/**
 * Why the last start failed, as long as that still stands in the way; else null.
 * @param {Status | null} status
 * @returns {Record<string, any> | null}
 */
export function standingProblem(status) {
  if (status?.state !== 'failed') return null;
  const reason = status.reason ?? {};
  return reason.code === 'no_accounts' && status.active_accounts > 0 ? null : reason;
}

/**
 * The one-time code of a link's fragment, or null.
 * @param {string} text a fragment or a whole link
 */
export function codeIn(text) {
  return /#c=([\x21-\x7e]+)$/.exec(text.trim())?.[1] ?? null;
}

/**
 * The state in words and shape: the word carries the meaning, the shape helps, the colour comes third.
 * @param {Status | null} status
 * @param {{ auth_mode: string } | null} proxy
 * @param {boolean} gone
 * @returns {{ shape: string, tone: string, phrases: Phrase[] }}
 */
export function describeState(status, proxy, gone) {
  if (gone) return { shape: 'triangle', tone: 'danger', phrases: [{ id: 'chip.gone' }] };
  const problem = standingProblem(status);
  if (problem) return { shape: 'triangle', tone: 'danger', phrases: [failurePhrase(problem)] };
  switch (status?.state) {
  case 'running':
    return { shape: 'dot', tone: 'good', phrases: runningPhrases(status, proxy) };
  case 'draining':
    return { shape: 'half', tone: 'warn', phrases: [{ id: 'chip.draining', params: { n: status.in_flight } }] };
  case 'starting':
    return { shape: 'half', tone: 'warn', phrases: [{ id: 'chip.starting' }] };
  default:
    return { shape: 'ring', tone: 'quiet', phrases: [{ id: 'chip.stopped' }] };
  }
}

/** @param {Status} status @param {{ auth_mode: string } | null} proxy @returns {Phrase[]} */
function runningPhrases(status, proxy) {
  /** @type {Phrase[]} */
  const phrases = [{ id: 'chip.running' }];
  if (status.address) phrases.push({ literal: status.address });
  if (proxy) phrases.push({ id: 'chip.auth', params: { mode: proxy.auth_mode } });
  return phrases;
}

/** @param {Record<string, any>} reason @returns {Phrase} */
function failurePhrase(reason) {
  if (reason.code === 'no_accounts') return { id: 'chip.failed.no_accounts' };
  if (reason.code === 'bind_failed' && ['in_use', 'no_permission', 'no_address'].includes(reason.reason)) {
    const params = { host: String(reason.host), port: String(reason.port) };
    return { id: `chip.failed.${reason.reason}`, params };
  }
  return { id: 'chip.failed' };
}
