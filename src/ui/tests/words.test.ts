// The shell's words: there in every language, plain, and true to what Rowan promises.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locales } from '#platform/i18n/locales.ts'
import { messagePaths } from '#platform/i18n/messages.ts'
import { shellWords } from '../words/words.ts'

test('every language has every word of the shell, and none is empty by mistake', () => {
  const paths = messagePaths(shellWords.en)
  assert.ok(paths.length > 30)
  for (const locale of locales) {
    assert.deepEqual(messagePaths(shellWords[locale]), paths, locale)
    for (const [key, value] of Object.entries(shellWords[locale])) {
      // The hidden second half of "Previous page" is empty where the language says it in one.
      if (typeof value === 'string' && !key.endsWith('Hidden')) assert.ok(value.trim(), `${locale} ${key}`)
    }
  }
})

test('the shell calls nothing safe, and says how to reach help without speaking', () => {
  for (const locale of locales) {
    const said = JSON.stringify(shellWords[locale])
    assert.doesNotMatch(said, /\bsafe\b|please note/i)
    assert.match(shellWords[locale].dangerCall, /999.*55/)
  }
})
