// @ts-check
// Builds the parts and hands them to each other.

import { createActions } from './actions.js';
import { createApi } from './api.js';
import { closeDialogs, createAsk } from './dialogs.js';
import { codeIn } from './format.js';
import { createPoller } from './poller.js';
import { createSession } from './session.js';
import { createStore, emptyState } from './store.js';
import { createTexts, explain } from './texts.js';
import { mountHeader } from './views/header.js';
import { mountLogin } from './views/login.js';
import { mountNotices } from './views/notices.js';
import { mountProxy } from './views/proxy.js';

const [loginRoot, appRoot, top, content] = ['login', 'app', 'top', 'content']
  .map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
const language = 'en';
const session = createSession(sessionStorage);
const store = createStore(emptyState());
const api = createApi({
  fetch: (...request) => fetch(...request),
  readToken: session.token,
  onUnauthorized: () => lock(t('login.ended')),
});
const t = createTexts(await api.locale(language), language);
const ask = createAsk(document.body, t);
const actions = createActions({ api, store, t, ask });
const poller = createPoller({
  ask: actions.poll,
  setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimer: (timer) => clearTimeout(timer),
});
const context = { t, api, store, actions, ask, signOut, host: location.host, retry: () => void poller.start() };
/** @type {(() => void) | null} */
let unmountLogin = null;

/** Shows the login in place of the page, which keeps what was typed. @param {string} [reason] */
function lock(reason) {
  session.forget();
  poller.stop();
  closeDialogs(document.body);
  appRoot.hidden = true;
  loginRoot.hidden = false;
  document.title = t('app.name');
  store.update({ locked: true });
  unmountLogin?.();
  unmountLogin = mountLogin(loginRoot, { t, api, host: location.host, reason, onUnlocked: open });
}

/** Shows the page. @param {string} token */
function open(token) {
  session.keep(token);
  unmountLogin?.();
  unmountLogin = null;
  loginRoot.hidden = true;
  appRoot.hidden = false;
  store.update({ locked: false });
  content.focus({ preventScroll: true });
  if (!document.hidden) poller.start();
}

/** Takes a one-time code out of the address, so that it is neither kept nor used twice. */
async function openLink() {
  const code = codeIn(location.hash);
  if (code === null) return false;
  history.replaceState(null, '', location.pathname);
  try {
    open(await api.login(code));
  } catch (error) {
    const failure = /** @type {import('./api.js').ApiError} */ (error);
    const token = session.token();
    // A bad link does not end a good session.
    if (token !== null) open(token);
    else lock(failure.code === 'admin_auth' ? t('login.stale') : explain(t, failure).text);
  }
  return true;
}

async function signOut() {
  await api.signOut().catch(() => {});
  session.forget();
  location.reload();
}

mountHeader(top, context);
mountNotices(top, context);
mountProxy(content, context);
const bar = /** @type {HTMLElement} */ (top.firstElementChild);
const measure = new ResizeObserver(() => {
  // In narrow windows only the bar stays in place and `top` has no box of its own.
  const height = top.offsetHeight || bar.offsetHeight;
  document.documentElement.style.setProperty('--top-height', `${height}px`);
});
measure.observe(top);
measure.observe(bar);
addEventListener('hashchange', openLink);
document.addEventListener('visibilitychange', () => {
  if (appRoot.hidden) return;
  if (document.hidden) return poller.stop();
  poller.start();
  actions.reloadConfig();
});
if (!(await openLink())) {
  const token = session.token();
  if (token === null) lock();
  else open(token);
}
