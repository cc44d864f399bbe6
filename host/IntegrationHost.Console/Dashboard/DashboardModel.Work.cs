using IntegrationHost.Client;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pasting;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dashboard;

/// <content>Pastes, addresses, and small changes that can be undone.</content>
internal sealed partial class DashboardModel
{
    private SecretBuffer? _early;

    /// <summary>Takes what was pasted outside of any field. Before the first data nobody can tell whose it is; then it waits, held like a secret.</summary>
    public void Paste(string text)
    {
        if (Feed is { Data: null, Problem: null, Sealed: null, Failed: false } && text.Length <= PasteReceiver.Longest)
        {
            _early ??= new SecretBuffer();
            _early.Clear();
            _early.AppendPasted(text);
            Say("~ what was pasted waits for the host", Palette.Sky);
            return;
        }

        new PasteReceiver(this).Receive(text);
        Notify();
    }

    /// <summary>Keeps what is pasted out of a field that would show it, if it is a key.</summary>
    /// <returns>Whether it was kept out.</returns>
    public bool KeepOut(string text) => new PasteReceiver(this).KeepOut(text);

    private void TakeEarlyPaste()
    {
        if (_early is not { } early)
            return;
        _early = null;
        // What was asked for meanwhile, such as the passphrase of a sealed store, comes first; the paste is not for it.
        if (Feed is { Data: not null, Sealed: null } && Overlay is null)
            new PasteReceiver(this).Receive(early.Reveal());
        early.Dispose();
    }

    /// <summary>Opens an address in the browser, or copies it if there is none to open.</summary>
    public void Browse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
            Say("! the plugin names no address for it", Palette.Tan);
        else if (Context.Browse(uri))
            Say($"✔ opened {address}", Palette.Sky);
        else
            Copy(address);
    }

    /// <summary>Changes something in the background and says what came of it; <c>u</c> undoes it.</summary>
    /// <param name="what">What is done then, such as <c>Post message is linked to SLACK</c>.</param>
    /// <param name="change">Does it; returns how it is undone. What the host did not do is an <see cref="InvalidOperationException"/> with a sentence.</param>
    public void Change(string what, Func<IIntegrationHostClient, CancellationToken, Task<Func<IIntegrationHostClient, CancellationToken, Task<string>>>> change) =>
        Work = Task.Run(() => ChangeAsync(what, change, _stop.Token));

    private async Task ChangeAsync(
        string what, Func<IIntegrationHostClient, CancellationToken, Task<Func<IIntegrationHostClient, CancellationToken, Task<string>>>> change, CancellationToken cancellationToken)
    {
        try
        {
            IIntegrationHostClient client = await Context.Client;
            Func<IIntegrationHostClient, CancellationToken, Task<string>> undo = await change(client, cancellationToken);
            await Feed.RefreshAsync(cancellationToken);
            Context.Ui.Post(() =>
            {
                Undoable(what, token => undo(client, token));
                Page?.Opened();
            });
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException or InvalidOperationException)
        {
            Context.Ui.Post(() => Say($"x {Failure.TextOf(exception)}", Palette.Red));
        }
        catch (OperationCanceledException)
        {
            // The console ends.
        }
    }
}
