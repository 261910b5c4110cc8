// A lost or swapped service key is said at the start, before anything is sealed under the wrong one.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { readConfig } from '#platform/config.ts'
import { connect, connectSentence } from '#src/connect.ts'
import { withDatabase } from '#tests/harness/database.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'

test('a database filled under one service key is refused under another, and taken again under the first', async () => {
  const folder = await temporaryDir()
  try {
    await withDatabase(async ({ ownerUrl, appUrl }) => {
      const start = (key: string) =>
        connect({
          config: readConfig({
            DATABASE_URL: ownerUrl,
            DATABASE_APP_URL: appUrl,
            ROWAN_DATA: folder.path,
            ROWAN_SERVICE_KEY: key,
          }),
          log: () => {},
        })
      const [right, wrong] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
      await (await start(right)).stop()
      await assert.rejects(start(wrong), (error) => /another service key/.test(connectSentence(error) ?? ''))
      await (await start(right)).stop()
    })
  } finally {
    await folder.remove()
  }
})
