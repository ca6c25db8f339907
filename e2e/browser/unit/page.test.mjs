import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../Public/', import.meta.url);
const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => ({ name: `${entry.parentPath ?? entry.path}/${entry.name}`, type: entry.name.split('.').at(-1) }))
    .map((file) => ({ ...file, text: readFileSync(file.name, 'utf8') }));

test('the whole page weighs at most 120 KiB', () => {
    const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
    assert.ok(bytes <= 120 * 1024, `${bytes} bytes`);
});

test('no script is longer than 200 lines', () => {
    for (const { name, type, text } of files) {
        if (type === 'js') assert.ok(text.split('\n').length <= 201, name);
    }
});

test('data cannot become markup', () => {
    const banned = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\b|new Function/;
    for (const { name, type, text } of files) if (type === 'js') assert.doesNotMatch(text, banned, name);
});

test('the shell holds no inline script, style or handler, and names no other host', () => {
    const { text } = files.find((file) => file.name.endsWith('/index.html'));
    assert.doesNotMatch(text, /<style|\sstyle=|\son[a-z]+=|<script>|https?:/);
});

test('one file alone calls fetch', () => {
    const callers = files.filter(({ type, text }) => type === 'js' && /\bawait fetch\(/.test(text)).map(({ name }) => name);
    assert.deepEqual(callers.map((name) => name.split('/').at(-1)), ['api.js']);
});
