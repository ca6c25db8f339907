import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createTexts, explain } from '../../../Public/js/texts.js';

const root = new URL('../../../Public/', import.meta.url);
const english = JSON.parse(readFileSync(new URL('locales/en.json', root), 'utf8'));
const t = createTexts(english, 'en');

test('numbers choose the plural form and are written as the language writes them', () => {
    assert.equal(t('header.accounts', { n: 1 }), '1 active account');
    assert.equal(t('header.accounts', { n: 1200 }), '1,200 active accounts');
});

test('ports are strings and keep their digits', () => {
    assert.equal(t('chip.failed.in_use', { port: '8045' }), 'Port 8045 is taken');
});

test('a parameter cannot bring in another placeholder or a member of Object', () => {
    const own = createTexts({ a: '{x} {toString}' }, 'en');
    assert.equal(own('a', { x: '{y}', y: 'no' }), '{y} {toString}');
    assert.equal(own('constructor'), 'constructor');
});

test('a taken port is told with its address, the reason of the system and advice', () => {
    const extra = { host: '127.0.0.1', port: 8045, system: 'Address already in use', reason: 'in_use' };
    const { title, text } = explain(t, { code: 'bind_failed', extra });
    assert.equal(title, 'Port 8045 is taken.');
    assert.match(text, /127\.0\.0\.1:8045 .*Address already in use.*Pick another port/);
});

test('a reason of tomorrow falls back to the general sentence', () => {
    const extra = { host: '::1', port: 1, system: 'Odd', reason: 'quantum' };
    assert.match(explain(t, { code: 'bind_failed', extra }).title, /listen on \[::1\]:1/);
});

test('a code the page does not know shows the sentence of the gateway', () => {
    assert.match(explain(t, { code: 'new_code', message: 'Do this.' }).text, /new_code.*Do this\./);
});

test('every code of the contract has a text', () => {
    const codes = ['admin_auth', 'too_many_attempts', 'no_accounts', 'invalid_config', 'confirm_open_lan', 'etag_mismatch',
        'unsupported_media_type', 'not_found', 'method_not_allowed', 'host_not_allowed', 'origin_not_allowed',
        'stopping', 'bad_json', 'body_too_large', 'server_gone', 'bad_answer'];
    for (const code of codes) assert.ok(t.has(`error.${code}`), code);
    for (const reason of ['in_use', 'no_permission', 'no_address', 'other']) {
        assert.ok(t.has(`error.bind_failed.${reason}`) && t.has(`error.bind_failed.${reason}.title`), reason);
    }
});

test('every text id written in the page exists', () => {
    const files = ['js/', 'js/views/'].flatMap((folder) => readdirSync(new URL(folder, root))
        .filter((name) => name.endsWith('.js')).map((name) => new URL(folder + name, root)));
    for (const file of files) {
        for (const [, id] of readFileSync(file, 'utf8').matchAll(/\bt\('([\w.]+)'/g)) {
            assert.ok(t.has(id) || t.has(`${id}.other`), `${id} in ${file.pathname}`);
        }
    }
});

test('no text is empty', () => {
    for (const [id, text] of Object.entries(english)) assert.ok(text.trim() !== '', id);
});
