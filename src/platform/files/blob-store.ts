// Where sealed files stand: a folder of random names, or an S3-speaking service. What is put here is sealed already.
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../ids.ts'

export type BlobStore = {
  /** Stands whole and on disk when this has answered, or not at all. Putting the same name again replaces it. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is none of this name. */
  get(name: string): Promise<Uint8Array | undefined>
  /** Nothing to remove is no failure. */
  remove(name: string): Promise<void>
  /** Names that have stood for at least so long. */
  olderThan(milliseconds: number, now: Date): Promise<string[]>
}

/** Random: it tells nothing about the file, the report or the time. */
export const newBlobName = (): string => newId()

const isName = (name: string) => /^[0-9a-f-]{36}$/.test(name)

/** Throws for a name this house did not make: none of them ever leads out of the folder. */
export function checkName(name: string): string {
  if (!isName(name)) throw new Error('not a name of a blob')
  return name
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'

/** Files of mode 0600 in a folder of mode 0700, spread over 256 below it. */
export function folderStore(folder: string): BlobStore {
  const placeOf = (name: string) => join(folder, checkName(name).slice(0, 2))
  const pathOf = (name: string) => join(placeOf(name), name)
  return {
    async put(name, bytes) {
      const place = placeOf(name)
      await mkdir(place, { recursive: true, mode: 0o700 })
      const making = join(place, `${name}.${newId()}.making`)
      try {
        const file = await open(making, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(making, pathOf(name))
      } catch (error) {
        await rm(making, { force: true })
        throw error
      }
      // The name itself lasts only once its folder is on disk.
      const above = await open(place, 'r')
      try {
        await above.sync()
      } finally {
        await above.close()
      }
    },
    async get(name) {
      try {
        return await readFile(pathOf(name))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
    },
    async olderThan(milliseconds, now) {
      const names: string[] = []
      for (const place of await readdir(folder).catch(() => [])) {
        for (const entry of await readdir(join(folder, place)).catch(() => [])) {
          const path = join(folder, place, entry)
          const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
          if (now.getTime() - mtimeMs < milliseconds) continue
          // What a process was writing when it was killed belongs to nobody.
          if (entry.endsWith('.making')) await rm(path, { force: true })
          else if (isName(entry)) names.push(entry)
        }
      }
      return names
    },
  }
}
