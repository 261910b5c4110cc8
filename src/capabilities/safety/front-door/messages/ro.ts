import { en } from './en.ts'
export const ro = en
