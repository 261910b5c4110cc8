// Keeping phone numbers and plates whole inside right-to-left sentences, where no element can be used (e-mail, feeds, titles).
// On pages the `Identifier` component does this with <bdi>.

const leftToRightIsolate = '\u2066'
const popIsolate = '\u2069'

/** The text wrapped so that it is read left to right and disturbs nothing around it (Unicode UAX 9, isolates). */
export function isolate(text: string): string {
  return `${leftToRightIsolate}${text}${popIsolate}`
}
