// The mark: a rowan leaf with two berries. It says nothing about the purpose.

/** `size` in CSS pixels. Decorative: the word Rowan stands beside it. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 26
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 26 26" aria-hidden="true" focusable="false">
      <path class="mark__leaf" d="M12.2 8h1.6v16h-1.6z" />
      <path
        class="mark__leaf"
        d="M13 1c2 1.6 2.6 4.400 0 7.200-2.600-2.800-2-5.600 0-7.200zM11.600 12.200C8.700 12.600 6.600 11.400 5.800 8.600c3-.5 5.100.700 5.800 3.600zM14.400 12.200c2.900.4 5-.8 5.800-3.600-3-.5-5.100.7-5.800 3.600zM11.600 17.800c-3.300.6-5.700-.6-6.800-3.600 3.300-.7 5.800.5 6.800 3.600zM14.400 17.800c3.300.6 5.700-.6 6.800-3.600-3.300-.7-5.800.5-6.800 3.600z"
      />
      <circle class="mark__berry" cx="9" cy="21" r="1.900" />
      <circle class="mark__berry" cx="17" cy="21" r="1.900" />
    </svg>
  )
}
