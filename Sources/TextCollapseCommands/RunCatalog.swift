internal import FoundationEssentials
internal import Generations
internal import Measures
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The runs in a folder, found anew each time: the directories are the truth.
struct RunCatalog {
  /// A run in the folder.
  struct Item {
    /// Its path below the folder.
    var name: String
    /// Its path.
    var path: String
    /// What was found; nil of a run that is not finished or cannot be read.
    var record: RunRecord?
    /// Why there is no record.
    var problem: String?
  }

  let folder: String

  /// The runs whose names match one of the patterns, with `*`, `?` and `[…]` as in a shell; all runs if
  /// there are no patterns.
  func items(_ patterns: [String]) throws -> [Item] {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory
    else {
      throw RunCatalogError.noFolder(folder)
    }
    var items: [Item] = []
    collect("", depth: 0, into: &items)
    let chosen = items.filter { item in
      patterns.isEmpty || patterns.contains { fnmatch($0, item.name, 0) == 0 }
    }
    for pattern in patterns where !chosen.contains(where: { fnmatch(pattern, $0.name, 0) == 0 }) {
      let near = Suggestion.nearest(to: pattern, among: items.map(\.name))
      throw RunCatalogError.noMatch(pattern, folder: folder, near: near)
    }
    return chosen.sorted { $0.name < $1.name }
  }

  private func collect(_ name: String, depth: Int, into items: inout [Item]) {
    let path = name.isEmpty ? folder : "\(folder)/\(name)"
    if !name.isEmpty, CompareCommand.isRun(path) {
      var item = Item(name: name, path: path)
      do { item.record = try RunRecord.load(directory: path) } catch { item.problem = "\(error)" }
      items.append(item)
      return
    }
    // Runs of a comparison lie two folders deeper.
    guard depth < 3, let inner = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return
    }
    for next in inner.sorted() where !next.hasPrefix(".") {
      let below = name.isEmpty ? next : "\(name)/\(next)"
      var status = stat()
      // A link may lead anywhere, so it is not followed.
      if lstat("\(folder)/\(below)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        collect(below, depth: depth + 1, into: &items)
      }
    }
  }

  /// Removes a run.
  ///
  /// - Throws: That another process works on it, or that it cannot be removed.
  func remove(_ item: Item) throws {
    // Of an unfinished run the mark is taken, so that it cannot go on meanwhile.
    let checkpoint = "\(item.path)/\(RunRecord.checkpointName)/\(RunRecord.startName)"
    let mark =
      FileManager.default.fileExists(atPath: checkpoint)
      ? try RunDirectory(resuming: item.path) : nil
    defer { withExtendedLifetime(mark) {} }
    do { try FileManager.default.removeItem(atPath: item.path) } catch {
      throw RunCatalogError.notRemoved(item.path)
    }
  }
}
