import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// For how many seconds a test waits for what it expects: a bound on hanging, long enough for a machine on which
/// everything else is tested at the same time.
package let patience = 300.0

/// A connection to a server on this machine, byte for byte.
package final class Connection {
  package let descriptor: Int32

  /// What went wrong.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// Connects.
  package init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      close(descriptor)
      throw Failure(description: "port \(port): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Sends text.
  package func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// Sends bytes.
  package func send(_ bytes: [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "nothing can be sent") }
      start += count
    }
  }

  /// What has come, waiting for it for a while; empty at the end, nil if nothing came in time.
  package func receive(within seconds: Double) throws -> [UInt8]? {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 else { return [] }
    return Array(buffer.prefix(count))
  }

  /// Everything until the server closes.
  package func rest(within seconds: Double = patience) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let part = try receive(within: seconds), !part.isEmpty { bytes += part }
    return bytes
  }

  /// An answer, as soon as it is whole; nil if none came.
  package func reply(within seconds: Double = patience) throws -> Reply? {
    var bytes: [UInt8] = []
    while let part = try receive(within: seconds), !part.isEmpty {
      bytes += part
      if let reply = Reply(bytes), let length = reply.headers["content-length"],
        reply.body.count >= Int(length) ?? 0
      {
        return reply
      }
    }
    return Reply(bytes)
  }
}
