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

/** `dataDir` holds the folder `files` unless an S3 service is configured. */
export function openFiles(config: Pick<Config, 's3' | 'clamdSocket'>, dataDir: string): Files {
  return {
    store: config.s3 ? s3Store(config.s3) : folderStore(join(dataDir, 'files')),
    scan: (bytes) => scanFile(config.clamdSocket, bytes),
  }
}
