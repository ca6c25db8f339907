import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPoller, pauseAfter } from '../../../Public/js/poller.js';
import { createStore, emptyState } from '../../../Public/js/store.js';

/** A poller whose timer is turned by hand. */
function manual(answers) {
    const timers = [];
    let asked = 0;
    const poller = createPoller({
        ask: async () => answers[Math.min(asked++, answers.length - 1)],
        setTimer: (run, milliseconds) => timers[timers.push({ run, milliseconds }) - 1],
        clearTimer: (timer) => timers.splice(timers.indexOf(timer), 1),
    });
    return { poller, timers, asked: () => asked, next: () => timers.shift().run() };
}

test('pauses grow to ten seconds while nobody answers', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 50].map(pauseAfter), [1000, 2000, 4000, 8000, 10000, 10000]);
});

test('asks each second, backs off, and is quick again after an answer', async () => {
    const { poller, timers, next } = manual([true, false, false, true]);
    await poller.start();
    const pauses = [];
    for (let turn = 0; turn < 4; turn += 1) {
        assert.equal(timers.length, 1);
        pauses.push(timers[0].milliseconds);
        await next();
    }
    assert.deepEqual(pauses, [1000, 1000, 2000, 1000]);
});

test('starting twice keeps one timer, stopping none', async () => {
    const { poller, timers, asked } = manual([true]);
    await Promise.all([poller.start(), poller.start()]);
    assert.equal(timers.length, 1);
    poller.stop();
    assert.equal(timers.length, 0);
    assert.equal(asked(), 1);
});

test('an answer that comes after stopping sets no timer', async () => {
    const { poller, timers } = manual([true]);
    const turn = poller.start();
    poller.stop();
    await turn;
    assert.equal(timers.length, 0);
});

test('watchers hear of changes only, and no longer once they left', () => {
    const store = createStore(emptyState());
    let heard = 0;
    const leave = store.watch(() => { heard += 1; });
    store.update({ gone: true });
    store.update({ gone: true });
    assert.equal(heard, 2);
    leave();
    store.update({ gone: false });
    assert.equal(heard, 2);
});
