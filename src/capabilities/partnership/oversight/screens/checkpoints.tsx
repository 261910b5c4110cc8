// The audit as a partner meets it: what a checkpoint is, the newest to take away, those before it, and the key that signs them.
import type { SignedCheckpoint } from '#engines/audit/index.ts'
import { formatWhen } from '#platform/i18n/dates.ts'
import { Card, EmptyState } from '#ui/cards.tsx'
import { Pagination } from '#ui/components/index.ts'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'

const words = en.audit

export const checkpointHref = (sequence: number): string => `/oversight/checkpoints/${sequence}`

export function CheckpointsScreen(props: {
  shell: StaffPageProps
  checkpoints: readonly SignedCheckpoint[]
  /** Hexadecimal. */
  publicKey: string
  page: number
  hasMore: boolean
  now: Date
}) {
  const { checkpoints, page, now } = props
  const [newest] = checkpoints
  const href = (to: number) => (to > 1 ? `/oversight/checkpoints?page=${to}` : '/oversight/checkpoints')
  return (
    <StaffPage {...props.shell}>
      <p>{words.intro}</p>
      <Card title={words.what}>
        {words.whatText.map((text) => (
          <p>{text}</p>
        ))}
        {newest && page === 1 ? (
          <p>
            <a class="govuk-button" href={checkpointHref(newest.sequence)} download>
              {words.newest}
            </a>
          </p>
        ) : null}
        <p>
          {words.how} <code>{words.command}</code>
        </p>
      </Card>
      {newest ? (
        <>
          <SortableTable
            caption={words.caption}
            columns={[
              { key: 'sequence', label: words.columns.sequence, isNumeric: true },
              { key: 'at', label: words.columns.at },
              { key: 'file', label: words.columns.file, isLabelHidden: true },
            ]}
            rows={checkpoints.map((each) => ({
              cells: [
                each.sequence.toLocaleString('en-GB'),
                formatWhen('en', each.at, now),
                <a href={checkpointHref(each.sequence)} download>
                  {words.download({ sequence: each.sequence })}
                </a>,
              ],
            }))}
          />
          <Pagination
            label={words.pages}
            previous={page > 1 ? { href: href(page - 1) } : undefined}
            next={props.hasMore ? { href: href(page + 1) } : undefined}
          />
        </>
      ) : (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      )}
      <Card title={words.key} note={words.keyText}>
        <p>
          <code>{props.publicKey.match(/.{1,8}/g)?.join(' ')}</code>
        </p>
      </Card>
    </StaffPage>
  )
}
