using IntegrationHost.Commands;

return await CommandTree.RunAsync(args);
