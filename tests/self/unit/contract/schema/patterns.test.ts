import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { seededFaker } from '../../../../../src/contract/data/drafts.ts';
import { isPatternError, patternOf } from '../../../../../src/contract/schema/patterns.ts';
import { sampled } from '../../../../../src/contract/cases/sample.ts';
import { walkSchemas, schemaRoots } from '../../../../../src/description/reading/document.ts';
import { contract } from '../../../support/real-contract.ts';
import { documentOf, validatorsOf } from '../../../support/small-contract.ts';

/** Milliseconds that a backtracking engine would far exceed; includes time for a busy machine. */
const moment = 5000;

function within<Value>(milliseconds: number, work: () => Value): Value {
  const started = performance.now();
  const value = work();
  const took = performance.now() - started;
  assert.ok(took < milliseconds, `it took ${String(Math.round(took))} ms`);
  return value;
}

const catastrophic: [pattern: string, text: string][] = [
  ['^(a+)+$', `${'a'.repeat(100_000)}!`],
  ['^([a-zA-Z0-9]+\\s?)*$', `${'word '.repeat(20_000)}!`],
  ['(a|aa)+$', `${'a'.repeat(100_000)}!`],
  ['(x+x+)+y', 'x'.repeat(100_000)],
  ['^(.*?,){11}P', '1,2,3,4,5,6,7,8,9,10,11,12,13'.repeat(1000)],
  ['(.*)*(.*)*(.*)*=', 'a'.repeat(10_000)],
  ['^\\w+([-.]?\\w+)*@\\w+([-.]?\\w+)*(\\.\\w{2,3})+$', 'a'.repeat(100_000)],
];

const pieces = [
  ...String.raw`a b A 1 _ - \s \S \d \D \w \W . [ab] [^ab] [\s-] [^\S] [a-c1-3] [[] [\]] [^] [] [[:alpha:]`.split(
    ' ',
  ),
  ...String.raw`\u0041 \u{1F600} \uD83D\uDE00 \p{L} \P{Lu} \p{Script=Greek} [\p{sc=Latin}\d-] \b ^ $ \v \cJ`.split(
    ' ',
  ),
  ...String.raw`\x41 \0 \/ [\b] [.] [a\-z] [a-z-9] [\u{1F600}-\u{1F64F}] (?<n>a) && [(?=]`.split(' '),
  ' ',
  '[\u{1F600}a]',
];
const characters = [
  ...'abcA1_-[]\\:.&(?=/ \t\n\r\v\b\0'.split(''),
  ...['\u00a0', '\u0085', '\u2028', '\ufeff', '\u{1F600}', '\ud83d', 'é', 'α', 'ß'],
];
const expressions = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...pieces),
    fc.array(tie('expression'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}?', '*?'))
      .map(([a, often]) => `(${a})${often}`.replace(/\(\?<n>a\)/g, '(a)')),
  ),
})).expression;

describe('a pattern', () => {
  for (const [source, text] of catastrophic)
    test(`takes no exponential time: ${source} on ${String(text.length)} characters`, () => {
      assert.equal(
        within(moment, () => patternOf(source).test(text)),
        false,
      );
    });

  test('matches what an ECMA-262 expression matches', () => {
    const texts = fc.array(fc.array(fc.constantFrom(...characters), { maxLength: 8 }), { minLength: 4 });
    let compared = 0;
    const same = fc.property(expressions, texts, (source, list) => {
      if (!isExpression(source)) return;
      const [pattern, expression] = [patternOf(source), new RegExp(source, 'u')];
      if (pattern.limitedFor !== undefined) return;
      compared += 1;
      for (const text of list.map((parts) => parts.join('')))
        assert.equal(pattern.test(text), expression.test(text), `${source} on ${JSON.stringify(text)}`);
    });
    fc.assert(same, { seed: 1, numRuns: 1000 });

    assert.ok(compared > 800, `only ${String(compared)} were compared`);
  });

  test('of the description takes no exponential time, and matches as ECMA-262 does', () => {
    const sources = new Set<string>();
    for (const { schema, pointer } of schemaRoots(contract.document))
      walkSchemas(schema, pointer, ({ pattern }) => typeof pattern === 'string' && sources.add(pattern));
    const texts = [
      '',
      '1',
      '12.5',
      '.5',
      '123456',
      '+12125550100',
      '+1',
      'name',
      'name,ASC',
      'name,asc',
      'a.b',
      '１',
    ];

    assert.ok(sources.size >= 4);
    for (const source of sources) {
      assert.equal(patternOf(source).limitedFor, undefined, source);
      for (const text of texts)
        assert.equal(
          patternOf(source).test(text),
          new RegExp(source, 'u').test(text),
          `${source} on ${text}`,
        );
    }
  });

  for (const [source, matching, other, why] of [
    ['^(?=.*[A-Z]).{3,}$', 'abC', 'abc', 'a look-ahead, a look-behind or a modifier'],
    ['(?<!a)b', 'cb', 'ab', 'a look-ahead, a look-behind or a modifier'],
    ['^(a|b)\\1$', 'bb', 'ab', 'a back reference'],
    ['^(?<n>a|b)\\k<n>$', 'bb', 'ab', 'a back reference'],
    ['a\\Bb', 'ab', 'a b', 'no word boundary'],
    ['^a{2,2000}$', 'aa', 'a', 'invalid repeat count: `{2,2000}`'],
    [
      '^\\p{Script_Extensions=Greek}$',
      'α',
      'a',
      'invalid character class range: `\\p{Script_Extensions=Greek}`',
    ],
  ] as const)
    test(`that the engine does not support is still checked, and says why: ${source}`, () => {
      const pattern = patternOf(source);

      assert.equal(pattern.limitedFor, why);
      assert.deepEqual([pattern.test(matching), pattern.test(other)], [true, false]);
    });

  test('that is not decided in a second throws an error, and gives no verdict', () => {
    const validate = validatorsOf(documentOf({ schemas: { A: { type: 'string', pattern: '^(?=(a+)+$)' } } }));
    const check = validate.response['/components/schemas/A'];
    assert.ok(check);

    assert.equal(check('aaa'), true);
    within(moment, () =>
      assert.throws(
        () => check(`${'a'.repeat(60)}!`),
        (error) =>
          isPatternError(error) &&
          error.message ===
            'the regular expression ^(?=(a+)+$) did not finish within 1000 ms on a text of 61 characters (a look-ahead, a look-behind or a modifier)',
      ),
    );
  });

  test('that is invalid says why', () => {
    assert.throws(() => patternOf('('), { name: 'PatternError', message: 'Unterminated group' });
  });

  for (const source of [
    '^a{1,1000000000}$',
    '(x{5}){1000000}',
    '^(((((a+)+)+)+)+)+$',
    '[z]{3000000000}',
    '(?=a)(b|c)',
  ])
    test(`gets a matching value in a moment: ${source}`, () => {
      const making = { contract, faker: seededFaker({ seed: 'a' }), runId: 'r' };
      const node = {
        pointer: '',
        schema: { type: 'string', pattern: source },
        certainty: 'documented' as const,
      };
      const value = within(moment, () => sampled(making, [node]));

      assert.ok(typeof value === 'string' && value.length < 100_000);
    });
});

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
