// E-mail: a real SMTP server when one is configured, otherwise a local outbox that a development page shows.
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'

export type Letter = { to: string; subject: string; text: string; language: string }
export type Mail = {
  /** Where letters go: `smtp`, or `outbox` when no server is configured. */
  readonly kind: 'smtp' | 'outbox'
  /** Hands one letter over; throws when the server did not take it. `id` makes a repeated hand-over recognisable. */
  send(letter: Letter, id: string): Promise<void>
  close(): void
}

/** `keep` stores a letter in the outbox when no SMTP server is configured. */
export function openMail(
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  keep: (letter: Letter, id: string) => Promise<void>,
): Mail {
  if (!config.smtpUrl) return { kind: 'outbox', send: keep, close: () => {} }
  const transport = createTransport(
    {
      url: config.smtpUrl,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    },
    { from: config.mailFrom },
  )
  const domain = config.mailFrom.match(/@([^>\s]+)/)?.[1] ?? 'localhost'
  return {
    kind: 'smtp',
    async send(letter, id) {
      await transport.sendMail({
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Content-Language': letter.language, 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
