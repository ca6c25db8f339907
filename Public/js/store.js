// @ts-check
// The state of the page in one place; the parts read it and are told when it changed.

/**
 * @typedef {object} Notice
 * @property {'good' | 'danger' | 'info'} tone
 * @property {string} title
 * @property {string} text
 * @property {'addDemo' | 'retry'} [action] what the button of the notice does
 *
 * @typedef {object} State
 * @property {import('./format.js').Status | null} status
 * @property {import('./draft.js').Proxy | null} saved what the gateway has
 * @property {string | null} etag
 * @property {import('./draft.js').Draft} draft what the user changed
 * @property {Record<string, string>} refused fields the gateway refused, with its reason
 * @property {boolean} gone the gateway does not answer
 * @property {'start' | 'stop' | 'save' | null} busy
 * @property {Notice | null} notice the outcome of the last action
 * @property {boolean} locked the session has ended; nothing secret may stay in sight
 * @property {number} attention counts how often saving met a field that breaks its rule
 *
 * @typedef {State & { saved: import('./draft.js').Proxy }} Ready once the settings are there
 * @typedef {ReturnType<typeof createStore>} Store
 *
 * @typedef {object} Context what the parts of the page work with
 * @property {import('./texts.js').Texts} t
 * @property {import('./api.js').Api} api
 * @property {Store} store
 * @property {import('./actions.js').Actions} actions
 * @property {ReturnType<typeof import('./dialogs.js').createAsk>} ask
 * @property {() => void} retry asks the gateway at once
 * @property {() => void} signOut
 * @property {string} host of this page
 */

/** @returns {State} */
export function emptyState() {
  return {
    status: null, saved: null, etag: null, draft: {}, refused: {}, gone: false, busy: null, notice: null,
    locked: false, attention: 0,
  };
}

/** @param {State} initial */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<(state: State) => void>} */
  const watchers = new Set();
  return {
    get: () => state,
    /** Takes new values; watchers hear of it only if one differs. @param {Partial<State>} values */
    update(values) {
      const names = /** @type {(keyof State)[]} */ (Object.keys(values));
      if (names.every((name) => JSON.stringify(values[name]) === JSON.stringify(state[name]))) return;
      state = { ...state, ...values };
      for (const watcher of [...watchers]) watcher(state);
    },
    /** Calls at once and after every change; returns how to end it. @param {(state: State) => void} watcher */
    watch(watcher) {
      watchers.add(watcher);
      watcher(state);
      return () => watchers.delete(watcher);
    },
  };
}
