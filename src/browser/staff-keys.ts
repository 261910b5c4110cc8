// Keys that help staff: `/` search, `j` `k` through the rows, Enter opens (the row's link has the focus), `?` the list of keys.
// Nothing needs them. They are silent while somebody types, and with any modifier held.

const find = (name: string) => document.querySelector<HTMLElement>(`[data-keys=${name}]`)

function move(by: number) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-keys=rows] tbody tr')]
    .map((row) => row.querySelector<HTMLElement>('a[href]'))
    .filter((link) => link !== null)
  if (!links.length) return
  const row = document.activeElement?.closest('tr')
  const here = links.findIndex((link) => link.closest('tr') === row)
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + by))
  links[next]?.focus()
}

addEventListener('keydown', (event) => {
  const at = event.target
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (at instanceof HTMLElement && (at.isContentEditable || at.matches('input,textarea,select'))) return
  if (event.key === '/') find('search')?.focus()
  else if (event.key === 'j') move(1)
  else if (event.key === 'k') move(-1)
  else if (event.key === '?') {
    const help = find('help')
    if (!(help instanceof HTMLDetailsElement)) return
    help.open = !help.open
    help.querySelector('summary')?.focus()
  } else return
  event.preventDefault()
})
