import Measures
import Testing

@Suite struct MeasuresTableTests {
  @Test func longForm() {
    var record = records("typeTokenRatio", [[0.25]])[0]
    record.replicate = 3
    record.generation = 12
    record.measures["accuracyTop1"] = 1e-7
    record.measures["=zebra"] = -2
    record.measures["antelope"] = 100
    #expect(
      MeasuresTable.text(of: [record]) == """
        replicate,generation,measure,unit,value\r
        3,12,accuracyTop1,share,1e-07\r
        3,12,typeTokenRatio,share,0.25\r
        3,12,'=zebra,,-2.0\r
        3,12,antelope,,100.0\r

        """)
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("", ""), ("=1+1", "'=1+1"), ("+1", "'+1"),
      ("-1", "'-1"), ("@cmd", "'@cmd"), ("\tx", "'\tx"), ("a=1", "a=1"),
      ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("\r\nx", "\"'\r\nx\""), ("a\r\nb", "\"a\r\nb\""),
      ("=\u{301}1", "'=\u{301}1"),
    ] as [(String, String)])
  func textCells(cell: String, expected: String) {
    #expect(CSVLine([cell]).text == expected + "\r\n")
  }

  @Test func numbersAreLeftAlone() {
    var line = CSVLine()
    line.append(-5)
    line.append(-0.5)
    #expect(line.text == "-5,-0.5\r\n")
  }
}
