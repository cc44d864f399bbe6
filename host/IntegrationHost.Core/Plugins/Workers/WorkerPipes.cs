using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>The way to a worker and back: one thread writes what is to be sent, another reads until the pipe ends.</summary>
internal sealed class WorkerPipes(Process process)
{
    private readonly PacketReader reader = new(process.StandardOutput.BaseStream);
    private readonly BlockingCollection<byte[]> outgoing = [];
    private long unread;

    /// <summary>How long the message that it is sending has been coming.</summary>
    public TimeSpan Pending => reader.Pending;

    /// <summary>Bytes that wait to be read by it.</summary>
    public long Unread => Volatile.Read(ref unread);

    /// <summary>Begins to write and to listen.</summary>
    /// <param name="hear">Gets each message; what it throws ends the listening.</param>
    /// <param name="ended">Is told once that the pipe has ended, and why if it kept to no rule; otherwise <c>null</c>.</param>
    public void Begin(Action<WorkerMessage, ReadOnlyMemory<byte>> hear, Action<WorkerEnd?> ended)
    {
        Run("worker reader", () => ended(Listen(hear)));
        Run("worker writer", Write);
    }

    public void Send(HostMessage message, ReadOnlyMemory<byte> body = default) =>
        Send(PacketWriter.Frames(JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.HostMessage), body.Span));

    public void Send(byte[] bytes)
    {
        try
        {
            Interlocked.Add(ref unread, bytes.Length);
            outgoing.Add(bytes);
        }
        catch (InvalidOperationException)
        {
            // The process is gone, and its calls are being told.
        }
    }

    /// <summary>Nothing is sent any more.</summary>
    public void Complete() => outgoing.CompleteAdding();

    /// <summary>A process that was asked for its streams leaves them open when it is disposed of.</summary>
    public void Close()
    {
        foreach (IDisposable stream in new IDisposable[] { process.StandardOutput, process.StandardError, process.StandardInput, process })
        {
            try
            {
                stream.Dispose();
            }
            catch (IOException)
            {
                // What was to be written to it goes nowhere.
            }
        }
    }

    private WorkerEnd? Listen(Action<WorkerMessage, ReadOnlyMemory<byte>> hear)
    {
        try
        {
            while (reader.Read() is { } packet)
                hear(WireJson.ReadWorker(packet.Json.Span), packet.Body);
        }
        catch (WireException garbled)
        {
            return new WorkerEnd(WorkerEnd.Garbled, "was ended, since it kept to no rule of the pipe: " + garbled.Message.TrimEnd('.'));
        }
        catch (IOException)
        {
            // The pipe broke with the process.
        }
        catch (Exception failure)
        {
            // Whatever it sent, it must not end the host.
            return new WorkerEnd(WorkerEnd.Garbled, $"was ended, since the host could not handle what it sent ({failure.GetType().Name})");
        }

        return null;
    }

    private void Write()
    {
        try
        {
            Stream input = process.StandardInput.BaseStream;
            foreach (byte[] frames in outgoing.GetConsumingEnumerable())
            {
                input.Write(frames);
                input.Flush();
                Interlocked.Add(ref unread, -frames.Length);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It does not listen any more; the reader finds out why.
        }
    }

    private static void Run(string name, ThreadStart work) => new Thread(work, maxStackSize: 512 * 1024) { IsBackground = true, Name = name }.Start();
}
