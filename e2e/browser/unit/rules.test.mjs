import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badOrigin, isGoodKey, keyRules, readOrigins, readPort, whoMayCall } from '../../../Public/js/rules.js';

test('a port is a whole number from 1 to 65535', () => {
    for (const [text, port] of [['1', 1], [' 8045 ', 8045], ['65535', 65535]]) assert.equal(readPort(text), port);
    for (const text of ['', '0', '65536', '99999', '+5', '-1', '8e3', '80.5', '0x50', '８０', 'x']) {
        assert.equal(readPort(text), null, text);
    }
});

test('a key starts with sk-, has ten characters and no spaces', () => {
    assert.ok(isGoodKey('sk-1234567'));
    for (const key of ['', 'sk-123456', 'pk-1234567', 'SK-1234567', 'sk-12345 67', 'sk-123456é', 'sk-1234567\n']) {
        assert.ok(!isGoodKey(key), key);
    }
    assert.deepEqual(keyRules('sk-').map((rule) => rule.met), [true, false, true]);
});

test('origins come one per line, without blanks and repeats', () => {
    assert.deepEqual(readOrigins(' https://a.example \n\n\r\nhttps://a.example\nhttp://localhost:5173'),
        ['https://a.example', 'http://localhost:5173']);
});

test('what is not an origin is named', () => {
    assert.equal(badOrigin(['https://a.example', 'http://[::1]:3000', 'app://obsidian.md']), null);
    for (const line of ['a.example', '*', 'null', 'https://a.example/', 'https://u@h', 'https://a b', 'https://']) {
        assert.equal(badOrigin([line]), line);
    }
});

/** The table of the security rules: program, allowed page, other page, other device, health check. */
const table = {
    'off false': 'open key refused unreachable open',
    'off true': 'open key refused open open',
    'auto false': 'open key refused unreachable open',
    'auto true': 'key key refused key open',
    'all_except_health false': 'key key refused unreachable open',
    'all_except_health true': 'key key refused key open',
    'strict false': 'key key refused unreachable key',
    'strict true': 'key key refused key key',
};
for (const [name, expected] of Object.entries(table)) {
    test(`who may call with ${name}`, () => {
        const [mode, lan] = name.split(' ');
        assert.equal(whoMayCall(mode, lan === 'true').map((row) => row.verdict).join(' '), expected);
    });
}
