// Where a request comes from, as the browser says. Apart because ways out stand in both apps and are links, not forms.
import type { Context } from 'hono'

/** Whether a browser says that another site's page asked for this, as all do since 2023. */
export const isFromElsewhere = ({ c }: { readonly c: Context }): boolean =>
  ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')
