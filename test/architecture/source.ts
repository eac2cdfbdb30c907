import ts from 'typescript'

/** One import, re-export or `import()` of a file. */
export interface Import {
  readonly from: string
  readonly line: number
  /** The names it takes as values; `*` where it takes all or runs the module. Empty: nothing is left once compiled. */
  readonly values: readonly string[]
  /** Whether it is an `import()`, which loads nothing before it is run. */
  readonly isLater: boolean
}

/** All that a file imports, whichever way it is written. */
export function importsOf(source: string): Import[] {
  const file = parse(source)
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, values: readonly string[], isLater = false) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ from: specifier.text, line: lineOf(file, specifier), values, isLater })
    }
  }
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, valuesOfImport(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, valuesOfExport(node))
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, [])
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], ['*'], true)
    }
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
function valuesOfImport(clause: ts.ImportClause | undefined): string[] {
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return []
  const named = clause?.namedBindings
  return clause && !clause.name && named && ts.isNamedImports(named) ? valuesOf(named.elements) : ['*']
}

function valuesOfExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): string[] {
  if (isTypeOnly) return []
  return exportClause && ts.isNamedExports(exportClause) ? valuesOf(exportClause.elements) : ['*']
}

function valuesOf(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): string[] {
  if (elements.length === 0) return ['*']
  return elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name, propertyName }) => (propertyName ?? name).text)
}
