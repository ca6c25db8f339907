// @ts-check
// The edited but unsaved fields of the form, kept apart from what the gateway has.

import { badOrigin, isGoodKey, readOrigins, readPort } from './rules.js';

/**
 * @typedef {{ port: number, allow_lan_access: boolean, auth_mode: string, api_key: string,
 *   allowed_origins: string[] }} Proxy
 * @typedef {{ port?: string, allow_lan_access?: boolean, auth_mode?: string, api_key?: string,
 *   allowed_origins?: string }} Draft what the user typed, as typed
 * @typedef {ReturnType<typeof shown>} Form
 * @typedef {{ id: string, params?: Record<string, string> }} Problem
 */

/**
 * What the form shows: the draft where there is one, else the saved value.
 * @param {Proxy} saved
 * @param {Draft} draft
 */
export function shown(saved, draft) {
  return {
    port: draft.port ?? String(saved.port),
    allow_lan_access: draft.allow_lan_access ?? saved.allow_lan_access,
    auth_mode: draft.auth_mode ?? saved.auth_mode,
    api_key: draft.api_key ?? '',
    allowed_origins: draft.allowed_origins ?? saved.allowed_origins.join('\n'),
  };
}

/**
 * The members of the configuration that saving would change, ready for a merge patch.
 * A text that breaks its rule counts as a change, so that it is neither lost nor sent.
 * @param {Proxy} saved
 * @param {Draft} draft
 * @returns {Partial<Record<keyof Proxy, unknown>>}
 */
export function changes(saved, draft) {
  /** @type {Partial<Record<keyof Proxy, unknown>>} */
  const patch = {};
  if (draft.port !== undefined) {
    const port = readPort(draft.port);
    if (port !== saved.port) patch.port = port ?? draft.port;
  }
  for (const name of /** @type {const} */ (['allow_lan_access', 'auth_mode'])) {
    if (draft[name] !== undefined && draft[name] !== saved[name]) patch[name] = draft[name];
  }
  if (draft.api_key) patch.api_key = draft.api_key;
  if (draft.allowed_origins !== undefined) {
    const origins = readOrigins(draft.allowed_origins);
    if (origins.join('\n') !== saved.allowed_origins.join('\n')) patch.allowed_origins = origins;
  }
  return patch;
}

/**
 * What is wrong with the draft, by field.
 * @param {Draft} draft
 * @returns {Partial<Record<keyof Proxy, Problem>>}
 */
export function problems(draft) {
  /** @type {Partial<Record<keyof Proxy, Problem>>} */
  const found = {};
  if (draft.port !== undefined && readPort(draft.port) === null) found.port = { id: 'port.bad' };
  if (draft.api_key && !isGoodKey(draft.api_key)) found.api_key = { id: 'key.bad' };
  const line = badOrigin(readOrigins(draft.allowed_origins ?? ''));
  if (line !== null) found.allowed_origins = { id: 'origins.bad', params: { line } };
  return found;
}

/**
 * One phrase for each change, for the line beside the Save button.
 * @param {import('./texts.js').Translate} t
 * @param {Proxy} saved
 * @param {ReturnType<typeof changes>} patch
 */
export function changePhrases(t, saved, patch) {
  return Object.entries(patch).map(([name, value]) => {
    switch (name) {
    case 'port': return t('change.port', { from: String(saved.port), to: String(value) });
    case 'allow_lan_access': return t(`change.allow_lan_access.${value ? 'on' : 'off'}`);
    case 'auth_mode': return t('change.auth_mode', { to: t(`auth.${value}`) });
    default: return t(`change.${name}`);
    }
  });
}
