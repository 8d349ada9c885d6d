import type { Ledger } from './ledger.ts';
import type { Redactor } from '../redaction/redaction.ts';

/**
 * A ledger that is told no secret, which a target may give as an id: such a resource is removed with its test, and a sweep finds it by
 * its mark.
 */
export function discreetLedger(ledger: Ledger, { text }: Pick<Redactor, 'text'>): Ledger {
  const isSecret = (id: string): boolean => text(id) !== id;
  return {
    ...ledger,
    created: (created) => {
      if (!isSecret(created.id)) ledger.created(created);
    },
    removed: (created) => {
      if (!isSecret(created.id)) ledger.removed(created);
    },
    kept: (created, reason) => {
      if (!isSecret(created.id)) ledger.kept(created, text(reason));
    },
  };
}
