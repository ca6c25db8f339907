// @ts-check
// What the settings allow, decided without a page: rules of the fields and who may call.

export const authModes = /** @type {const} */ (['off', 'auto', 'all_except_health', 'strict']);

/**
 * Reads a port; null when the text is none.
 * @param {string} text
 */
export function readPort(text) {
  if (!/^[0-9]{1,5}$/.test(text.trim())) return null;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : null;
}

/**
 * The three rules of an API key, each with whether it is met.
 * @param {string} key
 */
export function keyRules(key) {
  return [
    { id: 'prefix', met: key.startsWith('sk-') },
    { id: 'length', met: key.length >= 10 },
    { id: 'ascii', met: key !== '' && /^[\x21-\x7e]*$/.test(key) },
  ];
}

/** @param {string} key */
export function isGoodKey(key) {
  return keyRules(key).every((rule) => rule.met);
}

/**
 * The origins of a text with one on each line.
 * @param {string} text
 */
export function readOrigins(text) {
  return [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''))];
}

/**
 * The first line that cannot be an origin, or null.
 * @param {string[]} origins
 */
export function badOrigin(origins) {
  return origins.find((origin) => !/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+$/i.test(origin)) ?? null;
}

/**
 * The mode that `auto` stands for.
 * @param {string} mode
 * @param {boolean} lan
 */
export function effectiveMode(mode, lan) {
  if (mode !== 'auto') return mode;
  return lan ? 'all_except_health' : 'off';
}

/**
 * Who may call, with what: one row for each kind of caller.
 * @param {string} mode
 * @param {boolean} lan
 * @returns {{ who: string, verdict: 'open' | 'key' | 'refused' | 'unreachable' }[]}
 */
export function whoMayCall(mode, lan) {
  const effective = effectiveMode(mode, lan);
  const program = effective === 'off' ? 'open' : 'key';
  return [
    { who: 'program', verdict: program },
    { who: 'listed', verdict: 'key' },
    { who: 'other', verdict: 'refused' },
    { who: 'lan', verdict: lan ? program : 'unreachable' },
    { who: 'health', verdict: effective === 'strict' ? 'key' : 'open' },
  ];
}
