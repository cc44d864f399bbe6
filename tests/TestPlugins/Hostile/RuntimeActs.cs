using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TestPlugins;

/// <summary>What a plugin can do with the runtime that it shares with the worker's own code.</summary>
internal static class RuntimeActs
{
    private static readonly Lock First = new();
    private static readonly Lock Second = new();

    public static async Task<string> RunAsync(string act)
    {
        switch (act)
        {
            case "finalizer throw":
                Drop(() => new Ending(() => throw new InvalidOperationException("The text of a plugin's exception is not shown.")));
                return "still here";
            case "finalizer hang":
                Drop(() => new Ending(() => Thread.Sleep(Timeout.Infinite)), wait: false);
                return "dropped";
            case "static constructor throw":
                return Broken.Word;
            case "static constructor hang":
                return Stuck.Word;
            case "deadlock":
                await Task.WhenAll(Task.Run(() => Take(First, Second)), Task.Run(() => Take(Second, First)));
                return "still here";
            case "huge result":
                return new string('x', 60 * 1024 * 1024);
            case "many results":
                return new string('\u0001', 8 * 1024 * 1024);
            case "unhandled task":
                _ = Task.Run(() => throw new InvalidOperationException("The text of a plugin's exception is not shown."));
                await Task.Delay(10);
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return "nobody looked";
            case "exit in a thread":
                new Thread(() => Environment.Exit(0)).Start();
                await Task.Delay(Timeout.Infinite);
                return "still here";
            case "look-alikes":
                // Made of parts, so that nothing here looks like a key.
                string alike = "sk_" + "live_" + new string('4', 24);
                Console.WriteLine(alike);
                Console.Error.WriteLine("Authorization: Bearer " + alike);
                return "printed";
            default:
                return await DiskActs.RunAsync(act);
        }
    }

    /// <summary>Nesting that the host must not follow: the output's text, not an object.</summary>
    public static string Nested(int depth = 200_000) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static void Drop(Func<object> make, bool wait = true)
    {
        Make(make);
        GC.Collect();
        if (wait)
            GC.WaitForPendingFinalizers();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Make(Func<object> make) => _ = make().GetHashCode();
    }

    private static void Take(Lock one, Lock other)
    {
        lock (one)
        {
            Thread.Sleep(100);
            lock (other)
                Thread.Sleep(0);
        }
    }

    private sealed class Ending(Action act)
    {
        [SuppressMessage("Design", "CA1065", Justification = "The point of it.")]
        ~Ending() => act();
    }

    private static class Broken
    {
        public static readonly string Word = Encoding.UTF8.GetString(Throw());

        private static byte[] Throw() => throw new InvalidOperationException("The text of a plugin's exception is not shown.");
    }

    private static class Stuck
    {
        public static readonly string Word = Wait();

        private static string Wait()
        {
            Thread.Sleep(Timeout.Infinite);
            return "";
        }
    }
}
