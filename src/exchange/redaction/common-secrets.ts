/** Secrets whose text also occurs in ordinary data, so that only their context identifies them. */
export interface CommonSecrets {
  add(secret: string): void;
  has(text: string): boolean;
  /** Replaces those that follow a word for credentials. */
  afterTheirNames(text: string, instead: string): string;
  /** Replaces those that are whole words of the text. */
  asWords(text: string, instead: string): string;
}

const credentialWord = '(?:key|secret|token|password|credentials?|authorization|basic|bearer)';

/** Whether the name of a property or a header contains a word for credentials. */
export function speaksOfCredentials(name: string): boolean {
  return new RegExp(credentialWord, 'i').test(name);
}

/** An empty set of common secrets. */
export function createCommonSecrets(): CommonSecrets {
  const secrets = new Set<string>();
  let patterns: { named: RegExp; word: RegExp } | undefined;
  return {
    add: (secret) => {
      secrets.add(secret);
      const forms = [...secrets].flatMap((each) => [
        each,
        encodeURIComponent(each),
        Buffer.from(each).toString('base64'),
        Buffer.from(each).toString('base64url'),
      ]);
      const any = [...new Set(forms)].sort((a, b) => b.length - a.length).map(literally);
      const words = String.raw`(?<![\p{L}\p{N}])(?:${any.join('|')})(?![\p{L}\p{N}])`;
      patterns = {
        named: new RegExp(String.raw`(${credentialWord}["'\\\s:=([]+)${words}`, 'giu'),
        word: new RegExp(words, 'giu'),
      };
    },
    has: (text) => secrets.has(text),
    afterTheirNames: (text, instead) => (patterns ? text.replaceAll(patterns.named, `$1${instead}`) : text),
    asWords: (text, instead) => (patterns ? text.replaceAll(patterns.word, instead) : text),
  };
}

/** The source of a regular expression that matches exactly this text. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
