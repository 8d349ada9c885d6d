/** The codes of the Web Fuzzing Commons fault catalogue that fit these faults, each with its meaning. */
export const faultCodes = {
  100: 'status 500',
  101: 'status outside 100 to 599',
  102: 'status 201 of a DELETE',
  103: 'status 201 of a GET',
  113: 'accessible after DELETE',
  114: 'changed by a failed PUT',
  116: 'status 201 of a PUT on what there is',
  117: 'not replaced in full by a PUT',
  120: 'wrong Location',
  200: 'response against its schema',
  205: 'status 501 of what is described',
  206: 'success for wrong data',
  300: 'SQL injection',
  303: 'mass assignment',
  305: 'authenticated and not recognised',
  306: 'open to others',
  307: 'open without authentication',
  308: 'changed without authentication',
  309: 'stack trace shown',
} as const;

/** A code of the Web Fuzzing Commons fault catalogue. */
export type FaultCode = keyof typeof faultCodes;
