import Measures

/// Where the numbers come from and how to get them again.
struct ProvenanceSection {
  var facts: RunFacts

  var node: HTMLNode {
    element(
      .section, [.id("provenance")], element(.h2, "How to reproduce"),
      element(
        .div, [.class("command")],
        element(
          .pre, [HTMLAttribute(.tabindex, "0")],
          element(.code, [.id("command")], .text(Command.line(facts.manifest.command)))),
        element(
          .button, [HTMLAttribute(.type, "button"), .id("copy"), HTMLAttribute(.hidden)], "Copy")),
      element(
        .p, [.class("intro")],
        "With the same versions and inputs the command gives the same numbers to the last digit."),
      element(
        .div, [.class("facts")], list("Versions", versions), list("Real text", corpus),
        execution.isEmpty ? .fragment([]) : list("Machine and time", execution)),
      element(.h3, "Inputs"), inputs,
      element(.h3, "Configuration"), list(nil, configuration, "settings"))
  }

  private var versions: [(String, String)] {
    let versions = facts.manifest.versions
    return [
      ("textcollapse", versions.textcollapse), ("Swift", versions.swift), ("ICU", versions.icu),
      ("Unicode", versions.unicode), ("run format", String(facts.manifest.schema)),
    ]
  }

  private var corpus: [(String, String)] {
    let corpus = facts.manifest.corpus
    var items = [
      ("training", split(corpus.trainingTokens, corpus.trainingDocuments)),
      ("held out", split(corpus.heldOutTokens, corpus.heldOutDocuments)),
      ("reserve", split(corpus.reserveTokens, corpus.reserveDocuments)),
      ("sentences", NumberText.integer(corpus.trainingSentences)),
      ("different words", NumberText.integer(corpus.types)),
      ("used once", NumberText.integer(corpus.hapaxes)),
    ]
    if let language = corpus.language { items.append(("language", language)) }
    return items
  }

  private func split(_ tokens: Int, _ documents: Int) -> String {
    "\(NumberText.integer(tokens)) tokens in \(NumberText.integer(documents))"
      + (documents == 1 ? " document" : " documents")
  }

  private var execution: [(String, String)] {
    guard let execution = facts.manifest.execution else { return [] }
    return [
      ("started", execution.started), ("took", NumberText.seconds(execution.seconds)),
      ("system", execution.system), ("processor", execution.processor),
      ("threads", String(execution.threads)),
      ("peak memory", NumberText.bytes(execution.peakMemoryBytes)),
    ]
  }

  private var configuration: [(String, String)] {
    facts.manifest.configuration.sorted { $0.key < $1.key }
      .map { ($0.key, SettingText.text($0.value)) }
  }

  private var inputs: HTMLNode {
    let rows = facts.manifest.inputs.map { input in
      [input.path, input.role, NumberText.bytes(input.bytes), input.sha256]
    }
    return TableNode(
      table: DataTable(columns: ["file", "role", "size", "SHA-256"], rows: rows)
    ).node
  }

  private func list(
    _ title: String?, _ items: [(String, String)], _ style: String = "list"
  ) -> HTMLNode {
    element(
      .div,
      title.map { element(.h3, .text($0)) } ?? .fragment([]),
      element(
        .dl, [.class(style)],
        children: items.map { item in
          element(.div, element(.dt, .text(item.0)), element(.dd, isolated(item.1)))
        }))
  }
}
