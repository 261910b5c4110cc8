// The team's key as it stands: its epochs, how far a re-wrap has come, the paper set, and who asked to use it.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Callout, Card, Chip, Facts } from '#ui/cards.tsx'
import { Button, ButtonGroup } from '#ui/components/index.ts'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'
import type { TeamKeysState } from '../state.ts'

export type KeysView = {
  state: TeamKeysState
  organisation: string
  ownId: string
  /** They see their own team's keys; otherwise only requests of others. */
  maySee: boolean
  mayTurn: boolean
  holdsKey: boolean
  mayRecover: boolean
  isWatched: boolean
  now: Date
}

const number = new Intl.NumberFormat('en-GB')

export function KeysPage({ shell, view }: { shell: StaffPageProps; view: KeysView }) {
  const { state } = view
  return (
    <StaffPage {...shell}>
      {view.maySee ? <OwnTeam view={view} /> : null}
      {state.requests.length > 0 ? <Requests view={view} /> : null}
    </StaffPage>
  )
}

function OwnTeam({ view }: { view: KeysView }) {
  const { state, now } = view
  const mayAct = view.mayTurn && view.holdsKey
  const when = (at: Date) => formatWhen('en', at, now)
  if (state.epochs.length === 0)
    return (
      <Callout tone="amber">
        <p>{en.noTeam}</p>
      </Callout>
    )
  const newest = state.epochs[0]?.epoch
  return (
    <>
      <p>{en.lead({ organisation: view.organisation })}</p>
      {state.leavers.length > 0 ? (
        <Callout tone="amber">
          <p>{en.leavers({ names: state.leavers.join(', ') })}</p>
        </Callout>
      ) : null}
      <Card title={en.epochs.title} note={en.epochs.note}>
        <SortableTable
          caption={en.epochs.title}
          isCaptionHidden
          firstCellIsHeader
          columns={[
            { key: 'epoch', label: en.epochs.epoch },
            { key: 'began', label: en.epochs.began },
            { key: 'holders', label: en.epochs.holders },
            { key: 'state', label: en.epochs.state },
          ]}
          rows={state.epochs.map(({ epoch, beganAt, retiredAt, holders }) => ({
            cells: [
              en.epochs.name({ epoch }),
              when(beganAt),
              holders.join(', ') || en.epochs.nobody,
              retiredAt ? (
                en.epochs.retired({ when: when(retiredAt) })
              ) : (
                <Chip tone={epoch === newest ? 'leaf' : 'amber'}>
                  {epoch === newest ? en.epochs.inUse : en.epochs.old}
                </Chip>
              ),
            ],
          }))}
        />
        {mayAct ? (
          <ButtonGroup>
            <Button kind={state.leavers.length > 0 ? 'main' : 'quiet'} href="/team-keys/turn">
              {en.turn.link}
            </Button>
          </ButtonGroup>
        ) : null}
      </Card>
      {state.rewrap && state.rewrap.toEpoch === newest ? <Rewrap view={view} /> : null}
      <Paper view={view} />
    </>
  )
}

function Rewrap({ view }: { view: KeysView }) {
  const { now } = view
  const { rewrap } = view.state
  if (!rewrap) return null
  const words = en.rewrap
  const shown = rewrap.isSilent ? 'silent' : rewrap.state
  const isRunning = shown === 'running'
  const mayAct = view.mayTurn && view.holdsKey
  const total = rewrap.done + rewrap.left
  return (
    <Card
      title={words.title}
      id="rewrap"
      note={words.by({ name: rewrap.begunBy ?? '–', when: formatWhen('en', rewrap.beganAt, now) })}
    >
      <p role="status">
        <Chip tone={shown === 'done' ? 'leaf' : 'amber'}>{words.states[shown]}</Chip>{' '}
        {words.progress({ done: number.format(rewrap.done), total: number.format(total) })}
      </p>
      <progress max={Math.max(1, total)} value={total === 0 ? 1 : rewrap.done} aria-label={words.title} />
      {shown === 'stuck' ? <p>{words.stuck}</p> : null}
      {shown === 'silent' ? <p>{words.interrupted}</p> : null}
      {shown === 'done' ? null : (
        <ButtonGroup>
          {mayAct && !isRunning ? <Button href="/team-keys/go-on">{words.goOn}</Button> : null}
          {mayAct && isRunning ? (
            <Button kind="quiet" href="/team-keys/stop">
              {words.stop}
            </Button>
          ) : null}
          {isRunning ? (
            <a class="govuk-link" href={view.isWatched ? '/team-keys' : '/team-keys?watch=yes'}>
              {view.isWatched ? words.unwatch : words.watch}
            </a>
          ) : null}
        </ButtonGroup>
      )}
    </Card>
  )
}

