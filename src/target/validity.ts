/** Days that a certificate may be valid for. */
export const mostDays = 397;
