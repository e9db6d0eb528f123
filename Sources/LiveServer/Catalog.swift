internal import LiveLab

/// What the page knows before any run.
struct Catalog: Encodable, Sendable {
  var version: String
  var corpora: [LiveCorpus]
  var lessons: [LivePreset]
  var defaults: LiveSettings
  var limits: LiveLimits

  init(_ laboratory: Laboratory, version: String) {
    self.version = version
    corpora = laboratory.corpora
    lessons = LivePreset.all.filter { lesson in
      lesson.lanes.allSatisfy { lane in
        laboratory.corpora.contains { $0.id == lane.settings.corpus }
      }
    }
    defaults = LiveSettings()
    limits = laboratory.limits
  }
}