function Paper({ view }: { view: KeysView }) {
  const { state, now } = view
  const { set } = state
  const words = en.paper
  const when = (at: Date) => formatWhen('en', at, now)
  return (
    <Card title={words.title} note={words.note}>
      {set ? (
        <Facts
          items={[
            { key: words.set, value: set.shareSet },
            { key: words.made, value: words.madeBy({ name: set.madeBy ?? '–', when: when(set.madeAt) }) },
            { key: words.drilled, value: set.drilledAt ? when(set.drilledAt) : words.never },
          ]}
        />
      ) : (
        <Callout tone="amber">
          <p>{words.none}</p>
        </Callout>
      )}
      {set?.makerLeft ? (
        <Callout tone="amber">
          <p>{words.makerLeft({ name: set.madeBy ?? '–' })}</p>
        </Callout>
      ) : null}
      {state.unfinishedSet ? <p>{words.unfinished}</p> : null}
      <ButtonGroup>
        {view.mayTurn && view.holdsKey ? (
          <Button kind={set ? 'quiet' : 'main'} href="/team-keys/new-set">
            {words.make}
          </Button>
        ) : null}
        {set && view.mayRecover && !view.holdsKey && !ownRequest(view) ? (
          <Button href="/team-keys/ask">{en.recovery.ask}</Button>
        ) : null}
      </ButtonGroup>
    </Card>
  )
}

const ownRequest = (view: KeysView): TeamKeysState['requests'][number] | undefined =>
  view.state.requests.find((each) => !each.endedAt && each.requestedById === view.ownId)

function Requests({ view }: { view: KeysView }) {
  const words = en.recovery
  const when = (at: Date) => formatWhen('en', at, view.now)
  return (
    <Card title={words.requests} id="requests">
      {view.state.requests.map((each) => {
        const isOwn = each.requestedById === view.ownId
        return (
          <Callout tone={each.endedAt ? 'leaf' : 'amber'}>
            <p>
              <strong>{words.requestOf({ name: each.requestedBy ?? '–', organisation: each.organisationName })}</strong>
            </p>
            <p>
              {each.confirmedAt
                ? words.confirmedBy({ name: each.confirmedBy ?? '–', when: when(each.confirmedAt) })
                : words.waits({ when: when(each.requestedAt) })}
            </p>
            {each.endedAt && each.outcome ? (
              <p>
                {words.outcomes[each.outcome]}, {when(each.endedAt)}
              </p>
            ) : null}
            {!each.endedAt && isOwn && each.confirmedAt && !each.isFresh ? <p>{words.tooLate}</p> : null}
            {!each.endedAt && isOwn && !each.confirmedAt ? <p>{words.notYou}</p> : null}
            {each.endedAt ? null : (
              <ButtonGroup>
                {isOwn && each.isFresh ? <Button href="/team-keys/type">{words.type}</Button> : null}
                {isOwn ? (
                  <Button kind="quiet" href={`/team-keys/end/${each.id}`}>
                    {words.takeBack}
                  </Button>
                ) : each.confirmedAt ? null : (
                  <Button href={`/team-keys/confirm/${each.id}`}>{words.confirm}</Button>
                )}
              </ButtonGroup>
            )}
          </Callout>
        )
      })}
    </Card>
  )
}
