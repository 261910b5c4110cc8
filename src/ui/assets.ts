// The addresses of built files: styles, scripts, icon. Built by tools/build-styles.ts; served under /assets with a hash in the name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const assetNames = [
  'public.css',
  'staff.css',
  'leave.js',
  'staff-keys.js',
  'passkey.js',
  'seal.js',
  'upload.js',
  'proof.js',
  'icon.svg',
] as const

export type AssetName = (typeof assetNames)[number]

/** One built file with its compressed forms, held in memory. */
export interface AssetFile {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly br: Uint8Array<ArrayBuffer>
  readonly gz: Uint8Array<ArrayBuffer>
}

export interface Assets {
  /** The address to put in a page. */
  href(name: AssetName): string
  /** By hashed file name, as it stands after `/assets/`; may be cached for ever. */
  readonly files: ReadonlyMap<string, AssetFile>
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

/**
 * Reads what was built into memory.
 * @param directory where `manifest.json` stands
 * @throws when it was not built, or a file the pages name is missing
 */
export function loadAssets(directory: string): Assets {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Partial<Record<string, string>>
  const files = new Map<string, AssetFile>()
  const addresses = {} as Record<AssetName, string>
  const read = (name: string) => new Uint8Array(readFileSync(join(directory, name)))
  for (const name of assetNames) {
    const hashed = manifest[name]
    if (!hashed) throw new Error(`the built assets lack ${name}`)
    addresses[name] = `/assets/${hashed}`
    files.set(hashed, {
      type: types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      body: read(hashed),
      br: read(`${hashed}.br`),
      gz: read(`${hashed}.gz`),
    })
  }
  return { href: (name) => addresses[name], files }
}
