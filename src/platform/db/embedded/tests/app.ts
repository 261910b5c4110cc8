// A small app for the tests to kill: starts or joins the database named, says so, and with `write` acknowledges rows.
import pg from 'pg'
import { startEmbedded } from '../embedded.ts'

const [dataDir, task] = process.argv.slice(2)
if (!dataDir) throw new Error('Which folder?')
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

const server = await startEmbedded({ dataDir, log: (words) => tell({ log: words }) })
tell({ started: true, adopted: server.adopted, ownerUrl: server.ownerUrl })

let leaving = false
process.on('SIGTERM', () => {
  leaving = true
  void server.stop().then(() => process.exit(0))
})
const stayOpen = setInterval(() => {}, 1000)

while (task === 'write' && !leaving) await writeRows().catch(() => new Promise((resolve) => setTimeout(resolve, 50)))
if (task === 'leave') {
  await server.stop()
  clearInterval(stayOpen)
}

async function writeRows() {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS kept (id int GENERATED ALWAYS AS IDENTITY, at timestamptz DEFAULT now())',
    )
    while (!leaving) {
      const { rows } = await client.query<{ id: number }>('INSERT INTO kept DEFAULT VALUES RETURNING id')
      tell({ kept: rows[0]?.id })
    }
  } finally {
    await client.end().catch(() => {})
  }
}
