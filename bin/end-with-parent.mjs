// Loaded before the app: when the command that started it is killed outright, the app is asked to end instead of
// living on unseen with its ports. The pipe closes whatever way the parent died.
import { Socket } from 'node:net'

const fd = Number(process.env.ROWAN_PARENT_FD)
delete process.env.ROWAN_PARENT_FD
if (fd > 2) {
  const pipe = new Socket({ fd, readable: true, writable: false })
  pipe.on('error', () => {})
  pipe.on('close', () => process.kill(process.pid, 'SIGTERM'))
  pipe.resume()
  pipe.unref()
}
