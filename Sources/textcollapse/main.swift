import TextCollapseCommands

CommandLineTool.main()
