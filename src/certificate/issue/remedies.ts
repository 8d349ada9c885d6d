/** What to do so that an untested requirement can be tested, by the reason that the run gave. */
export function remedyFor(reason: string): string {
  const known = remedies.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? 'see what the reason says, change it at the target and run again';
}

const remedies: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /subscriptions exist only in the Portal|KOR_WEBHOOK_CAPTURES holds no/,
    'subscribe in the Portal, save the payloads that the target sends, one for each event that is described, and name the files in KOR_WEBHOOK_CAPTURES',
  ],
  [
    /KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET/,
    'set KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET to a service account of another business account',
  ],
  [/KOR_EXPIRED_TOKEN/, 'set KOR_EXPIRED_TOKEN to an access token of the target that has expired'],
  [/has no limits/, 'have the target give new customers the limits that the documentation describes'],
  [/production target/, 'certify a sandbox of the same release, with KOR_TARGET_KIND=sandbox'],
  [
    /is not in the description/,
    'certify by the project’s own description, without KOR_DESCRIPTION, and with overlays that remove no operation',
  ],
  [
    /the run ended before it|the run could not begin|not selected in this run/,
    'run again, and let the run go to its end',
  ],
  [
    /no response was of the kind/,
    'run again once the requirements above are met: the target must return such a response at least once',
  ],
];
