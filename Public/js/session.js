// @ts-check
// The way in: keeps the token of this tab and finds out what kind of credential was pasted.

import { ApiError } from './api.js';
import { codeIn } from './format.js';

const storageKey = 'apus.token';

/** @param {Storage} storage */
export function createSession(storage) {
  return {
    token: () => storage.getItem(storageKey),
    /** @param {string} token */
    keep: (token) => storage.setItem(storageKey, token),
    forget: () => storage.removeItem(storageKey),
  };
}

/**
 * Turns what the user pasted (a link, a token or a code) into a token that works.
 * @param {import('./api.js').Api} api
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function unlock(api, text) {
  const pasted = text.trim();
  const code = codeIn(pasted);
  if (code !== null) return api.login(code);
  // Neither tokens nor codes look like this; asking would only use up a try.
  if (pasted.startsWith('sk-') || !/^[\x21-\x7e]+$/.test(pasted)) throw new ApiError(401, 'admin_auth');
  try {
    await api.checkToken(pasted);
    return pasted;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    return api.login(pasted);
  }
}
