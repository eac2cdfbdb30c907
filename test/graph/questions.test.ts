import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildASTSchema, extendSchema, Kind, parse, validate, visit, type DocumentNode } from 'graphql'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { codeFiles, root } from '../architecture/tree.ts'

/** A question that one subgraph has for another, as it stands in the code. */
interface Question {
  readonly file: string
  readonly name: string
  readonly text: string
}

const files = codeFiles().filter((path) => path.startsWith('subgraphs/') && !path.startsWith('subgraphs/kernel/'))
const sources = files.map((path) => ({ path, tree: parseCode(path, readFileSync(join(root, path), 'utf8')) }))
const questions = sources.flatMap(({ path, tree }) => questionsIn(path, tree))
const asked = sources.flatMap(({ path, tree }) => askedIn(path, tree))

describe('what subgraphs ask one another', () => {
  it('is known: each question stands as a text, and is asked of a named subgraph', () => {
    expect(questions.length).toBeGreaterThan(3)
    for (const { file, name } of questions) {
      expect(asked.filter((one) => one.file === file && one.name === name).length, `${file}: ${name}`).toBeGreaterThan(
        0,
      )
    }
    for (const { file, name } of asked) {
      expect(questions.filter((one) => one.file === file && one.name === name).length, `${file}: ${name}`).toBe(1)
    }
  })

  it.each(asked)('$file asks $of its $name in a way that it understands', ({ file, name, of }) => {
    const { text } = questions.find((one) => one.file === file && one.name === name)!
    expect(validate(schemaOf(of), parse(text)).map(({ message }) => message)).toEqual([])
    expect(file.startsWith(`subgraphs/${of}/`), 'A subgraph asks another, not itself.').toBe(false)
  })

  it('is read from code as it is written', () => {
    const tree = parseCode(
      'x.ts',
      "const A = question<X, { id: string }>('query a($id: ID!) { a(id: $id) { id } }')\nawait ctx.services.ask('tickets', A, { id }, ctx)",
    )
    expect(questionsIn('x.ts', tree)).toEqual([
      { file: 'x.ts', name: 'A', text: 'query a($id: ID!) { a(id: $id) { id } }' },
    ])
    expect(askedIn('x.ts', tree)).toEqual([{ file: 'x.ts', name: 'A', of: 'tickets' }])
    expect(askedIn('x.ts', parseCode('x.ts', 'deletion.ask(account, hash, now)'))).toEqual([])
    expect(() => questionsIn('x.ts', parseCode('x.ts', 'const A = question(text())'))).toThrow('x.ts')
    expect(() => askedIn('x.ts', parseCode('x.ts', 'services.ask(who, A, {}, ctx)'))).toThrow('x.ts')
  })
})

function parseCode(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

function questionsIn(file: string, tree: ts.SourceFile): Question[] {
  return callsIn(tree, 'question').map((call) => {
    const [text] = call.arguments
    const { parent } = call
    if (!text || !ts.isStringLiteralLike(text) || !ts.isVariableDeclaration(parent)) {
      throw new Error(`${file}: a question is one text without substitutions, kept in a constant.`)
    }
    return { file, name: parent.name.getText(tree), text: text.text }
  })
}

function askedIn(file: string, tree: ts.SourceFile): { file: string; name: string; of: string }[] {
  return callsIn(tree, 'ask', 'services').map((call) => {
    const [of, question] = call.arguments
    if (!of || !ts.isStringLiteral(of) || !question || !ts.isIdentifier(question)) {
      throw new Error(`${file}: what is asked is a constant made by question, of a subgraph that is named on the spot.`)
    }
    return { file, name: question.text, of: of.text }
  })
}

/** The calls of a function of this name, or of a method of what is named so: a rule may be called alike. */
function callsIn(tree: ts.SourceFile, name: string, owner: string | null = null): ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression } = node
      if (isNamed(expression, name) && (owner === null || isNamed(ownerOf(expression), owner))) found.push(node)
    }
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

function isNamed(expression: ts.Expression | null, name: string): boolean {
  if (!expression) return false
  const named = ts.isPropertyAccessExpression(expression) ? expression.name : expression
  return ts.isIdentifier(named) && named.text === name
}

function ownerOf(expression: ts.Expression): ts.Expression | null {
  return ts.isPropertyAccessExpression(expression) ? expression.expression : null
}

/** A subgraph's own schema with the question for entities, to which what else federation adds means nothing here. */
function schemaOf(subgraph: string) {
  const document = parse(readFileSync(join(root, 'schema', `${subgraph}.graphql`), 'utf8'))
  const plain: DocumentNode = visit(document, { Directive: () => null, SchemaExtension: () => null })
  const entities = document.definitions.flatMap((type) => {
    const isEntity =
      type.kind === Kind.OBJECT_TYPE_DEFINITION && type.directives?.some(({ name }) => name.value === 'key')
    return isEntity ? [type.name.value] : []
  })
  const entity = parse(`scalar _Any union _Entity = ${entities.join(' | ')}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`)
  return extendSchema(buildASTSchema(plain), entity)
}
