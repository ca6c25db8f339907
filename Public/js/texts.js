// @ts-check
// Turns ids into sentences of the reader's language. Every text a user sees comes from here.

/**
 * @typedef {(id: string, params?: Record<string, string | number>) => string} Translate
 * @typedef {{ title: string, text: string }} Explanation
 * @typedef {ReturnType<typeof createTexts>} Texts
 */

/**
 * Makes the translator of one language. Numbers are written as the language writes them, strings as
 * they are; a text with the number `n` may have one form for each plural category.
 * @param {Record<string, string>} table
 * @param {string} language
 * @returns {Translate & { has: (id: string) => boolean }}
 */
export function createTexts(table, language) {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  /** @param {string} id @param {Record<string, string | number>} params */
  const find = (id, params) => {
    if (Object.hasOwn(table, id)) return table[id];
    if (typeof params.n !== 'number') return undefined;
    return table[`${id}.${plural.select(params.n)}`] ?? table[`${id}.other`];
  };
  /** @type {Translate} */
  const translate = (id, params = {}) => {
    const text = find(id, params);
    if (text === undefined) return id;
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = Object.hasOwn(params, name) ? params[name] : whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
  return Object.assign(translate, { has: (/** @type {string} */ id) => Object.hasOwn(table, id) });
}

/**
 * What happened and what to do, for an error of the gateway.
 * @param {Texts} t
 * @param {{ code: string, message?: string, extra?: Record<string, unknown> }} error
 * @param {string} fallbackTitle id of the title for errors that have none of their own
 * @returns {Explanation}
 */
export function explain(t, error, fallbackTitle = 'error.title') {
  const params = parameters(t, error);
  const id = textId(t, error);
  return {
    title: t(t.has(`${id}.title`) ? `${id}.title` : fallbackTitle, params),
    text: t(t.has(id) ? id : 'error.unknown', params),
  };
}

/**
 * @param {Texts} t
 * @param {{ code: string, extra?: Record<string, unknown> }} error
 */
function textId(t, error) {
  const id = `error.${error.code}`;
  if (error.code !== 'bind_failed') return id;
  const withReason = `${id}.${error.extra?.reason}`;
  return t.has(withReason) ? withReason : `${id}.other`;
}

/**
 * @param {Texts} t
 * @param {{ code: string, message?: string, extra?: Record<string, unknown> }} error
 * @returns {Record<string, string | number>}
 */
function parameters(t, { code, message = '', extra = {} }) {
  const host = String(extra.host ?? '');
  const port = String(extra.port ?? '');
  const field = String(extra.path ?? '').replace(/^proxy\./, '');
  return {
    code, message, host, port,
    address: `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`,
    system: String(extra.system ?? ''),
    n: Number(extra.retry_after ?? 1),
    field: t.has(`field.${field}`) ? t(`field.${field}`) : String(extra.path ?? ''),
    reason: String(extra.reason ?? message),
  };
}
