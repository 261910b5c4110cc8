// Composition: one process with both web apps, and the tasks too unless a worker runs apart. `npm start` comes here.

import { serve } from '@hono/node-server'
import { sampleMembers } from '#people/members/index.ts'
import { samplePassphrase } from '#people/staff/index.ts'
import { ConfigError, readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { loadAssets } from '#ui/assets.ts'
import { buildAssets } from '../tools/build-styles.ts'
import { buildHouse } from './build-house.ts'
import { connect, connectSentence } from './connect.ts'
import { loadDemonstration } from './demonstration.ts'
import { sayLastWords } from './last-words.ts'
import { createPublicApp } from './public-app.tsx'
import { createStaffApp } from './staff-app.tsx'
import { untilTold } from './until-told.ts'

const say = (words: string) => process.stdout.write(`${words}\n`)

try {
  await start()
} catch (error) {
  const sentence = error instanceof ConfigError ? error.message : connectSentence(error)
  if (sentence === undefined) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = readConfig()
  const log = createLog()
  sayLastWords(log)
  const { directory } = await buildAssets()
  const connection = await connect({ config, log: say })
  const house = await buildHouse({
    config,
    log,
    appUrl: connection.appUrl,
    rootKey: connection.rootKey,
    working: config.worker === 'inside',
    assets: loadAssets(directory),
  })
  if (config.demonstration) await loadDemonstration(house, say)
  const listen = (fetch: Parameters<typeof serve>[0]['fetch'], port: number) =>
    new Promise<ReturnType<typeof serve>>((resolve, reject) => {
      const server = serve({ fetch, port, hostname: config.host }, () => resolve(server))
      server.once('error', reject)
    })
  const servers = [
    await listen(createPublicApp(house).app.fetch, config.publicPort).catch((error) => inUse(error, config.publicPort)),
    await listen(createStaffApp(house).app.fetch, config.staffPort).catch((error) => inUse(error, config.staffPort)),
  ]
  const [publicUrl, staffUrl] = servers.map((server, i) => {
    const address = server.address()
    const asked = i === 0 ? config.publicPort : config.staffPort
    const port = typeof address === 'object' && address ? address.port : asked
    return asked === 0 ? `http://127.0.0.1:${port}` : i === 0 ? config.publicUrl : config.staffUrl
  })
  say(welcome(publicUrl ?? '', staffUrl ?? '', config.demonstration))
  await untilTold()
  say('Rowan is stopping: answers in hand are finished first.')
  await Promise.all(servers.map((server) => new Promise<void>((done) => closeSoon(server, done))))
  await house.close()
  await connection.stop()
  process.exit(0)
}

function inUse(error: unknown, port: number): never {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  throw new ConfigError(
    `Port ${port} is taken by another program. Stop it, or choose others with ROWAN_PUBLIC_PORT and ROWAN_STAFF_PORT.`,
  )
}

/** Lets requests in hand finish; connections that merely stay open are closed after two seconds. */
function closeSoon(server: ReturnType<typeof serve>, done: () => void): void {
  server.close(() => done())
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref()
}

function welcome(publicUrl: string, staffUrl: string, isDemonstration: boolean): string {
  const lines = [
    '',
    'Rowan is ready.',
    `  For anybody and members  ${publicUrl}`,
    `  For staff                ${staffUrl}`,
  ]
  if (isDemonstration) {
    const [member] = sampleMembers
    lines.push(
      '',
      'This is a demonstration: every person and report in it is invented.',
      `  Members  sign in as “${member.pseudonym}” with “${member.passphrase}”`,
      `  Staff    sign in as “ines” with “${samplePassphrase}”; the sign-in page shows everybody and today’s codes`,
      `  Letters that would have been sent: ${staffUrl}/outbox`,
    )
  }
  return [...lines, '', 'Ctrl-C stops it.'].join('\n')
}
