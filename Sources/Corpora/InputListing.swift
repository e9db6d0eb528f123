#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which files a path stands for.
enum InputListing {
  /// A file to read.
  struct Input {
    var path: String
    var manifest: BundledManifest?
  }

  /// The files at `path`: itself, or the texts in the directory.
  static func inputs(at path: String) throws(CorpusError) -> [Input] {
    guard path != "-", fileType(path) == S_IFDIR else { return [Input(path: path)] }
    var inputs: [Input] = []
    try collect(path, into: &inputs)
    guard !inputs.isEmpty else { throw .emptyDirectory(path: path) }
    // Names are valid in any encoding, so the order is that of their bytes.
    return inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func collect(_ folder: String, into inputs: inout [Input]) throws(CorpusError) {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let manifestPath = prefix + BundledManifest.fileName
    let textPath = prefix + BundledManifest.textName
    if fileType(manifestPath) == S_IFREG, fileType(textPath) == S_IFREG {
      let manifest = try BundledManifest.read(manifestPath)
      inputs.append(Input(path: textPath, manifest: manifest))
      return
    }
    for name in try names(in: folder) where !name.hasPrefix(".") {
      let path = prefix + name
      switch fileType(path) {
      case S_IFREG:
        if isText(name) { inputs.append(Input(path: path)) }
      case S_IFDIR:
        // A link to a directory may lead back here, so it is not followed.
        if !isLink(path) { try collect(path, into: &inputs) }
      default: break
      }
    }
  }

  private static func names(in folder: String) throws(CorpusError) -> [String] {
    guard let stream = opendir(folder) else { throw .file(.opening(folder, code: errno)) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// Whether a file of an archive would be read if it lay in a directory.
  static func isTextPath(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    guard let last = names.last, !path.hasSuffix("/") else { return false }
    return names.allSatisfy { !$0.hasPrefix(".") || $0 == "." || $0 == ".." }
      && isText(String(last))
  }

  /// Whether a file is one of text by its name.
  private static func isText(_ name: String) -> Bool {
    let name = PackedFormat.plainName(name)
    guard let dot = name.lastIndex(of: ".") else { return true }
    return ["txt", "text", "md", "jsonl", "ndjson"].contains(name[name.index(after: dot)...])
  }

  /// The type bits of the file that `path` leads to, or 0.
  private static func fileType(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
