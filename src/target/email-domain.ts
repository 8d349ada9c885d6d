import { z } from 'zod';

/** A domain that the local part of an address, the at sign and more labels fit before. */
export const emailDomain = z
  .string()
  .regex(
    /^(?=.{3,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be a domain such as qa.example.org, in small letters and without an at sign, of 100 characters at most',
  );
