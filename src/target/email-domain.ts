import { z } from 'zod';

/** A domain that is short enough to leave room in an address for a local part, the at sign and more labels. */
export const emailDomain = z
  .string()
  .regex(
    /^(?=.{3,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be a domain such as qa.example.org, in lower case, without an at sign and of at most 100 characters',
  );
