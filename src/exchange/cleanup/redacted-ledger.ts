import type { Ledger } from './ledger.ts';
import type { Redactor } from '../redaction/redaction.ts';

/**
 * A ledger without secrets. A target may use a secret as an id: such a resource is not noted; its test removes it, and a sweep finds it
 * by its mark.
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
