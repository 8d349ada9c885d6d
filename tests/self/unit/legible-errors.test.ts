import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestInfoError } from '@playwright/test';
import { makeLegible } from '../../../fixtures/legible-errors.ts';

describe('an error of a test', () => {
  test('is reported without what could steer a terminal, whatever it quotes and whatever caused it', () => {
    const quoted = 'Expected: \u001b[32m"ACTIVE"\u001b[39m\nReceived: "\u001b[2J\u001b[8m\u202e\u009b31m"';
    const legible = 'Expected: "ACTIVE"\nReceived: "\\u001b[2J\\u202e\\u009b31m"';
    const error: TestInfoError = {
      message: quoted,
      stack: `Error: ${quoted}\n    at a.ts:1:1`,
      cause: { value: quoted },
    };

    makeLegible(error);

    assert.deepEqual(error, {
      message: legible,
      stack: `Error: ${legible}\n    at a.ts:1:1`,
      cause: { value: legible },
    });
  });
});
