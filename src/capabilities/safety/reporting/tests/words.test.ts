// The words of telling and coming back: there in every language, really translated, and true to what Rowan promises.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locales } from '#platform/i18n/locales.ts'
import { messagePaths } from '#platform/i18n/messages.ts'
import { neverSaid, said } from '#tests/harness/said.ts'
import { reportingWords } from '../messages/words.ts'

/** A name is the same in every language. */
const alike = ['usedBy.rowan']

test('whatever language somebody tells us in, no sentence is missing and none is empty', () => {
  const paths = messagePaths(reportingWords.en)
  assert.ok(paths.length > 250)
  for (const locale of locales) {
    assert.deepEqual(messagePaths(reportingWords[locale]), paths, locale)
    for (const { path, sentence } of said(reportingWords[locale])) {
      assert.ok(sentence.trim() && !/undefined|#/.test(sentence), `${locale} ${path}: ${sentence}`)
    }
  }
})

test('nobody who reads Romanian or Arabic comes upon English', () => {
  const english = new Set(said(reportingWords.en).map((each) => `${each.path} ${each.sentence}`))
  for (const locale of ['ro', 'ar'] as const) {
    for (const { path, sentence } of said(reportingWords[locale])) {
      if (!alike.includes(path)) assert.ok(!english.has(`${path} ${sentence}`), `${locale} ${path}: ${sentence}`)
    }
  }
})

test('lists have as many points in every language, so nothing that may be done without asking is left out', () => {
  for (const locale of locales) {
    const { start, return: back } = reportingWords[locale]
    assert.equal(start.points.length, reportingWords.en.start.points.length)
    assert.equal(start.exceptions.length, reportingWords.en.start.exceptions.length)
    assert.equal(back.eraseWhat.length, reportingWords.en.return.eraseWhat.length)
  }
})

test('nobody is called by a word that hurts, and nothing is called safe', () => {
  for (const locale of locales) {
    for (const { path, sentence } of said(reportingWords[locale])) {
      assert.doesNotMatch(sentence, neverSaid[locale], `${locale} ${path}`)
    }
  }
})
