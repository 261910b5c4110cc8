#!/usr/bin/env node
// `rowan …`: the command line (import, keys, accounts).
import { run } from './runtime.mjs'

await run('src/cli.ts', process.argv.slice(2))
