// @ts-check
// What the user can make the gateway do. Each action ends in a new state and, where one helps, a notice.

import { ApiError } from './api.js';
import { isUp, standingProblem } from './format.js';
import { createSaving } from './saving.js';
import { explain } from './texts.js';

/** @import { Status } from './format.js' */
/** @import { Context, Notice } from './store.js' */
/** @import { Texts } from './texts.js' */

/**
 * @typedef {ReturnType<typeof createActions>} Actions
 * @typedef {Pick<Context, 'api' | 'store' | 't' | 'ask'>} Parts
 */

/** @param {Parts} parts */
export function createActions(parts) {
  const { api, store, t } = parts;
  /** Answers of polls that were asked before the last action are out of date. */
  let epoch = 0;

  /** @param {Status} status */
  const accept = (status) => {
    const { status: before, notice, draft } = store.get();
    const recovered = status.state === 'running' && before?.state !== 'running' && notice?.tone === 'danger';
    store.update({
      status, gone: false, notice: recovered ? null : notice,
      // The port cannot be edited while the listener is up, so no edit of it may linger unseen.
      draft: isUp(status) ? { ...draft, port: undefined } : draft,
    });
  };
  /** @param {unknown} error @param {string} [title] */
  const report = (error, title) => {
    const notice = failureNotice(t, error, title);
    if (error instanceof ApiError && error.code === 'server_gone') store.update({ gone: true });
    else if (notice) store.update({ notice });
  };
  const refresh = async () => {
    const asked = epoch;
    const status = await api.status();
    if (asked === epoch) accept(status);
  };
  const loadConfig = async () => {
    const { body, etag } = await api.config();
    store.update({ saved: body.proxy, etag });
  };
  const saving = createSaving({ ...parts, report, refresh, loadConfig });

  /** @param {'start' | 'stop'} verb */
  const run = async (verb) => {
    if (store.get().busy) return;
    store.update({ busy: verb, notice: null });
    epoch += 1;
    try {
      const status = await api[verb]();
      epoch += 1;
      accept(status);
    } catch (error) {
      epoch += 1;
      report(error, verb === 'start' ? 'error.title.start' : 'error.title');
      await refresh().catch(() => {});
    } finally {
      store.update({ busy: null });
    }
  };
  return {
    ...saving,
    report,
    /** One look at the gateway; false when nobody answered. */
    async poll() {
      try {
        await refresh();
        if (store.get().saved === null) await loadConfig();
        return true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const gone = error.code !== 'admin_auth';
        if (gone) store.update({ gone });
        return !gone;
      }
    },
    /** Takes over what was changed elsewhere; edits stay. */
    reloadConfig: () => loadConfig().catch(() => {}),
    /** Starts the listener with what the form shows. */
    async start() {
      if (await saving.save()) await run('start');
    },
    stop: () => run('stop'),
    async addDemo() {
      try {
        await api.addAccount('demo');
        epoch += 1;
        store.update({ notice: { tone: 'good', title: t('notice.demo.title'), text: t('notice.demo.text') } });
        await refresh();
        return true;
      } catch (error) {
        report(error);
        return false;
      }
    },
    /** The browser kept the clipboard shut; the text is selected instead. */
    tellCopyRefused: () => store.update({
      notice: { tone: 'info', title: t('notice.copyRefused.title'), text: t('notice.copyRefused.text') },
    }),
    /** @param {Notice | null} notice */
    notify: (notice) => store.update({ notice }),
  };
}

/**
 * The notice for a failure; null when the page shows it in another way.
 * @param {Texts} t
 * @param {unknown} error
 * @param {string} [title]
 * @returns {Notice | null}
 */
export function failureNotice(t, error, title) {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'admin_auth') return null;
  return { tone: 'danger', ...explain(t, error, title), ...fixing(error.code) };
}

/**
 * The notice for a start that failed before this page looked.
 * @param {Texts} t
 * @param {Status | null} status
 * @returns {Notice | null}
 */
export function standingNotice(t, status) {
  const reason = standingProblem(status);
  if (reason === null) return null;
  const { code = 'unknown', message, ...extra } = reason;
  return { tone: 'danger', ...explain(t, { code, message, extra }, 'error.title.start'), ...fixing(code) };
}

/** @param {string} code @returns {{ action?: 'addDemo' }} */
function fixing(code) {
  return code === 'no_accounts' ? { action: 'addDemo' } : {};
}
