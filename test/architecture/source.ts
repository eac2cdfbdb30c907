import ts from 'typescript'

/** One import, re-export or `import()` of a file. */
export interface Import {
  readonly from: string
  readonly line: number
  /** Whether nothing of it is left once compiled. */
  readonly isTypeOnly: boolean
}

/** All that a file imports, whichever way it is written. */
export function importsOf(source: string): Import[] {
  const file = parse(source)
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ from: specifier.text, line: lineOf(file, specifier), isTypeOnly })
    }
  }
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyExport(node))
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
  })
  return found
}

/** Where a file reads the clock, chance or its surroundings, which a pure rule is given as values. */
export function impurities(source: string): { readonly line: number; readonly what: string }[] {
  const file = parse(source)
  const found: { line: number; what: string }[] = []
  walk(file, (node) => {
    const isNow = ts.isNewExpression(node) && node.expression.getText(file) === 'Date' && !node.arguments?.length
    const isRead =
      ts.isPropertyAccessExpression(node) &&
      /^(Date\.now|Math\.random|process\.\w+|crypto\.\w+|performance\.now)$/.test(node.getText(file))
    if (isNow || isRead) found.push({ line: lineOf(file, node), what: node.getText(file) })
  })
  return found
}

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, false)
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

/** `import { type A, type B }` vanishes as `import type` does; a bare `import './x'` runs the module. */
function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((e) => e.isTypeOnly)
  )
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  const named = node.exportClause
  return (
    node.isTypeOnly ||
    (!!named && ts.isNamedExports(named) && named.elements.length > 0 && named.elements.every((e) => e.isTypeOnly))
  )
}
