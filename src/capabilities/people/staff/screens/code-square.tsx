// The square an app for codes reads, drawn here: no picture is asked for from anywhere.
import { encode } from 'uqr'
import { joiningWords } from '../messages/joining.ts'

const words = joiningWords.factor

/** An otpauth address as a square, and its key in fours for typing by hand. */
export function CodeSquare(props: { url: string; secret: string }) {
  const { data, size } = encode(props.url, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return (
    <>
      <svg
        class="code-square"
        role="img"
        aria-label={words.square}
        viewBox={`0 0 ${size} ${size}`}
        width="220"
        height="220"
        shape-rendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p>
        {words.key}:{' '}
        <code class="identifier" translate="no">
          {props.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </p>
    </>
  )
}
