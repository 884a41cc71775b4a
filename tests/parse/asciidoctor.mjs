// Prints, for each AsciiDoc file named, a line of JSON: the raw texts of the blocks that Asciidoctor finds, as [context, text].
const { load } = await import(process.argv[2] + "/node_modules/@asciidoctor/core/src/index.js")
import { readFileSync } from 'node:fs'

const raw = (node, name) => node['_' + name] ?? node[name] ?? ''
const silent = new Set(['listing', 'literal', 'pass', 'stem', 'comment'])

async function walk (node, found) {
  const context = node.context
  if (silent.has(context)) return
  if (context === 'section') found.push(raw(node, 'title'))
  const model = node.contentModel ?? node.content_model
  if (context === 'paragraph' || context === 'verse' || model === 'simple') found.push((node.lines ?? []).join('\n'))
  if (context === 'table') {
    for (const part of ['head', 'body', 'foot']) {
      for (const row of node.rows?.[part] ?? []) {
        for (const cell of row) {
          if (cell.style === 'asciidoc') {
            const inner = cell._innerDocument ?? cell.innerDocument
            if (inner) for (const block of inner.blocks) await walk(block, found)
          } else if (cell.style !== 'literal' && cell.style !== 'monospaced') found.push(raw(cell, 'text'))
        }
      }
    }
    return
  }
  if (context === 'dlist') {
    for (const [terms, item] of node.blocks) {
      for (const term of terms) found.push(raw(term, 'text'))
      if (item) {
        if (raw(item, 'text')) found.push(raw(item, 'text'))
        for (const block of item.blocks ?? []) await walk(block, found)
      }
    }
    return
  }
  if (context === 'list_item') found.push(raw(node, 'text'))
  for (const block of node.blocks ?? []) await walk(block, found)
}

for (const path of process.argv.slice(3)) {
  const document = await load(readFileSync(path, 'utf8'), { attributes: { 'attribute-missing': 'skip' } })
  const found = []
  if (document.header) found.push(raw(document.header, 'title'))
  for (const block of document.blocks) await walk(block, found)
  console.log(JSON.stringify([path, found]))
}
