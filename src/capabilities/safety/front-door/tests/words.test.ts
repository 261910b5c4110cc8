// The words of the first pages: there in every language, really translated, and true to what Rowan promises.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locales } from '#platform/i18n/locales.ts'
import { messagePaths } from '#platform/i18n/messages.ts'
import { neverSaid, said } from '#tests/harness/said.ts'
import { frontDoorWords } from '../messages/words.ts'

test('whatever language somebody reads, no sentence of the first pages is missing and none is empty', () => {
  const paths = messagePaths(frontDoorWords.en)
  assert.ok(paths.length > 50)
  for (const locale of locales) {
    assert.deepEqual(messagePaths(frontDoorWords[locale]), paths, locale)
    for (const { path, sentence } of said(frontDoorWords[locale])) {
      assert.ok(sentence.trim() && !/undefined|#/.test(sentence), `${locale} ${path}: ${sentence}`)
    }
  }
})

test('nobody who reads Romanian or Arabic comes upon English', () => {
  const english = new Set(said(frontDoorWords.en).map((each) => `${each.path} ${each.sentence}`))
  for (const locale of ['ro', 'ar'] as const) {
    for (const { path, sentence } of said(frontDoorWords[locale])) {
      assert.ok(!english.has(`${path} ${sentence}`), `${locale} ${path}: ${sentence}`)
    }
  }
})

test('what helps in the next hours keeps its numbers in every language', () => {
  for (const locale of locales) {
    const { help, exceptions, traces } = frontDoorWords[locale]
    assert.match(help.dangerText, /999.*55/)
    assert.match(help.hospitalText, /A&E.*999/)
    assert.match(help.hiv, /72/)
    assert.match(help.hivText, /PEP.*A&E/)
    assert.match(help.pregnancy, /5/)
    assert.match(help.centreText({ name: 'Example Centre', days: '7–10' }), /Example Centre.*7–10/)
    assert.match(help.centreCall({ phone: '0161 496 0000' }), /0161 496 0000/)
    assert.equal(exceptions.items.length, frontDoorWords.en.exceptions.items.length)
    assert.equal(exceptions.promises.length, frontDoorWords.en.exceptions.promises.length)
    assert.equal(traces.items.length, frontDoorWords.en.traces.items.length)
  }
})

test('nobody is called by a word that hurts, and nothing is called safe', () => {
  for (const locale of locales) {
    for (const { path, sentence } of said(frontDoorWords[locale])) {
      assert.doesNotMatch(sentence, neverSaid[locale], `${locale} ${path}`)
    }
  }
})
