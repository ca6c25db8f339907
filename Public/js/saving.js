// @ts-check
// Editing and saving the proxy settings: one patch, asked again where the gateway wants to be sure.

import { ApiError } from './api.js';
import { changes, problems } from './draft.js';
import { bindAddress, isUp } from './format.js';
import { explain } from './texts.js';

/**
 * @param {import('./actions.js').Parts & { report: (error: unknown, title?: string) => void,
 *   refresh: () => Promise<void>, loadConfig: () => Promise<void> }} parts
 */
export function createSaving({ api, store, t, ask, report, refresh, loadConfig }) {
  /** @param {object} patch @param {string} [confirm] */
  const send = async (patch, confirm) => {
    const { draft: sent, etag } = store.get();
    try {
      const body = confirm === undefined ? { proxy: patch } : { proxy: patch, confirm };
      const answer = await api.saveConfig(body, etag);
      // What was typed after the patch left stays.
      const typed = Object.entries(store.get().draft).filter(([name, value]) => value !== Reflect.get(sent, name));
      store.update({
        saved: answer.body.config.proxy, etag: answer.etag, draft: Object.fromEntries(typed),
        refused: {}, notice: savedNotice(answer.body),
      });
      await refresh().catch(() => {});
      return true;
    } catch (error) {
      return refused(error, patch, confirm);
    }
  };
  /** @param {any} body @returns {import('./store.js').Notice} */
  const savedNotice = ({ changed, rebound, config }) => {
    if (changed.length === 0) return { tone: 'info', title: t('notice.saved.nothing'), text: '' };
    const fields = changed.map((/** @type {string} */ path) => t(path.replace(/^proxy\./, 'field.'))).join(', ');
    const effect = rebound ? 'rebound' : isUp(store.get().status) ? 'live' : 'next';
    const text = t(`notice.saved.${effect}`, { address: bindAddress(config.proxy) });
    return { tone: 'good', title: t('notice.saved.title', { fields }), text };
  };
  /** @param {unknown} error @param {object} patch @param {string} [confirm] @returns {Promise<boolean>} */
  const refused = async (error, patch, confirm) => {
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'confirm_open_lan' && confirm === undefined) {
      const sure = await ask({
        title: t('open.title'), text: t('error.confirm_open_lan'), confirm: t('open.confirm'), cancel: t('open.cancel'),
        typed: { label: t('open.field'), word: t('open.word') },
      });
      return sure ? send(patch, 'open') : false;
    }
    report(error, 'error.title.save');
    if (code === 'bind_failed' && isUp(store.get().status)) noteKept();
    if (code === 'invalid_config') markField(/** @type {ApiError} */ (error));
    if (code === 'etag_mismatch') await loadConfig().catch(() => {});
    return false;
  };
  const noteKept = () => {
    const { notice } = store.get();
    if (notice) store.update({ notice: { ...notice, text: `${notice.text} ${t('error.bind_failed.kept')}` } });
  };
  /** @param {ApiError} error */
  const markField = (error) => {
    const name = String(error.extra.path ?? '').replace(/^proxy\./, '').split(/[.[]/)[0];
    const { attention } = store.get();
    store.update({ refused: { [name]: explain(t, error).text }, attention: attention + 1 });
  };
  return {
    /** Takes a value from the form; `undefined` gives the saved one back. @param {string} name @param {unknown} value */
    edit(name, value) {
      const { draft, refused: marks } = store.get();
      const { [name]: _, ...others } = marks;
      store.update({ draft: { ...draft, [name]: value }, refused: others });
    },
    discard: () => store.update({ draft: {}, refused: {} }),
    /** Saves what differs; true when nothing is left unsaved. */
    async save() {
      const { saved, draft, busy, attention } = store.get();
      if (saved === null || busy) return false;
      if (Object.keys(problems(draft)).length > 0) {
        store.update({ attention: attention + 1 });
        return false;
      }
      const patch = changes(saved, draft);
      if (Object.keys(patch).length === 0) {
        store.update({ draft: {} });
        return true;
      }
      store.update({ busy: 'save', notice: null, refused: {} });
      try {
        return await send(patch);
      } finally {
        store.update({ busy: null });
      }
    },
  };
}
