// Which kind of browser a session began in, as one of a few coarse words: enough to say “that was not me”, too little to
// follow anybody by. Pure.

const browsers = ['firefox', 'chrome', 'safari', 'edge', 'other'] as const
const devices = ['computer', 'phone', 'tablet'] as const
export type KindOfBrowser = { browser: (typeof browsers)[number]; device: (typeof devices)[number] }

/** Of a User-Agent only these two words are kept: no version, no maker, no system. */
export function kindOfBrowser(userAgent: string | undefined): KindOfBrowser {
  const text = (userAgent ?? '').slice(0, 500)
  const browser = /\bEdg/.test(text)
    ? 'edge'
    : /Firefox\/|FxiOS\//.test(text)
      ? 'firefox'
      : /Chrome\/|CriOS\//.test(text)
        ? 'chrome'
        : /Safari\//.test(text)
          ? 'safari'
          : 'other'
  const device = /iPad|Tablet|Android(?!.*Mobile)/.test(text)
    ? 'tablet'
    : /Mobi|iPhone/.test(text)
      ? 'phone'
      : 'computer'
  return { browser, device }
}

/** As it is sealed and read back; whatever cannot be read is no word. */
export const kindAsText = (kind: KindOfBrowser): string => `${kind.browser} ${kind.device}`

export function readKind(text: string): KindOfBrowser | undefined {
  const [first, second] = text.split(' ')
  const browser = browsers.find((each) => each === first)
  const device = devices.find((each) => each === second)
  return browser && device && { browser, device }
}
