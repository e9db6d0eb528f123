/// Why an ARPA file cannot be read or written.
public enum ARPAError: Error, Equatable, CustomStringConvertible {
  /// Nothing stands in the file but empty lines and comments before the head.
  case noLines
  /// A line is not what the format asks for.
  case malformed(line: Int, problem: String)
  /// A token cannot stand in the file.
  case unwritableToken(String)

  /// What is wrong, where and what to do.
  public var description: String {
    switch self {
    case .noLines:
      "it is empty, and an ARPA file begins with \\data\\. Was its writing cut short?"
    case .malformed(let line, let problem):
      "line \(line): \(problem)"
    case .unwritableToken(let token):
      """
      the ARPA format cannot hold the token "\(token)": tokens must not contain white space or be \
      <s>, </s> or <unk>
      """
    }
  }
}
