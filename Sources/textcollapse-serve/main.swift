import LiveServer

await ServeTool.main()
