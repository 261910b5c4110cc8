// Signed tokens that a form carries: they tie a post to the page, the session and the time it was made for.
export type Signer = {
  sign(label: string, text: string): string
  verify(label: string, text: string, signature: string): boolean
}

const hours = 12

/** `subject` names the session ('-' before there is one), `step` the page. */
export function issueToken(signer: Signer, subject: string, step: string, now: Date): string {
  const stamp = Math.floor(now.getTime() / 1000).toString(36)
  return `${stamp}.${signer.sign('step', `${subject}|${step}|${stamp}`)}`
}

export function checkToken(signer: Signer, subject: string, step: string, token: string, now: Date): boolean {
  const at = token.indexOf('.')
  if (at < 1 || token.length > 200) return false
  const stamp = token.slice(0, at)
  const seconds = Number.parseInt(stamp, 36)
  const age = now.getTime() / 1000 - seconds
  if (!Number.isFinite(seconds) || age > hours * 3600 || age < -300) return false
  return signer.verify('step', `${subject}|${step}|${stamp}`, token.slice(at + 1))
}
