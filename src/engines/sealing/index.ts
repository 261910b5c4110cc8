// The door of the sealing engine: everything another part of Rowan may use.
export {
  type Binding,
  type BodyBinding,
  bytesJson,
  generateKeyPair,
  jsonBytes,
  openBody,
  openJson,
  openText,
  openWith,
  paddedSize,
  SUITE,
  sealBody,
  sealJson,
  sealText,
  sealTo,
  unwrapKey,
  wrapKey,
} from './envelope.ts'
export { SealError, type SealFailure } from './failure.ts'
export { type FewAtATime, fewAtATime, type Lane, type Standing, standingIn, TooBusy } from './few-at-a-time.ts'
export { passkeyKey } from './passkey-key.ts'
export {
  checkParams,
  checkPassphrase,
  deriveDummy,
  derivePassphraseKey,
  newPassphraseSalt,
  newVerifier,
  openPrivateKey,
  PASSPHRASE_MAX,
  PASSPHRASE_MIN,
  PASSPHRASE_PARAMS,
  type PassphraseParams,
  type PassphraseProblem,
  passphraseProblem,
  type StoredPassphrase,
  sealPrivateKey,
} from './passphrase.ts'
export { printShare, readTypedShare, type TypedShare, type TypedShareProblem } from './printed-share.ts'
export {
  commitmentSecret,
  commitTo,
  isCommitmentTo,
  PROOF_MAX_INPUT,
  type Proof,
  type ProofSigner,
  proofSigner,
  readProof,
} from './proof.ts'
export {
  deriveReceipt,
  isCanonicalReceipt,
  newReceipt,
  type ParsedReceipt,
  parseReceipt,
  RECEIPT_DIGITS,
  RECEIPT_MAX_INPUT,
  RECEIPT_WORDS,
  type Receipt,
  type ReceiptKeys,
  type ReceiptKind,
  type ReceiptProblem,
} from './receipt.ts'
export { type ServiceKeys, serviceKeys } from './service-key.ts'
export { joinShares, readShareLabel, type ShareLabel, splitSecret } from './shamir.ts'
export { type KeyPair, publicKeyOf } from './x25519.ts'
