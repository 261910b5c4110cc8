// Sealed files in an S3-speaking service: plain requests signed by aws4fetch, path style, so that any such service will do.
import { AwsClient } from 'aws4fetch'
import { type BlobStore, checkName } from './blob-store.ts'

export type S3Place = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }

/** The service answered something else than yes. The status and nothing of what it said: that may name the key. */
export class BlobStoreError extends Error {
  override name = 'BlobStoreError'
}

/** `folder`: what all names begin with, so that installations may share a bucket. */
export function s3Store(place: S3Place, folder: string): BlobStore {
  const prefix = `files/${folder}/`
  const client = new AwsClient({
    accessKeyId: place.accessKey,
    secretAccessKey: place.secretKey,
    region: place.region,
    service: 's3',
    retries: 2,
  })
  const base = `${place.endpoint.replace(/\/$/, '')}/${place.bucket}`
  const addressOf = (name: string) => `${base}/${prefix}${checkName(name)}`
  const ask = async (address: string, init: RequestInit, allowed: readonly number[] = []): Promise<Response> => {
    const answer = await client.fetch(address, { ...init, signal: AbortSignal.timeout(120_000) })
    if (!answer.ok && !allowed.includes(answer.status)) {
      await answer.body?.cancel()
      throw new BlobStoreError(`the file store answered ${answer.status}`)
    }
    return answer
  }
  return {
    async put(name, bytes) {
      await ask(addressOf(name), { method: 'PUT', body: Buffer.from(bytes) })
    },
    async get(name) {
      const answer = await ask(addressOf(name), { method: 'GET' }, [404])
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      return new Uint8Array(await answer.arrayBuffer())
    },
    async remove(name) {
      await ask(addressOf(name), { method: 'DELETE' }, [404])
    },
    async olderThan(milliseconds, now) {
      const names: string[] = []
      // The older list, which asks for what comes after a name: every service has it, and it needs no token of theirs.
      let marker: string | undefined
      let isMore = false
      do {
        const query = new URLSearchParams(marker ? { prefix, marker } : { prefix })
        const page = await (await ask(`${base}?${query}`, { method: 'GET' })).text()
        for (const [, entry = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = /<Key>([^<]*)<\/Key>/.exec(entry)?.[1] ?? ''
          const at = Date.parse(/<LastModified>([^<]*)</.exec(entry)?.[1] ?? '')
          const name = key.slice(prefix.length)
          marker = key
          if (/^[0-9a-f-]{36}$/.test(name) && now.getTime() - at >= milliseconds) names.push(name)
        }
        isMore = marker !== undefined && /<IsTruncated>true</.test(page)
      } while (isMore)
      return names
    },
  }
}
