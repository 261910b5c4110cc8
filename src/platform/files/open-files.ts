// The house's files: the store that is configured, and the scanner.
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type BlobStore, folderStore } from './blob-store.ts'
import { s3Store } from './s3-store.ts'
import { type ScanResult, scanFile } from './scan-file.ts'

export type Files = {
  readonly store: BlobStore
  scan(bytes: Uint8Array): Promise<ScanResult>
}

/**
 * `dataDir` holds the folder `files` unless an S3 service is configured. Below it stands one folder for each service key: two
 * installations that are given the same place never take each other's files for leftovers.
 */
export function openFiles(
  config: Pick<Config, 's3' | 'clamdSocket'>,
  dataDir: string,
  keys: { blindIndex(label: string, value: string): Uint8Array },
): Files {
  const own = Buffer.from(keys.blindIndex('file store', 'folder')).toString('hex').slice(0, 16)
  return {
    store: config.s3 ? s3Store(config.s3, own) : folderStore(join(dataDir, 'files', own)),
    scan: (bytes) => scanFile(config.clamdSocket, bytes),
  }
}
