// Builds what browsers are sent: style sheets, small scripts, the icon; compressed beforehand and named by their content.
// `buildAssets()` is called at start-up and does nothing when nothing changed. Run alone: node --import tsx tools/build-styles.ts
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stylesFolder = join(root, 'src/ui/styles')
const scriptsFolder = join(root, 'src/browser')

/** Where the built files stand. */
export const assetsDirectory = join(root, 'build/assets')

/** Browsers from 2020 on, and what phones of that age can be updated to. */
const targets = ['chrome80', 'firefox78', 'safari13']

const sheets = ['public', 'staff']

/** A digest of everything the built files are made from: our sources, this file, the tools' versions. */
function digestOfInputs(): string {
  const hash = createHash('sha256')
  const add = (path: string) =>
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  for (const folder of [stylesFolder, scriptsFolder]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(scss|ts|svg)$/.test(name) && !name.includes('test')) add(join(folder, name))
    }
  }
  add(fileURLToPath(import.meta.url))
  for (const name of ['govuk-frontend', 'sass', 'esbuild']) add(join(modules, name, 'package.json'))
  return hash.digest('hex')
}

/**
 * Makes a style sheet written for left-to-right serve both directions, and drops what no browser of ours reads.
 * Margins, paddings, borders and alignment become logical; positions (`left: 0`) stay, since older phones know no logical ones.
 */
export function toBothDirections(css: string): string {
  return css
    .replace(/\b(margin|padding)-(left|right)(?=:)/g, (_, what: string, side: string) => `${what}-inline-${edge(side)}`)
    .replace(/\bborder-(left|right)((?:-(?:width|color|style))?:)/g, (_, side: string, rest: string) => {
      return `border-inline-${edge(side)}${rest}`
    })
    .replace(/\btext-align:(left|right)/g, (_, side: string) => `text-align:${edge(side)}`)
    .replace(/@media screen and \(-ms-high-contrast:[^{]*\{[^{}]*\{[^{}]*\}\}/g, '')
    .replace(/[^{}]*::-moz-focus-inner\{[^{}]*\}/g, '')
    .replace(/@media print\{[^{}]*\{font-family:inherit\}\}/g, '')
    .replace(/-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;?/g, '')
    .replace(/var\((--govuk-[a-z-]+), ?(?:#[0-9a-f]+|[a-z]+)\)/g, 'var($1)')
    .replace(/:root\{--govuk-frontend-version:[^}]*\}/g, '')
}

const edge = (side: string) => (side === 'left' ? 'start' : 'end')

async function buildAll(): Promise<Map<string, Uint8Array>> {
  const [sass, esbuild] = await Promise.all([import('sass'), import('esbuild')])
  const built = new Map<string, Uint8Array>()
  for (const sheet of sheets) {
    const { css } = sass.compile(join(stylesFolder, `${sheet}.scss`), { loadPaths: [modules], style: 'compressed' })
    const { code } = await esbuild.transform(toBothDirections(css), { loader: 'css', minify: true, target: targets })
    built.set(`${sheet}.css`, Buffer.from(code))
  }
  for (const name of readdirSync(scriptsFolder).filter((file) => file.endsWith('.ts'))) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [join(scriptsFolder, name)],
      bundle: true,
      minify: true,
      format: 'iife',
      target: targets,
      // Safari 13 is known for a fault in a rare form of it that nothing here uses.
      supported: { destructuring: true },
      write: false,
      legalComments: 'none',
    })
    built.set(name.replace(/\.ts$/, '.js'), outputFiles[0]!.contents)
  }
  built.set('icon.svg', readFileSync(join(stylesFolder, 'icon.svg')))
  return built
}

/**
 * Builds `build/assets/` unless it already holds what these sources make.
 * @returns whether anything was built
 * @throws with the compiler's own message when a source is wrong
 */
export async function buildAssets(options: { force?: boolean } = {}): Promise<{ directory: string; built: boolean }> {
  const digest = digestOfInputs()
  const stamp = join(assetsDirectory, 'inputs')
  if (!options.force && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    return { directory: assetsDirectory, built: false }
  }
  const files = await buildAll()
  // Written beside and moved into place, so that a process that starts meanwhile never reads half.
  const making = `${assetsDirectory}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const manifest: Record<string, string> = {}
  for (const [name, body] of files) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
    const dot = name.lastIndexOf('.')
    const hashed = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`
    manifest[name] = hashed
    writeFileSync(join(making, name), body)
    writeFileSync(join(making, hashed), body)
    writeFileSync(join(making, `${hashed}.br`), brotli(body))
    writeFileSync(join(making, `${hashed}.gz`), gzipSync(body, { level: 9 }))
  }
  writeFileSync(join(making, 'manifest.json'), JSON.stringify(manifest, null, 2))
  writeFileSync(join(making, 'inputs'), digest)
  rmSync(assetsDirectory, { recursive: true, force: true })
  renameSync(making, assetsDirectory)
  return { directory: assetsDirectory, built: true }
}

function brotli(body: Uint8Array): Buffer {
  return brotliCompressSync(body, {
    params: {
      [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY,
      [zlib.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { built } = await buildAssets({ force: process.argv.includes('--force') })
  for (const name of readdirSync(assetsDirectory).filter((file) => file.endsWith('.br'))) {
    console.log(`${name} ${readFileSync(join(assetsDirectory, name)).length} bytes`)
  }
  console.log(built ? 'built' : 'nothing changed')
}
