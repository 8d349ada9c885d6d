import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test } from 'node:test';
import { basicAuthorization, createSession, type IssuedToken } from '../../../../src/exchange/session.ts';

const credentials = { key: 'k', secret: 's' };

/** Issues the tokens t1, t2, … with a lifetime, and counts them. */
function issuer(expiresIn: number): { count: number; issue: () => Promise<IssuedToken> } {
  const state = {
    count: 0,
    issue: () => Promise.resolve({ value: `t${String((state.count += 1))}`, expiresIn }),
  };
  return state;
}

describe('a session', () => {
  let time = 0;
  const pass = (milliseconds: number): number => (time += milliseconds);

  beforeEach(() => {
    mock.reset();
    time = 1_000_000;
    mock.method(performance, 'now', () => time);
  });

  test('requests one token, also when several callers ask at the same time', async () => {
    const { issue } = issuer(3600);
    const session = createSession(credentials);
    const tokens = await Promise.all([session.token(issue), session.token(issue)]);

    assert.deepEqual([...tokens, await session.token(issue)], ['t1', 't1', 't1']);
  });

  for (const [lifetime, good] of [
    [3600, 3570],
    [10, 8],
    [1, 0.8],
  ] as const)
    test(`uses a token of ${lifetime} s for ${good} s`, async () => {
      const { issue } = issuer(lifetime);
      const session = createSession(credentials);
      await session.token(issue);
      pass(good * 1000 - 1);
      const still = await session.token(issue);
      pass(1);

      assert.deepEqual([still, await session.token(issue)], ['t1', 't2']);
    });

  test('uses a token for the same time whatever happens to the wall clock', async () => {
    const { issue } = issuer(10);
    const session = createSession(credentials);
    await session.token(issue);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 86_400_000 });
    pass(7999);
    const ahead = await session.token(issue);
    mock.timers.setTime(0);
    pass(1);

    assert.deepEqual([ahead, await session.token(issue)], ['t1', 't2']);
  });

  test('counts the lifetime from before the request for the token', async () => {
    const session = createSession(credentials);
    const slow = (): Promise<IssuedToken> => {
      pass(9000);
      return Promise.resolve({ value: 'old', expiresIn: 10 });
    };
    await session.token(slow);

    assert.equal(await session.token(issuer(10).issue), 't1');
  });

  test('requests again after a failure, and passes the failure to every waiting caller', async () => {
    const session = createSession(credentials);
    const refused = (): Promise<IssuedToken> => Promise.reject(new Error('refused'));
    const both = await Promise.allSettled([session.token(refused), session.token(refused)]);

    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await session.token(issuer(60).issue), 't1');
  });

  test('discards the token that was rejected, and no newer one', async () => {
    const { issue } = issuer(3600);
    const session = createSession(credentials);
    session.forget(await session.token(issue));
    const renewed = await session.token(issue);
    session.forget('t1');

    assert.deepEqual([renewed, await session.token(issue)], ['t2', 't2']);
  });
});

describe('HTTP Basic', () => {
  test('matches the example of RFC 7617, also beyond ASCII', () => {
    assert.equal(
      basicAuthorization({ key: 'Aladdin', secret: 'open sesame' }),
      'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
    );
    assert.equal(basicAuthorization({ key: 'test', secret: '123£' }), 'Basic dGVzdDoxMjPCow==');
  });
});
