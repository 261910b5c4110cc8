// The one error of this engine. Its messages are fixed sentences, apart so that no key, word or text can ever slip into one.

const sentences = {
  'unknown-suite': 'This was sealed in a way this version does not know.',
  'unknown-key': 'This was sealed under a service key that is not the one given.',
  'not-opened': 'This does not open with the key and the binding given.',
  malformed: 'What was given to open has the wrong shape.',
  'bad-input': 'What was given to seal or derive from has the wrong shape.',
  'too-few-shares': 'These are fewer shares than the secret needs.',
  'share-given-twice': 'One share was given twice.',
  'shares-of-different-sets': 'These shares are not all of one set.',
} as const

/** Why sealing or opening was refused. Callers branch on `code`; the message never says more than the code does. */
export type SealFailure = keyof typeof sentences

/** Thrown by everything in this engine. It never carries a `cause`: the causes here can quote what was sealed. */
export class SealError extends Error {
  readonly code: SealFailure

  constructor(code: SealFailure) {
    super(sentences[code])
    this.name = 'SealError'
    this.code = code
  }
}
