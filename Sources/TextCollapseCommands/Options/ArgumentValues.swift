// Enumerations whose raw values are words of the command line.
public import ArgumentParser
public import Corpora
public import Generations
public import LanguageModels
public import Tokenization

extension CaseFolding: ExpressibleByArgument {}
extension DocumentUnit: ExpressibleByArgument {}
extension Normalization: ExpressibleByArgument {}
extension RealTextSource: ExpressibleByArgument {}
extension RegimeName: ExpressibleByArgument {}
extension SentenceRule: ExpressibleByArgument {}
extension SmoothingName: ExpressibleByArgument {}
extension SpecialSymbolRule: ExpressibleByArgument {}
extension TokenUnit: ExpressibleByArgument {}
extension UniformFloor: ExpressibleByArgument {}
extension WordRules: ExpressibleByArgument {}
