namespace IntegrationHost.Core.Plugins;

/// <summary>Where a plugin's code runs: in this process, or in one of its own.</summary>
internal interface IPluginRuntime
{
    /// <summary>Loads a plugin whose files were checked. None of its code has run before this.</summary>
    /// <param name="mainAssemblyPath">Full path of its main assembly.</param>
    /// <param name="stamp">What it says of itself; its contract was checked.</param>
    /// <exception cref="PluginFault">The plugin's own code broke, or is not what it says.</exception>
    ILoadedPlugin Load(string mainAssemblyPath, PluginStamp stamp);
}
