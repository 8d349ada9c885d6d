import type { CertificateFacts, Resource, Statement } from '../../../../src/certificate/statement.ts';
import { waived, type ForgedStatement } from '../../support/forged-statement.ts';

/** Edits the parts that a statement was judged by, and its evidence. */
function parts(edit: (configuration: Resource[], evidence: Resource[]) => void): ForgedStatement['edit'] {
  return ({ predicate }, { evidence }) => {
    edit(predicate.configuration, evidence);
  };
}

const files: ForgedStatement[] = [
  {
    name: 'a part of the suite is not named',
    edit: parts((configuration) => configuration.splice(1, 1)),
    refusal: /configuration must NOT have fewer than 4 items|configuration\/1\/name must be "requirements"/,
  },
  {
    name: 'a part of the suite is named twice',
    edit: parts((configuration) => configuration.push(...configuration.slice(0, 1))),
    refusal: /configuration\/4\/name must match pattern/,
  },
  {
    name: 'a part is named that no suite has',
    edit: parts((configuration) =>
      configuration.push({ name: 'endorsement', digest: { sha256: 'a'.repeat(64) } }),
    ),
    refusal: /configuration\/4\/name must match pattern/,
  },
  {
    name: 'its commit is a sentence',
    edit: parts((configuration) => Object.assign(configuration[2]?.annotations ?? {}, { commit: 'audited' })),
    refusal: /commit must match pattern/,
  },
  {
    name: 'a part has a note',
    edit: parts((configuration) =>
      Object.assign(configuration[0] ?? {}, { annotations: { note: 'audited' } }),
    ),
    refusal: /configuration\/0 has "annotations", which a certificate does not have/,
  },
  {
    name: 'its overlays are in another order',
    of: waived,
    edit: parts((configuration) => configuration.splice(4, 2, ...configuration.slice(4, 6).reverse())),
    refusal: /in another order than they are used in/,
  },
  {
    name: 'its waivers are before its overlays',
    of: waived,
    edit: parts((configuration) => configuration.unshift(...configuration.splice(4), ...[])),
    refusal: /configuration\/0\/name must be/,
  },
  {
    name: 'an overlay is not the one of its evidence',
    of: waived,
    edit: parts((configuration) =>
      configuration.splice(4, 1, { name: 'overlays/1-a.yaml', digest: { sha256: 'd'.repeat(64) } }),
    ),
    refusal: /its overlays and waivers are not those of its evidence/,
  },
  {
    name: 'an overlay is not named, and lies in its evidence',
    of: waived,
    edit: ({ predicate }) => predicate.configuration.splice(5, 1),
    refusal: /its overlays and waivers are not those of its evidence/,
  },
  {
    name: 'a file of its evidence is missing',
    edit: parts((_, evidence) =>
      evidence.splice(1, 1, { name: 'webhooks/1-a', digest: { sha256: 'a'.repeat(64) } }),
    ),
    refusal: /its evidence is not the files that a run leaves/,
  },
  {
    name: 'a file of its evidence is named twice',
    edit: parts((_, evidence) => evidence.splice(1, 0, ...evidence.slice(0, 1))),
    refusal: /its evidence is not the files that a run leaves/,
  },
  {
    name: 'a file lies in its evidence that no run leaves',
    edit: parts((_, evidence) => evidence.push({ name: 'audit.pdf', digest: { sha256: 'a'.repeat(64) } })),
    refusal: /evidence\/4\/name must match pattern/,
  },
  {
    name: 'its archive has another name',
    edit: ({ subject }) => Object.assign(subject[0], { name: 'audit.tar.gz' }),
    refusal: /subject\/0\/name must be "evidence\.tar\.gz"/,
  },
];

const unseen = ['\u001b[2K', '\n', '\u0085', '\u202e', '\u2028', '\u200b', '\ud800'];

const characters: ForgedStatement[] = unseen.flatMap((text) => {
  const shown = JSON.stringify(text);
  return [
    {
      name: `its issuer is called ${shown}`,
      edit: (_: Statement, { issuer }: CertificateFacts) => (issuer.name += text),
      refusal: /issuer\/name must match pattern/,
    },
    {
      name: `its target is at ${shown}`,
      edit: (_: Statement, { target }: CertificateFacts) => (target.address += text),
      refusal: /target\/address must match pattern/,
    },
    {
      name: `a reason is ${shown}`,
      edit: (_: Statement, { untested }: CertificateFacts) =>
        untested.forEach((each) => (each.reason += text)),
      refusal: /reason must match pattern/,
    },
    {
      name: `its suite is ${shown}`,
      edit: parts((configuration) => Object.assign(configuration[2]?.annotations ?? {}, { version: text })),
      refusal: /version must match pattern/,
    },
  ];
});

/** Parts of the suite, files of the evidence and characters that no certificate has. */
export const forgedFiles: readonly ForgedStatement[] = [...files, ...characters];
