import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfiguration as read } from '../../../../src/target/configuration.ts';
import { problems } from './configuration-problems.ts';

const remote = {
  KOR_BASE_URL: 'https://api.example.com',
  KOR_API_KEY: 'k',
  KOR_API_SECRET: 's',
  KOR_TARGET_KIND: 'sandbox',
};
const local = { KOR_BASE_URL: 'http://127.0.0.1:8080', KOR_API_KEY: 'k', KOR_API_SECRET: 's' };

describe('without a target', () => {
  test('the full profile of the embedded sandbox is judged', () => {
    const { target, settings } = read({ HOME: '/root', SOME_KOR_VALUE: 'x' });

    assert.equal(target, undefined);
    assert.equal(settings.profile, 'full');
  });

  test('every default is as in the template, and an empty value counts as unset', () => {
    const { target, settings } = read({
      KOR_BASE_URL: '',
      KOR_SEED: '',
      KOR_STRICT: '',
      KOR_TEST_TIMEOUT_MS: '',
    });

    assert.equal(target, undefined);
    assert.match(settings.seed, /^[0-9a-f]{16}$/);
    assert.match(settings.runId, /^r[0-9a-f]{12}$/);
    assert.deepEqual(
      [settings.strict, settings.exchangeTimeout, settings.testTimeout, settings.reportFolder],
      [false, 10_000, 60_000, 'reports'],
    );
  });

  test('two runs never collide, and the same seed gives the same run id', () => {
    assert.notEqual(read({}).settings.seed, read({}).settings.seed);
    assert.equal(read({ KOR_SEED: 'a' }).settings.runId, read({ KOR_SEED: 'a' }).settings.runId);
    assert.notEqual(read({ KOR_SEED: 'a' }).settings.runId, read({ KOR_SEED: 'b' }).settings.runId);
  });

  for (const idle of ['KOR_TARGET_KIND', 'KOR_EXPIRED_TOKEN', 'KOR_ALLOW_HTTP'])
    test(`${idle} has no effect, which is a problem`, () => {
      const value = idle === 'KOR_TARGET_KIND' ? 'sandbox' : 'x';

      assert.match(problems({ [idle]: value }).join(), new RegExp(`^${idle} is set, but`));
    });
});

describe('the description', () => {
  test('is that of the project, without pins, unless files are named', () => {
    assert.deepEqual(read({}).sources, { description: undefined, overlays: [] });
  });

  test('has the content of the named files, relative to the working directory', () => {
    const { sources } = read({
      KOR_DESCRIPTION: 'specs/rocketkor.openapi.yaml',
      KOR_OVERLAY: 'specs/overlays/minimal.yaml, specs/overlays/strict.yaml,',
    });

    assert.deepEqual(sources, {
      description: 'specs/rocketkor.openapi.yaml',
      overlays: ['specs/overlays/minimal.yaml', 'specs/overlays/strict.yaml'],
    });
  });

  test('causes a problem if a file does not exist, reported with all others', () => {
    const found = problems({ KOR_DESCRIPTION: 'specs', KOR_OVERLAY: 'a.yaml,package.json,b.yaml' });

    assert.deepEqual(
      found.map((line) => line.split(', which is not a file in ')[0]),
      ['KOR_DESCRIPTION names specs', 'KOR_OVERLAY names a.yaml', 'KOR_OVERLAY names b.yaml'],
    );
  });
});

describe('with a target', () => {
  test('every variable is read', () => {
    const { target, settings } = read({
      ...remote,
      KOR_OTHER_API_KEY: 'k2',
      KOR_OTHER_API_SECRET: 's2',
      KOR_EXPIRED_TOKEN: 't',
    });

    assert.deepEqual(target, {
      kind: 'sandbox',
      baseUrl: 'https://api.example.com',
      credentials: { key: 'k', secret: 's' },
      otherCredentials: { key: 'k2', secret: 's2' },
      expiredToken: 't',
      proxy: undefined,
    });
    assert.equal(settings.profile, 'core');
  });

  for (const [given, baseUrl] of [
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://api.example.com/kor//', 'https://api.example.com/kor'],
    [' https://api.example.com/ ', 'https://api.example.com'],
  ] as const)
    test(`the base URL "${given}" becomes ${baseUrl}`, () => {
      assert.equal(read({ ...remote, KOR_BASE_URL: given }).target?.baseUrl, baseUrl);
    });

  test('settings override every default', () => {
    const { settings } = read({
      ...remote,
      KOR_PROFILE: 'full',
      KOR_SEED: 'mine',
      KOR_RUN_ID: 'run-1',
      KOR_EMAIL_DOMAIN: 'qa.example.org',
      KOR_STRICT: '1',
      KOR_EXCHANGE_TIMEOUT_MS: '500',
      KOR_TEST_TIMEOUT_MS: '90000',
      KOR_REPORT_FOLDER: 'out',
      KOR_WAIVERS: 'known.yaml',
      KOR_MAX_RPS: '2.5',
    });

    assert.deepEqual(settings, {
      profile: 'full',
      seed: 'mine',
      runId: 'run-1',
      emailDomain: 'qa.example.org',
      strict: true,
      reportFolder: 'out',
      exchangeTimeout: 500,
      testTimeout: 90_000,
      webhookCaptures: [],
      waiversFile: 'known.yaml',
      maxRps: 2.5,
    });
  });

  const half: [missing: string[], ...given: string[]][] = [
    [['KOR_API_KEY', 'KOR_API_SECRET'], 'KOR_BASE_URL'],
    [['KOR_BASE_URL', 'KOR_API_SECRET'], 'KOR_API_KEY'],
    [['KOR_BASE_URL', 'KOR_API_KEY'], 'KOR_API_SECRET'],
    [['KOR_API_SECRET'], 'KOR_BASE_URL', 'KOR_API_KEY'],
    [['KOR_BASE_URL'], 'KOR_API_KEY', 'KOR_API_SECRET'],
  ];
  for (const [missing, ...given] of half)
    test(`${given.join(' and ')} alone never select the embedded sandbox`, () => {
      const environment = Object.fromEntries(Object.entries(local).filter(([name]) => given.includes(name)));

      assert.deepEqual(
        problems(environment).map((line) => line.split(' is missing, while')[0]),
        missing,
      );
    });

  test('half of the second pair is a problem', () => {
    assert.match(problems({ ...remote, KOR_OTHER_API_KEY: 'k' }).join(), /^KOR_OTHER_API_SECRET is missing/);
    assert.match(problems({ ...remote, KOR_OTHER_API_SECRET: 'k' }).join(), /^KOR_OTHER_API_KEY is missing/);
  });
});
