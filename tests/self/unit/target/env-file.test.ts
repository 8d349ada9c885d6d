import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problemsIn } from '../../../../src/target/env-file.ts';

const found = (text: string): string[] => problemsIn(Buffer.from(text));

describe('a file of variables', () => {
  test('may have comments, quotes, spaces, quoted values over several lines, and may be empty', () => {
    const text = [
      '# KOR_API_KEY = a comment with = and #',
      'KOR_API_KEY=abc # a comment',
      'KOR_API_SECRET="ab#cd"',
      "export KOR_OTHER_API_SECRET='ab#cd'",
      'KOR_BASE_URL= https://api.example.com  ',
      'KOR_PROFILE: core',
      'KOR_CERTIFICATE_KEY="-----BEGIN\n# abc\n-----END"',
      'KOR_STRICT=#',
      'KOR_SEED=',
      'HTTP_PROXY=http://a:3128',
    ];

    assert.deepEqual(found(text.join('\r\n')), []);
    assert.deepEqual(found(`\uFEFF${text.join('\n')}\n`), []);
    assert.deepEqual(found(''), []);
  });

  const cases: [title: string, text: string, problem: RegExp][] = [
    [
      'a value that is cut',
      'KOR_API_SECRET=k4n4ry#cd',
      /^KOR_API_SECRET in \.env is cut off at a # outside quotes/,
    ],
    ['a quote that is not closed', 'KOR_API_SECRET="k4n4ry', /^KOR_API_SECRET in \.env begins with a quote/],
    ['a variable twice', 'KOR_SEED=1\nKOR_PROFILE=core\nKOR_SEED=k4n4ry', /^KOR_SEED is in \.env twice/],
    ['a name in another case', 'kor_api_key=k4n4ry', /^kor_api_key in \.env is not a variable of this suite/],
    ['a name with hyphens', 'KOR-API-KEY=k4n4ry', /^KOR-API-KEY in \.env is not a variable/],
    ['a line that is none', '\nKOR_API_KEY k4n4ry', /^line 2 of \.env is not an assignment/],
  ];
  for (const [title, text, problem] of cases)
    test(`with ${title} is reported, without the value`, () => {
      const problems = found(text);

      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
      assert.doesNotMatch(problems[0] ?? '', /k4n4ry/);
    });

  test('in another encoding is reported, because none of it would be read', () => {
    assert.match(problemsIn(Buffer.from('\uFEFFKOR_API_KEY=a', 'utf16le')).join(), /is not written in UTF-8/);
    assert.match(problemsIn(Buffer.from('KOR_API_KEY=a', 'utf16le')).join(), /is not written in UTF-8/);
  });
});
