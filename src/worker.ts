// Composition: a process that only runs queued tasks, beside web processes started with ROWAN_WORKER=apart.
import { ConfigError, readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { loadAssets } from '#ui/assets.ts'
import { buildAssets } from '../tools/build-styles.ts'
import { buildHouse } from './build-house.ts'
import { connect, connectSentence } from './connect.ts'
import { sayLastWords } from './last-words.ts'
import { untilTold } from './until-told.ts'

try {
  const config = readConfig()
  const log = createLog()
  sayLastWords(log)
  const { directory } = await buildAssets()
  const connection = await connect({ config, log: (words) => process.stdout.write(`${words}\n`) })
  const { appUrl, rootKey } = connection
  const house = await buildHouse({
    config,
    log,
    appUrl,
    rootKey,
    working: true,
    assets: loadAssets(directory),
  })
  process.stdout.write('Rowan’s worker is ready.\n')
  await untilTold()
  await house.close()
  await connection.stop()
  process.exit(0)
} catch (error) {
  const sentence = error instanceof ConfigError ? error.message : connectSentence(error)
  if (sentence === undefined) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
