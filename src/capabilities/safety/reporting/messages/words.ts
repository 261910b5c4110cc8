// The catalogue of reporting in every language: its questions and answers, and beside them those of held reports, receipts and files.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { filesAr } from './files-ar.ts'
import { filesEn } from './files-en.ts'
import { filesRo } from './files-ro.ts'
import { heldAr } from './held-ar.ts'
import { heldEn } from './held-en.ts'
import { heldRo } from './held-ro.ts'
import { keepingAr } from './keeping-ar.ts'
import { keepingEn } from './keeping-en.ts'
import { keepingRo } from './keeping-ro.ts'
import { receiptAr } from './receipt-ar.ts'
import { receiptEn } from './receipt-en.ts'
import { receiptRo } from './receipt-ro.ts'
import { ro } from './ro.ts'
import { sealingAr } from './sealing-ar.ts'
import { sealingEn } from './sealing-en.ts'
import { sealingRo } from './sealing-ro.ts'

const joined = <
  W extends Messages<typeof en>,
  H extends Messages<typeof heldEn>,
  R extends Messages<typeof receiptEn>,
  F extends Messages<typeof filesEn>,
  S extends Messages<typeof sealingEn>,
  K extends Messages<typeof keepingEn>,
>(
  words: W,
  held: H,
  receipts: R,
  files: F,
  sealing: S,
  keeping: K,
) => ({
  ...words,
  steps: { ...words.steps, holding: held.step, files: files.step },
  fields: { ...words.fields, attachments: files.heldBack },
  purposes: { ...words.purposes, match: held.purpose, matchHint: held.purposeHint },
  errors: { ...words.errors, cannotHold: held.cannotHold, ...sealing.errors },
  held,
  receipts,
  files,
  sealing,
  keeping,
})
const all = joined<
  Messages<typeof en>,
  Messages<typeof heldEn>,
  Messages<typeof receiptEn>,
  Messages<typeof filesEn>,
  Messages<typeof sealingEn>,
  Messages<typeof keepingEn>
>(en, heldEn, receiptEn, filesEn, sealingEn, keepingEn)

export type ReportingWords = Messages<typeof all>
export const reportingWords: AllLocales<typeof all> = {
  en: all,
  ro: joined(ro, heldRo, receiptRo, filesRo, sealingRo, keepingRo),
  ar: joined(ar, heldAr, receiptAr, filesAr, sealingAr, keepingAr),
}
