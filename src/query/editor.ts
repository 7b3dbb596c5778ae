// The editor of the query page: CodeMirror, set up for the edition. It completes tables, columns, codes and places by any of
// their names, and marks the position of an error. Tab leaves the editor, as in any other field.
import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete";
import type {Completion, CompletionContext, CompletionResult} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {PostgreSQL, schemaCompletionSource, keywordCompletionSource, sql} from "@codemirror/lang-sql";
import {HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting, syntaxTree} from "@codemirror/language";
import {setDiagnostics} from "@codemirror/lint";
import {EditorState, Prec} from "@codemirror/state";
import {EditorView, drawSelection, keymap, lineNumbers} from "@codemirror/view";
import {tags} from "@lezer/highlight";
import type {QueryFacts} from "./schema.js";
import {completions} from "./completions.js";

export interface Editor {
  readonly value: () => string;
  readonly set: (sql: string) => void;
  /** Marks a place of the query; null takes the marks away. */
  readonly mark: (error: {readonly from: number; readonly to: number; readonly words: string} | null) => void;
}

const STYLE = HighlightStyle.define([
  {tag: tags.keyword, color: "var(--t-refugee)", fontWeight: "640"},
  {tag: [tags.string, tags.special(tags.string)], color: "var(--t-temp)"},
  {tag: tags.number, color: "var(--t-compl)"},
  {tag: [tags.lineComment, tags.blockComment], color: "var(--ink3)"},
  {tag: [tags.operator, tags.punctuation], color: "var(--ink2)"}
]);

type Source = (context: CompletionContext) => CompletionResult | null | Promise<CompletionResult | null>;

const notInString =
  (source: Source): Source =>
  (context: CompletionContext) =>
    syntaxTree(context.state).resolveInner(context.pos, -1).name === "String" ? null : source(context);

/** The sources of completions: SQL's keywords, tables, columns, and codes and places by any of their names. */
function completionSources(facts: () => QueryFacts | null): Source[] {
  const places = (context: CompletionContext): CompletionResult | null => {
    const known = facts();
    if (!known) return null;
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    const inString = node.name === "String";
    const before = inString
      ? {from: node.from + 1, text: context.state.sliceDoc(node.from + 1, context.pos)}
      : context.matchBefore(/[\p{L}][\p{L}\p{M}’'-]*/u);
    if (!before && !context.explicit) return null;
    const {from, text} = before ?? {from: context.pos, text: ""};
    const options = completions(known, text, inString).map(({label: name, detail, apply}): Completion => ({
      label: name,
      detail,
      apply,
      type: inString ? "constant" : "text",
      boost: inString ? 50 : -50
    }));
    return options.length ? {from, options, filter: false} : null;
  };
  const tables = () =>
    Object.fromEntries(
      (facts()?.tables ?? []).map(({name, title, columns}) => [
        name,
        {
          self: {label: name, type: "type", detail: title},
          children: columns.map((column): Completion => ({
            label: column.name,
            type: "property",
            detail: column.type,
            info: column.description
          }))
        }
      ])
    );
  /** Columns of every table the query names, without the table's name before them. */
  const columns = (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/);
    if (!word || syntaxTree(context.state).resolveInner(context.pos, -1).name === "String") return null;
    if (context.state.sliceDoc(word.from - 1, word.from) === ".") return null;
    const named = facts()?.tables.filter(({name}) => context.state.doc.toString().includes(name)) ?? [];
    const seen = new Map<string, Completion>();
    for (const table of named)
      for (const {name, description} of table.columns)
        if (!seen.has(name))
          seen.set(name, {label: name, type: "property", detail: table.name, info: description, boost: 10});
    return {from: word.from, options: [...seen.values()], validFor: /^\w*$/};
  };
  return [
    notInString((context) => schemaCompletionSource({dialect: PostgreSQL, schema: tables()})(context)),
    notInString(keywordCompletionSource(PostgreSQL, true)),
    columns,
    places
  ];
}

/** Replaces the textarea with the editor, and copies the editor's text back into it. */
export function editorIn(
  field: HTMLTextAreaElement,
  label: string,
  {facts, run}: {readonly facts: () => QueryFacts | null; readonly run: () => void}
): Editor {
  const view = new EditorView({
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        sql({dialect: PostgreSQL}),
        syntaxHighlighting(STYLE),
        autocompletion({
          override: completionSources(facts),
          icons: false
        }),
        Prec.highest(
          keymap.of([
            {
              key: "Mod-Enter",
              run: () => {
                run();
                return true;
              }
            }
          ])
        ),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({"aria-label": label, spellcheck: "false", autocapitalize: "off"}),
        EditorView.updateListener.of(({docChanged, state}) => {
          if (docChanged) field.value = state.doc.toString();
        })
      ]
    })
  });
  field.hidden = true;
  field.after(view.dom);
  return {
    value: () => view.state.doc.toString(),
    set: (text) => {
      view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: text}});
      view.dispatch(setDiagnostics(view.state, []));
    },
    mark: (error) => {
      const length = view.state.doc.length;
      view.dispatch(
        setDiagnostics(
          view.state,
          error
            ? [
                {
                  from: Math.min(error.from, length),
                  to: Math.min(Math.max(error.to, error.from + 1), length),
                  severity: "error",
                  message: error.words
                }
              ]
            : []
        )
      );
    }
  };
}
