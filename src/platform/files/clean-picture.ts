// Pictures drawn anew: what is kept is pixels in a new file, so that nothing that stood beside them in the old one can follow.
import sharp from 'sharp'
import { Refused } from './formats/broken.ts'
import type { CleanFile } from './formats/packed.ts'

/** More pixels than this are refused before one is drawn. */
export const mostPixels = 50_000_000
/** Longest side of what is kept. */
const longestSide = 6_000
/** A drawing that stays larger than this without loss is kept with a little. */
const mostLosslessBytes = 20 * 1024 * 1024

sharp.concurrency(1)
sharp.cache(false)

/** Throws Refused. Orientation is applied, colours become sRGB, and of a picture that moves the first frame stays. */
export async function cleanPicture(bytes: Uint8Array, type: 'jpeg' | 'png' | 'webp'): Promise<CleanFile> {
  const open = () => sharp(bytes, { limitInputPixels: false, failOn: 'error', unlimited: false })
  const seen = await open()
    .metadata()
    .catch(() => {
      throw new Refused('broken')
    })
  if (seen.format !== type || !seen.width || !seen.height) throw new Refused('broken')
  if (seen.width * seen.height > mostPixels) throw new Refused('tooManyPixels')
  // Nothing of the old file's description is asked to be kept, and sharp keeps none unless asked.
  const drawing = open()
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  const draw = (as: 'jpeg' | 'png' | 'webp') =>
    as === 'png'
      ? drawing.clone().png({ compressionLevel: 6 }).toBuffer()
      : as === 'webp'
        ? drawing.clone().webp({ quality: 88, effort: 2 }).toBuffer()
        : drawing.clone().flatten({ background: '#ffffff' }).jpeg({ quality: 88 }).toBuffer()
  try {
    const drawn = await draw(type)
    const isLarge = type === 'png' && drawn.length > mostLosslessBytes
    const kept = isLarge ? await draw('jpeg') : drawn
    return { kind: 'image', mediaType: `image/${isLarge ? 'jpeg' : type}`, parts: [kept] }
  } catch {
    throw new Refused('broken')
  }
}
