import assert from 'node:assert/strict';
import { ConfigurationError } from '../../../../src/target/configuration-error.ts';
import { readConfiguration } from '../../../../src/target/configuration.ts';
import type { Environment } from '../../../../src/target/target.ts';

/** The problems of an environment, one per line; empty when it can be used. */
export function problems(environment: Environment): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    const [heading, lines = '', advice] = error.message.split('\n\n');
    assert.equal(heading, 'The configuration cannot be used:');
    assert.match(advice ?? '', /\.env\.example/);
    return lines.split('\n').map((line) => line.trim());
  }
}
