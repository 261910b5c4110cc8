// Where a visitor may be led back to: a path of this app and nothing else.

/** `text` if it is a path of ours, else `/`: never another site's address, however it is written. */
export const localPath = (text: string): string => (/^\/(?![/\\])[\w\-./?=&%:+~,]*$/.test(text) ? text : '/')
