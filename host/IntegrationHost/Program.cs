using System.CommandLine;
using IntegrationHost.Commands;

// Whatever is made from here on is for its owner only, also what libraries make.
IntegrationHost.Hosting.Umask.Restrict();

return await CommandTree.Build().Parse(args).InvokeAsync();
