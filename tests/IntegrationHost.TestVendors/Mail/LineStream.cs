using System.Net.Sockets;
using System.Text;

namespace IntegrationHost.TestVendors.Mail;

/// <summary>Lines and counted bytes over one connection.</summary>
internal sealed class LineStream(NetworkStream stream)
{
    private readonly List<byte> buffer = [];

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int end = buffer.IndexOf((byte)'\n');
            if (end >= 0)
            {
                string line = Encoding.UTF8.GetString([.. buffer[..end]]).TrimEnd('\r');
                buffer.RemoveRange(0, end + 1);
                return line;
            }

            if (!await FillAsync(cancellationToken))
                return null;
        }
    }

    public async Task<string> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        while (buffer.Count < count && await FillAsync(cancellationToken))
        {
        }

        string text = Encoding.UTF8.GetString([.. buffer[..count]]);
        buffer.RemoveRange(0, count);
        return text;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), cancellationToken).AsTask();

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[4096];
        int read = await stream.ReadAsync(chunk, cancellationToken);
        buffer.AddRange(chunk.AsSpan(0, read));
        return read > 0;
    }
}
