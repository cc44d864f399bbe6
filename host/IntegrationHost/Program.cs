using IntegrationHost.Commands;

return await CommandTree.Build().Parse(args).InvokeAsync();
