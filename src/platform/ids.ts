// Identifiers that stand in addresses and rows: random, never serial, so nothing can be counted or guessed.
import { randomUUID } from 'node:crypto'

/** A fresh random identifier (UUID version 4, lower case). */
export const newId = (): string => randomUUID()

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: unknown): text is string => typeof text === 'string' && shape.test(text)
