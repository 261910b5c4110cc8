// The door of the audit engine.
export { type ChainEntry, chainStart, linkHash } from './chain.ts'
export {
  type Checkpoint,
  type CheckpointSigner,
  checkpointFile,
  checkpointSigner,
  isSigned,
  readCheckpointFile,
  type SignedCheckpoint,
} from './checkpoint.ts'
export { type ChainFault, chainWalk, type StoredLink } from './verify.ts'
