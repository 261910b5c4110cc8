// Serves the gallery with the headers the real apps send, for a browser to look at.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { securityHeaders } from '#platform/http/headers.ts'
import { isLocale } from '#platform/i18n/locales.ts'
import type { Assets } from '../assets.ts'
import { galleryNames, galleryPage } from './gallery.tsx'

/** Pages stand at `/<locale>/<name>`. */
export async function serveGallery(assets: Assets): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const [, first = '', name = ''] = (request.url ?? '').split('?')[0]!.split('/')
    for (const [key, value] of Object.entries(securityHeaders)) response.setHeader(key, value)
    const file = first === 'assets' ? assets.files.get(name) : undefined
    if (file) response.setHeader('Content-Type', file.type).end(file.body)
    else if (isLocale(first) && galleryNames.includes(name)) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(galleryPage(name, first, assets))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
