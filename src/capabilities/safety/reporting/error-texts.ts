// Message keys of the forms, put into words for the field they stand beside.
import { limits } from './forms.ts'
import type { ReportingWords } from './messages/words.ts'

export type ErrorTextKey = keyof ReportingWords['errors']

const longest: Readonly<Record<string, number>> = {
  story: limits.story,
  phones: limits.lines,
  emails: limits.lines,
  marks: limits.lines,
  never: limits.lines,
  looks: limits.looks,
  registration: 40,
  weeks: 3,
  text: 5_000,
}

/** An unknown key says that something is wrong rather than nothing. */
export function errorText(words: ReportingWords, key: string, field: string): string {
  const [name = '', detail = ''] = key.split('=')
  const { errors } = words
  switch (name) {
    case 'tooLong':
      return errors.tooLong({ max: longest[field] ?? limits.line })
    case 'word-count':
      return errors['word-count']({ found: Number(detail) })
    case 'digit-count':
      return errors['digit-count']({ found: Number(detail) })
    case 'unknown-words':
      return errors['unknown-words']({ numbers: detail })
    case 'file': {
      const why: Readonly<Record<string, string>> = words.files.refused
      return why[detail] ?? words.files.refused.notTaken
    }
    default: {
      const text = errors[name as ErrorTextKey]
      return typeof text === 'string' ? text : errors.notAnOption
    }
  }
}
