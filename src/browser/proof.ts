// Proof of work: finds the number that a page's hidden field asks for, in a worker, while the person reads. The same file is the
// worker. Without it the page waits instead; nothing else depends on it.

/** SHA-256 (FIPS 180-4): the fractional parts of roots of the first primes. */
const roots: number[] = []
const start: number[] = []
for (let candidate = 2; roots.length < 64; candidate++) {
  let divisor = 2
  while (candidate % divisor) divisor++
  if (divisor < candidate) continue
  if (start.length < 8) start.push((Math.sqrt(candidate) * 2 ** 32) | 0)
  roots.push((candidate ** (1 / 3) * 2 ** 32) | 0)
}
const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** The state after one block of 16 words. */
function compress(state: number[], words: number[]): number[] {
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let i = 0; i < 64; i++) {
    if (i > 15) {
      const x = words[i - 15]!
      const y = words[i - 2]!
      words[i] =
        ((turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          words[i - 16]! +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)) +
          words[i - 7]!) |
        0
    }
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + roots[i]! + words[i]!
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]!) | 0)
}

/** Sixteen words for each 64 characters, all of them ASCII. */
function wordsOf(text: string): number[] {
  const words = Array<number>(text.length >> 2).fill(0)
  for (let i = 0; i < text.length; i++) words[i >> 2]! |= text.charCodeAt(i) << (24 - (i % 4) * 8)
  return words
}

function find(challenge: string, bits: number): number {
  // Whole blocks before the number are the same each time.
  const text = `${challenge}:`
  const whole = text.length & -64
  let before = start
  for (let at = 0; at < whole; at += 64) before = compress(before, wordsOf(text.slice(at, at + 64)))
  const rest = text.slice(whole)
  for (let number = 0; ; number++) {
    const last = `${rest}${number}\x80`
    const padded = wordsOf(last.padEnd(Math.ceil((last.length + 8) / 64) * 64, '\0'))
    padded[padded.length - 1] = (whole + last.length - 1) * 8
    let state = before
    for (let at = 0; at < padded.length; at += 16) state = compress(state, padded.slice(at, at + 16))
    if (state[0]! >>> (32 - bits) === 0) return number
  }
}

if (typeof document === 'undefined') {
  addEventListener('message', (event: MessageEvent<[string, number]>) =>
    postMessage(find(event.data[0], event.data[1])),
  )
} else {
  const field = document.querySelector<HTMLInputElement>('[data-work]')
  if (field) {
    const work = field.dataset.work!
    const worker = new Worker((document.currentScript as HTMLScriptElement).src)
    worker.onmessage = (event) => {
      field.value = `${work}:${event.data}`
      if (field.dataset.go) field.form?.submit()
    }
    worker.postMessage([work, Number(field.dataset.bits)])
  }
}
