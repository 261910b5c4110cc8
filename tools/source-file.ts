// Reads the project's sources as the house rules look at them: a path, a text, and what it imports. Apart so that a test can
// hand the rules sources that stand on no disk.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** `path` counts from the project root, with forward slashes. */
export type SourceText = { path: string; text: string }

export type Import = {
  /** The file it names, from the project root; undefined for a package. */
  file: string | undefined
  specifier: string
  names: readonly string[]
  /** Gone when the program runs. */
  isTypeOnly: boolean
}

export type Source = SourceText & { syntax: ts.SourceFile | undefined; imports: readonly Import[] }

/** Every text of ours, without what is generated or fetched. */
export async function readSources(root: string): Promise<SourceText[]> {
  const found: SourceText[] = []
  const patterns = ['{src,tests,tools,bench}/**/*.{ts,tsx,sql,scss,md}', 'bin/*.mjs']
  for await (const path of glob(patterns, { cwd: root })) {
    const posixPath = path.replaceAll('\\', '/')
    found.push({ path: posixPath, text: readFileSync(join(root, path), 'utf8') })
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** @param aliases package.json `imports`: `#ui/*` → `./src/ui/*` */
export function parse({ path, text }: SourceText, aliases: Readonly<Record<string, string>>): Source {
  if (!/\.(ts|tsx|mjs)$/.test(path)) return { path, text, syntax: undefined, imports: [] }
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind)
  return { path, text, syntax, imports: importsOf(syntax, path, aliases) }
}

function importsOf(syntax: ts.SourceFile, path: string, aliases: Readonly<Record<string, string>>): Import[] {
  const found: Import[] = []
  const add = (specifier: string, names: string[], isTypeOnly: boolean) =>
    found.push({ specifier, names, isTypeOnly, file: resolveImport(specifier, path, aliases) })
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause
      const bindings = clause?.namedBindings
      const names =
        bindings && ts.isNamedImports(bindings) ? bindings.elements.map((e) => (e.propertyName ?? e.name).text) : []
      add(node.moduleSpecifier.text, names, clause?.isTypeOnly ?? false)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.exportClause
      const elements = clause && ts.isNamedExports(clause) ? [...clause.elements] : []
      const names = elements.map((e) => (e.propertyName ?? e.name).text)
      add(node.moduleSpecifier.text, names, node.isTypeOnly)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [wanted] = node.arguments
      if (wanted && ts.isStringLiteral(wanted)) add(wanted.text, [], false)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, [], true)
    }
    ts.forEachChild(node, visit)
  }
  visit(syntax)
  return found
}

function resolveImport(specifier: string, from: string, aliases: Readonly<Record<string, string>>): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  for (const [alias, target] of Object.entries(aliases)) {
    const stem = alias.replace('*', '')
    if (specifier.startsWith(stem)) return posix.normalize(target.replace('*', specifier.slice(stem.length)))
  }
  return undefined
}
