// @ts-check
// The only caller of `fetch`. Every failure leaves here as one `ApiError`.

/** Why a request to the gateway did not succeed. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when nothing answered
   * @param {string} code
   * @param {string} message
   * @param {Record<string, unknown>} extra the other members of the error body
   */
  constructor(status, code, message = '', extra = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

/** A poll that takes longer than this is as good as no answer. */
const quickLimit = 5_000;
/** Start and Stop may wait for running requests. */
const slowLimit = 60_000;

/**
 * @typedef {{ body?: unknown, token?: string | null, limit?: number, ifMatch?: string | null }} CallOptions
 * @typedef {{ body: any, etag: string | null }} Answer
 * @typedef {(method: string, path: string, options?: CallOptions) => Promise<Answer>} Send
 * @typedef {ReturnType<typeof createApi>} Api
 */

/**
 * The admin API as functions.
 * @param {object} parts
 * @param {typeof fetch} parts.fetch
 * @param {() => string | null} parts.readToken
 * @param {() => void} parts.onUnauthorized called when a session has ended
 */
export function createApi({ fetch, readToken, onUnauthorized }) {
  /** @type {Send} */
  const send = (method, path, options = {}) => call(fetch, method, path, { token: readToken(), ...options });

  /** @type {Send} */
  const guarded = async (method, path, options) => {
    const token = readToken();
    try {
      return await send(method, path, { token, ...options });
    } catch (error) {
      // A late refusal of a token that was replaced meanwhile says nothing about the new one.
      if (error instanceof ApiError && error.status === 401 && token === readToken()) onUnauthorized();
      throw error;
    }
  };
  return {
    /** Asks whether a token opens the door. @param {string} token */
    checkToken: (token) => send('GET', 'session', { token }),
    /** Trades a one-time code for a session. @param {string} code */
    login: async (code) => (await send('POST', 'login', { body: { code }, token: null })).body.token,
    signOut: () => send('DELETE', 'session'),
    status: async () => (await guarded('GET', 'status', { limit: quickLimit })).body,
    start: async () => (await guarded('POST', 'start', { body: {}, limit: slowLimit })).body,
    stop: async () => (await guarded('POST', 'stop', { body: {}, limit: slowLimit })).body,
    config: () => guarded('GET', 'config'),
    /** @param {object} patch @param {string | null} ifMatch */
    saveConfig: (patch, ifMatch) => guarded('PATCH', 'config', { body: patch, ifMatch, limit: slowLimit }),
    revealKey: async () => (await guarded('GET', 'config/key')).body.api_key,
    rotateKey: async () => (await guarded('POST', 'config/key', { body: {} })).body.api_key,
    /** @param {string} provider */
    addAccount: async (provider) => (await guarded('POST', 'accounts', { body: { provider } })).body,
    /** Fetches the texts of one language. @param {string} language */
    locale: async (language) => (await fetch(`/admin/locales/${language}.json`)).json(),
  };
}

/**
 * @param {typeof fetch} fetch
 * @param {string} method
 * @param {string} path
 * @param {CallOptions} options
 * @returns {Promise<Answer>}
 */
async function call(fetch, method, path, { body, token, limit = 15_000, ifMatch }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (token) headers['X-Admin-Token'] = token;
  if (ifMatch) headers['If-Match'] = ifMatch;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response, text;
  try {
    response = await fetch(`/admin/api/${path}`, {
      method, headers, cache: 'no-store', redirect: 'error', credentials: 'omit',
      body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(limit),
    });
    text = await response.text();
  } catch {
    throw new ApiError(0, 'server_gone');
  }
  const value = parse(text, response.status);
  if (response.ok) return { body: value, etag: response.headers.get('ETag') };
  throw refusal(response, value);
}

/** @param {string} text @param {number} status */
function parse(text, status) {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(status, 'bad_answer');
  }
}

/** @param {Response} response @param {any} value */
function refusal(response, value) {
  const { code, message, ...extra } = value !== null && typeof value === 'object' ? value : {};
  if (typeof code !== 'string') return new ApiError(response.status, 'bad_answer');
  const wait = Number(response.headers.get('Retry-After'));
  if (extra.retry_after === undefined && wait > 0) extra.retry_after = wait;
  return new ApiError(response.status, code, String(message ?? ''), extra);
}
