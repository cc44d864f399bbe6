using System.Text.Json;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Worker;

/// <summary>The way to the host, one message after the other.</summary>
internal sealed class WorkerPipe(Stream output)
{
    private readonly Lock gate = new();

    public void Send(WorkerMessage message, ReadOnlySpan<byte> body = default)
    {
        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerMessage);
        }
        catch (Exception failure) when (message.Loaded is not null)
        {
            json = JsonSerializer.SerializeToUtf8Bytes(
                new WorkerMessage { Fault = $"Its descriptor cannot be told to the host ({failure.GetType().Name}). Correct the plugin's metadata or code." }, WorkerJson.Default.WorkerMessage);
        }

        byte[] frames = PacketWriter.Frames(json, body);
        lock (gate)
            output.Write(frames);
    }
}
