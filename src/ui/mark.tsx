// The mark: a rowan leaf with two berries. It says nothing about the purpose.

/** `size` in CSS pixels. Decorative: the word Rowan stands beside it. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 26
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <path d="M12 8h2v16h-2zM13 1c2 2 3 4 0 7-3-3-2-5 0-7zM12 12c-3 0-5-1-6-4 3 0 5 1 6 4zM14 12c3 0 5-1 6-4-3 0-5 1-6 4zM12 18c-4 0-6-1-7-4 3-1 6 1 7 4zM14 18c4 0 6-1 7-4-3-1-6 1-7 4z" />
      <path class="mark__berry" d="M7 21a2 2 0 104 0a2 2 0 10-4 0M15 21a2 2 0 104 0a2 2 0 10-4 0" />
    </svg>
  )
}
