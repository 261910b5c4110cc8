// What was added to a report: a list beside the words, and a page for each, where nothing shows until it is asked for.
import type { ReceivedFile } from '#safety/reporting/index.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Details } from '#ui/components/index.ts'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { files as words } from '../messages/files-en.ts'

export function fileName(file: ReceivedFile): string {
  if (file.what) return words[file.what.kind](file.what)
  if (file.state === 'checking') return words.checking
  return file.refused === 'virus' ? words.virus : words.refused
}

const scanNote = (file: ReceivedFile): string | undefined =>
  file.scan === 'not-scanned' ? words.notScanned : file.scan === 'off' ? words.off : undefined

export function ReceivedFiles(props: {
  reportId: string
  files: readonly ReceivedFile[]
  heldBack: boolean | undefined
}) {
  if (props.files.length === 0) return null
  return (
    <Card title={words.title} note={words.lead}>
      {props.heldBack ? (
        <Callout tone="amber">
          <p>{words.heldBack}</p>
        </Callout>
      ) : null}
      <ul class="govuk-list">
        {props.files.map((file) => (
          <li>
            {file.what ? <a href={`/desk/${props.reportId}/files/${file.id}`}>{fileName(file)}</a> : fileName(file)}
            {file.what && scanNote(file) ? <span class="govuk-hint"> {scanNote(file)}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function FilePage(props: { shell: StaffPageProps; reportId: string; file: ReceivedFile }) {
  const { reportId, file } = props
  const { what } = file
  const base = `/desk/${reportId}/files/${file.id}`
  const note = scanNote(file)
  return (
    <StaffPage {...props.shell}>
      <Card title={fileName(file)} note={words.warning}>
        {note ? (
          <Callout tone="amber">
            <p>{note}</p>
          </Callout>
        ) : null}
        {what
          ? Array.from({ length: what.pieces }, (_, piece) => (
              <Details
                summary={
                  what.kind === 'pdf'
                    ? words.showPage({ number: piece + 1 })
                    : what.kind === 'audio'
                      ? words.showAudio
                      : words.showImage
                }
              >
                {what.kind === 'audio' ? (
                  // biome-ignore lint/a11y/useMediaCaption: a recording that somebody sent has no captions
                  <audio controls preload="none" src={`${base}/${piece}`} />
                ) : (
                  <img class="received" src={`${base}/${piece}`} alt={fileName(file)} loading="lazy" />
                )}
                <p>
                  <a href={`${base}/${piece}?save`}>{words.save}</a>
                </p>
              </Details>
            ))
          : null}
        <p class="govuk-hint">
          {words.cleaned} {words.saveNote}
        </p>
      </Card>
    </StaffPage>
  )
}
