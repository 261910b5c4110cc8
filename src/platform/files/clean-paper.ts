// PDFs become pictures of their pages: scripts, links, hidden layers, attachments and who wrote them stay behind.
import * as mupdf from 'mupdf'
import { Refused } from './formats/broken.ts'
import type { CleanFile } from './formats/packed.ts'

/** More pages than this are refused: a phone's scans are far below it. */
export const mostPages = 40
const dotsPerInch = 150
/** A page of any size becomes at most so many pixels. */
const mostPixelsOnPage = 5_000_000
const mostBytes = 45 * 1024 * 1024

/** Throws Refused. Scripts are never run: the reader runs none unless told to. */
export function cleanPaper(bytes: Uint8Array): CleanFile {
  try {
    return draw(mupdf.Document.openDocument(bytes, 'application/pdf'))
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('broken')
  }
}

function draw(document: mupdf.Document): CleanFile {
  if (document.needsPassword()) throw new Refused('locked')
  const count = document.countPages()
  if (count === 0) throw new Refused('broken')
  if (count > mostPages) throw new Refused('tooManyPages')
  const parts: Uint8Array[] = []
  let total = 0
  for (let number = 0; number < count; number++) {
    const page = document.loadPage(number)
    const [left, top, right, bottom] = page.getBounds()
    const area = (right - left) * (bottom - top)
    if (!(area > 0)) throw new Refused('broken')
    const scale = Math.min(dotsPerInch / 72, Math.sqrt(mostPixelsOnPage / area))
    const picture = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true)
    const drawn = picture.asJPEG(82, false)
    picture.destroy()
    page.destroy()
    total += drawn.length
    if (total > mostBytes) throw new Refused('tooBig')
    parts.push(new Uint8Array(drawn))
  }
  return { kind: 'pdf', mediaType: 'image/jpeg', parts }
}
