// A process for one hostile file: it is given the bytes and answers clean ones. It has no environment, no keys and no way to write
// a file or to start anything, so that whoever breaks the reader of a picture holds an empty room. Started by clean-file.ts.
import { fileTypeFromBuffer } from 'file-type'
import { Refused } from './formats/broken.ts'
import { cleanAac, cleanAmr, cleanMp3 } from './formats/framed-audio.ts'
import { cleanMp4 } from './formats/mp4.ts'
import { cleanOgg } from './formats/ogg.ts'
import { type CleanFile, pack, unpack } from './formats/packed.ts'
import type { FileType } from './formats/sniff.ts'
import { cleanWav } from './formats/wav.ts'

const sounds: Readonly<Record<string, { mediaType: string; clean: (bytes: Uint8Array) => Uint8Array }>> = {
  mp3: { mediaType: 'audio/mpeg', clean: cleanMp3 },
  aac: { mediaType: 'audio/aac', clean: cleanAac },
  amr: { mediaType: 'audio/amr', clean: cleanAmr },
  wav: { mediaType: 'audio/wav', clean: cleanWav },
  ogg: { mediaType: 'audio/ogg', clean: cleanOgg },
  mp4: { mediaType: 'audio/mp4', clean: cleanMp4 },
}

/** What the second opinion may call a file of each type. */
const names: Readonly<Record<FileType, RegExp>> = {
  jpeg: /^jpg$/,
  png: /^a?png$/,
  webp: /^webp$/,
  pdf: /^pdf$/,
  mp3: /^(mp3|mp2|aac)$/,
  aac: /^(aac|mp3)$/,
  amr: /^amr$/,
  wav: /^wav$/,
  ogg: /^(ogg|oga|opus|ogv|ogx|ogm|spx)$/,
  mp4: /^(mp4|m4a|m4b|m4p|m4v|mov|3gp|3g2|f4a|f4b|f4v|f4p)$/,
}

async function clean(bytes: Uint8Array, type: FileType): Promise<CleanFile> {
  const second = await fileTypeFromBuffer(bytes).catch(() => undefined)
  // A frame of sound without a tag is a weak mark, and may go unnamed; what is named otherwise is two things at once.
  if (second ? !names[type].test(second.ext) : !['mp3', 'aac', 'amr'].includes(type)) throw new Refused('broken')
  if (type === 'jpeg' || type === 'png' || type === 'webp')
    return await (await import('./clean-picture.ts')).cleanPicture(bytes, type)
  if (type === 'pdf') return (await import('./clean-paper.ts')).cleanPaper(bytes)
  const sound = sounds[type]
  if (!sound) throw new Refused('notTaken')
  return { kind: 'audio', mediaType: sound.mediaType, parts: [sound.clean(bytes)] }
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

const { head, parts } = unpack(await readAll())
let answer: Uint8Array
try {
  const file = await clean(parts[0] ?? new Uint8Array(), head.type as FileType)
  answer = pack({ ok: true, kind: file.kind, mediaType: file.mediaType }, file.parts)
} catch (error) {
  answer = pack({ ok: false, refused: error instanceof Refused ? error.why : 'broken' }, [])
}
process.stdout.write(answer, () => process.exit(0))
