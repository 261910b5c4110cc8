// Typed throws for what a developer or operator must fix; what a person can fix is a result, not an error.

/** What you may not see renders as not found: both are this. */
export class NotFound extends Error {
  override name = 'NotFound'
  constructor(what = 'nothing here') {
    super(what)
  }
}

/** The request cannot be read as this page's form: wrong method, size, encoding or token. */
export class BadRequest extends Error {
  override name = 'BadRequest'
  readonly status: 400 | 403 | 405 | 413 | 415 | 429 | 503
  readonly messageKey: 'unreadable' | 'expired' | 'tooLarge' | 'wrongKind' | 'crossSite' | 'tooMany' | 'busy'
  constructor(status: BadRequest['status'], messageKey: BadRequest['messageKey']) {
    super(messageKey)
    this.status = status
    this.messageKey = messageKey
  }
}

/** Somebody else changed the same thing first. */
export class Conflict extends Error {
  override name = 'Conflict'
}
